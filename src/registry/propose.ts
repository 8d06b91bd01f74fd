/** Statements that a person makes: checked like those of a data set, proposed until somebody accepts them. */
import type pg from 'pg';
import type { Storage } from '#storage/database.ts';
import type { RelationRecord, StatementRecord } from '#wire/data-set.ts';
import { CHANGE_TABLES, updateProjections } from './affected.ts';
import { Checker } from './data-set/check.ts';
import type { NormalCite, NormalStatement } from './data-set/normal.ts';
import { EnoughProblems, Findings, type Path, type ProblemCode } from './data-set/problem.ts';
import { References } from './data-set/references.ts';
import { DECLARED } from './declared.ts';
import { JudgementError, statementOf } from './judge.ts';
import { knownIn } from './known-ids.ts';
import { inTransaction, record, takeTurn } from './recording.ts';
import { indexVocabulary, type Vocabulary } from './vocabulary.ts';

export interface ProposeOptions {
  /** Opaque id of who says it. */
  readonly author: string;
  readonly note?: string;
  /** The statement that this one is to replace once it is accepted. */
  readonly supersedes?: number;
  /** Counts at once, without a judgement: for those who may. */
  readonly accepted?: boolean;
  readonly vocabulary?: Vocabulary;
}

export interface StatementFault {
  readonly path: Path;
  readonly code: ProblemCode;
  readonly reason: string;
}

/** A statement that cannot be recorded, with all that is wrong with it. */
export class StatementError extends Error {
  readonly faults: readonly StatementFault[];
  constructor(faults: readonly StatementFault[]) {
    super(faults.map(({ path, reason }) => `${path.join('.')}: ${reason}`).join('; '));
    this.faults = faults;
  }
}

/** Checks a statement against vocabulary and registry. Errors: StatementError. */
async function checked(
  client: pg.ClientBase,
  said:
    | { readonly entity: string; readonly statement: StatementRecord }
    | { readonly relation: RelationRecord },
  vocabulary: Vocabulary,
): Promise<NormalStatement> {
  const index = indexVocabulary(vocabulary);
  const findings = new Findings();
  const references = new References(index);
  const found: NormalStatement[] = [];
  const nothing = (): void => {};
  const sink = {
    entity: nothing,
    figure: nothing,
    remark: nothing,
    statement: (s: NormalStatement) => found.push(s),
  };
  const checker = new Checker(index, findings, references, sink);
  const known = knownIn(client);
  try {
    if ('relation' in said) checker.record('relations', said.relation, '', 0);
    else {
      const kind = (await known.kinds([said.entity])).get(said.entity);
      if (kind === undefined) {
        const reason = `there is no entity '${said.entity}'`;
        findings.add({ file: '', record: 0, path: ['entity'], code: 'unknown-entity', reason });
      } else checker.record('entities', { id: said.entity, kind, statements: [said.statement] }, '', 0);
    }
    await references.settle(known, findings);
  } catch (error) {
    if (!(error instanceof EnoughProblems)) throw error;
  }
  const [statement] = found;
  if (findings.list.length > 0 || !statement) {
    const own = (path: Path): Path => (path[0] === 'statements' ? path.slice(2) : path);
    throw new StatementError(
      findings.list.map(({ path, code, reason }) => ({ path: own(path), code, reason })),
    );
  }
  return statement;
}

/** Throws where a statement may not replace another: one that counts no longer, or says something of another kind. */
async function mayReplace(client: pg.ClientBase, replaced: number, by: NormalStatement): Promise<void> {
  const { entity, property } = await statementOf(client, replaced);
  if (entity !== by.entity || property !== by.property) {
    throw new JudgementError(
      'says-something-else',
      `Statement ${replaced} says '${property}' of '${entity}': it is not replaced by '${by.property}' of '${by.entity}'.`,
    );
  }
}

/** Gives the number of a citation, a new one where it is new. */
async function citationOf(
  client: pg.ClientBase,
  { source, locator, near, doubt }: NormalCite,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `with made as (insert into citation (source, locator, near, doubt) values ($1, $2, $3, $4)
       on conflict do nothing returning id)
     select id from made
     union all
     select id from citation where source = $1 and locator = $2 and near is not distinct from $3
       and doubt is not distinct from $4::jsonb`,
    [source, locator, near, doubt],
  );
  return (rows[0] as { id: number }).id;
}

/**
 * Records what a person says of an entity, or of two; gives the statement's number. It is proposed, and shown
 * nowhere among what counts, until `accept` unless `accepted` is set. Errors: StatementError; JudgementError where it cannot
 * replace what it is to replace.
 */
export async function propose(
  storage: Storage,
  said:
    | { readonly entity: string; readonly statement: StatementRecord }
    | { readonly relation: RelationRecord },
  options: ProposeOptions,
): Promise<number> {
  const vocabulary = options.vocabulary ?? DECLARED;
  return inTransaction(storage, async (client) => {
    await takeTurn(client);
    const s = await checked(client, said, vocabulary);
    if (options.supersedes !== undefined) await mayReplace(client, options.supersedes, s);
    const citation = await citationOf(client, s.cite);
    const recording = await record(client, {
      author: options.author,
      kind: 'edit',
      ...(options.note === undefined ? {} : { note: options.note }),
    });
    const { rows } = await client.query<{ id: number }>(
      `insert into statement (entity, property, relation, value, value_state, lang, target, qualifiers, valid,
         valid_inferred, rank, status, citation, fingerprint, recording, accepted, supersedes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id`,
      [
        s.entity,
        s.property,
        s.relation,
        s.value,
        s.state,
        s.lang,
        s.target,
        s.qualifiers,
        s.valid,
        s.validInferred,
        s.rank,
        options.accepted ? 'accepted' : 'proposed',
        citation,
        Buffer.from(s.fingerprint, 'hex'),
        recording,
        options.accepted ? recording : null,
        options.supersedes ?? null,
      ],
    );
    const { id } = rows[0] as { id: number };
    if (!options.accepted) return id;
    await client.query(
      `update statement set status = 'superseded', retired = $2 where id = $1 and retired is null`,
      [options.supersedes ?? null, recording],
    );
    await client.query(CHANGE_TABLES);
    const ends = s.target === null ? [s.entity] : [s.entity, s.target];
    await client.query('insert into changed select unnest($1::text[])', [ends]);
    await updateProjections(client, vocabulary);
    return id;
  });
}

/**
 * Judgements: what a person or a program decides about what is recorded. Each is recorded with its reason, and each
 * can be reverted by another; nothing is lost by either.
 */
import type pg from 'pg';
import type { Storage } from '#storage/database.ts';
import { CHANGE_TABLES, updateProjections } from './affected.ts';
import { DECLARED } from './declared.ts';
import { updateRoots } from './merges.ts';
import { inTransaction, record, takeTurn } from './recording.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface JudgeOptions {
  /** Opaque id of who judges. */
  readonly author: string;
  readonly reason: string;
  readonly vocabulary?: Vocabulary;
}

export type JudgementRefusal =
  | 'unknown-entity'
  | 'same-entity'
  | 'already-merged'
  | 'kinds-differ'
  | 'unknown-statement'
  | 'not-proposed'
  | 'already-retired'
  | 'says-something-else'
  | 'unknown-judgement'
  | 'already-reverted';

/** A judgement that cannot be made; the message says why. */
export class JudgementError extends Error {
  readonly code: JudgementRefusal;
  constructor(code: JudgementRefusal, message: string) {
    super(message);
    this.code = code;
  }
}

interface Judgement {
  readonly id: number;
  readonly kind: 'merge' | 'accept' | 'reject' | 'revert';
  readonly subject: string;
  readonly object: string | null;
  readonly reverted_by: number | null;
}

/** Notes a judgement and lets `apply` carry it out, then brings the projections up to date. Gives its number. */
async function judge(
  storage: Storage,
  options: JudgeOptions,
  decide: (client: pg.ClientBase) => Promise<{
    readonly kind: Judgement['kind'];
    readonly subject: string;
    readonly object?: string;
    /** Carries it out; gives the entities that it concerns. */
    apply(recording: number, judgement: number): Promise<readonly string[]>;
  }>,
): Promise<number> {
  return inTransaction(storage, async (client) => {
    await takeTurn(client);
    const { kind, subject, object, apply } = await decide(client);
    const recording = await record(client, {
      author: options.author,
      kind: 'judgement',
      note: options.reason,
    });
    const { rows } = await client.query<{ id: number }>(
      'insert into judgement (kind, subject, object, reason, recording) values ($1, $2, $3, $4, $5) returning id',
      [kind, subject, object ?? null, options.reason, recording],
    );
    const { id } = rows[0] as { id: number };
    const changed = await apply(recording, id);
    await client.query(CHANGE_TABLES);
    await client.query('insert into changed select unnest($1::text[])', [changed]);
    // Where entities become one, or part, so do the questions about them.
    if (kind === 'merge' || kind === 'revert') {
      await client.query(`insert into touched_cell select cell.id from cell
        join changed on changed.id in (cell.area, cell.partner, cell.product)`);
    }
    await updateProjections(client, options.vocabulary ?? DECLARED);
    return id;
  });
}

interface EntityRow {
  readonly id: string;
  readonly kind: string;
  readonly merged_into: string | null;
}

async function entityOf(client: pg.ClientBase, id: string): Promise<EntityRow> {
  const { rows } = await client.query<EntityRow>('select id, kind, merged_into from entity where id = $1', [
    id,
  ]);
  if (!rows[0]) throw new JudgementError('unknown-entity', `There is no entity '${id}'.`);
  return rows[0];
}

/** Throws where `from` may not be merged into `into`. */
async function mayMerge(client: pg.ClientBase, from: string, into: string): Promise<void> {
  const [one, other] = [await entityOf(client, from), await entityOf(client, into)];
  if (one.merged_into !== null) {
    throw new JudgementError('already-merged', `'${from}' is merged into '${one.merged_into}' already.`);
  }
  if ((other.merged_into ?? other.id) === one.id) {
    throw new JudgementError('same-entity', `'${into}' is '${from}' already.`);
  }
  if (one.kind !== other.kind) {
    throw new JudgementError('kinds-differ', `'${from}' is a ${one.kind}, '${into}' a ${other.kind}.`);
  }
}

/**
 * Judges that two entities are one: lists and pages show `from` under `into` from now on, and its id still answers.
 * Gives the judgement's number. Errors: JudgementError.
 */
export async function merge(
  storage: Storage,
  { from, into, ...options }: JudgeOptions & { readonly from: string; readonly into: string },
): Promise<number> {
  return judge(storage, options, async (client) => {
    await mayMerge(client, from, into);
    return { kind: 'merge', subject: from, object: into, apply: () => updateRoots(client) };
  });
}

interface StatementRow {
  readonly id: number;
  readonly entity: string;
  readonly property: string;
  readonly target: string | null;
  readonly status: string;
  readonly accepted: number | null;
  readonly retired: number | null;
  readonly supersedes: number | null;
}

/** Gives a live statement. Errors: JudgementError. */
export async function statementOf(client: pg.ClientBase, id: number): Promise<StatementRow> {
  const { rows } = await client.query<StatementRow>(
    'select id, entity, property, target, status, accepted, retired, supersedes from statement where id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) throw new JudgementError('unknown-statement', `There is no statement ${id}.`);
  if (row.retired !== null) throw new JudgementError('already-retired', `Statement ${id} counts no longer.`);
  return row;
}

function ends({ entity, target }: StatementRow): string[] {
  return target === null ? [entity] : [entity, target];
}

/**
 * Accepts a proposed statement; what it was proposed to replace is superseded. Gives the judgement's number.
 * Errors: JudgementError.
 */
export async function accept(
  storage: Storage,
  { statement, ...options }: JudgeOptions & { readonly statement: number },
): Promise<number> {
  return judge(storage, options, async (client) => {
    const row = await statementOf(client, statement);
    if (row.status !== 'proposed') {
      throw new JudgementError('not-proposed', `Statement ${statement} is ${row.status}.`);
    }
    return {
      kind: 'accept',
      subject: `statement:${statement}`,
      async apply(recording) {
        await client.query(`update statement set status = 'accepted', accepted = $2 where id = $1`, [
          statement,
          recording,
        ]);
        await client.query(
          `update statement set status = 'superseded', retired = $2 where id = $1 and retired is null`,
          [row.supersedes, recording],
        );
        return ends(row);
      },
    };
  });
}

/**
 * Rejects a statement, proposed or accepted; an import that says it again does not bring it back.
 * Gives the judgement's number. Errors: JudgementError.
 */
export async function reject(
  storage: Storage,
  { statement, ...options }: JudgeOptions & { readonly statement: number },
): Promise<number> {
  return judge(storage, options, async (client) => {
    const row = await statementOf(client, statement);
    return {
      kind: 'reject',
      subject: `statement:${statement}`,
      async apply(recording) {
        await client.query(`update statement set status = 'rejected', retired = $2 where id = $1`, [
          statement,
          recording,
        ]);
        return ends(row);
      },
    };
  });
}

/** Records a statement once more as it was, since what was retired stays so; gives the ends of the relation. */
async function restate(
  client: pg.ClientBase,
  id: number,
  status: 'proposed' | 'accepted',
  recording: number,
): Promise<string[]> {
  const { rows } = await client.query<StatementRow>(
    `insert into statement (entity, property, relation, value, value_state, lang, target, qualifiers, valid,
       valid_inferred, rank, status, citation, data_set, fingerprint, recording, accepted, supersedes)
     select entity, property, relation, value, value_state, lang, target, qualifiers, valid, valid_inferred, rank, $2,
       citation, data_set, fingerprint, $3, case when $2 = 'accepted' then $3::bigint end, id
     from statement where id = $1 returning *`,
    [id, status, recording],
  );
  return ends(rows[0] as StatementRow);
}

function statementIn(judgement: Judgement): number {
  return Number(judgement.subject.slice('statement:'.length));
}

/** Undoes what an acceptance did: the statement is a proposal again, what it replaced counts again. */
async function undoAccept(client: pg.ClientBase, judgement: Judgement, recording: number): Promise<string[]> {
  const id = statementIn(judgement);
  const row = await statementOf(client, id);
  await client.query(`update statement set status = 'superseded', retired = $2 where id = $1`, [
    id,
    recording,
  ]);
  const changed = await restate(client, id, 'proposed', recording);
  const { rows } = await client.query<{ id: number }>(
    `select s.id from statement s where s.id = $1 and s.status = 'superseded' and s.retired =
       (select recording from judgement where id = $2)`,
    [row.supersedes, judgement.id],
  );
  for (const replaced of rows) changed.push(...(await restate(client, replaced.id, 'accepted', recording)));
  return changed;
}

/** Undoes a rejection: the statement is what it was before. */
async function undoReject(client: pg.ClientBase, judgement: Judgement, recording: number): Promise<string[]> {
  const { rows } = await client.query<{ accepted: number | null }>(
    'select accepted from statement where id = $1',
    [statementIn(judgement)],
  );
  const status = rows[0]?.accepted === null ? 'proposed' : 'accepted';
  return restate(client, statementIn(judgement), status, recording);
}

async function judgementOf(client: pg.ClientBase, id: number): Promise<Judgement> {
  const { rows } = await client.query<Judgement>(
    'select id, kind, subject, object, reverted_by from judgement where id = $1',
    [id],
  );
  if (!rows[0]) throw new JudgementError('unknown-judgement', `There is no judgement ${id}.`);
  return rows[0];
}

/**
 * Reverts a judgement: entities part again, a statement accepted is a proposal again, one rejected counts again.
 * A reversal cannot itself be reverted: judge anew. Gives the number of the reverting judgement.
 * Errors: JudgementError.
 */
export async function revert(
  storage: Storage,
  { judgement: id, ...options }: JudgeOptions & { readonly judgement: number },
): Promise<number> {
  return judge(storage, options, async (client) => {
    const judgement = await judgementOf(client, id);
    if (judgement.reverted_by !== null || judgement.kind === 'revert') {
      throw new JudgementError('already-reverted', `Judgement ${id} is reverted, or a reversal itself.`);
    }
    return {
      kind: 'revert',
      subject: judgement.subject,
      object: String(id),
      async apply(recording, reverting) {
        await client.query('update judgement set reverted_by = $2 where id = $1', [id, reverting]);
        if (judgement.kind === 'merge') return updateRoots(client);
        if (judgement.kind === 'accept') return undoAccept(client, judgement, recording);
        return undoReject(client, judgement, recording);
      },
    };
  });
}

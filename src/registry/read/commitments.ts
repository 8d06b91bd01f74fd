/** Commitments: what somebody promised or plans, to whom it falls, under what, by when, and where it stands. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { declaredOnly, split } from './choices.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import { idsOf } from './figures.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Match } from './match.ts';
import { heldOn, known, type Moment, NOW } from './moment.ts';
import { collationOf, type Page, type Reader } from './reader.ts';
import { entityViewAt } from './view-at.ts';

export interface CommitmentRow extends CitationRow {
  readonly id: string;
  readonly name: Text;
  readonly state: string | null;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly hope: boolean;
  readonly who: readonly string[];
  readonly under: string | null;
  readonly target: string | null;
}

export interface CommitmentQuestion {
  readonly who?: string | undefined;
  readonly under?: string | undefined;
  readonly state?: string | undefined;
  readonly due?: string | undefined;
  readonly text?: Match | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const STATE = sql`view.current->'state'->>0`;

/** Due before the day asked for, else that as of which its data set speaks, and neither done nor dropped. */
function overdue({ validOn }: Moment): RawBuilder<boolean> {
  return sql`coalesce(upper(view.period) <= coalesce(${validOn}::date, set.as_of, current_date)
    and coalesce(${STATE}, '') not in ('done', 'dropped'), false)`;
}

function tables(view: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${view} as view
    join entity on entity.id = view.id
    left join data_set as set on set.id = entity.data_set`;
}

/**
 * Its citation is that of its state, since its name may be Kirmash's own wording. Its target is the figure
 * that it names, else by convention the one that has its id with '-target' behind.
 */
function columns(moment: Moment): RawBuilder<unknown> {
  const held = sql`${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}`;
  return sql`view.id, view.name, ${STATE} as state, view.period::text as due, ${overdue(moment)} as overdue,
    coalesce((view.current->'hope'->>0)::boolean, false) as hope,
    array(select s.target from statement as s where s.entity = view.id and s.property = 'promised-by'
      and ${held} order by s.id) as who,
    (select s.target from statement as s where s.entity = view.id and s.property = 'under'
      and ${held} order by s.id limit 1) as under,
    (select f.id from figure as f where f.id = coalesce(view.current->'target'->>0, view.id || '-target')
      and ${known('f', moment)}) as target,
    coalesce(cite.source, '') as source, coalesce(cite.locator, '') as locator, cite.near, cite.doubt`;
}

function cited(moment: Moment): RawBuilder<unknown> {
  return sql`left join lateral (
    select ${CITATION_COLUMNS} from statement as s join citation as cite on cite.id = s.citation
    where s.entity = view.id and ${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}
    order by s.property = 'name', s.property <> 'state', s.id limit 1) as cite on true`;
}

/** Takes a query for ids; gives the commitments among those as of the moment, the soonest due first. */
export async function loadCommitments(
  { db, terms }: Reader,
  ids: RawBuilder<unknown>,
  moment: Moment,
): Promise<CommitmentRow[]> {
  const { rows } = await sql<CommitmentRow>`
    select ${columns(moment)} from ${tables(entityViewAt(terms, moment, ids))} ${cited(moment)}
    where view.kind = 'commitment' and view.id in (${ids})
    order by upper(view.period) nulls last, view.id limit 1000`.execute(db);
  return rows;
}

/** Gives one page of commitments, the soonest due first, those without a date last. */
export async function listCommitments(
  reader: Reader,
  question: CommitmentQuestion,
): Promise<Page<CommitmentRow>> {
  const { db, terms, language } = reader;
  const states = split(question.state);
  const declared = terms.kind('commitment')?.lifecycle?.states.map((state) => state.id) ?? [];
  declaredOnly(states, (id) => declared.includes(id), 'unknown-state', 'state', declared);
  const dues = split(question.due);
  const choices = ['overdue', 'dated', 'undated'];
  declaredOnly(dues, (id) => choices.includes(id), 'unknown-choice', 'due', choices);

  const found: RawBuilder<SqlBool>[] = [sql`view.kind = 'commitment'`];
  if (states) found.push(sql`view.current->'state' ?| ${states}::text[]`);
  for (const [property, id] of [
    ['promised-by', question.who],
    ['under', question.under],
  ] as const) {
    if (id === undefined) continue;
    const ids = await idsOf(db, id, property === 'under' ? 'under' : 'who');
    found.push(sql`view.id in (select s.entity from statement as s where s.target = any(${ids}::text[])
      and s.property = ${property} and s.retired is null and s.status = 'accepted')`);
  }
  if (dues) {
    const each: { [choice: string]: RawBuilder<SqlBool> } = {
      overdue: overdue(NOW),
      dated: sql`view.period is not null`,
      undated: sql`view.period is null`,
    };
    found.push(
      sql`(${sql.join(
        dues.map((due) => each[due] ?? sql`false`),
        sql` or `,
      )})`,
    );
  }
  if (question.text) found.push(question.text.condition('view'));
  const where = sql.join(found, sql` and `);
  const listed = tables(sql`entity_view`);

  const keys: SortKey[] = [
    { expression: sql`coalesce(upper(view.period), 'infinity'::date)`, descending: false, type: 'date' },
    {
      expression: sql`coalesce(view.name->>${sql.lit(language)}, '')`,
      descending: false,
      type: 'text',
      collation: collationOf(language),
    },
    { expression: sql`view.id`, descending: false, type: 'text' },
  ];
  const { cursor, limit, text, ...rest } = question;
  const stamp = ['commitments', language, text?.words ?? null, rest];
  const start = cursor === undefined ? sql`true` : after(keys, readCursor(stamp, keys, cursor));
  const [{ rows }, counted] = await Promise.all([
    sql<CommitmentRow & { keys: string[] }>`
      select ${columns(NOW)}, ${keyColumn(keys)} as keys from ${listed} ${cited(NOW)}
      where ${where} and ${start} order by ${orderBy(keys)} limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*) as total from ${listed} where ${where}`.execute(db),
  ]);
  return pageOf(rows, limit, counted.rows[0]?.total ?? 0, stamp);
}

export function commitmentIds(row: CommitmentRow): (string | null)[] {
  return [...row.who, row.under, ...citedIds(row)];
}

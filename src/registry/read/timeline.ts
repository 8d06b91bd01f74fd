/** What happened when: dated things, relations, figures and commitments of one or several entities. */
import { type RawBuilder, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import { type CommitmentRow, loadCommitments } from './commitments.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { begunBy, heldOn, known, type Moment, NOW } from './moment.ts';
import type { Reader } from './reader.ts';
import { loadStatements, type StatementRow } from './statements.ts';
import { entityViewAt } from './view-at.ts';

/** A related thing that has a date of its own, cited by the relation that ties it. */
export interface DatedRow extends CitationRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly period: string;
  readonly inferred: boolean;
}

/** The columns and joins that date and cite the rows of `near (id)`, those that had begun by the moment. */
function dated({ terms }: Reader, moment: Moment, limit: number): RawBuilder<unknown> {
  const dates = [
    ...new Set(
      terms.kinds.flatMap((kind) =>
        kind.properties.filter(({ type }) => type === 'date').map(({ id }) => id),
      ),
    ),
  ];
  const view = entityViewAt(terms, moment, sql`select near.id from near`);
  return sql`
    select view.id, view.kind, view.type, view.name, view.period::text as period, said.inferred, ${CITATION_COLUMNS}
    from near join ${view} as view on view.id = near.id
    join lateral (
      select s.citation, s.valid_inferred as inferred from statement as s
      where s.entity = view.id and ${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}
      order by s.property = any(${dates}::text[]) desc, s.property = 'name', s.id limit 1
    ) as said on true
    join citation as cite on cite.id = said.citation
    where view.period is not null and view.kind not in ('commitment', 'source')
      and ${begunBy(sql`view.period`, moment)}
    order by lower(view.period), view.id limit ${limit}`;
}

/** Takes ids; gives the dated things among them, each cited by the statement that dates it. */
export async function loadDatedOnly(
  reader: Reader,
  ids: readonly string[],
  limit = 2000,
): Promise<DatedRow[]> {
  const { rows } = await sql<DatedRow>`
    with near as (select unnest(${ids}::text[]) as id) ${dated(reader, NOW, limit)}`.execute(reader.db);
  return rows;
}

/** Takes ids; gives the dated things among them and among all that they have a relation with. */
async function loadDated(
  reader: Reader,
  ids: readonly string[],
  moment: Moment,
  limit = 2000,
): Promise<DatedRow[]> {
  const begun = sql`${known('s', moment)} and ${begunBy(sql`s.valid`, moment)}`;
  const { rows } = await sql<DatedRow>`
    with near as (
      select unnest(${ids}::text[]) as id
      union
      select s.target from statement as s where s.entity = any(${ids}::text[]) and s.target is not null
        and ${begun}
      union
      select s.entity from statement as s where s.target = any(${ids}::text[]) and ${begun}
    ) ${dated(reader, moment, limit)}`.execute(reader.db);
  return rows;
}

export function datedIds(row: DatedRow): (string | null)[] {
  return [row.id, ...citedIds(row)];
}

export interface Happenings {
  readonly dated: readonly DatedRow[];
  readonly relations: readonly StatementRow[];
  readonly figures: readonly FigureRow[];
  readonly commitments: readonly CommitmentRow[];
}

/**
 * Gives all that has a date and concerns one entity, given with all ids merged into it, as known at the moment.
 * With a day asked for, what had begun by it; of commitments all that stood, for what they promise lies ahead.
 */
export async function readTimeline(
  reader: Reader,
  members: readonly string[],
  moment: Moment,
): Promise<Happenings> {
  const { db } = reader;
  const [dated, relations, figures, commitments] = await Promise.all([
    loadDated(reader, members, moment),
    loadStatements(
      db,
      sql`s.target is not null and s.valid is not null
        and (s.entity = any(${members}::text[]) or s.target = any(${members}::text[]))
        and ${begunBy(sql`s.valid`, moment)}`,
      { ...moment, validOn: null },
      2000,
    ),
    loadFigures(
      db,
      sql`where cell.period is not null and ${known('f', moment)} and ${begunBy(sql`cell.period`, moment)}
        and (cell.area = any(${members}::text[]) or cell.partner = any(${members}::text[]))
        order by lower(cell.period) desc, f.seq limit 2000`,
    ),
    loadCommitments(
      reader,
      sql`select unnest(${members}::text[]) union select s.entity from statement as s
        where s.target = any(${members}::text[]) and ${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}`,
      moment,
    ),
  ]);
  return { dated, relations, figures, commitments: commitments.filter(({ due }) => due !== null) };
}

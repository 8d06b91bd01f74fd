/** What happened when: dated things, relations, figures and commitments of one or several entities. */
import { type RawBuilder, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import { type CommitmentRow, loadCommitments } from './commitments.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { NOW } from './moment.ts';
import type { Reader } from './reader.ts';
import { loadStatements, type StatementRow } from './statements.ts';

/** A related thing that has a date of its own, cited by the relation that ties it. */
export interface DatedRow extends CitationRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly period: string;
  readonly inferred: boolean;
}

/** The columns and joins that date and cite the rows of `near (id)`. */
function dated({ terms }: Reader, limit: number): RawBuilder<unknown> {
  const dates = [
    ...new Set(
      terms.kinds.flatMap((kind) =>
        kind.properties.filter(({ type }) => type === 'date').map(({ id }) => id),
      ),
    ),
  ];
  return sql`
    select view.id, view.kind, view.type, view.name, view.period::text as period, said.inferred, ${CITATION_COLUMNS}
    from near join entity_view as view on view.id = near.id
    join lateral (
      select s.citation, s.valid_inferred as inferred from statement as s
      where s.entity = view.id and s.retired is null and s.status = 'accepted'
      order by s.property = any(${dates}::text[]) desc, s.property = 'name', s.id limit 1
    ) as said on true
    join citation as cite on cite.id = said.citation
    where view.period is not null and view.kind not in ('commitment', 'source')
    order by lower(view.period), view.id limit ${limit}`;
}

/** Takes ids; gives the dated things among them, each cited by the statement that dates it. */
export async function loadDatedOnly(
  reader: Reader,
  ids: readonly string[],
  limit = 2000,
): Promise<DatedRow[]> {
  const { rows } = await sql<DatedRow>`
    with near as (select unnest(${ids}::text[]) as id) ${dated(reader, limit)}`.execute(reader.db);
  return rows;
}

/** Takes ids; gives the dated things among them and among all that they have a relation with. */
export async function loadDated(reader: Reader, ids: readonly string[], limit = 2000): Promise<DatedRow[]> {
  const { rows } = await sql<DatedRow>`
    with near as (
      select unnest(${ids}::text[]) as id
      union
      select s.target from statement as s where s.entity = any(${ids}::text[]) and s.target is not null
        and s.retired is null and s.status = 'accepted'
      union
      select s.entity from statement as s where s.target = any(${ids}::text[])
        and s.retired is null and s.status = 'accepted'
    ) ${dated(reader, limit)}`.execute(reader.db);
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

/** Gives all that has a date and concerns one entity, given with all ids merged into it. */
export async function readTimeline(reader: Reader, members: readonly string[]): Promise<Happenings> {
  const { db } = reader;
  const [dated, relations, figures, commitments] = await Promise.all([
    loadDated(reader, members),
    loadStatements(
      db,
      sql`s.target is not null and s.valid is not null
        and (s.entity = any(${members}::text[]) or s.target = any(${members}::text[]))`,
      NOW,
      2000,
    ),
    loadFigures(
      db,
      sql`where cell.period is not null and f.retired is null and f.status = 'accepted'
        and (cell.area = any(${members}::text[]) or cell.partner = any(${members}::text[]))
        order by lower(cell.period) desc, f.seq limit 2000`,
    ),
    loadCommitments(
      db,
      sql`view.period is not null and (view.id = any(${members}::text[]) or view.id in (
        select s.entity from statement as s where s.target = any(${members}::text[])
          and s.retired is null and s.status = 'accepted'))`,
    ),
  ]);
  return { dated, relations, figures, commitments };
}

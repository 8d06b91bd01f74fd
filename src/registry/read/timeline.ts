/** What happened when: dated things, relations, figures and commitments of one or several entities. */
import { sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';

/** A related thing that has a date of its own, cited by the relation that ties it. */
export interface DatedRow extends CitationRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly period: string;
  readonly inferred: boolean;
}

/**
 * Takes ids; gives the dated things among them and those that a relation ties to them, each once, cited by the
 * statement that dates it where there is one.
 */
export async function loadDated(db: Database, ids: readonly string[], limit = 2000): Promise<DatedRow[]> {
  const { rows } = await sql<DatedRow>`
    with near as (
      select unnest(${ids}::text[]) as id
      union
      select s.target from statement as s where s.entity = any(${ids}::text[]) and s.target is not null
        and s.retired is null and s.status = 'accepted'
      union
      select s.entity from statement as s where s.target = any(${ids}::text[])
        and s.retired is null and s.status = 'accepted'
    )
    select view.id, view.kind, view.type, view.name, view.period::text as period, dated.inferred,
      ${CITATION_COLUMNS}
    from near join entity_view as view on view.id = near.id
    join lateral (
      select s.citation, s.valid_inferred as inferred from statement as s
      where s.entity = view.id and s.retired is null and s.status = 'accepted'
      order by (s.valid = view.period) desc nulls last, s.property <> 'name', s.id limit 1
    ) as dated on true
    join citation as cite on cite.id = dated.citation
    where view.period is not null and view.kind not in ('commitment', 'source')
    order by lower(view.period), view.id limit ${limit}`.execute(db);
  return rows;
}

export function datedIds(row: DatedRow): (string | null)[] {
  return [row.id, ...citedIds(row)];
}

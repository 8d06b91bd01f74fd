/** Search over all entities: the best matches of each kind, with counts. */
import { sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Match } from './match.ts';
import type { Reader } from './reader.ts';

export interface SearchRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly aliases: readonly string[];
  readonly places: readonly string[];
  readonly period: string | null;
  /** Codes of the Harmonized System, of products. */
  readonly codes: readonly string[] | null;
  /** Place within its kind, 1 the best. */
  readonly place: number;
  /** How many of its kind match. */
  readonly total: number;
}

/** Of each kind so many rows are ranked finely; a reader who looks for more than these types another letter. */
const RANKED = 60;

/**
 * Gives up to `limit` entities of each kind that match, the kind with the best match first. One letter matches tens
 * of thousands of rows: all are counted and ranked roughly, and only the first of each kind finely.
 */
export async function search(reader: Reader, match: Match, limit: number): Promise<SearchRow[]> {
  if (match.words.length === 0) return [];
  const { rows } = await sql<SearchRow>`
    with matched as materialized (
      select view.id, view.kind, ${match.rough('view')} as rough from entity_view as view
      where ${match.condition('view')} and not view.simulated
    ), counted as (
      select kind, count(*) as total from matched group by kind
    ), first as (
      -- Ties are settled by a hash of the id: comparing tens of thousands of texts costs more than all the rest.
      select counted.total, best.id from counted cross join lateral (
        select matched.id from matched where matched.kind = counted.kind
        order by matched.rough desc, hashtext(matched.id) limit ${Math.max(RANKED, limit)}
      ) as best
    ), ranked as (
      select view.*, first.total, fine.score,
        row_number() over (partition by view.kind order by fine.score desc, view.id) as place,
        max(fine.score) over (partition by view.kind) as top
      from first join entity_view as view on view.id = first.id
      cross join lateral (select ${match.score('view')} as score) as fine
    )
    select id, kind, type, name, aliases, places, period::text as period,
      current->'hs-code' as codes, place, total
    from ranked where place <= ${limit} order by top desc, kind, place`.execute(reader.db);
  return rows;
}

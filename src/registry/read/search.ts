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
  /** Place within its kind, 1 the best. */
  readonly place: number;
  /** How many of its kind match. */
  readonly total: number;
}

/** Gives up to `limit` entities of each kind that match, the kind with the best match first. */
export async function search(reader: Reader, match: Match, limit: number): Promise<SearchRow[]> {
  if (match.words.length === 0) return [];
  const { rows } = await sql<SearchRow>`
    with matched as (
      select view.id, view.kind, ${match.score('view')} as score from entity_view as view
      where ${match.condition('view')}
    ), ranked as (
      select id, kind, score, row_number() over (partition by kind order by score desc, id) as place,
        count(*) over (partition by kind) as total, max(score) over (partition by kind) as top
      from matched
    )
    select view.id, view.kind, view.type, view.name, view.aliases, view.places, view.period::text as period,
      ranked.place, ranked.total
    from ranked join entity_view as view on view.id = ranked.id
    where ranked.place <= ${limit} order by ranked.top desc, ranked.kind, ranked.place`.execute(reader.db);
  return rows;
}

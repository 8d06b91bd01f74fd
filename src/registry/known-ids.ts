/** Which ids the registry has, for checking references to them. */
import type pg from 'pg';
import type { Known } from './data-set/references.ts';

/**
 * Gives the look-ups of a connection: kinds of live entities, live figures. `except`: a data set that is about to say
 * anew what there is, so that what only it has does not count.
 */
export function knownIn(client: pg.ClientBase, except: string | null = null): Known {
  return {
    async kinds(ids) {
      if (ids.length === 0) return new Map();
      const { rows } = await client.query<{ id: string; kind: string }>(
        `select id, kind from entity e where id = any ($1) and retired is null and ($2::text is null or exists (
           select from listing l where l.entity = e.id and l.retired is null and l.data_set <> $2))`,
        [ids, except],
      );
      return new Map(rows.map(({ id, kind }) => [id, kind]));
    },
    async figures(ids) {
      if (ids.length === 0) return new Set();
      const { rows } = await client.query<{ id: string }>(
        `select id from figure where id = any ($1) and retired is null
           and ($2::text is null or data_set is distinct from $2)`,
        [ids, except],
      );
      return new Set(rows.map(({ id }) => id));
    },
  };
}

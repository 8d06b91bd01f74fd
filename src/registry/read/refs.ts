/** Names of the entities that rows point to, read for a whole page in one query. */
import { sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';

export interface Named {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
}

/** Ids as rows hold them → what they are now: an entity merged away leads to the one that took it in. */
export type Refs = ReadonlyMap<string, Named>;

/** Takes ids in any number, doubles and nulls welcome; gives what is known of them. */
export async function loadRefs(db: Database, ids: Iterable<string | null | undefined>): Promise<Refs> {
  const wanted = [...new Set([...ids].filter((id): id is string => typeof id === 'string' && id !== ''))];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<Named & { asked: string }>`
    with recursive chain (asked, id, merged_into) as (
      select id, id, merged_into from entity where id = any(${wanted}::text[])
      union
      select chain.asked, entity.id, entity.merged_into
      from chain join entity on entity.id = chain.merged_into
    )
    select chain.asked, chain.id, coalesce(view.kind, entity.kind) as kind, view.type,
      coalesce(view.name, to_jsonb(chain.id)) as name
    from chain
    join entity on entity.id = chain.id
    left join entity_view as view on view.id = chain.id
    where chain.merged_into is null`.execute(db);
  return new Map(rows.map(({ asked, ...named }) => [asked, named]));
}

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
    select asked.id as asked, root.id, root.kind, view.type, coalesce(view.name, to_jsonb(root.id)) as name
    from entity as asked
    join entity as root on root.id = coalesce(asked.merged_into, asked.id)
    left join entity_view as view on view.id = root.id
    where asked.id = any(${wanted}::text[])`.execute(db);
  return new Map(rows.map(({ asked, ...named }) => [asked, named]));
}

/** Names of the entities that rows point to, read for a whole page in one query. */
import { sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { known, NOW } from './moment.ts';
import type { Reader } from './reader.ts';
import { entityViewAt } from './view-at.ts';

export interface Named {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  /** Of a source: the languages that its title is given in; null for all else, which has names in all. */
  readonly languages: readonly string[] | null;
}

/** Ids as rows hold them → what they are now: an entity merged away leads to the one that took it in. */
export type Refs = ReadonlyMap<string, Named>;

/** Takes ids in any number, doubles and nulls welcome; gives what is known of them at the reader's moment. */
export async function loadRefs(
  { db, terms, moment = NOW }: Pick<Reader, 'db' | 'terms' | 'moment'>,
  ids: Iterable<string | null | undefined>,
): Promise<Refs> {
  const wanted = [...new Set([...ids].filter((id): id is string => typeof id === 'string' && id !== ''))];
  if (wanted.length === 0) return new Map();
  const roots = sql`
    select coalesce(merged_into, id) from entity where id = any(${wanted}::text[])`;
  const { rows } = await sql<Named & { asked: string }>`
    select asked.id as asked, root.id, root.kind, view.type, coalesce(view.name, to_jsonb(root.id)) as name,
      case when root.kind = 'source' then array(
        select distinct s.lang from statement as s where s.entity = root.id and s.lang is not null
          and s.property = 'name' and ${known('s', moment)}) end as languages
    from entity as asked
    join entity as root on root.id = coalesce(asked.merged_into, asked.id)
    left join ${entityViewAt(terms, moment, roots)} as view on view.id = root.id
    where asked.id = any(${wanted}::text[])`.execute(db);
  return new Map(rows.map(({ asked, ...named }) => [asked, named]));
}

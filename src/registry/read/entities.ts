/** The list of entities: filters, facets, order, pages. One row of `entity_view` is one item. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { declaredOnly, monthsAsked, split } from './choices.ts';
import { ReadError } from './errors.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Match } from './match.ts';
import { collationOf, type Page, type Reader } from './reader.ts';

export interface EntityFilter {
  readonly kind?: string | undefined;
  readonly type?: string | undefined;
  readonly place?: string | undefined;
  readonly related?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What the text typed matches; read by `matchOf`. */
  readonly match?: Match | undefined;
}

export interface EntityQuestion extends EntityFilter {
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface EntityRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly aliases: readonly string[];
  /** Property → its current values. */
  readonly current: { readonly [property: string]: readonly unknown[] };
  readonly places: readonly string[];
  /** PostgreSQL's text of the daterange. */
  readonly period: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly relations: number;
  readonly figures: number;
  readonly doubts: number;
}

/** The columns of an `EntityRow`, of the view under the alias `view`. */
export const ENTITY_COLUMNS = sql`view.id, view.kind, view.type, view.name, view.aliases, view.current, view.places,
  view.period::text as period, view.latitude, view.longitude, view.relations, view.figures, view.doubts`;

export type FacetName = 'kind' | 'type' | 'place' | 'state';

/** Takes the filter; gives the conditions by the facet that each belongs to, '' for those of no facet. */
async function conditions(
  { db, terms }: Reader,
  filter: EntityFilter,
): Promise<ReadonlyMap<FacetName | '', RawBuilder<SqlBool>>> {
  const kinds = split(filter.kind);
  declaredOnly(
    kinds,
    (id) => terms.kind(id) !== undefined,
    'unknown-kind',
    'kind',
    terms.kinds.map((k) => k.id),
  );
  const types = split(filter.type);
  const declaredTypes = new Set(
    (kinds ?? terms.kinds.map((kind) => kind.id)).flatMap((id) => Object.keys(terms.kind(id)?.types ?? {})),
  );
  declaredOnly(types, (id) => declaredTypes.has(id), 'unknown-type', 'type', [...declaredTypes]);
  const states = split(filter.state);
  const declaredStates = new Set(
    (kinds ?? terms.kinds.map((kind) => kind.id)).flatMap(
      (id) => terms.kind(id)?.lifecycle?.states.map((state) => state.id) ?? [],
    ),
  );
  declaredOnly(states, (id) => declaredStates.has(id), 'unknown-state', 'state', [...declaredStates]);
  const months = monthsAsked(filter.from, filter.to);

  const found = new Map<FacetName | '', RawBuilder<SqlBool>>();
  found.set('kind', sql`view.kind = any(${kinds ?? terms.named}::text[])`);
  if (types)
    found.set('type', sql`(view.type = any(${types}::text[]) or view.current->'type' ?| ${types}::text[])`);
  if (states) found.set('state', sql`view.current->'state' ?| ${states}::text[]`);
  if (filter.place !== undefined) {
    const place = await currentId(db, filter.place, 'place');
    found.set('place', sql`view.places @> array[${place}]::text[]`);
  }
  // What is invented is in no list.
  const others: RawBuilder<SqlBool>[] = [sql`not view.simulated`];
  if (filter.related !== undefined) {
    const related = await currentId(db, filter.related, 'related');
    others.push(sql`view.id in (
      select target from statement where entity = ${related} and target is not null and retired is null and status = 'accepted'
      union
      select entity from statement where target = ${related} and retired is null and status = 'accepted')`);
  }
  if (months !== null) others.push(sql`view.period && ${months}::daterange`);
  if (filter.match) others.push(filter.match.condition('view'));
  found.set('', sql`(${sql.join(others, sql` and `)})`);
  return found;
}

function all(found: ReadonlyMap<string, RawBuilder<SqlBool>>, without?: FacetName): RawBuilder<unknown> {
  const kept = [...found].filter(([facet]) => facet !== without).map(([, condition]) => condition);
  return kept.length > 0 ? sql.join(kept, sql` and `) : sql`true`;
}

/** Takes an id as asked; gives the id it has now (after merges). Errors: ReadError 'unknown-entity'. */
export async function currentId(db: Reader['db'], id: string, path: string): Promise<string> {
  const row = await db
    .selectFrom('entity')
    .select(sql<string>`coalesce(merged_into, id)`.as('id'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new ReadError('unknown-entity', path, `No entity has the id '${id}'.`);
  return row.id;
}

function sortKeys({ language }: Reader, { sort, match }: EntityQuestion): SortKey[] {
  const wanted = sort ?? (match ? '-relevance' : 'name');
  const descending = wanted.startsWith('-');
  const name: SortKey = {
    expression: sql`coalesce(view.name->>${sql.lit(language)}, '')`,
    descending: false,
    type: 'text',
    collation: collationOf(language),
  };
  const id: SortKey = { expression: sql`view.id`, descending: false, type: 'text' };
  const by = (expression: RawBuilder<unknown>, type: SortKey['type'], down = descending): SortKey[] => [
    { expression, descending: down, type },
    name,
    id,
  ];
  switch (wanted.replace('-', '')) {
    case 'kind':
      return by(sql`view.kind`, 'text');
    case 'period': {
      const missing = sql.lit(descending ? '-infinity' : 'infinity');
      return by(sql`coalesce(lower(view.period), ${missing}::date)`, 'date');
    }
    case 'relations':
      return by(sql`view.relations`, 'numeric');
    case 'figures':
      return by(sql`view.figures`, 'numeric');
    case 'relevance':
      // The better first, whichever way it is asked for; without a text every row is as good.
      return match ? [{ expression: sql`view.rough`, descending: true, type: 'numeric' }, id] : [name, id];
    default:
      return [
        { ...name, descending },
        { ...id, descending },
      ];
  }
}

/** Lets the caller remember what is dear to work out, by a key that tells one question from another. */
export type Remember = <T>(what: string, make: () => Promise<T>) => Promise<T>;

const FORGET: Remember = (_what, make) => make();

/** Gives one page of entities. Errors: ReadError for unknown choices, a reversed span, a foreign cursor. */
export async function listEntities(
  reader: Reader,
  question: EntityQuestion,
  remember: Remember = FORGET,
): Promise<Page<EntityRow>> {
  const { db, language } = reader;
  const found = await conditions(reader, question);
  const keys = sortKeys(reader, question);
  const { cursor, limit, match, ...rest } = question;
  const words = match?.words.map(({ typed, folded }) => [typed, folded]) ?? null;
  const stamp = ['entities', language, words, rest];
  const start = cursor === undefined ? sql`true` : after(keys, readCursor(stamp, keys, cursor));
  if (match && (question.sort ?? 'relevance').endsWith('relevance')) {
    const best = (): Promise<Best> => bestMatches(db, match, all(found), { keys, start, limit: limit + 1 });
    const { total, ids } = cursor === undefined ? await remember(`best ${limit}`, best) : await best();
    return pageOf(await rowsOf(db, ids), limit, total, stamp);
  }
  const count = async (): Promise<number> => {
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from entity_view as view where ${all(found)}`.execute(db);
    return rows[0]?.total ?? 0;
  };
  const [{ rows }, total] = await Promise.all([
    sql<EntityRow & { keys: string[] }>`
      select ${ENTITY_COLUMNS}, ${keyColumn(keys)} as keys from entity_view as view
      where ${all(found)} and ${start} order by ${orderBy(keys)} limit ${limit + 1}`.execute(db),
    remember('total', count),
  ]);
  return pageOf(rows, limit, total, stamp);
}

/** The first of those that match, and how many match. */
interface Best {
  readonly ids: readonly { readonly id: string; readonly keys: string[] }[];
  readonly total: number;
}

/**
 * Counts and ranks what matches in one go, from narrow rows: a word like 'agreement' matches half of a registry, and
 * to find that many rows twice, or to sort them whole, is what made such lists slow.
 */
async function bestMatches(
  db: Reader['db'],
  match: Match,
  condition: RawBuilder<unknown>,
  { keys, start, limit }: { keys: readonly SortKey[]; start: RawBuilder<unknown>; limit: number },
): Promise<Best> {
  const { rows } = await sql<{ id: string | null; keys: string[] | null; total: number }>`
    with matched as materialized (
      select view.id, ${match.rough('view')} as rough from entity_view as view where ${condition}
    ), page as (
      select view.id, ${keyColumn(keys)} as keys, row_number() over (order by ${orderBy(keys)}) as turn
      from matched as view where ${start} order by ${orderBy(keys)} limit ${limit}
    )
    select page.id, page.keys, counted.total
    from (select count(*) as total from matched) as counted left join page on true order by page.turn`.execute(
    db,
  );
  return {
    ids: rows.flatMap(({ id, keys }) => (id === null || keys === null ? [] : [{ id, keys }])),
    total: rows[0]?.total ?? 0,
  };
}

/** Gives the rows of these ids in their order; one that went meanwhile is left out. */
async function rowsOf(db: Reader['db'], ids: Best['ids']): Promise<(EntityRow & { keys: string[] })[]> {
  const { rows } = await sql<EntityRow>`
    select ${ENTITY_COLUMNS} from entity_view as view where view.id = any(${ids.map(({ id }) => id)}::text[])`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap(({ id, keys }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...row, keys }];
  });
}

export interface FacetCount {
  readonly facet: FacetName;
  readonly value: string;
  readonly count: number;
}

/** Counts the values of each facet among the rows that all other filters leave; the forty most frequent of each. */
export async function countFacets(reader: Reader, filter: EntityFilter): Promise<FacetCount[]> {
  const found = await conditions(reader, filter);
  const facet = (name: FacetName, value: RawBuilder<unknown>, from = sql``) => sql`
    (select ${sql.lit(name)} as facet, ${value} as value, count(*) as count
    from entity_view as view ${from} where ${all(found, name)} and ${value} is not null
    group by 2 order by 3 desc, 2 limit 40)`;
  const { rows } = await sql<FacetCount>`
    ${facet('kind', sql`view.kind`)} union all
    ${facet('type', sql`view.type`)} union all
    ${facet('place', sql`place`, sql`cross join unnest(view.places) as place`)} union all
    ${facet('state', sql`state`, sql`cross join jsonb_array_elements_text(coalesce(view.current->'state', '[]')) as state`)}
  `.execute(reader.db);
  return rows;
}

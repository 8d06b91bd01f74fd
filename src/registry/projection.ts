/**
 * The projection `entity_view`: what lists and pages show of an entity, worked out from live statements.
 *
 * Set-based: the caller fills the temporary table `affected (id)` with entities, and their rows are made anew.
 * A whole rebuild and the small steps of imports and edits run the same SQL, and so give the same rows.
 * Entities that were merged are shown as one, under the entity they were merged into.
 */
import pg from 'pg';
import { CopyWriter } from './data-set/copy.ts';
import { foldedColumn } from './fold.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Properties whose values are names, and so stand in columns of their own. */
export const NAME_PROPERTIES = ['name', 'alias', 'as-printed'];
/** Those of them that are not shown among the values, too. */
export const NAMES_ONLY = ['name', 'alias'];
/** Relations that put a thing into a place that contains it. */
const CONTAINMENT = ['located-in', 'part-of'];

const NAMES_PER_FETCH = 20_000;

/** SQL: the name for readers of each language, of `n` (its best names by language), else the last resort given. */
export function namesByLanguage(last: string): string {
  const chain = (...languages: string[]): string =>
    `coalesce(${[...languages, 'other'].map((language) => `n.${language}`).join(', ')}, ${last})`;
  return `jsonb_build_object('fr', ${chain('fr', 'en', 'ru', 'be')}, 'en', ${chain('en', 'fr', 'ru', 'be')},
        'ru', ${chain('ru', 'be', 'en', 'fr')}, 'be', ${chain('be', 'ru', 'en', 'fr')})`;
}

/** SQL: of the rows of one property (`rank`, `ended`, `value`) the values that count, as a list. */
export const VALUES_THAT_COUNT = `coalesce(
            jsonb_agg(value order by value) filter (where rank = 'preferred' and not ended),
            jsonb_agg(value order by value) filter (where rank = 'normal' and not ended),
            jsonb_agg(value order by value) filter (where rank <> 'deprecated'),
            jsonb_agg(value order by value))`;

/** SQL: of the names of one language (statements `s` of entities `m` of the family of `root`), the best first. */
export function bestNameFirst(root: string): string {
  return `s.rank = 'preferred' desc, s.rank = 'deprecated', m.id = ${root} desc,
            upper(s.valid) desc nulls first, s.value #>> '{}', s.id`;
}

function list(client: pg.ClientBase, words: readonly string[]): string {
  return `array[${words.map((word) => client.escapeLiteral(word)).join(', ')}]::text[]`;
}

/**
 * The statements that hold now, as the projection sees them: accepted and not retired. `ended`: its period ended
 * before the day of its data set.
 */
const HOLDING = `s.retired is null and s.status = 'accepted'`;

/** Rebuilds the rows of `affected`. The table has one column, `id`; ids of merged entities stand for their root. */
export async function project(client: pg.ClientBase, vocabulary: Vocabulary): Promise<void> {
  const placeKinds = list(
    client,
    vocabulary.kinds.filter((kind) => kind.group === 'place').map((kind) => kind.id),
  );
  const names = list(client, NAME_PROPERTIES);
  const containment = list(client, CONTAINMENT);
  const period = periodOf(vocabulary);

  await client.query(`
    create temp table root on commit drop as
      select distinct coalesce(e.merged_into, e.id) as id from affected a join entity e on e.id = a.id;
    create unique index on root (id);
    create temp table member on commit drop as
      select id, id as root from root
      union all select e.id, r.id from root r join entity e on e.merged_into = r.id;
    create unique index on member (id);
    analyze root, member;

    -- Names, best first within a language.
    create temp table naming on commit drop as
      select m.root, s.property, s.lang, s.value #>> '{}' as name,
        row_number() over (partition by m.root, s.lang, s.property = 'name'
          order by ${bestNameFirst('m.root')}) as turn
      from statement s join member m on m.id = s.entity
      where ${HOLDING} and s.property = any (${names}) and s.value is not null;
    create index on naming (root);
    create temp table folding (root text not null, folded text not null) on commit drop;`);
  await foldNames(client);

  await client.query(`
    -- Current values. Nearly always a property has only normal values that go on; the few that have preferred,
    -- deprecated or ended ones are weighed apart.
    create temp table shown on commit drop as
      select m.root, s.property, s.rank, coalesce(upper(s.valid) <= d.as_of, false) as ended,
        case when s.lang is null then s.value else jsonb_build_object('lang', s.lang, 'value', s.value) end as value
      from statement s join member m on m.id = s.entity left join data_set d on d.id = s.data_set
      where ${HOLDING} and not s.relation and s.value is not null and s.property <> all (${list(client, NAMES_ONLY)});
    create temp table weighed on commit drop as
      select distinct root, property from shown where rank <> 'normal' or ended;
    analyze weighed;
    create temp table valued on commit drop as
      select root, jsonb_object_agg(property, list) as current from (
        select root, property, jsonb_agg(value order by value) as list from shown
          where (root, property) not in (select root, property from weighed) group by root, property
        union all
        select root, property, ${VALUES_THAT_COUNT}
          from shown where (root, property) in (select root, property from weighed) group by root, property) x
      group by root;

    -- Which place lies in which, merged ones as one.
    create temp table containment on commit drop as
      select distinct coalesce(f.merged_into, f.id) as place, coalesce(t.merged_into, t.id) as around
      from statement s join entity f on f.id = s.entity join entity t on t.id = s.target
      where ${HOLDING} and s.property = any (${containment}) and f.kind = any (${placeKinds})
        and t.kind = any (${placeKinds});
    create index on containment (place);
    -- What a thing lies in, and for what is no place itself every place that it has a relation with.
    create temp table near on commit drop as
      select m.root, coalesce(t.merged_into, t.id) as place
        from statement s join member m on m.id = s.entity join entity r on r.id = m.root
        join entity t on t.id = s.target and t.kind = any (${placeKinds})
        where ${HOLDING} and (s.property = any (${containment}) or r.kind <> all (${placeKinds}))
      union
      select m.root, coalesce(o.merged_into, o.id)
        from statement s join member m on m.id = s.target
        join entity r on r.id = m.root and r.kind <> all (${placeKinds})
        join entity o on o.id = s.entity and o.kind = any (${placeKinds})
        where ${HOLDING};
    analyze containment, near;
    create temp table concerning on commit drop as
      with recursive chain (root, place) as (
        select root, place from near
        union
        select chain.root, containment.around from chain join containment on containment.place = chain.place)
      select root, array_agg(place order by place) as places from chain where root <> place group by root;`);

  await client.query(`
    create temp table doubted on commit drop as select id from citation where doubt is not null;
    create temp table counted on commit drop as
      select root, sum(relations)::int as relations, sum(statements)::int as statements,
        sum(figures)::int as figures, sum(doubts)::int as doubts
      from (
        select m.root, count(*) filter (where s.relation) as relations,
            count(*) filter (where not s.relation) as statements, 0 as figures, count(c.id) as doubts
          from statement s join member m on m.id = s.entity left join doubted c on c.id = s.citation
          where ${HOLDING} group by m.root
        union all
        select m.root, count(*), 0, 0, count(c.id)
          from statement s join member m on m.id = s.target left join doubted c on c.id = s.citation
          where ${HOLDING} group by m.root
        union all
        select root, 0, 0, count(*), count(doubt) from (
          select distinct m.root, s.seq, c.id as doubt
            from cell join figure s on s.cell = cell.id left join doubted c on c.id = s.citation
            join member m on m.id in (cell.area, cell.partner, cell.product)
            where ${HOLDING}) f
          group by root
        union all
        select root, 0, 0, 0, count(*) from (
          select distinct m.root, r.seq from remark r cross join unnest(r.entities) e join member m on m.id = e
            where r.retired is null) r
          group by root) parts
      group by root;`);

  await client.query(`
    delete from entity_view v using affected a where v.id = a.id;
    delete from entity_view v using root r where v.id = r.id;
    insert into entity_view (id, kind, type, name, aliases, current, places, period, latitude, longitude,
      relations, figures, statements, doubts, folded, search, simulated)
    select e.id, e.kind, v.current -> 'type' ->> 0,
      ${namesByLanguage('e.id')},
      coalesce(n.aliases, '{}'), coalesce(v.current, '{}'),
      coalesce(p.places, '{}'),
      (select ${period} from (select v.current as c, e.kind as kind) x),
      (v.current -> 'coordinates' -> 0 ->> 0)::float8, (v.current -> 'coordinates' -> 0 ->> 1)::float8,
      coalesce(k.relations, 0), coalesce(k.figures, 0), coalesce(k.statements, 0), coalesce(k.doubts, 0),
      coalesce(f.folded, ''),
      setweight(to_tsvector('french', coalesce(n.all_fr, '')), 'A')
        || setweight(to_tsvector('english', coalesce(n.all_en, '')), 'A')
        || setweight(to_tsvector('russian', coalesce(n.all_ru, '')), 'A')
        || setweight(to_tsvector('simple', concat_ws(' ', n.all_names, replace(f.folded, '|', ' '))), 'A'),
      coalesce(i.simulated, false)
    from root r join entity e on e.id = r.id
    left join valued v on v.root = r.id
    left join counted k on k.root = r.id
    left join folding f on f.root = r.id
    left join concerning p on p.root = r.id
    -- Invented is what no other set lists. Mostly there is no simulated set, and nothing to look at.
    left join (
      select m.root, bool_and(d.simulated) as simulated
      from member m join listing l on l.entity = m.id and l.retired is null join data_set d on d.id = l.data_set
      where exists (select from data_set where simulated) group by m.root) i on i.root = r.id
    left join (
      select root,
        min(name) filter (where best and lang = 'fr') as fr, min(name) filter (where best and lang = 'en') as en,
        min(name) filter (where best and lang = 'ru') as ru, min(name) filter (where best and lang = 'be') as be,
        min(name) filter (where best and lang is null) as other,
        array_agg(distinct name order by name) filter (where not best) as aliases,
        string_agg(name, ' ' order by name) filter (where lang = 'fr') as all_fr,
        string_agg(name, ' ' order by name) filter (where lang = 'en') as all_en,
        string_agg(name, ' ' order by name) filter (where lang = 'ru') as all_ru,
        string_agg(name, ' ' order by name) as all_names
      from (select *, property = 'name' and turn = 1 as best from naming) x
      group by root) n on n.root = r.id
    where e.retired is null;
    drop table root, member, naming, folding, weighed, shown, valued, containment, near, concerning, doubted, counted;`);
}

/** Fills `folding` from `naming`: the one step that SQL does not do, since search folds what a reader types too. */
async function foldNames(client: pg.ClientBase): Promise<void> {
  await client.query(`declare names no scroll cursor for
    select root, array_agg(distinct name) as names from naming group by root`);
  const copy = new CopyWriter(client);
  for (;;) {
    const { rows } = await client.query<{ root: string; names: string[] }>(
      `fetch ${NAMES_PER_FETCH} from names`,
    );
    if (rows.length === 0) break;
    for (const { root, names } of rows) copy.row('folding', [root, foldedColumn(names)]);
    await copy.end();
  }
  await client.query('close names; analyze folding');
}

/**
 * SQL: an entity's period from its current values, of a row `x` (`c`: the values, `kind`): the first date that its kind
 * declares, among those known. Written periods are read by `written_period`.
 */
export function periodOf(vocabulary: Pick<Vocabulary, 'kinds'>): string {
  const branches = vocabulary.kinds.flatMap((kind) => {
    const ids = kind.properties.filter((property) => property.type === 'date').map((property) => property.id);
    if (ids.length === 0) return [];
    const first = ids.map((id) => `x.c -> ${pg.escapeLiteral(id)} ->> 0`).join(', ');
    return [`when ${pg.escapeLiteral(kind.id)} then coalesce(${first})`];
  });
  if (branches.length === 0) return 'null::daterange';
  return `written_period(case x.kind ${branches.join(' ')} end)`;
}

/**
 * `entity_view` as it would have been: names, values and dates of entities at another moment, worked out from their
 * statements by the rules of the projection (`../projection.ts`), whose pieces of SQL it shares.
 */
import { type RawBuilder, sql } from 'kysely';
import {
  bestNameFirst,
  NAME_PROPERTIES,
  NAMES_ONLY,
  namesByLanguage,
  periodOf,
  VALUES_THAT_COUNT,
} from '../projection.ts';
import { heldOn, isNow, known, type Moment } from './moment.ts';
import type { Terms } from './terms.ts';

/** The statements `s` of an entity `e`, and of those merged into it (`m`), that held at the moment. */
function said(moment: Moment): RawBuilder<unknown> {
  return sql`statement as s join entity as m on m.id = s.entity
    where s.entity in (select e.id union all select member.id from entity as member where member.merged_into = e.id)
      and s.value is not null and ${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}`;
}

/**
 * Takes a query for ids; gives what stands in a `from` for `entity_view`, with the columns that describe one entity
 * (`ENTITY_COLUMNS`). At present that is the view itself, with all its rows.
 * What had no name by then goes by its present one, so that its readers know what they look at. Places and counts
 * are the present ones.
 */
export function entityViewAt(
  terms: Pick<Terms, 'kinds'>,
  moment: Moment,
  ids: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (isNow(moment)) return sql`entity_view`;
  // With a day given, what ended before it does not hold; without, what ended before the day of its data set.
  const ended =
    moment.validOn === null
      ? sql`coalesce(upper(s.valid) <= (select set.as_of from data_set as set where set.id = s.data_set), false)`
      : sql`false`;
  const named = sql.raw(namesByLanguage('e.id'));
  return sql`(
    select e.id, e.kind, v.current->'type'->>0 as type,
      case when n.known > 0 then ${named} else coalesce(now.name, ${named}) end as name,
      coalesce(n.aliases, '{}') as aliases, coalesce(v.current, '{}') as current,
      coalesce(now.places, '{}') as places,
      (select ${sql.raw(periodOf(terms))} from (select v.current as c, e.kind as kind) as x) as period,
      (v.current->'coordinates'->0->>0)::float8 as latitude, (v.current->'coordinates'->0->>1)::float8 as longitude,
      coalesce(now.relations, 0) as relations, coalesce(now.figures, 0) as figures, coalesce(now.doubts, 0) as doubts
    from entity as e
    left join entity_view as now on now.id = e.id
    left join lateral (
      select count(*) as known,
        min(name) filter (where best and lang = 'fr') as fr, min(name) filter (where best and lang = 'en') as en,
        min(name) filter (where best and lang = 'ru') as ru, min(name) filter (where best and lang = 'be') as be,
        min(name) filter (where best and lang is null) as other,
        array_agg(distinct name order by name) filter (where not best) as aliases
      from (
        select s.lang, s.value #>> '{}' as name, s.property = 'name' and row_number() over (
          partition by s.lang, s.property = 'name' order by ${sql.raw(bestNameFirst('e.id'))}) = 1 as best
        from ${said(moment)} and s.property = any(${NAME_PROPERTIES}::text[])) as naming
    ) as n on true
    left join lateral (
      select jsonb_object_agg(property, list) as current from (
        select property, ${sql.raw(VALUES_THAT_COUNT)} as list from (
          select s.property, s.rank, ${ended} as ended,
            case when s.lang is null then s.value else jsonb_build_object('lang', s.lang, 'value', s.value) end as value
          from ${said(moment)} and not s.relation and s.property <> all(${NAMES_ONLY}::text[])) as shown
        group by property) as weighed
    ) as v on true
    where e.merged_into is null and e.id in (${ids}))`;
}

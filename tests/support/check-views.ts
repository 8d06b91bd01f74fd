/**
 * The checks once more, as plain SQL over what is recorded: the specification that the stored results are compared
 * with. Slow, and in another language than the code it tests.
 */
export const CHECK_VIEWS = `
  -- The place of the last digit that is not a trailing zero; zeros after the point were meant.
  create function spec_last_place(value numeric) returns numeric language sql immutable as $$
    select case
      when scale(value) > 0 then power(10::numeric, -scale(value))
      when value = 0 then 1
      else power(10::numeric, length(abs(value)::text) - length(rtrim(abs(value)::text, '0')))
    end $$;

  create view spec_cell as
    select cell.id, cell.measure, cell.of_what,
      jsonb_build_array(coalesce(a.merged_into, a.id), coalesce(p.merged_into, p.id), coalesce(g.merged_into, g.id),
        cell.period::text, cell.basis) as place
    from cell join entity a on a.id = cell.area
    left join entity p on p.id = cell.partner left join entity g on g.id = cell.product;

  create view spec_weight as
    select coalesce(e.merged_into, e.id) as source, max((s.value #>> '{}')::int) as weight
    from statement s join entity e on e.id = s.entity
    where s.property = 'weight' and s.retired is null and s.status = 'accepted' and s.rank <> 'deprecated'
    group by 1;

  create view spec_figure as
    select f.id, f.cell, c.place, c.measure, c.of_what, f.form, f.base, f.unit, f.kind, f.rank, f.derived, f.recording,
      coalesce(s.merged_into, s.id) as source, f.value, coalesce(w.weight, 0) as weight,
      numrange(f.low, f.high, case when f.low_open then '(' else '[' end || case when f.high_open then ')' else ']' end)
        as interval,
      case when f.wording in ('more_than', 'at_least') then numrange(
        case when f.value < 0 then f.value - reach else f.value end,
        case when f.value < 0 then f.value else f.value + reach end,
        case when f.wording = 'at_least' then '[]' when f.value < 0 then '[)' else '(]' end)
      else numrange(f.low, f.high,
        case when f.low_open then '(' else '[' end || case when f.high_open then ')' else ']' end) end as arithmetic
    from figure f join spec_cell c on c.id = f.cell
    join citation on citation.id = f.citation join entity s on s.id = citation.source
    left join spec_weight w on w.source = coalesce(s.merged_into, s.id)
    cross join lateral (select coalesce(f.step, spec_last_place(f.value)) as reach) x
    where f.retired is null and f.status = 'accepted';

  create view spec_conflict as
    select c.id as cell,
      case when bool_or(not a.interval && b.interval) then 'fails'
        when count(b.id) > 0 then 'holds' else 'cannot_tell' end as conflict
    from spec_cell c
    join spec_figure any_of on any_of.place = c.place and any_of.measure = c.measure
      and any_of.of_what is not distinct from c.of_what
    left join spec_figure a on a.id = any_of.id and a.value is not null and a.rank <> 'deprecated'
    left join spec_figure b on b.id <> a.id and b.place = a.place and b.measure = a.measure
      and b.of_what is not distinct from a.of_what and b.form = a.form and b.base is not distinct from a.base
      and b.unit = a.unit and b.kind = a.kind and b.value is not null and b.rank <> 'deprecated'
    where exists (select from spec_figure own where own.cell = c.id)
    group by c.id;

  create view spec_best as
    select distinct on (c.id) c.id as cell, f.id as best
    from spec_cell c join spec_figure f on f.place = c.place and f.measure = c.measure
      and f.of_what is not distinct from c.of_what and f.value is not null
    where exists (select from spec_figure own where own.cell = c.id)
    order by c.id, array_position(array['preferred', 'normal', 'deprecated'], f.rank),
      array_position(array['actual', 'forecast', 'target', 'capacity'], f.kind),
      array_position(array['level', 'difference', 'percent', 'ratio', 'share', 'rank'], f.form),
      f.derived, -f.weight, upper(f.interval) - lower(f.interval) nulls last, f.recording desc, f.id collate "C";

  -- turnover − exports − imports, balance − exports + imports: over levels of one source, and over the best of all.
  create view spec_level as
    select place, measure, source, id, cell, unit, interval, arithmetic,
      row_number() over (partition by place, measure, source order by worth) as in_source,
      row_number() over (partition by place, measure order by worth) as of_all
    from (select *, row(array_position(array['preferred', 'normal'], rank), derived, -weight,
        coalesce(upper(interval) - lower(interval), 'infinity'), -recording, id collate "C") as worth
      from spec_figure where form = 'level' and kind = 'actual' and rank <> 'deprecated' and of_what is null
        and value is not null) f;

  create view spec_identity as
    with term as (
      select place, source as scope, measure, id, cell, unit, interval, arithmetic from spec_level where in_source = 1
      union all
      select place, null, measure, id, cell, unit, interval, arithmetic from spec_level where of_all = 1),
    three as (
      select i.identity, t.place, t.scope, first.id as id1, second.id as id2, third.id as id3,
        coalesce(first.unit = second.unit and first.unit = third.unit, false) as one_unit, i.sign2, i.sign3,
        first.interval as i1, second.interval as i2, third.interval as i3,
        first.arithmetic as a1, second.arithmetic as a2, third.arithmetic as a3
      from (values ('turnover', 'turnover', -1, -1), ('balance', 'balance', -1, 1)) i (identity, whole, sign2, sign3)
      cross join (select distinct place, scope from term) t
      left join term first on first.place = t.place and first.scope is not distinct from t.scope and first.measure = i.whole
      left join term second on second.place = t.place and second.scope is not distinct from t.scope and second.measure = 'exports'
      left join term third on third.place = t.place and third.scope is not distinct from t.scope and third.measure = 'imports'
      where num_nonnulls(first.id, second.id, third.id) >= 2)
    select identity, case when scope is null then 'best' else 'source' end as scope, scope as source,
      array_remove(array[id1, id2, id3], null) as figures,
      case when not one_unit then 'cannot_tell'
        when spec_holds_zero(a1, a2, sign2, a3, sign3) then 'holds'
        when spec_holds_zero(i1, i2, sign2, i3, sign3) then 'cannot_tell' else 'fails' end as verdict
    from three;
`;

/** Whether zero lies in the sum of three intervals, two of them with a sign. */
export const CHECK_FUNCTIONS = `
  create function spec_turned(r numrange, sign int) returns numrange language sql immutable as $$
    select case when sign = 1 then r else numrange(-upper(r), -lower(r),
      case when upper_inc(r) then '[' else '(' end || case when lower_inc(r) then ']' else ')' end) end $$;
  create function spec_holds_zero(a numrange, b numrange, sign_b int, c numrange, sign_c int) returns boolean
    language sql immutable as $$
    select (lower_inf(a) or lower_inf(y) or lower_inf(z) or low < 0
        or low = 0 and lower_inc(a) and lower_inc(y) and lower_inc(z))
      and (upper_inf(a) or upper_inf(y) or upper_inf(z) or high > 0
        or high = 0 and upper_inc(a) and upper_inc(y) and upper_inc(z))
    from (select spec_turned(b, sign_b) as y, spec_turned(c, sign_c) as z) x
    cross join lateral (select lower(a) + lower(y) + lower(z) as low, upper(a) + upper(y) + upper(z) as high) s $$;
`;

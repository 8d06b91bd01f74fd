/** What the start page shows: the data sets, how much there is, a few figures, and the partners of the home country. */
import { sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import type { Reader } from './reader.ts';

export interface DataSetRow {
  readonly id: string;
  readonly title: Text;
  readonly note: Text | null;
  readonly as_of: string | null;
  readonly version: string;
  readonly simulated: boolean;
  /** Ids of the figures that it wants on the start page. */
  readonly headline: readonly string[];
}

export interface PartnerRow {
  readonly id: string;
  readonly iso: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly turnover: string | null;
  readonly agreements: number;
  readonly relations: number;
}

export interface HomeRow {
  readonly id: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface OverviewRows {
  readonly home: HomeRow | null;
  readonly dataSets: readonly DataSetRow[];
  readonly counts: {
    readonly entities: number;
    readonly relations: number;
    readonly figures: number;
    readonly commitments: number;
    readonly sources: number;
    readonly conflicts: number;
    readonly remarks: number;
  };
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly headline: readonly FigureRow[];
  readonly partners: readonly PartnerRow[];
  /** The figures that the partners' turnover ids name. */
  readonly turnovers: readonly FigureRow[];
}

const LIVE = sql`f.retired is null and f.status = 'accepted'`;

/** The country that most figures are about: the one whose view of the world the data set takes. */
async function homeOf(db: Database): Promise<HomeRow | null> {
  const { rows } = await sql<HomeRow>`
    select view.id, view.latitude, view.longitude from entity_view as view where view.kind = 'country'
    order by view.figures desc, view.relations desc, view.id limit 1`.execute(db);
  return rows[0] ?? null;
}

async function countsOf(db: Database, named: readonly string[]): Promise<OverviewRows['counts']> {
  const { rows } = await sql<OverviewRows['counts']>`
    select
      (select count(*) from entity_view where kind = any(${named}::text[]) and not simulated) as entities,
      (select count(*) from statement where target is not null and retired is null and status = 'accepted') as relations,
      (select count(*) from figure where retired is null and status = 'accepted') as figures,
      (select count(*) from entity_view where kind = 'commitment' and not simulated) as commitments,
      (select count(*) from entity_view where kind = 'source' and not simulated) as sources,
      (select count(*) from cell_check where conflict = 'fails')
        + (select count(*) from remark where retired is null and severity = 'contradiction') as conflicts,
      (select count(*) from remark where retired is null) as remarks`.execute(db);
  const counts = rows[0];
  if (counts === undefined) throw new TypeError('a select without from gives one row');
  return counts;
}

/**
 * One figure a measure, the measures that most is said of first: a level of the newest year of each, of the home country
 * or a place in it; with all the world before those with a partner, the larger before the smaller.
 * What contradicts another source, or is misprinted, is no headline.
 */
async function headlineByRule(db: Database, home: string, places: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with candidate as (
      select f.id, cell.measure, count(*) over (partition by cell.measure) as said,
        row_number() over (partition by cell.measure
          order by extract(year from upper(cell.period) - 1) desc nulls last, cell.partner is not null,
            f.value desc nulls last, f.seq) as place
      from cell join figure as f on f.cell = cell.id join entity_view as area on area.id = cell.area
      where (cell.area = ${home} or area.places @> array[${home}]) and area.kind = any(${places}::text[])
        and f.form = 'level' and f.kind = 'actual' and f.value_state = 'known' and f.rank <> 'deprecated'
        and cell.product is null and cell.of_what is null and not f.period_inferred
        and f.unit not in ('ordinal', 'calendar-year', 'year', 'month') and ${LIVE}
        and not exists (select 1 from remark as r where r.retired is null and r.figures @> array[f.id]
          and r.severity <> 'doubt')
    ) select id from candidate where place = 1 order by said desc, measure limit 6`.execute(db);
  return rows.map((row) => row.id);
}

/** The figures that the data sets name, those of the first set first; where none does, those of the rule. */
async function headlineOf(
  { db, terms }: Reader,
  home: string | null,
  sets: readonly DataSetRow[],
): Promise<FigureRow[]> {
  const named = sets.flatMap(({ headline }) => headline);
  const ids =
    named.length > 0 ? named : home === null ? [] : await headlineByRule(db, home, [...terms.places]);
  if (ids.length === 0) return [];
  return loadFigures(
    db,
    sql`where f.id = any(${ids}::text[]) and ${LIVE} order by array_position(${ids}::text[], f.id)`,
  );
}

async function partnersOf(db: Database, home: string, named: readonly string[]): Promise<PartnerRow[]> {
  const { rows } = await sql<PartnerRow>`
    with partner as (
      select view.id, view.current->'iso-3166-1'->>0 as iso, view.latitude, view.longitude
      from entity_view as view where view.kind = 'country' and view.id <> ${home}
    ), shared as (
      select place as id, count(*) as relations, count(*) filter (where view.kind = 'agreement') as agreements
      from entity_view as view cross join unnest(view.places) as place
      where view.places @> array[${home}]::text[] and view.kind = any(${named}::text[]) group by place
    ), direct as (
      select case when s.entity = ${home} then s.target else s.entity end as id, count(*) as relations
      from statement as s where (s.entity = ${home} or s.target = ${home}) and s.target is not null
        and s.retired is null and s.status = 'accepted' group by 1
    )
    select partner.*, coalesce(shared.agreements, 0)::int as agreements,
      (coalesce(shared.relations, 0) + coalesce(direct.relations, 0))::int as relations,
      (select f.id from cell join figure as f on f.cell = cell.id
        where cell.area = ${home} and cell.partner = partner.id and cell.measure = 'turnover' and cell.product is null
          and f.form = 'level' and f.kind = 'actual' and f.value is not null and f.rank <> 'deprecated' and ${LIVE}
        order by (upper(cell.period) - lower(cell.period)) > 300 desc, upper(cell.period) desc nulls last, f.seq
        limit 1) as turnover
    from partner left join shared on shared.id = partner.id left join direct on direct.id = partner.id
    where shared.id is not null or direct.id is not null or exists (
      select 1 from cell where cell.area = ${home} and cell.partner = partner.id)
    order by relations desc, partner.id limit 250`.execute(db);
  return rows;
}

export async function readOverview(reader: Reader): Promise<OverviewRows> {
  const { db, terms } = reader;
  const [home, { rows: dataSets }] = await Promise.all([
    homeOf(db),
    sql<DataSetRow>`
      select id, title, note, as_of, version, simulated, headline from data_set order by id`.execute(db),
  ]);
  const [counts, kinds, headline, partners] = await Promise.all([
    countsOf(db, terms.named),
    sql<{ kind: string; count: number }>`
      select kind, count(*) as count from entity_view where not simulated group by kind`.execute(db),
    headlineOf(reader, home?.id ?? null, dataSets),
    home === null ? [] : partnersOf(db, home.id, terms.named),
  ]);
  const ids = partners.flatMap(({ turnover }) => turnover ?? []);
  const turnovers =
    ids.length === 0 ? [] : await loadFigures(db, sql`where f.id = any(${ids}::text[]) and ${LIVE}`);
  return { dataSets, counts, kinds: kinds.rows, home, headline, partners, turnovers };
}

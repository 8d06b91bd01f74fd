/** How many things of a list are named, of how many that a figure counts. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { WHOLES, type Whole } from '../known.ts';
import { split } from './choices.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import type { Reader } from './reader.ts';

export interface KnownRow {
  readonly figure: FigureRow;
  readonly named: number;
}

export interface KnownQuestion {
  readonly kind?: string | undefined;
  readonly place?: string | undefined;
  readonly related?: string | undefined;
}

const MOST = 5;

/** Takes the filter of a list of one kind; gives the figures that count its things, the larger first. */
export async function readKnown({ db, terms }: Reader, question: KnownQuestion): Promise<KnownRow[]> {
  const kinds = split(question.kind);
  if (kinds?.length !== 1) return [];
  const about = question.place ?? question.related ?? null;
  const wholes = WHOLES.filter((whole) => whole.kind === kinds[0] && (about !== null || whole.ofAll));
  if (wholes.length === 0) return [];
  const measures = wholes.map((whole) => whole.measure);
  const ofPlaces = wholes.filter((whole) => whole.ofPlaces).map((whole) => whole.measure);
  const figures = await loadFigures(
    db,
    sql`where f.seq in (
      select distinct on (cell.measure, cell.area, cell.partner) f.seq
      from cell join figure as f on f.cell = cell.id
      join entity_view as area on area.id = cell.area
      where cell.measure = any(${measures}::text[]) and cell.of_what is null and cell.product is null
        and f.form = 'level' and f.kind = 'actual' and f.value is not null and f.rank <> 'deprecated'
        and f.retired is null and f.status = 'accepted'
        and (not cell.measure = any(${ofPlaces}::text[]) or area.kind = any(${[...terms.places]}::text[]))
        and (${about}::text is null or cell.area = ${about} or cell.partner = ${about} or area.places @> array[${about}::text])
      order by cell.measure, cell.area, cell.partner, upper(cell.period) desc nulls last, f.seq desc)
    order by f.value desc, f.seq limit ${MOST}`,
  );
  const rules = new Map(wholes.map((whole) => [whole.measure, whole]));
  const named = await Promise.all(
    figures.map((figure) => countNamed(db, figure, rules.get(figure.measure) as Whole)),
  );
  return figures.map((figure, index) => ({ figure, named: named[index] ?? 0 }));
}

/**
 * Counts the things of a kind that a figure counts among others. A group of places ('the regions of Belarus') stands
 * for the place that it lies in, an alliance for its members.
 */
async function countNamed(db: Database, { area, partner }: FigureRow, whole: Whole): Promise<number> {
  const tied = (relation: RawBuilder<SqlBool>): RawBuilder<SqlBool> => sql`exists (
    select 1 from statement as s where s.retired is null and s.status = 'accepted' and ${relation}
      and ((s.entity = view.id and s.target = ${area}) or (s.target = view.id and s.entity = ${area})))`;
  const counts =
    whole.relation === undefined
      ? sql`(${tied(sql`true`)} or view.places && (
          select array[${area}::text] || case when a.type = 'group' then a.places else '{}' end
          from entity_view as a where a.id = ${area}))`
      : tied(sql`s.property = ${whole.relation}`);
  const withPartner =
    partner === null
      ? sql`true`
      : sql`view.places && (select array[${partner}::text] || array(
          select s.entity from statement as s where s.target = ${partner} and s.property in ('member-of', 'part-of')
            and s.retired is null and s.status = 'accepted'))`;
  const { rows } = await sql<{ named: number }>`
    select count(*) as named from entity_view as view
    where view.kind = ${whole.kind} and ${counts} and ${withPartner}`.execute(db);
  return rows[0]?.named ?? 0;
}

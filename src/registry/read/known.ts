/** How many things of a list are named, of how many that a figure counts. */
import { sql } from 'kysely';
import { WHOLES } from '../known.ts';
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
export async function readKnown({ db }: Reader, question: KnownQuestion): Promise<KnownRow[]> {
  const kinds = split(question.kind);
  if (kinds?.length !== 1) return [];
  const about = question.place ?? question.related ?? null;
  const wholes = WHOLES.filter((whole) => whole.kind === kinds[0] && (about !== null || whole.ofAll));
  if (wholes.length === 0) return [];
  const measures = wholes.map((whole) => whole.measure);
  const figures = await loadFigures(
    db,
    sql`where f.seq in (
      select distinct on (cell.measure, cell.area, cell.partner) f.seq
      from cell join figure as f on f.cell = cell.id
      left join entity_view as area on area.id = cell.area
      where cell.measure = any(${measures}::text[]) and cell.of_what is null and cell.product is null
        and f.form = 'level' and f.kind = 'actual' and f.value is not null and f.rank <> 'deprecated'
        and f.retired is null and f.status = 'accepted'
        and (${about}::text is null or cell.area = ${about} or cell.partner = ${about} or area.places @> array[${about}::text])
      order by cell.measure, cell.area, cell.partner, upper(cell.period) desc nulls last, f.seq desc)
    order by f.value desc, f.seq limit ${MOST}`,
  );
  if (figures.length === 0) return [];
  const rules = new Map(wholes.map((whole) => [whole.measure, whole]));
  const { rows } = await sql<{ place: number; named: number }>`
    select asked.place, (
      select count(*) from entity_view as view where view.kind = asked.kind and (
        case when asked.relation is null
          then view.places @> array[asked.area] or exists (select 1 from statement as s
            where s.retired is null and s.status = 'accepted'
              and ((s.entity = view.id and s.target = asked.area) or (s.target = view.id and s.entity = asked.area)))
          else exists (select 1 from statement as s
            where s.retired is null and s.status = 'accepted' and s.property = asked.relation
              and ((s.entity = view.id and s.target = asked.area) or (s.target = view.id and s.entity = asked.area)))
        end) and (asked.partner is null or view.places @> array[asked.partner])
    ) as named
    from unnest(
      ${figures.map((_, index) => index)}::int[],
      ${figures.map((figure) => rules.get(figure.measure)?.kind ?? '')}::text[],
      ${figures.map((figure) => rules.get(figure.measure)?.relation ?? null)}::text[],
      ${figures.map((figure) => figure.area)}::text[],
      ${figures.map((figure) => figure.partner)}::text[]
    ) as asked (place, kind, relation, area, partner)`.execute(db);
  const named = new Map(rows.map((row) => [row.place, row.named]));
  return figures.map((figure, index) => ({ figure, named: named.get(index) ?? 0 }));
}

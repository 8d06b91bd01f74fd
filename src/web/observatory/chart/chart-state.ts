/**
 * What a small chart of figures shows, worked out without drawing: figures of one thing measured in one unit, one
 * point each, in the order of their periods, with the interval that the wording allows. Drawing may use floats.
 */
import { comparePeriods, periodKey } from '#web/ui/period-order.ts';
import type { FigureItem } from '#wire/registry.ts';
import { movePoint, type Scale, scaleOf } from '../table/decimal-text.ts';

export interface ChartPoint {
  readonly figure: FigureItem;
  readonly value: number;
  /** Ends of the interval; null where it is open. */
  readonly low: number | null;
  readonly high: number | null;
  /** The interval is wider than a point can show. */
  readonly whisker: boolean;
}

export interface ChartState {
  readonly id: string;
  /** What all points share. */
  readonly of: FigureItem;
  readonly unit: string;
  readonly scale: Scale;
  readonly points: readonly ChartPoint[];
  /** Ends of the value axis; zero is always on it. */
  readonly least: number;
  readonly most: number;
}

/** Room beyond the outermost value, as a share of the whole, so that open intervals show that they go on. */
const HEADROOM = 0.12;

/** An interval narrower than this share of the axis is no wider than the dot that marks the value. */
const NARROW = 0.015;

function seriesOf(figure: FigureItem): string {
  const { measure, form, unit, area, partner, product, basis, ofWhat } = figure;
  return [
    measure.id,
    form,
    unit,
    area.id,
    partner?.id,
    product?.id,
    basis,
    ofWhat?.refs.map((ref) => ref.id).join('+'),
  ].join('|');
}

function chartOf(id: string, figures: readonly FigureItem[]): ChartState | null {
  const known = figures
    .filter((figure) => figure.value !== null && figure.period !== null && figure.rank !== 'deprecated')
    .sort((a, b) => comparePeriods(a.period, b.period));
  const of = known[0];
  // Two sources on one cell are for the figure card to compare; a chart needs two different things.
  if (of === undefined || new Set(known.map((f) => `${periodKey(f.period)} ${f.kind}`)).size < 2) return null;
  const scale = scaleOf(known.map((figure) => figure.value ?? '0'));
  const drawn = (value: string | null): number | null =>
    value === null ? null : Number(movePoint(value, scale));
  const ends = known.flatMap((figure) => [drawn(figure.value), drawn(figure.low), drawn(figure.high)]);
  const numbers = [0, ...ends.filter((end) => end !== null)];
  const [bottom, top] = [Math.min(...numbers), Math.max(...numbers)];
  const room = (top - bottom || 1) * HEADROOM;
  const whole = top - bottom + room;
  return {
    id,
    of,
    unit: of.unit,
    scale,
    least: bottom < 0 ? bottom - room : 0,
    most: top > 0 ? top + room : 0,
    points: known.map((figure) => {
      const [low, high] = [drawn(figure.low), drawn(figure.high)];
      return {
        figure,
        value: drawn(figure.value) ?? 0,
        low,
        high,
        whisker: low === null || high === null || high - low > whole * NARROW,
      };
    }),
  };
}

/** Takes figures of one page; gives a chart for each thing that several periods, or a target and an actual, tell of. */
export function chartsOf(figures: readonly FigureItem[]): ChartState[] {
  return [...Map.groupBy(figures, seriesOf)]
    .map(([id, series]) => chartOf(id, series))
    .filter((chart) => chart !== null);
}

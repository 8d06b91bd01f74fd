/**
 * What a small chart of figures shows, worked out without drawing: figures of one thing measured in one unit, one
 * bar each, in the order of their periods, with the interval that the wording allows. Drawing may use floats.
 */
import { comparePeriods, periodKey } from '#web/ui/period-order.ts';
import type { FigureItem } from '#wire/registry.ts';
import { movePoint, type Scale, scaleOf } from '../table/decimal-text.ts';

/** A bar; all places are shares of the chart's width. */
export interface ChartBar {
  readonly figure: FigureItem;
  readonly start: number;
  readonly width: number;
  /** The interval, where it is wider than a line can show; an open end runs a little way on and fades. */
  readonly whisker: {
    readonly start: number;
    readonly width: number;
    readonly openLow: boolean;
    readonly openHigh: boolean;
  } | null;
}

export interface ChartState {
  readonly id: string;
  /** What all bars share. */
  readonly of: FigureItem;
  readonly scale: Scale;
  /** Where zero lies. */
  readonly zero: number;
  readonly bars: readonly ChartBar[];
}

/** Room beyond the outermost value, as a share of the whole, so that open intervals show that they go on. */
const HEADROOM = 0.12;

/** An interval narrower than this share of the chart is no wider than the end of its bar. */
const NARROW = 0.01;

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
  const [of] = known;
  // Two sources on one cell are for the figure card to compare; a chart needs two different things.
  if (of === undefined || new Set(known.map((f) => `${periodKey(f.period)} ${f.kind}`)).size < 2) return null;
  const scale = scaleOf(known.map((figure) => figure.value ?? '0'));
  const drawn = (value: string | null): number | null =>
    value === null ? null : Number(movePoint(value, scale));
  const ends = known.flatMap((figure) => [drawn(figure.value), drawn(figure.low), drawn(figure.high)]);
  const numbers = [0, ...ends.filter((end) => end !== null)];
  const [bottom, top] = [Math.min(...numbers), Math.max(...numbers)];
  const room = (top - bottom || 1) * HEADROOM;
  const least = bottom < 0 ? bottom - room : 0;
  const most = top > 0 ? top + room : 0;
  const place = (value: number): number => (value - least) / (most - least || 1);
  const barOf = (figure: FigureItem): ChartBar => {
    const value = drawn(figure.value) ?? 0;
    const [low, high] = [drawn(figure.low), drawn(figure.high)];
    const from = place(low ?? value - room);
    const to = place(high ?? value + room);
    return {
      figure,
      start: place(Math.min(0, value)),
      width: Math.abs(place(value) - place(0)),
      whisker:
        low === null || high === null || to - from > NARROW
          ? {
              start: Math.max(from, 0),
              width: Math.min(to, 1) - Math.max(from, 0),
              openLow: low === null,
              openHigh: high === null,
            }
          : null,
    };
  };
  return { id, of, scale, zero: place(0), bars: known.map(barOf) };
}

/** Takes figures of one page; gives a chart for each thing that several periods, or a target and an actual, tell of. */
export function chartsOf(figures: readonly FigureItem[]): ChartState[] {
  return [...Map.groupBy(figures, seriesOf)]
    .map(([id, series]) => chartOf(id, series))
    .filter((chart) => chart !== null);
}

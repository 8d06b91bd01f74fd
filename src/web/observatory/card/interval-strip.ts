/** The intervals of several figures laid on one line, to be seen whether they meet. */
import type { FigureItem } from '#wire/registry.ts';

export interface StripBar {
  readonly figure: FigureItem;
  /** In shares of the line. */
  readonly start: number;
  readonly width: number;
  readonly value: number | null;
  readonly openLow: boolean;
  readonly openHigh: boolean;
}

/** Room on both sides, so that an open end shows that it goes on. */
const MARGIN = 0.1;

/** The thinnest bar that can still be seen. */
const THINNEST = 0.008;

/** Takes figures of one cell, form and unit; gives their bars, [] where there is nothing to lay beside each other. */
export function intervalStrip(figures: readonly FigureItem[]): StripBar[] {
  const known = figures.filter((figure) => figure.value !== null);
  const ends = known
    .flatMap((figure) => [figure.low, figure.value, figure.high])
    .filter((end) => end !== null)
    .map(Number);
  if (ends.length === 0) return [];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const span = most - least || Math.abs(most) * MARGIN || 1;
  const place = (value: number): number => MARGIN + ((value - least) / span) * (1 - 2 * MARGIN);
  return known.map((figure) => {
    const start = figure.low === null ? 0 : place(Number(figure.low));
    const end = figure.high === null ? 1 : place(Number(figure.high));
    const width = Math.max(end - start, THINNEST);
    return {
      figure,
      start: Math.min(start, 1 - width),
      width,
      value: figure.value === null ? null : place(Number(figure.value)),
      openLow: figure.low === null,
      openHigh: figure.high === null,
    };
  });
}

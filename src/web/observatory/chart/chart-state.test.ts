import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleFigure } from '../samples.ts';
import { chartsOf } from './chart-state.ts';

const YEAR = { from: '2020-01', to: '2020-12' };

describe('charts', () => {
  it('show what several periods tell of one thing, in the order of time and in one scale', () => {
    const [chart, ...others] = chartsOf([
      sampleFigure(),
      sampleFigure({ id: 'b', period: YEAR, value: '53000000', low: '53000000', high: null, highOpen: true }),
    ]);
    expect(others).toEqual([]);
    expect(chart?.scale).toBe(6);
    expect(chart?.bars.map(({ figure }) => figure.id)).toEqual(['b', 'article-08-o1']);
    const [b, a] = chart?.bars ?? [];
    expect((b?.width ?? 0) / (a?.width ?? 1)).toBeCloseTo(53 / 107.5);
  });

  it('draw an interval that is wider than a line, and where it is open', () => {
    const [chart] = chartsOf([
      sampleFigure(),
      sampleFigure({ id: 'b', period: YEAR, value: '53000000', low: '53000000', high: null, highOpen: true }),
    ]);
    expect(chart?.bars[0]?.whisker).toMatchObject({ openHigh: true, openLow: false });
    expect(chart?.bars[1]?.whisker).toBeNull();
  });

  it('set a target beside the actual of the same period', () => {
    const charts = chartsOf([sampleFigure(), sampleFigure({ id: 't', kind: 'target', value: '120000000' })]);
    expect(charts[0]?.bars.map(({ figure }) => figure.kind).sort()).toEqual(['actual', 'target']);
  });

  it('never put two sources on one cell, two partners or two forms into one chart', () => {
    expect(
      chartsOf([
        sampleFigure(),
        sampleFigure({ id: 'same-cell', value: '110000000' }),
        sampleFigure({ id: 'other-partner', partner: null, period: YEAR }),
        sampleFigure({ id: 'growth', form: 'percent', unit: 'percent', value: '12', period: YEAR }),
      ]),
    ).toEqual([]);
  });

  it('leave out what has no value, no period or was set aside', () => {
    expect(
      chartsOf([
        sampleFigure(),
        sampleFigure({ id: 'u', value: null, valueState: 'unknown', period: YEAR }),
        sampleFigure({ id: 'p', period: null }),
        sampleFigure({ id: 'd', rank: 'deprecated', period: YEAR }),
      ]),
    ).toEqual([]);
  });

  it('begin every bar at zero and stay inside, whatever the values', () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(value, value, (x, y) => {
        const at = (n: number, id: string, period: typeof YEAR) =>
          sampleFigure({
            id,
            period,
            unit: 'count',
            value: String(n),
            low: String(n - 10),
            high: String(n + 10),
          });
        const [chart] = chartsOf([at(x, 'x', YEAR), at(y, 'y', { from: '2021-01', to: '2021-12' })]);
        for (const { start, width, whisker } of chart?.bars ?? []) {
          const zero = chart?.zero ?? -1;
          expect(Math.min(Math.abs(start - zero), Math.abs(start + width - zero))).toBeLessThan(1e-9);
          for (const part of [{ start, width }, whisker ?? { start: 0, width: 0 }]) {
            expect(part.start).toBeGreaterThanOrEqual(0);
            expect(part.start + part.width).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });
});

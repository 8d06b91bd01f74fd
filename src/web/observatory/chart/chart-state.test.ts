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
    expect(chart?.points.map(({ value }) => value)).toEqual([53, 107.5]);
    expect(chart?.points[0]).toMatchObject({ low: 53, high: null, whisker: true });
    expect(chart?.points[1]).toMatchObject({ low: 107.45, high: 107.55, whisker: false });
  });

  it('set a target beside the actual of the same period', () => {
    const charts = chartsOf([sampleFigure(), sampleFigure({ id: 't', kind: 'target', value: '120000000' })]);
    expect(charts[0]?.points.map(({ figure }) => figure.kind).sort()).toEqual(['actual', 'target']);
  });

  it('never put two sources on one cell, two partners or two forms into one line', () => {
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

  it('keep zero on the axis and leave room beyond the ends', () => {
    const [gain] = chartsOf([sampleFigure(), sampleFigure({ id: 'b', period: YEAR })]);
    expect(gain?.least).toBe(0);
    expect(gain?.most).toBeGreaterThan(107.55);
    const [loss] = chartsOf([
      sampleFigure({ value: '-4000000', low: '-4500000', high: '-3500000' }),
      sampleFigure({ id: 'b', period: YEAR, value: '2000000', low: '1500000', high: '2500000' }),
    ]);
    expect(loss?.least).toBeLessThan(-4.5);
    expect(loss?.most).toBeGreaterThan(2.5);
  });
});

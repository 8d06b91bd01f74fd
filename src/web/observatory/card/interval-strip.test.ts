import { describe, expect, it } from 'vitest';
import { sampleFigure } from '../samples.ts';
import { intervalStrip } from './interval-strip.ts';

describe('interval strip', () => {
  it('lays the intervals on one line, so that those which meet overlap', () => {
    const [first, second, third] = intervalStrip([
      sampleFigure({ low: '100', high: '110', value: '105' }),
      sampleFigure({ low: '108', high: '120', value: '114' }),
      sampleFigure({ low: '130', high: '140', value: '135' }),
    ]);
    const endOf = (bar: typeof first): number => (bar?.start ?? 0) + (bar?.width ?? 0);
    expect(endOf(first)).toBeGreaterThan(second?.start ?? 1);
    expect(endOf(second)).toBeLessThan(third?.start ?? 0);
  });

  it('runs an open end to the edge', () => {
    const [bar] = intervalStrip([sampleFigure({ low: '53', high: null, value: '53' })]);
    expect(bar).toMatchObject({ openHigh: true, openLow: false });
    expect((bar?.start ?? 0) + (bar?.width ?? 0)).toBeCloseTo(1);
  });

  it('shows a point as a thin bar and nothing where no value is known', () => {
    const [bar] = intervalStrip([sampleFigure({ low: '81', high: '81', value: '81' })]);
    expect(bar?.width).toBeGreaterThan(0);
    expect(intervalStrip([sampleFigure({ value: null, low: null, high: null })])).toEqual([]);
  });
});

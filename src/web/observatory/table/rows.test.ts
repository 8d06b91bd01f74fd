import { describe, expect, it } from 'vitest';
import { BELARUS, sampleFigure, TAJIKISTAN } from '../samples.ts';
import { figureBlocks, usefulColumns } from './rows.ts';

const names = new Intl.Collator('en').compare;
const PAKISTAN = { id: 'pakistan', kind: 'country', name: 'Pakistan' };

describe('figure table', () => {
  const figures = [
    sampleFigure({ id: 'growth', form: 'percent', unit: 'percent', value: '12' }),
    sampleFigure({ id: 'tajikistan' }),
    sampleFigure({ id: 'pakistan', partner: PAKISTAN, value: '53000000' }),
    sampleFigure({
      id: 'residents',
      measure: { id: 'residents', label: 'residents' },
      unit: 'count',
      value: '81',
    }),
  ];

  it('goes by measure, then form, then place', () => {
    const blocks = figureBlocks(figures, 'measure', false, 'en', names);
    expect(blocks.map(({ label, rows }) => [label, rows.map(({ figure }) => figure.id)])).toEqual([
      ['exports', ['pakistan', 'tajikistan', 'growth']],
      ['residents', ['residents']],
    ]);
  });

  it('gives the numbers of one measure, form and unit one scale and one place of the point', () => {
    const [exports] = figureBlocks(figures, 'measure', false, 'en', names);
    expect(exports?.rows.map(({ number, scale }) => [number?.text, number?.padding, scale])).toEqual([
      ['53', '.0', 6],
      ['107.5', '', 6],
      ['12', '', 0],
    ]);
  });

  it('orders by period both ways, figures without a period last', () => {
    const dated = [
      sampleFigure({ id: 'none', period: null }),
      sampleFigure({ id: '2021' }),
      sampleFigure({ id: '2020', period: { from: '2020-01', to: '2020-12' } }),
    ];
    const ids = (descending: boolean): string[] =>
      figureBlocks(dated, 'period', descending, 'en', names).flatMap(({ rows }) =>
        rows.map((row) => row.figure.id),
      );
    expect(ids(false)).toEqual(['2020', '2021', 'none']);
    expect(ids(true)).toEqual(['none', '2021', '2020']);
  });

  it('has no number where there is no value', () => {
    const [block] = figureBlocks(
      [sampleFigure({ value: null, valueState: 'unknown' })],
      'measure',
      false,
      'en',
      names,
    );
    expect(block?.rows[0]?.number).toBeNull();
  });
});

describe('columns', () => {
  it('leave out the subject of the page, but never hide whose figure it is', () => {
    expect(usefulColumns([sampleFigure()], BELARUS.id)).toEqual({
      area: false,
      partner: true,
      product: false,
    });
    expect(usefulColumns([sampleFigure()], TAJIKISTAN.id)).toEqual({
      area: true,
      partner: true,
      product: false,
    });
  });
});

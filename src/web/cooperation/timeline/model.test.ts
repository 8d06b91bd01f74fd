import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '#wire/registry.ts';
import { byYear, entriesOf, stripOf } from './model.ts';

function item(from: string | null, to: string | null, more: Partial<TimelineItem> = {}): TimelineItem {
  return {
    period: { from, to },
    inferred: false,
    what: 'relation',
    text: 'twin of',
    ref: null,
    figure: null,
    citation: {
      source: 'note-38',
      sourceName: 'A source',
      locator: 'article 6, note 38',
      near: null,
      doubt: null,
    },
    ...more,
  };
}

describe('entries', () => {
  it('stand in the order of time, the shorter first where they begin together', () => {
    const entries = entriesOf([
      item('2021-10-01', '2021-10-01', { text: 'c' }),
      item('2021-01', '2021-12', { text: 'a' }),
      item('2021-01', '2021-08', { text: 'b' }),
    ]);
    expect(entries.map(({ text }) => text)).toEqual(['b', 'a', 'c']);
  });

  it('say once what two sources say alike, with both citations', () => {
    const other = {
      source: 'note-40',
      sourceName: 'Another',
      locator: 'article 6, note 40',
      near: null,
      doubt: null,
    };
    const entries = entriesOf([item('2021', '2021'), item('2021', '2021', { citation: other })]);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.citations.map(({ source }) => source)).toEqual(['note-38', 'note-40']);
  });

  it('join an event with the tie to it, of the same time', () => {
    const fair = { id: 'fair', kind: 'event', name: 'Fair' };
    const entries = entriesOf([
      item('2021-10', '2021-10', { what: 'entity', text: 'fair: Fair', ref: fair }),
      item('2021-10', '2021-10', { text: 'takes part in: Fair', ref: fair }),
      item('2022', '2022', { text: 'takes part in: Fair', ref: fair }),
    ]);
    expect(entries.map(({ text }) => text)).toEqual(['fair: Fair', 'takes part in: Fair']);
  });

  it('keep apart what was inferred from what the source dates', () => {
    expect(entriesOf([item('2021', '2021'), item('2021', '2021', { inferred: true })])).toHaveLength(2);
  });
});

describe('years', () => {
  it('group by beginning, or by end where the beginning is open; what has no date comes last', () => {
    const years = byYear(
      entriesOf([
        item(null, null, { text: 'no date' }),
        item('2018-10-25', null, { text: 'open' }),
        item(null, '2025-12', { text: 'due' }),
        item('1992', '1992', { text: 'old' }),
      ]),
    );
    expect(years.map(({ year }) => year)).toEqual(['1992', '2018', '2025', null]);
  });
});

describe('strip', () => {
  it('gives every year that has something the same room and marks the gaps', () => {
    const { years } = stripOf(entriesOf([item('1992', '1992'), item('2020', '2020'), item('2021', '2021')]));
    expect(years).toEqual([
      { year: 1992, start: 0, gap: false },
      { year: 2020, start: 1 / 3, gap: true },
      { year: 2021, start: 2 / 3, gap: false },
    ]);
  });

  it('draws a whole year as the whole of its place and counts what lies together', () => {
    const { marks } = stripOf(
      entriesOf([item('2021', '2021', { text: 'a' }), item('2021-01', '2021-12', { text: 'b' })]),
    );
    expect(marks).toEqual([{ lane: 'relation', start: 0, width: 1, inferred: false, count: 2 }]);
  });

  it('lies within its width, whatever the periods', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { minLength: 1, maxLength: 20 }), (spans) => {
        const items = spans.map(([a, b]) => (a < b ? item(a, b) : item(b, a)));
        for (const { start, width } of stripOf(entriesOf(items)).marks) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + width).toBeLessThanOrEqual(1 + 1e-9);
          expect(width).toBeGreaterThan(0);
        }
      }),
    );
  });
});

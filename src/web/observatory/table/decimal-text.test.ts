import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, movePoint, scaleOf } from './decimal-text.ts';

describe('movePoint', () => {
  it.each([
    ['107500000', 6, '107.5'],
    ['53000000', 6, '53'],
    ['300', 6, '0.0003'],
    ['-4900000', 6, '-4.9'],
    ['0', 6, '0'],
    ['-0.50', 0, '-0.5'],
    ['3.25', 1, '0.325'],
    ['1000', 3, '1'],
  ])('moves the point of %s by %i places', (value, places, moved) => {
    expect(movePoint(value, places)).toBe(moved);
  });

  it('keeps the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, 3, 6, 9), (value, places) => {
        expect(Number(movePoint(String(value), places))).toBeCloseTo(value / 10 ** places, 9);
      }),
    );
  });
});

describe('scaleOf', () => {
  it('gives the largest scale in which every value of the column reads well', () => {
    expect(scaleOf(['107500000', '53000000'])).toBe(6);
    expect(scaleOf(['500000', '3700000000'])).toBe(6);
    expect(scaleOf(['3700000000', '12000000000'])).toBe(9);
    expect(scaleOf(['81', '40000'])).toBe(0);
    expect(scaleOf(['81', '4000000'])).toBe(0);
  });

  it('pays no heed to zeros', () => {
    expect(scaleOf(['0', '5000000'])).toBe(6);
    expect(scaleOf(['0'])).toBe(0);
    expect(scaleOf([])).toBe(0);
  });
});

describe('align', () => {
  it('adds unseen digits and never seen ones', () => {
    expect(align(['107.5', '53', '12.25'], 'en')).toEqual([
      { text: '107.5', padding: '0' },
      { text: '53', padding: '.00' },
      { text: '12.25', padding: '' },
    ]);
  });

  it('writes as the reader’s language does, with a true minus', () => {
    expect(align(['-1.5', '12000'], 'ru')).toEqual([
      { text: '−1,5', padding: '' },
      { text: '12\u00a0000', padding: ',0' },
    ]);
  });
});

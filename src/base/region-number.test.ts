import { expect, test } from 'vitest';
import { regionNumber, regionOf } from './region-number.ts';

test('a region and its number lead to each other, and fit a word of the market', () => {
  for (const [country, part] of [
    [643, 'KR'],
    [643, 'PSK'],
    [112, 'BR'],
    [398, '39'],
    [999, 'ZZZ'],
    [4, '0'],
    [4, '00'],
  ] as const) {
    const number = regionNumber(country, part);
    expect(number).toBeLessThan(2 ** 31);
    expect(regionOf(number)).toEqual({ country, part });
  }
});

test('what is no region is refused, and read as none', () => {
  expect(() => regionNumber(643, 'kr')).toThrow(RangeError);
  expect(() => regionNumber(643, 'ABCD')).toThrow(RangeError);
  expect(() => regionNumber(0, 'KR')).toThrow(RangeError);
  expect(regionOf(0)).toBeNull();
  expect(regionOf(643)).toBeNull();
  expect(regionOf(2 ** 31 - 1)).toBeNull();
});

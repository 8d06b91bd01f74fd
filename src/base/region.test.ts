import { expect, test } from 'vitest';
import { regionNumber, regionSigns } from './region.ts';

test('regions have numbers of their own, that fit the market’s and lead back', () => {
  const codes: readonly (readonly [number, string])[] = [
    [643, 'RU-PSK'],
    [643, 'RU-KR'],
    [112, 'BY-MI'],
    [112, 'BY-M'],
    [894, 'ZM-01'],
    [894, 'ZM-1'],
    [894, 'ZM-001'],
    [999, 'ZZ-ZZZ'],
  ];
  const numbers = codes.map(([country, code]) => regionNumber(country, code));
  expect(new Set(numbers).size).toBe(codes.length);
  expect(Math.max(...numbers)).toBeLessThan(2 ** 31);
  expect(numbers.map(regionSigns)).toEqual(codes.map(([, code]) => code.slice(3)));
});

test('the number of Karelia is the one that the guide gives', () => {
  expect(regionNumber(643, 'RU-KR')).toBe(32_599_664);
});

test('what is no region has none', () => {
  expect(regionNumber(643, 'Pskov')).toBe(0);
  expect(regionNumber(643, 'RU-')).toBe(0);
  expect(regionSigns(0)).toBe(null);
});

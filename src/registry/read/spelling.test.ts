import { expect, test } from 'vitest';
import { distance, nearest } from './spelling.ts';

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['mohilev', 'mohilev', 0],
  ['mohliev', 'mohilev', 1],
  ['mohlev', 'mohilev', 1],
  ['mohillev', 'mohilev', 1],
  ['mohalev', 'mohilev', 1],
  ['minsk', 'pinsk', 1],
  ['abcd', 'dcba', 3],
])('%s and %s are %i apart', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips);
  expect(distance(b, a)).toBe(slips);
});

test('the nearest of several, and none where all are far', () => {
  expect(nearest('mohliev', ['mohair', 'mohilev', 'mohilevska'])[0]?.word).toBe('mohilev');
  expect(nearest('mohliev', ['moskva', 'minsk'])).toEqual([]);
  expect(nearest('belr', ['belarus'])[0]?.word).toBe('belarus');
});

import { expect, test } from 'vitest';
import { foldedLikeness } from './likeness.ts';

test.each([
  ['ООО «Лесопильный завод Север»', 'Lesopilnyi zavod Sever LLC'],
  ['Metsäsaha Oy', 'Метсясаха'],
  ['Gomel Trading House', 'Trading House Gomel Ltd'],
])('%s and %s are alike', (a, b) => {
  expect(foldedLikeness(a, b)).toBeGreaterThanOrEqual(0.88);
});

test.each([
  ['Метсясаха', 'Metsäpuu Oy'],
  ['Gomel Trading House', 'Brest Trading House'],
  ['', 'Gomel'],
])('%s and %s are not', (a, b) => {
  expect(foldedLikeness(a, b)).toBeLessThan(0.88);
});

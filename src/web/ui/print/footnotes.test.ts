import { expect, it } from 'vitest';
import { footnotesOf } from './footnotes.ts';

const cite = (source: string, locator: string, near: string | null = null) => ({
  source,
  sourceName: `The ${source}`,
  locator,
  near: near === null ? null : { id: near, kind: 'source', name: `The ${near}` },
  doubt: null,
});

it('numbers each source once, in the order of reading, with all places cited', () => {
  expect(
    footnotesOf([cite('b', 'p. 2'), cite('a', 'p. 1', 'c'), cite('b', 'p. 3'), cite('b', 'p. 2')]),
  ).toEqual([
    { number: 1, source: 'b', name: 'The b', locators: ['p. 2', 'p. 3'] },
    { number: 2, source: 'a', name: 'The a', locators: ['p. 1'] },
    { number: 3, source: 'c', name: 'The c', locators: [] },
  ]);
});

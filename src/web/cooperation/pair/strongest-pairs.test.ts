import { expect, it } from 'vitest';
import type { Graph } from '#wire/registry.ts';
import { canonicalPair, pairAddress } from './canonical.ts';
import { strongestPairs } from './strongest-pairs.ts';

const node = (id: string): Graph['nodes'][number] => ({
  id,
  kind: 'city',
  type: null,
  name: id,
  point: null,
  country: null,
  degree: 1,
});

const edge = (id: number, from: string, to: string, label: string): Graph['edges'][number] => ({
  id,
  from,
  to,
  relation: label,
  label,
  valid: null,
  citation: { source: 'note-1', sourceName: 'A source', locator: '', near: null, doubt: null },
});

it('counts both directions as one pair and leaves out loops and strangers', () => {
  const offers = strongestPairs(
    {
      nodes: ['minsk', 'bishkek', 'grodno'].map(node),
      edges: [
        edge(1, 'minsk', 'bishkek', 'twin of'),
        edge(2, 'bishkek', 'minsk', 'cooperates with'),
        edge(3, 'bishkek', 'minsk', 'twin of'),
        edge(4, 'grodno', 'minsk', 'twin of'),
        edge(5, 'grodno', 'grodno', 'twin of'),
        edge(6, 'grodno', 'unknown', 'twin of'),
      ],
      truncated: false,
    },
    10,
  );
  expect(offers.map(({ a, b, ties }) => [a.id, b.id, ties])).toEqual([
    ['bishkek', 'minsk', ['twin of', 'cooperates with']],
    ['grodno', 'minsk', ['twin of']],
  ]);
});

it('a pair has the same data whichever place is named first, and the address that was asked for', () => {
  expect(canonicalPair('tajikistan', 'belarus')).toEqual(canonicalPair('belarus', 'tajikistan'));
  expect(pairAddress('tajikistan', 'belarus').params).toEqual({ a: 'tajikistan', b: 'belarus' });
});

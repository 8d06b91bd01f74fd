import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrange } from './arrange.ts';
import type { Network } from './model.ts';

const CITATION = { source: 'note-1', sourceName: '', locator: '', near: null, doubt: null };

/** A network of places 'p0' … with links between the numbers given, its best-connected place first. */
function network(count: number, links: readonly (readonly [number, number])[]): Network {
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `p${i}`,
    kind: 'city',
    type: null,
    name: `Place ${i}`,
    point: null,
    country: null,
    degree: links.filter(([a, b]) => a === i || b === i).length,
  })).sort((a, b) => b.degree - a.degree);
  const edges = links.map(([a, b], id) => ({
    id,
    from: `p${a}`,
    to: `p${b}`,
    relation: 'twin-of',
    label: '',
    valid: null,
    citation: CITATION,
  }));
  return { nodes, edges };
}

const networks = fc
  .integer({ min: 1, max: 24 })
  .chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 })
      .map((links) => network(count, links)),
  );

it('places every place inside the picture, apart from each other', () => {
  fc.assert(
    fc.property(networks, fc.integer({ min: 320, max: 1200 }), (given, width) => {
      const { places, height } = arrange(given, width);
      expect(places.size).toBe(given.nodes.length);
      const points = [...places.values()];
      for (const { x, y } of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(height);
      }
      for (const [i, a] of points.entries()) {
        for (const b of points.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(1);
      }
    }),
  );
});

it('gives the same picture for the same network', () => {
  const given = network(6, [
    [0, 1],
    [0, 2],
    [0, 3],
    [4, 5],
  ]);
  expect([...arrange(given, 600).places]).toEqual([...arrange(given, 600).places]);
});

it('puts the hub of a part in its middle, names outwards', () => {
  const { places } = arrange(
    network(5, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
    ]),
    600,
  );
  const hub = places.get('p0');
  const leaves = ['p1', 'p2', 'p3', 'p4'].map((id) => places.get(id));
  for (const leaf of leaves) {
    if (!leaf || !hub) throw new Error('a place is missing');
    expect(Math.hypot(leaf.x - hub.x, leaf.y - hub.y)).toBeGreaterThan(30);
    if (leaf.x < hub.x - 2) expect(leaf.name).toBe('left');
  }
});

import { expect, it } from 'vitest';
import type { Graph } from '#wire/registry.ts';
import { countries, filterNetwork, mainCountry, relations } from './model.ts';

function node(id: string, kind: string, country: string | null): Graph['nodes'][number] {
  return {
    id,
    kind,
    type: null,
    name: id,
    point: null,
    country: country === null ? null : { id: country, kind: 'country', name: country },
    degree: 0,
  };
}

let edgeId = 0;
function edge(from: string, to: string, relation: string): Graph['edges'][number] {
  edgeId += 1;
  const citation = { source: 'note-1', sourceName: '', locator: '', near: null, doubt: null };
  return { id: edgeId, from, to, relation, label: relation, valid: null, citation };
}

const GRAPH: Graph = {
  nodes: [
    node('belarus', 'country', null),
    node('minsk', 'city', 'belarus'),
    node('brest', 'city', 'belarus'),
    node('bishkek', 'city', 'kyrgyzstan'),
    node('riga', 'city', 'latvia'),
    node('alone', 'city', 'latvia'),
  ],
  edges: [
    edge('minsk', 'bishkek', 'twin-of'),
    edge('minsk', 'riga', 'cooperates-with'),
    edge('brest', 'riga', 'twin-of'),
    edge('minsk', 'brest', 'twin-of'),
  ],
  truncated: false,
};

const ends = (edges: readonly Graph['edges'][number][]): string =>
  edges.map(({ from, to }) => `${from}-${to}`).join(' ');
const NONE = { relations: [], country: undefined, around: undefined };

it('shows only places that a link shown touches, the best connected first', () => {
  const { nodes } = filterNetwork(GRAPH, NONE);
  expect(nodes.map(({ id, degree }) => `${id} ${degree}`)).toEqual([
    'minsk 3',
    'brest 2',
    'riga 2',
    'bishkek 1',
  ]);
});

it('keeps links that fit all filters', () => {
  expect(ends(filterNetwork(GRAPH, { ...NONE, relations: ['twin-of'] }).edges)).toBe(
    'minsk-bishkek brest-riga minsk-brest',
  );
  expect(ends(filterNetwork(GRAPH, { ...NONE, country: 'latvia' }).edges)).toBe('minsk-riga brest-riga');
  expect(
    ends(filterNetwork(GRAPH, { relations: ['twin-of'], country: 'latvia', around: 'brest' }).edges),
  ).toBe('brest-riga');
});

it('counts a link once for each country it touches', () => {
  expect(countries(GRAPH, GRAPH.edges).map(({ value, count }) => `${value} ${count}`)).toEqual([
    'belarus 4',
    'latvia 2',
    'kyrgyzstan 1',
  ]);
  expect(relations(GRAPH.edges).map(({ value, count }) => `${value} ${count}`)).toEqual([
    'twin-of 3',
    'cooperates-with 1',
  ]);
});

it('finds the side that the others are partners of', () => {
  expect(mainCountry(GRAPH.nodes)).toBe('belarus');
  expect(mainCountry([])).toBeUndefined();
});

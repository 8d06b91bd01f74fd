/** Pairs of places worth a newcomer's look, from the graph of relations. */
import type { Graph } from '#wire/registry.ts';
import { canonicalPair } from './canonical.ts';

type Node = Graph['nodes'][number];

export interface PairOffer {
  readonly a: Node;
  readonly b: Node;
  /** What ties the two, in words, each once. */
  readonly ties: readonly string[];
}

/** Takes a graph of places; gives the pairs with the most edges between them, at most `most`. */
export function strongestPairs(graph: Graph, most: number): PairOffer[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const pairs = Map.groupBy(
    graph.edges.filter(({ from, to }) => from !== to && nodes.has(from) && nodes.has(to)),
    ({ from, to }) => canonicalPair(from, to).join(' '),
  );
  return [...pairs.values()]
    .sort((x, y) => y.length - x.length)
    .slice(0, most)
    .flatMap((edges): PairOffer[] => {
      const [edge] = edges;
      const [a, b] = edge ? canonicalPair(edge.from, edge.to).map((id) => nodes.get(id)) : [];
      return a && b ? [{ a, b, ties: [...new Set(edges.map(({ label }) => label))] }] : [];
    });
}

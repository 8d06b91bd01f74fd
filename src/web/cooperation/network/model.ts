/** What of the network is shown: the graph cut down by relation, country and place. Pure. */
import type { Graph } from '#wire/registry.ts';

export type Node = Graph['nodes'][number];
export type Edge = Graph['edges'][number];

export interface NetworkFilter {
  readonly relations: readonly string[];
  readonly country: string | undefined;
  readonly around: string | undefined;
}

export interface Network {
  /** Nodes with at least one edge shown, the best connected first; `degree` counts the edges shown. */
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

function touches(edge: Edge, ids: ReadonlySet<string>): boolean {
  return ids.has(edge.from) || ids.has(edge.to);
}

/** A country is in itself. */
function countryOf(node: Node): string | undefined {
  return node.kind === 'country' ? node.id : node.country?.id;
}

/** Takes the whole graph and the filter; gives what is left. */
export function filterNetwork(graph: Graph, { relations, country, around }: NetworkFilter): Network {
  const inCountry = new Set(graph.nodes.filter((node) => countryOf(node) === country).map(({ id }) => id));
  const edges = graph.edges.filter(
    (edge) =>
      (relations.length === 0 || relations.includes(edge.relation)) &&
      (country === undefined || touches(edge, inCountry)) &&
      (around === undefined || edge.from === around || edge.to === around),
  );
  const degrees = new Map<string, number>();
  for (const { from, to } of edges) {
    degrees.set(from, (degrees.get(from) ?? 0) + 1);
    if (to !== from) degrees.set(to, (degrees.get(to) ?? 0) + 1);
  }
  const nodes = graph.nodes
    .flatMap((node) => {
      const degree = degrees.get(node.id);
      return degree === undefined ? [] : [{ ...node, degree }];
    })
    .sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
  return { nodes, edges };
}

export interface Counted {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

function counted(entries: Iterable<readonly [value: string, label: string]>): Counted[] {
  const found = new Map<string, { value: string; label: string; count: number }>();
  for (const [value, label] of entries) {
    const known = found.get(value);
    if (known) known.count += 1;
    else found.set(value, { value, label, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** How many edges touch each country; each edge counts once for a country. */
export function countries(graph: Graph, edges: readonly Edge[]): Counted[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return counted(
    edges.flatMap(({ from, to }) => {
      const ends = new Map<string, string>();
      for (const id of [from, to]) {
        const node = nodes.get(id);
        if (node?.kind === 'country') ends.set(node.id, node.name);
        else if (node?.country) ends.set(node.country.id, node.country.name);
      }
      return [...ends];
    }),
  );
}

/** How many edges each relation has. */
export function relations(edges: readonly Edge[]): Counted[] {
  return counted(edges.map(({ relation, label }) => [relation, label] as const));
}

/** The country that most nodes lie in: the side that the others are partners of. */
export function mainCountry(nodes: readonly Node[]): string | undefined {
  return counted(
    nodes.flatMap((node) => {
      const id = countryOf(node);
      return id === undefined ? [] : [[id, id] as const];
    }),
  )[0]?.value;
}

/** Which side of the network a node is on. */
export function side(node: Node, main: string | undefined): 'main' | 'other' {
  return main !== undefined && countryOf(node) === main ? 'main' : 'other';
}

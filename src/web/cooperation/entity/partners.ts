/** With whom a place deals: the places that its relations and figures name, those named most first. */
import { comparePeriods } from '#web/ui/period-order.ts';
import type { Ref } from '#wire/common.ts';
import type { FigureItem, Graph, RelationOut } from '#wire/registry.ts';

export const PLACE_KINDS: readonly string[] = [
  'country',
  'country-group',
  'region',
  'district',
  'city',
  'zone',
  'industrial-park',
];

/** Relations that tell where a place lies: what lies in it is no partner of it. */
const LIES_IN = ['part-of', 'located-in', 'registered-in'];

/** Relations that are no dealing with each other. */
const NOT_A_DEALING = [...LIES_IN, 'same-as', 'held-in', 'mentioned-with'];

export interface Partner {
  readonly ref: Ref;
  /** What ties the two, in words, each once. */
  readonly ties: readonly string[];
  readonly relations: number;
  readonly figures: number;
  /** Agreements, bodies and events in which both have a part. */
  readonly shared: number;
  /** The latest trade turnover of the two, else the latest exports. */
  readonly trade: FigureItem | null;
}

function latestTrade(figures: readonly FigureItem[]): FigureItem | null {
  const levels = figures.filter(
    ({ form, value, kind, product }) =>
      form === 'level' && value !== null && kind === 'actual' && product === null,
  );
  for (const measure of ['turnover', 'exports']) {
    const latest = levels
      .filter((figure) => figure.measure.id === measure && figure.period !== null)
      .sort((a, b) => comparePeriods(b.period, a.period))[0];
    if (latest) return latest;
  }
  return null;
}

/** Relations that tie a place to an agreement, a body or an event which others are tied to as well. */
export const PART_IN = ['party-to', 'participates-in', 'member-of'] as const;

/** Takes the graph of `PART_IN` around a place; gives how many things each other place has a part in together with it. */
function sharedWith(id: string, graph: Graph | undefined): Map<string, Set<string>> {
  const things = new Set<string>();
  for (const { from, to } of graph?.edges ?? []) if (from === id) things.add(to);
  const shared = new Map<string, Set<string>>();
  for (const { from, to } of graph?.edges ?? []) {
    if (from === id || !things.has(to)) continue;
    shared.set(from, (shared.get(from) ?? new Set()).add(to));
  }
  return shared;
}

/**
 * Takes the id of a place with its relations and figures, and the graph of what it has a part in where there is one;
 * gives its partners, ranked by how much ties them to it.
 */
export function partnersOf(
  id: string,
  relations: readonly RelationOut[],
  figures: readonly FigureItem[],
  graph?: Graph,
): Partner[] {
  const refs = new Map<string, Ref>();
  const ties = new Map<string, string[]>();
  const trade = new Map<string, FigureItem[]>();
  const nested = new Set(
    relations.filter(({ relation }) => LIES_IN.includes(relation)).map(({ other }) => other.id),
  );
  for (const { other, relation, label, rank } of relations) {
    if (!PLACE_KINDS.includes(other.kind) || NOT_A_DEALING.includes(relation) || rank === 'deprecated')
      continue;
    if (nested.has(other.id)) continue;
    refs.set(other.id, other);
    ties.set(other.id, [...(ties.get(other.id) ?? []), label]);
  }
  for (const figure of figures) {
    if (figure.partner === null) continue;
    const other = figure.area.id === id ? figure.partner : figure.area;
    if (other.id === id || !PLACE_KINDS.includes(other.kind)) continue;
    refs.set(other.id, other);
    trade.set(other.id, [...(trade.get(other.id) ?? []), figure]);
  }
  const shared = sharedWith(id, graph);
  for (const { id: other, kind, name } of graph?.nodes ?? []) {
    const partner = shared.has(other) && PLACE_KINDS.includes(kind) && !nested.has(other);
    if (partner) refs.set(other, { id: other, kind, name });
  }
  return [...refs.values()]
    .map((ref): Partner => {
      const [labels, traded] = [ties.get(ref.id) ?? [], trade.get(ref.id) ?? []];
      return {
        ref,
        ties: [...new Set(labels)],
        relations: labels.length,
        figures: traded.length,
        shared: shared.get(ref.id)?.size ?? 0,
        trade: latestTrade(traded),
      };
    })
    .sort(
      (a, b) =>
        b.relations + b.figures + b.shared - (a.relations + a.figures + a.shared) ||
        Number(b.trade?.value ?? 0) - Number(a.trade?.value ?? 0),
    );
}

/** With whom a place deals: the places that its relations and figures name, those named most first. */
import { comparePeriods } from '#web/ui/period-order.ts';
import type { Ref } from '#wire/common.ts';
import type { FigureItem, RelationOut } from '#wire/registry.ts';

export const PLACE_KINDS: readonly string[] = [
  'country',
  'country-group',
  'region',
  'district',
  'city',
  'zone',
  'industrial-park',
];

/** Relations that tell where a place lies, not with whom it deals. */
const NOT_A_DEALING = ['part-of', 'located-in', 'same-as', 'held-in', 'registered-in'];

export interface Partner {
  readonly ref: Ref;
  /** What ties the two, in words, each once. */
  readonly ties: readonly string[];
  readonly relations: number;
  readonly figures: number;
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

/** Takes the id of a place with its relations and figures; gives its partners, ranked by how much names them. */
export function partnersOf(
  id: string,
  relations: readonly RelationOut[],
  figures: readonly FigureItem[],
): Partner[] {
  const refs = new Map<string, Ref>();
  const ties = new Map<string, string[]>();
  const trade = new Map<string, FigureItem[]>();
  for (const { other, relation, label, rank } of relations) {
    if (!PLACE_KINDS.includes(other.kind) || NOT_A_DEALING.includes(relation) || rank === 'deprecated')
      continue;
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
  return [...refs.values()]
    .map((ref): Partner => {
      const [labels, shared] = [ties.get(ref.id) ?? [], trade.get(ref.id) ?? []];
      return {
        ref,
        ties: [...new Set(labels)],
        relations: labels.length,
        figures: shared.length,
        trade: latestTrade(shared),
      };
    })
    .sort(
      (a, b) =>
        b.relations + b.figures - (a.relations + a.figures) ||
        Number(b.trade?.value ?? 0) - Number(a.trade?.value ?? 0),
    );
}

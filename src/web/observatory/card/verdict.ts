/** What another source on the same cell says to a figure: the check of the registry, for two figures. */
import { periodKey } from '#web/ui/period-order.ts';
import type { FigureItem } from '#wire/registry.ts';
import { compareDecimals } from '../table/decimal-order.ts';

export type Verdict = 'agrees' | 'contradicts' | 'notComparable';

/** Whether `low` of one lies above `high` of the other; an open end belongs to no interval. */
function apart(below: FigureItem, above: FigureItem): boolean {
  if (below.high === null || above.low === null) return false;
  const order = compareDecimals(below.high, above.low);
  return order < 0 || (order === 0 && (below.highOpen || above.lowOpen));
}

/** Two figures contradict each other when their intervals do not meet; only like is compared with like. */
export function verdictOf(a: FigureItem, b: FigureItem): Verdict {
  const alike =
    a.form === b.form &&
    a.unit === b.unit &&
    a.kind === b.kind &&
    periodKey(a.base) === periodKey(b.base) &&
    a.value !== null &&
    b.value !== null;
  if (!alike) return 'notComparable';
  return apart(a, b) || apart(b, a) ? 'contradicts' : 'agrees';
}

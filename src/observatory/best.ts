/**
 * The best value of a cell: the figure to show where only one has room.
 *
 * In this order: rank (preferred, normal, deprecated); an actual before a forecast, a target, a capacity; a level
 * before its changes and shares; printed before derived; the weight of its source; the narrower interval; the
 * newer recording; and last the id, so that the answer never depends on the order of the figures.
 */
import { compare } from '#base/decimal.ts';
import type { Claim, FigureKind, Rank } from './claim.ts';
import { type Form, width } from './interval.ts';

const RANKS: readonly Rank[] = ['preferred', 'normal', 'deprecated'];
const KINDS: readonly FigureKind[] = ['actual', 'forecast', 'target', 'capacity'];
const FORMS: readonly Form[] = ['level', 'difference', 'percent', 'ratio', 'share', 'rank'];

function byPrecision(a: Claim, b: Claim): number {
  const [x, y] = [width(a.implied.interval), width(b.implied.interval)];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return compare(x, y);
}

/** Orders figures, the best first; 0 only for a figure and itself. */
export function byWorth(a: Claim, b: Claim): number {
  return (
    RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    FORMS.indexOf(a.form) - FORMS.indexOf(b.form) ||
    Number(a.derived) - Number(b.derived) ||
    b.weight - a.weight ||
    byPrecision(a, b) ||
    b.recording - a.recording ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Gives the best of some figures; null of none. */
export function best(claims: readonly Claim[]): Claim | null {
  return claims.reduce<Claim | null>((so, next) => (so === null || byWorth(next, so) < 0 ? next : so), null);
}

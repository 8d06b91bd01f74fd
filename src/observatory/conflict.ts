/**
 * The conflict check: two live figures on one cell that cannot both be right.
 *
 * Figures are comparable when they have the same form, base period, unit and kind (a target is no actual). Those
 * ranked deprecated are known to be wrong and are left out. The verdict over a cell: fails when two comparable
 * figures have intervals that do not meet; holds when there are comparable figures and all meet; cannot_tell
 * when no figure has another to compare with.
 */
import type { Claim, Verdict } from './claim.ts';
import { meet } from './interval.ts';

/** Whether two figures speak of the same thing in the same way. */
export function comparable(a: Claim, b: Claim): boolean {
  return a.form === b.form && a.base === b.base && a.unit === b.unit && a.kind === b.kind;
}

/** Takes all live figures of one cell; gives the verdict over it. */
export function conflict(claims: readonly Claim[]): Verdict {
  const live = claims.filter((claim) => claim.rank !== 'deprecated');
  let compared = false;
  for (const [i, a] of live.entries()) {
    for (const b of live.slice(i + 1)) {
      if (!comparable(a, b)) continue;
      if (!meet(a.implied.interval, b.implied.interval)) return 'fails';
      compared = true;
    }
  }
  return compared ? 'holds' : 'cannot_tell';
}

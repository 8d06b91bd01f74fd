/**
 * Identities: equations between measures of the same area, partner, product, period and basis, such as
 * turnover − exports − imports = 0.
 *
 * The terms are actual levels in one unit. The sum of their intervals tells: zero in the sum for arithmetic, where
 * 'more than 53' ends at the next step: holds; zero only in the sum for ordering, where it ends nowhere:
 * cannot_tell; in neither: fails. A term without a figure, or in another unit: cannot_tell.
 */
import { add, type Decimal } from '#base/decimal.ts';
import { best } from './best.ts';
import type { Claim, Verdict } from './claim.ts';
import { contains, type Interval, minus, plus } from './interval.ts';
import type { Identity } from './measure.ts';

export interface IdentityVerdict {
  readonly identity: string;
  readonly verdict: Verdict;
  /** source: within one source; best: over the best values of all. */
  readonly scope: 'source' | 'best';
  readonly source: string | null;
  /** The figures summed, in the order of the identity's terms; terms without one are left out. */
  readonly claims: readonly Claim[];
  /** The interval of the sum for arithmetic; null where it cannot be summed. */
  readonly sum: Interval | null;
}

const ZERO: Decimal = { coefficient: 0n, scale: 0 };
const NOTHING: Interval = { low: ZERO, high: ZERO, lowOpen: false, highOpen: false };

function judge(
  identity: Identity,
  terms: readonly (Claim | null)[],
): { verdict: Verdict; sum: Interval | null } {
  let arithmetic = NOTHING;
  let ordering = NOTHING;
  for (const [i, term] of terms.entries()) {
    if (term === null || term.unit !== terms[0]?.unit) return { verdict: 'cannot_tell', sum: null };
    const { implied } = term;
    const sign = identity.terms[i]?.sign;
    arithmetic = plus(arithmetic, sign === 1 ? implied.arithmetic : minus(implied.arithmetic));
    ordering = plus(ordering, sign === 1 ? implied.interval : minus(implied.interval));
  }
  if (contains(arithmetic, ZERO)) return { verdict: 'holds', sum: arithmetic };
  return { verdict: contains(ordering, ZERO) ? 'cannot_tell' : 'fails', sum: arithmetic };
}

/**
 * Takes the live figures of all measures on one area, partner, product, period and basis; gives a verdict for
 * each identity and source, and over the best values, wherever at least two terms have a figure.
 */
export function checkIdentities(
  identities: readonly Identity[],
  claimsOf: (measure: string) => readonly Claim[],
): IdentityVerdict[] {
  const verdicts: IdentityVerdict[] = [];
  for (const identity of identities) {
    const levels = identity.terms.map(({ measure }) =>
      claimsOf(measure).filter(
        ({ form, kind, rank }) => form === 'level' && kind === 'actual' && rank !== 'deprecated',
      ),
    );
    const put = (terms: readonly (Claim | null)[], source: string | null): void => {
      const claims = terms.filter((term) => term !== null);
      if (claims.length < 2) return;
      const scope = source === null ? 'best' : 'source';
      verdicts.push({ identity: identity.id, scope, source, claims, ...judge(identity, terms) });
    };
    const sources = new Set(levels.flat().map(({ source }) => source));
    for (const source of [...sources].sort()) {
      put(
        levels.map((claims) => best(claims.filter((claim) => claim.source === source))),
        source,
      );
    }
    put(levels.map(best), null);
  }
  return verdicts;
}

/** Gives how far apart the printed values are: the sum of the terms with their signs. */
export function difference(identity: Identity, claims: readonly Claim[]): Decimal {
  return claims.reduce((sum, { value }, i) => {
    const signed = identity.terms[i]?.sign === -1 ? { ...value, coefficient: -value.coefficient } : value;
    return add(sum, signed);
  }, ZERO);
}

/** What the map of partners shows of each: how large, and what it says. Pure. */
import type { Overview } from '#wire/registry.ts';

export type Partner = Overview['partners'][number];
export type Size = 'turnover' | 'agreements';

/** The unit in which turnovers are compared on the map; others stand in the table alone. */
const COMPARED_UNIT = 'USD';

/** How much a partner weighs on the map; null where it is not known. Only for drawing: never shown as a number. */
export function weight(partner: Partner, size: Size): number | null {
  if (size === 'agreements') return partner.agreements;
  const figure = partner.turnover;
  if (figure === null || figure.value === null || figure.unit !== COMPARED_UNIT || figure.form !== 'level')
    return null;
  return Number(figure.value);
}

/**
 * Gives the partners, the heaviest first, those of unknown weight last; where that does not tell, the one with more
 * agreements, then with more relations, then by name.
 */
export function ranked(
  partners: readonly Partner[],
  size: Size,
  order: (a: string, b: string) => number,
): Partner[] {
  return [...partners].sort((a, b) => {
    const [left, right] = [weight(a, size), weight(b, size)];
    if (left !== null && right !== null && left !== right) return right - left;
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    return b.agreements - a.agreements || b.relations - a.relations || order(a.ref.name, b.ref.name);
  });
}

/** Radius of a bubble whose area is in proportion to its weight; `least` for what is unknown or none. */
export function radius(value: number | null, largest: number, most: number, least: number): number {
  if (value === null || value <= 0 || largest <= 0) return least;
  return Math.max(least, most * Math.sqrt(value / largest));
}

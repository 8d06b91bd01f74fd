/**
 * Measures: what a figure counts or weighs. Each has one dimension and its allowed units; the vocabulary itself
 * is in `measures.ts`.
 */
import type { Label } from '#base/language.ts';

export interface Measure {
  readonly id: string;
  readonly label: Label;
  /** Units that a level may be given in; the first is the usual one. Codes of `units.ts`. */
  readonly units: readonly [string, ...string[]];
  /** flow: over a period (exports); stock: at a moment (residents); fact: a constant of a thing (range per charge). */
  readonly time: 'flow' | 'stock' | 'fact';
  /** How the label reads with a partner: 'exports to', 'trade with'; absent where the measure has none. */
  readonly partner?: Label;
  /** A rise is better (1), worse (-1) or neither (0). */
  readonly direction: 1 | 0 | -1;
}

/** An equation between measures of the same area, partner, product, period and basis: the sum is zero. */
export interface Identity {
  readonly id: string;
  readonly label: Label;
  readonly terms: readonly { readonly measure: string; readonly sign: 1 | -1 }[];
}

export interface Unit {
  readonly id: string;
  readonly label: Label;
  /** Currencies are shown with their ISO 4217 code; counts need plural forms, which the interface's messages hold. */
  readonly kind: 'currency' | 'count' | 'mass' | 'length' | 'area' | 'time' | 'share' | 'order';
}

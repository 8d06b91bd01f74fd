/** Plain figures, as the checks take them. */
import type { Decimal } from '#base/decimal.ts';
import type { Form, Implied } from './interval.ts';

export type FigureKind = 'actual' | 'target' | 'forecast' | 'capacity';
export type Rank = 'preferred' | 'normal' | 'deprecated';

/** holds: nothing contradicts; fails: it cannot be; cannot_tell: too little is known. */
export type Verdict = 'holds' | 'fails' | 'cannot_tell';

/** One figure with a value, on some cell. */
export interface Claim {
  readonly id: string;
  /** Registry number of its cell. */
  readonly cell: number;
  readonly form: Form;
  /** Period compared with, in any one notation; null: none. */
  readonly base: string | null;
  readonly unit: string;
  readonly kind: FigureKind;
  readonly rank: Rank;
  readonly derived: boolean;
  readonly value: Decimal;
  readonly implied: Implied;
  readonly source: string;
  /** How much its source counts beside others; 0 unless the source says otherwise. */
  readonly weight: number;
  /** When it was recorded: the greater, the newer. */
  readonly recording: number;
}

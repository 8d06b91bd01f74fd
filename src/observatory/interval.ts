/**
 * Intervals: what a printed value says once its wording and its last digit are taken at their word.
 *
 * The one table of rules; no other tolerance stands anywhere. Notation: v the value printed, s its rounding
 * step. Wording applies to the magnitude, so the interval of a negative value is the mirror image.
 *
 * | rule       | wording                    | interval for ordering | interval for arithmetic |
 * |------------|----------------------------|-----------------------|-------------------------|
 * | point      | exact count, rank, zero    | [v, v]                | the same                |
 * | rounded    | exact, any other           | [v − s/2, v + s/2]    | the same                |
 * | about      | about                      | [v − s, v + s]        | the same                |
 * | more-than  | more than                  | (v, ∞)                | (v, v + s]              |
 * | at-least   | at least                   | [v, ∞)                | [v, v + s]              |
 * | almost     | almost                     | (v − s, v)            | the same                |
 * | up-to      | up to                      | [0, v]                | the same                |
 * | fraction   | a fraction in words, exact | [0.96 v, 1.05 v]      | the same                |
 *
 * The rounding step is what the source states (`step`), else the place of the last digit that is not a trailing
 * zero: '107500000' is rounded to 100 000, '2600' to 100. Zeros printed after the point were meant: '5.0' is
 * rounded to 0.1. A count that is exact is a point however many zeros it ends with; a nought without decimals
 * says that there is nothing, and is a point too.
 *
 * A fraction in words has no last digit. 'A third' is used for what lies between 0.32 and 0.35, that is from 4 %
 * below to 5 % above; 'about', 'almost' and 'more than' reach twice as far, as with a rounding step.
 */
import {
  add,
  compare,
  type Decimal,
  decimal,
  multiply,
  negate,
  powerOfTen,
  subtract,
  toText,
} from '#base/decimal.ts';
import type { Unit } from './measure.ts';

export const FORMS = ['level', 'percent', 'ratio', 'difference', 'share', 'rank'] as const;
export type Form = (typeof FORMS)[number];

export const WORDINGS = ['exact', 'about', 'more_than', 'at_least', 'almost', 'up_to'] as const;
export type Wording = (typeof WORDINGS)[number];

export type Rule = 'point' | 'rounded' | 'fraction' | 'about' | 'more-than' | 'at-least' | 'almost' | 'up-to';

/** Bounds are decimals; null is infinite. An infinite bound is open. */
export interface Interval {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

export interface Reading {
  readonly value: Decimal;
  readonly wording: Wording;
  readonly form: Form;
  /** What kind of unit it is in: counts are not rounded. */
  readonly unitKind: Unit['kind'];
  /** Rounding step that the source states. */
  readonly step?: Decimal | null;
  /** The fraction in words that the value stands for: 'a third' is [1, 3]. */
  readonly fraction?: Fraction | null;
}

/** Numerator and denominator, whole numbers above zero. */
export type Fraction = readonly [number, number];

export interface Implied {
  /** What the value may be: for ordering and for whether two sources agree. */
  readonly interval: Interval;
  /** What it plausibly is: for sums and growth, where 'more than 53' must end somewhere. */
  readonly arithmetic: Interval;
  readonly rule: Rule;
  /** The rounding step used; zero for a point and for a fraction in words. */
  readonly step: Decimal;
}

/** How far a value reaches: `near` to what would be rounded to it, `far` a whole step away. */
interface Reach {
  readonly near: readonly [Decimal, Decimal];
  readonly far: readonly [Decimal, Decimal];
}

const ZERO: Decimal = { coefficient: 0n, scale: 0 };
const HALF: Decimal = { coefficient: 5n, scale: 1 };

function closed(low: Decimal, high: Decimal): Interval {
  return { low, high, lowOpen: false, highOpen: false };
}

/** Gives the place of the last digit that counts: 100 for 2600, 0.1 for 19.5 and for 5.0, 1 for 0. */
export function lastPlace(value: Decimal): Decimal {
  if (value.scale > 0) return powerOfTen(-value.scale);
  if (value.coefficient === 0n) return powerOfTen(0);
  let exponent = 0;
  for (let rest = value.coefficient; rest % 10n === 0n; rest /= 10n) exponent++;
  return powerOfTen(exponent);
}

function mirrored(interval: Interval): Interval {
  return {
    low: interval.high && negate(interval.high),
    high: interval.low && negate(interval.low),
    lowOpen: interval.highOpen,
    highOpen: interval.lowOpen,
  };
}

// What is counted one by one is not rounded: residents, editions, calendar years, years of a plan.
const COUNTED: ReadonlySet<string> = new Set(['count', 'order', 'time']);

function isPoint({ value, wording, form, unitKind, step, fraction }: Reading): boolean {
  if (wording !== 'exact' || step || fraction) return false;
  if (form === 'rank') return true;
  if (value.coefficient === 0n && value.scale === 0) return true;
  return COUNTED.has(unitKind) && (form === 'level' || form === 'difference');
}

function reachOfStep(value: Decimal, step: Decimal): Reach {
  const half = multiply(step, HALF);
  return {
    near: [subtract(value, half), add(value, half)],
    far: [subtract(value, step), add(value, step)],
  };
}

const FRACTION_DIGITS = 4;

/** Gives `percent` % of a fraction, in the unit of its form, rounded half up. */
function partOf([numerator, denominator]: Fraction, percent: number, form: Form): Decimal {
  const unit = form === 'ratio' ? 1 : 100;
  const scaled = BigInt(numerator * unit * percent) * 10n ** BigInt(FRACTION_DIGITS);
  const divisor = BigInt(denominator * 100);
  return { coefficient: (scaled + divisor / 2n) / divisor, scale: FRACTION_DIGITS };
}

function reachOfFraction(fraction: Fraction, form: Form): Reach {
  const part = (percent: number): Decimal => partOf(fraction, percent, form);
  return { near: [part(96), part(105)], far: [part(92), part(110)] };
}

/** The value of a fraction in words: per cent for shares and changes, a plain number for ratios. */
export function fractionValue(fraction: Fraction, form: Form): Decimal {
  return partOf(fraction, 100, form);
}

function magnitude(value: Decimal, { near, far }: Reach, wording: Wording): [Rule, Interval, Interval?] {
  switch (wording) {
    case 'exact':
      return ['rounded', closed(...near)];
    case 'about':
      return ['about', closed(...far)];
    case 'more_than':
      return [
        'more-than',
        { low: value, high: null, lowOpen: true, highOpen: true },
        { low: value, high: far[1], lowOpen: true, highOpen: false },
      ];
    case 'at_least':
      return ['at-least', { low: value, high: null, lowOpen: false, highOpen: true }, closed(value, far[1])];
    case 'almost':
      return ['almost', { low: far[0], high: value, lowOpen: true, highOpen: true }];
    case 'up_to':
      return ['up-to', closed(ZERO, value)];
  }
}

/** Takes a value as it is printed; gives the intervals that it implies, in its own unit, and by which rule. */
export function implied(reading: Reading): Implied {
  const { value, wording } = reading;
  if (isPoint(reading)) {
    const point = closed(value, value);
    return { interval: point, arithmetic: point, rule: 'point', step: ZERO };
  }
  const negative = value.coefficient < 0n;
  const size = negative ? negate(value) : value;
  const step = reading.fraction ? ZERO : (reading.step ?? lastPlace(value));
  const reach = reading.fraction ? reachOfFraction(reading.fraction, reading.form) : reachOfStep(size, step);
  const [worded, interval, arithmetic = interval] = magnitude(size, reach, wording);
  const rule = reading.fraction ? 'fraction' : worded;
  return negative
    ? { interval: mirrored(interval), arithmetic: mirrored(arithmetic), rule, step }
    : { interval, arithmetic, rule, step };
}

/** Whether two intervals have a number in common. */
export function meet(a: Interval, b: Interval): boolean {
  return reaches(a, b) && reaches(b, a);
}

/** Whether `a` begins before `b` ends. */
function reaches(a: Interval, b: Interval): boolean {
  if (a.low === null || b.high === null) return true;
  const order = compare(a.low, b.high);
  return order < 0 || (order === 0 && !a.lowOpen && !b.highOpen);
}

export function contains(interval: Interval, value: Decimal): boolean {
  return meet(interval, closed(value, value));
}

/** Gives the interval of the sum of any number of one and any number of the other. */
export function plus(a: Interval, b: Interval): Interval {
  const low = a.low && b.low && add(a.low, b.low);
  const high = a.high && b.high && add(a.high, b.high);
  return {
    low,
    high,
    lowOpen: low === null || a.lowOpen || b.lowOpen,
    highOpen: high === null || a.highOpen || b.highOpen,
  };
}

/** Gives the interval of −x for x of this one. */
export function minus(interval: Interval): Interval {
  return mirrored(interval);
}

/** Gives the width, null where it is infinite. */
export function width({ low, high }: Interval): Decimal | null {
  return low && high && subtract(high, low);
}

/** Reads an interval from the registry's columns: decimal strings, null for an open end. */
export function interval(
  low: string | null,
  high: string | null,
  lowOpen: boolean,
  highOpen: boolean,
): Interval {
  return {
    low: low === null ? null : decimal(low),
    high: high === null ? null : decimal(high),
    lowOpen,
    highOpen,
  };
}

/** Writes it for people and test reports: '[19.45, 19.55]', '(53, ∞)'. */
export function show({ low, high, lowOpen, highOpen }: Interval): string {
  const left = low === null ? '(-∞' : `${lowOpen ? '(' : '['}${toText(low)}`;
  const right = high === null ? '∞)' : `${toText(high)}${highOpen ? ')' : ']'}`;
  return `${left}, ${right}`;
}

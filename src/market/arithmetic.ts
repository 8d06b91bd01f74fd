/**
 * Exact integer arithmetic in 64-bit floats. Each function states its domain; inside it no step rounds, because
 * every intermediate product stays below 2^53 and every quotient is too far from the next integer to reach it.
 */
import * as limits from './limits.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { MILLION } = limits;

/** Below this a whole number divided by a million never rounds to the next integer (spacing 2^-20 at 2^32). */
const EXACT_QUOTIENT = 2 ** 52 - MILLION;

/** `amount × ppm / 1,000,000` rounded down. Amount 0 to 2^50, ppm 0 to 1,000,000. */
export function shareDown(amount: number, ppm: number): number {
  const product = amount * ppm;
  if (product < EXACT_QUOTIENT) return Math.floor(product / MILLION);
  const millions = Math.floor(amount / MILLION);
  return millions * ppm + Math.floor(((amount - millions * MILLION) * ppm) / MILLION);
}

/** `amount × ppm / 1,000,000` rounded up. Amount 0 to 2^50, ppm 0 to 1,000,000. */
export function shareUp(amount: number, ppm: number): number {
  const product = amount * ppm;
  if (product < EXACT_QUOTIENT) return Math.ceil(product / MILLION);
  const millions = Math.floor(amount / MILLION);
  return millions * ppm + Math.ceil(((amount - millions * MILLION) * ppm) / MILLION);
}

/** `amount × ppm / 1,000,000` rounded to the nearest, halves up. Amount 0 to 2^50, ppm 0 to 1,000,000. */
export function shareNearest(amount: number, ppm: number): number {
  const product = amount * ppm;
  if (product < EXACT_QUOTIENT) return Math.floor((product + MILLION / 2) / MILLION);
  const millions = Math.floor(amount / MILLION);
  return millions * ppm + Math.floor(((amount - millions * MILLION) * ppm + MILLION / 2) / MILLION);
}

/**
 * An amount of another currency in local minor units, rounded to the nearest, halves up; the rate is local minor
 * units per foreign one in millionths. Exact while the result is below 2^52 (the caller's bound).
 */
export function convert(amount: number, rateMillionths: number): number {
  const units = Math.floor(rateMillionths / MILLION);
  return amount * units + shareNearest(amount, rateMillionths - units * MILLION);
}

/** `dividend / divisor` rounded to the nearest with `scale` as unit of the result, halves up; exact below 2^53. */
export function scaledQuotient(dividend: number, divisor: number, scale: number): number {
  const whole = Math.floor(dividend / divisor);
  const rest = dividend - whole * divisor;
  return whole * scale + Math.floor((2 * rest * scale + divisor) / (2 * divisor));
}

/** Is it an integer from `least` to `most`? False for NaN, infinities and fractions. */
export function isWhole(value: number, least: number, most: number): boolean {
  return value >= least && value <= most && Math.floor(value) === value;
}

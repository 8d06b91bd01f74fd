/**
 * Exact decimal numbers: a whole coefficient and how many of its digits stand after the point.
 * Nothing is rounded: sums, differences and products of decimals are decimals. There is no division.
 */
export interface Decimal {
  readonly coefficient: bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

const FORM = /^-?\d+(\.\d+)?$/;

/** Whether a text is a decimal number as Kirmash writes them: '-12', '0.50'; no sign '+', no exponent. */
export function isDecimal(text: string): boolean {
  return FORM.test(text);
}

/** Reads '-12.50' with its two decimals. Errors: RangeError for anything else. */
export function decimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal number: ${text}`);
  const point = text.indexOf('.');
  if (point < 0) return { coefficient: BigInt(text), scale: 0 };
  return {
    coefficient: BigInt(text.slice(0, point) + text.slice(point + 1)),
    scale: text.length - point - 1,
  };
}

/** Gives the coefficient that a number has with `scale` digits after the point; `scale` is not below its own. */
function scaled(value: Decimal, scale: number): bigint {
  return value.coefficient * 10n ** BigInt(scale - value.scale);
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { coefficient: scaled(a, scale) + scaled(b, scale), scale };
}

export function negate(a: Decimal): Decimal {
  return { coefficient: -a.coefficient, scale: a.scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale };
}

/** Gives -1, 0 or 1 as `a` is below, equal to or above `b`. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A power of ten: 10^exponent, whose exponent may be negative. */
export function powerOfTen(exponent: number): Decimal {
  return exponent >= 0
    ? { coefficient: 10n ** BigInt(exponent), scale: 0 }
    : { coefficient: 1n, scale: -exponent };
}

/** Writes a number without needless zeros after the point: '19.5', '-800', '0'. */
export function toText(value: Decimal): string {
  let { coefficient, scale } = value;
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale--;
  }
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

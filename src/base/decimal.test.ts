import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  compare,
  decimal,
  isDecimal,
  multiply,
  negate,
  powerOfTen,
  subtract,
  toText,
} from './decimal.ts';

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat(8))
  .map(([coefficient, scale]) => ({ coefficient, scale }));

test('reads and writes decimal numbers', () => {
  expect(decimal('-12.50')).toEqual({ coefficient: -1250n, scale: 2 });
  for (const text of ['0', '19.5', '-800', '-0.05', '123456789012345678901234567890.5']) {
    expect(toText(decimal(text))).toBe(text);
  }
  expect(toText(decimal('12.500'))).toBe('12.5');
  expect(toText(decimal('-0.0'))).toBe('0');
  expect(toText(powerOfTen(-3))).toBe('0.001');
});

test('refuses what is not one', () => {
  for (const text of ['', '1,5', '+1', '1e3', '.5', '5.', ' 1', 'NaN', '1\n']) {
    expect(isDecimal(text)).toBe(false);
    expect(() => decimal(text)).toThrow(RangeError);
  }
});

test('what is written reads as the same number', () => {
  fc.assert(fc.property(anyDecimal, (a) => compare(decimal(toText(a)), a) === 0));
});

test('sums and products are exact', () => {
  expect(toText(add(decimal('0.1'), decimal('0.2')))).toBe('0.3');
  fc.assert(
    fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
      expect(toText(subtract(add(a, b), b))).toBe(toText(a));
      expect(toText(multiply(a, add(b, c)))).toBe(toText(add(multiply(a, b), multiply(a, c))));
    }),
  );
});

test('order is total, and turned round by the sign', () => {
  fc.assert(
    fc.property(anyDecimal, anyDecimal, (a, b) => {
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
      expect(compare(negate(a), negate(b)) + 0).toBe(compare(b, a) + 0);
    }),
  );
});

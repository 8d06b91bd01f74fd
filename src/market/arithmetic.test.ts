import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, scaledQuotient, shareDown, shareNearest, shareUp } from './arithmetic.ts';

const amount = fc.oneof(fc.integer({ min: 0, max: 2 ** 50 }), fc.integer({ min: 0, max: 2_000_000 }));
const ppm = fc.integer({ min: 0, max: 1_000_000 });
const MILLION = 1_000_000n;

test('shares are exact', () => {
  fc.assert(
    fc.property(amount, ppm, (whole, rate) => {
      const product = BigInt(whole) * BigInt(rate);
      expect(BigInt(shareDown(whole, rate))).toBe(product / MILLION);
      expect(BigInt(shareUp(whole, rate))).toBe((product + MILLION - 1n) / MILLION);
      expect(BigInt(shareNearest(whole, rate))).toBe((product + MILLION / 2n) / MILLION);
    }),
    { numRuns: 5_000, seed: 1 },
  );
});

test('conversions are exact while the result is within bounds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 38 }),
      fc.integer({ min: 1, max: 10_000_000_000 }),
      (foreign, rate) => {
        const exact = (BigInt(foreign) * BigInt(rate) + MILLION / 2n) / MILLION;
        expect(BigInt(convert(foreign, rate))).toBe(exact);
      },
    ),
    { numRuns: 5_000, seed: 2 },
  );
});

test('quotients are exact', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 52 }),
      fc.integer({ min: 1, max: 2 ** 37 }),
      (dividend, divisor) => {
        const wanted = (2n * BigInt(dividend) + BigInt(divisor)) / (2n * BigInt(divisor));
        expect(BigInt(scaledQuotient(dividend, divisor, 1))).toBe(wanted);
      },
    ),
    { numRuns: 5_000, seed: 3 },
  );
});

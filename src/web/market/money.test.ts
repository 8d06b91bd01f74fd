import { describe, expect, it } from 'vitest';
import { amountOf, majorText, meanPrice, moneyOf, price, readMajor, readPrice } from './money.ts';

const BYN = moneyOf('933');

describe('amounts', () => {
  it('are written exactly, with their currency', () => {
    expect(majorText(5, 2)).toBe('0.05');
    expect(majorText(-12345, 2)).toBe('-123.45');
    expect(majorText('9007199254740993', 2)).toBe('90071992547409.93');
    expect(amountOf(1_240_000, BYN, 'en')).toBe('12,400.00\u00a0BYN');
  });

  it('of a price are those of one lot', () => {
    expect(price(450, 100, BYN, 'en')).toBe('450.00');
    expect(meanPrice(4_505_000, 100, BYN, 'en')).toBe('450.50');
  });

  it('are read as people type them, and nothing else is', () => {
    expect(readMajor('1 234,5', BYN)).toBe(123450n);
    expect(readMajor('12.340', BYN)).toBe(1234n);
    for (const typed of ['', 'x', '1.234', '-1', '1e3', '1,2,3']) expect(readMajor(typed, BYN)).toBeNull();
  });

  it('are prices where they are whole ticks', () => {
    expect(readPrice('450', 100, BYN)).toBe(450);
    expect(readPrice('450.5', 100, BYN)).toBeNull();
    expect(readPrice('450.5', 50, BYN)).toBe(901);
  });
});

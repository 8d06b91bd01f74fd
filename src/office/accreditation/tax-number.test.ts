import { expect, test } from 'vitest';
import { checkTaxNumber, plainTaxNumber } from './tax-number.ts';

// Numbers of well-known companies, as their own sites give them.
test.each([
  ['BY', '100582333'],
  ['RU', '7707083893'],
  ['PL', '526-025-02-74'],
  ['FR', '552 100 554'],
  ['KZ', '941240001151'],
  ['FI', '0112038-9'],
  ['DE', 'DE136695976'],
])('%s %s is well formed, and no longer with another last digit', (country, number) => {
  expect(checkTaxNumber(country, number)).toBe('well-formed');
  const last = Number(number.at(-1));
  expect(checkTaxNumber(country, `${number.slice(0, -1)}${(last + 1) % 10}`)).toBe('malformed');
});

test('a person’s number is no company’s, and of some countries nothing is known', () => {
  expect(checkTaxNumber('RU', '500100732259')).toBe('malformed');
  expect(checkTaxNumber('TJ', '123')).toBe('unknown-form');
});

test('what only separates its parts makes no other number', () => {
  expect(plainTaxNumber('fi 2077474-0')).toBe('FI20774740');
});

/** Amounts as the market has them (whole minor units, ticks) and as readers write them. Exact: never through floats. */
import type { Language } from '#base/language.ts';
import { number } from '#web/ui/format.ts';

/** ISO 4217: number, letters, minor digits, of the currencies that such exchanges settle in. */
const CURRENCIES: { readonly [code: string]: readonly [letters: string, digits: number] } = {
  '933': ['BYN', 2],
  '643': ['RUB', 2],
  '840': ['USD', 2],
  '978': ['EUR', 2],
  '156': ['CNY', 2],
  '398': ['KZT', 2],
  '985': ['PLN', 2],
  '980': ['UAH', 2],
  '860': ['UZS', 2],
  '051': ['AMD', 2],
  '944': ['AZN', 2],
  '417': ['KGS', 2],
  '972': ['TJS', 2],
  '934': ['TMT', 2],
  '498': ['MDL', 2],
  '981': ['GEL', 2],
  '949': ['TRY', 2],
  '203': ['CZK', 2],
  '946': ['RON', 2],
  '356': ['INR', 2],
  '784': ['AED', 2],
  '392': ['JPY', 0],
  '410': ['KRW', 0],
};

/** A currency as it is written. */
export interface Money {
  /** BYN; the number of ISO 4217 where the letters are not known here. */
  readonly letters: string;
  readonly digits: number;
}

export function moneyOf(code: string | undefined): Money {
  const [letters, digits] = CURRENCIES[code ?? ''] ?? [code ?? '', 2];
  return { letters, digits };
}

/** Whole minor units as a decimal string of major ones: 12345 → '123.45'. */
export function majorText(minor: bigint | number | string, digits: number): string {
  const value = BigInt(minor);
  const sign = value < 0n ? '-' : '';
  const text = String(value < 0n ? -value : value).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount with the reader's separators, without its currency. */
export function amount(minor: bigint | number | string, { digits }: Money, language: Language): string {
  return number(majorText(minor, digits), language, digits).replace('-', '−');
}

/** An amount with its currency: '12 400.00 BYN'. */
export function amountOf(minor: bigint | number | string, money: Money, language: Language): string {
  return `${amount(minor, money, language)}\u00a0${money.letters}`;
}

/** Value of so many lots at a price, in minor units. */
export function lotsValue(ticks: number, lots: number, tickValue: number): bigint {
  return BigInt(ticks) * BigInt(lots) * BigInt(tickValue);
}

/** A price in ticks as readers see it: of one lot, in major units. */
export function price(ticks: number, tickValue: number, money: Money, language: Language): string {
  return amount(lotsValue(ticks, 1, tickValue), money, language);
}

/** A mean in ten-thousandths of a tick, as a price of one lot rounded to the minor unit, halves up. */
export function meanPrice(
  tenThousandths: number,
  tickValue: number,
  money: Money,
  language: Language,
): string {
  const minor = (BigInt(tenThousandths) * BigInt(tickValue) + 5_000n) / 10_000n;
  return amount(minor, money, language);
}

/** Reads what a person typed ('1 234,50') as minor units; null where it is no such amount. */
export function readMajor(typed: string, { digits }: Money): bigint | null {
  const plain = typed.replaceAll(/[\s\u00a0\u202f']/g, '').replace(',', '.');
  const match = /^(\d{1,15})(?:\.(\d*))?$/.exec(plain);
  const [, whole = '', fraction = ''] = match ?? [];
  if (match === null) return null;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return null;
  return BigInt(whole + kept.padEnd(digits, '0'));
}

/** Reads a price of one lot as ticks; null where it is no whole number of ticks. */
export function readPrice(typed: string, tickValue: number, money: Money): number | null {
  const minor = readMajor(typed, money);
  if (minor === null || minor % BigInt(tickValue) !== 0n) return null;
  const ticks = minor / BigInt(tickValue);
  return ticks > 2_147_483_647n ? null : Number(ticks);
}

/**
 * Numbers of regions, where codes have no place: the market's records hold whole numbers. A region of ISO 3166-2 is the
 * number of its country (ISO 3166-1 numeric) followed by its own one to three characters, read as a number of base 36
 * with a leading 1, which keeps 'KR' and '0KR' apart.
 */
const BASE = 36;
const LONGEST = 3;
/** More than any three characters with their leading 1. */
const COUNTRY = 2 * BASE ** LONGEST;

/** Takes the country's number and the region's part of the code: 643 and 'KR' for RU-KR. Errors: RangeError. */
export function regionNumber(country: number, part: string): number {
  if (!Number.isInteger(country) || country < 1 || country > 999)
    throw new RangeError(`${country} is no number of a country`);
  if (!/^[A-Z0-9]{1,3}$/.test(part)) throw new RangeError(`'${part}' is no part of a region's code`);
  return country * COUNTRY + Number.parseInt(`1${part}`, BASE);
}

/** The country's number and the region's part of the code; null for what is no number of a region. */
export function regionOf(number: number): { country: number; part: string } | null {
  const country = Math.floor(number / COUNTRY);
  const text = (number % COUNTRY).toString(BASE).toUpperCase();
  if (!Number.isInteger(number) || country < 1 || country > 999 || !/^1[A-Z0-9]{1,3}$/.test(text))
    return null;
  return { country, part: text.slice(1) };
}

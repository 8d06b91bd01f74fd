/** Countries of ISO 3166-1 and their regions of ISO 3166-2, in the reader's language where that is known. */
import { iso31661, iso31662 } from 'iso-3166';
import type { Language } from '#base/language.ts';
import { regionNumber } from '#base/region.ts';

const NUMBERS = new Map(
  iso31661
    .filter(({ state }) => state === 'assigned')
    .map(({ alpha2, numeric }) => [alpha2 as string, Number(numeric)]),
);
const REGIONS = Map.groupBy(iso31662, ({ code }) => code.slice(0, 2));

/** The number of a country in ISO 3166-1; undefined for what is none. */
export function countryNumber(code: string): number | undefined {
  return NUMBERS.get(code);
}

/** The country of a number of ISO 3166-1. */
export function countryOf(number: number): string | null {
  for (const [code, one] of NUMBERS) if (one === number) return code;
  return null;
}

export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}

/** All countries by name. */
export function countries(language: Language): { code: string; name: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const order = new Intl.Collator(language);
  return [...NUMBERS.keys()]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** Regions of a country by name, as the standard writes them: in Latin letters, each in its own country's manner. */
export function regionsOf(country: string): { code: string; name: string }[] {
  return (REGIONS.get(country) ?? [])
    .map(({ code, name }) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function isRegion(country: string, code: string): boolean {
  return (REGIONS.get(country) ?? []).some((region) => region.code === code);
}

export function regionName(code: string): string {
  return REGIONS.get(code.slice(0, 2))?.find((region) => region.code === code)?.name ?? code;
}

/** The market's number of a region of a country; 0: none. */
export function marketRegion(country: string, region: string | null): number {
  return region === null ? 0 : regionNumber(NUMBERS.get(country) ?? 0, region);
}

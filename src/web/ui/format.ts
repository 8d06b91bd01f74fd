/** Numbers as the reader's language writes them, from decimal strings and never through floats. */
import type { Language } from '#base/language.ts';

/** Where a browser has no data for a language, which other language writes numbers alike. */
const ALIKE: { readonly [L in Language]: readonly string[] } = {
  fr: ['fr'],
  en: ['en'],
  ru: ['ru'],
  be: ['be', 'ru'],
};

/** Gives the locale to use with Intl for numbers and for the order of words. */
export function locale(language: Language): string {
  return Intl.NumberFormat.supportedLocalesOf([...ALIKE[language]])[0] ?? 'en';
}

const FORMATS = new Map<string, Intl.NumberFormat>();

function format(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  let found = FORMATS.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale(language), {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    FORMATS.set(key, found);
  }
  return found;
}

/** How many places stand behind the point of a decimal string. */
export function decimalPlaces(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}

/** Takes a decimal string (or an integer) and gives it with the reader's separators, exactly. */
export function number(value: string | number, language: Language, decimals?: number): string {
  const text = String(value);
  return format(language, decimals ?? decimalPlaces(text)).format(text as Intl.StringNumericLiteral);
}

/** Compares names as the reader's language orders them. */
export function nameOrder(language: Language): (a: string, b: string) => number {
  return new Intl.Collator(locale(language), { numeric: true }).compare;
}

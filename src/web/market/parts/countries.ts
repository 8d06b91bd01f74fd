/** Countries by their number of ISO 3166-1, as far as members of such exchanges come from them. */
import type { TFunction } from 'i18next';

const KNOWN = {
  31: 'az',
  51: 'am',
  112: 'by',
  156: 'cn',
  233: 'ee',
  268: 'ge',
  276: 'de',
  398: 'kz',
  417: 'kg',
  428: 'lv',
  440: 'lt',
  498: 'md',
  616: 'pl',
  643: 'ru',
  762: 'tj',
  792: 'tr',
  795: 'tm',
  804: 'ua',
  860: 'uz',
} as const;

export function countryName(number: number, t: TFunction): string {
  const known = number in KNOWN ? KNOWN[number as keyof typeof KNOWN] : undefined;
  return known === undefined ? t('market.countryNumber', { number }) : t(`market.country.${known}`);
}

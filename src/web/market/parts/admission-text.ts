/** An admission rule in words. */
import type { TFunction } from 'i18next';
import type { SessionItem } from '#wire/market.ts';
import { countryName } from './countries.ts';

/** Takes the rules of a session; gives whom they admit, as a sentence. */
export function admissionText(
  session: Pick<SessionItem, 'admission' | 'section'>,
  section: string,
  t: TFunction,
): string {
  const { admission } = session;
  if (admission.length === 0) return t('market.admission.all', { section });
  const countries = admission.flatMap(({ rule, value }) =>
    rule === 'country' && value !== null ? [countryName(value, t)] : [],
  );
  const regions = admission.flatMap(({ rule, value }) =>
    rule === 'region' && value !== null ? [t('market.regionNumber', { number: value })] : [],
  );
  const isNamed = admission.some(({ rule }) => rule === 'participant');
  return [
    countries.length > 0 ? t('market.admission.countries', { countries: countries.join(', ') }) : '',
    regions.length > 0 ? t('market.admission.regions', { regions: regions.join(', ') }) : '',
    isNamed ? t('market.admission.named') : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

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
  const agreements = admission.flatMap(({ rule, value }) =>
    rule === 'agreement' && value !== null ? [t('market.regionNumber', { number: value })] : [],
  );
  const asksProducers = admission.some(({ rule }) => rule === 'production');
  const asksBuyers = admission.some(({ rule }) => rule !== 'production');
  const isNamed = admission.some(({ rule }) => rule === 'participant');
  return [
    countries.length > 0 ? t('market.admission.countries', { countries: countries.join(', ') }) : '',
    regions.length > 0 ? t('market.admission.regions', { regions: regions.join(', ') }) : '',
    agreements.length > 0 ? t('market.admission.agreements', { agreements: agreements.join(', ') }) : '',
    isNamed ? t('market.admission.named') : '',
    asksProducers ? t('market.admission.producers') : '',
    asksBuyers ? '' : t('market.admission.buyers', { section }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

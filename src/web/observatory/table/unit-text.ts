/** Units as a table writes them: 'million USD', '%', 'tonne'. */
import type { TFunction } from 'i18next';
import type { Language } from '#base/language.ts';
import { UNITS } from '#observatory/units.ts';
import type { Scale } from './decimal-text.ts';

/** '' where the number says it all: 81 residents, place 3, the year 2025. */
const SIGNS: { readonly [unit: string]: string } = {
  percent: '%',
  times: '×',
  count: '',
  rank: '',
  ordinal: '',
  'calendar-year': '',
};

/** Units that a column of numbers abbreviates or names in the plural. */
const SHORT = ['month', 'year', 'person', 't', 'km', 'ha'] as const;

/** Takes a unit's code and the scale of the numbers; '' where a bare number says it all. */
export function unitText(unit: string, scale: Scale, language: Language, t: TFunction): string {
  const found = UNITS.find(({ id }) => id === unit);
  const short = SHORT.find((code) => code === unit);
  const word =
    found?.kind === 'currency'
      ? unit
      : short !== undefined
        ? t(`table.units.${short}`)
        : (SIGNS[unit] ?? found?.label[language] ?? unit);
  const times = { 0: '', 6: t('table.million'), 9: t('table.billion') }[scale];
  return [times, word].filter(Boolean).join(' ');
}

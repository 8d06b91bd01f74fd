/** Units as a table writes them: 'million USD', '%', 'tonne'. */
import type { TFunction } from 'i18next';
import type { Language } from '#base/language.ts';
import { UNITS } from '#observatory/units.ts';
import type { Scale } from './decimal-text.ts';

const SIGNS: { readonly [unit: string]: string } = {
  percent: '%',
  times: '×',
  count: '',
  rank: '',
  ordinal: '',
};

/** Takes a unit's code and the scale of the numbers; '' where a bare number says it all. */
export function unitText(unit: string, scale: Scale, language: Language, t: TFunction): string {
  const found = UNITS.find(({ id }) => id === unit);
  const word = found?.kind === 'currency' ? unit : (SIGNS[unit] ?? found?.label[language] ?? unit);
  const times = { 0: '', 6: t('table.million'), 9: t('table.billion') }[scale];
  return [times, word].filter(Boolean).join(' ');
}

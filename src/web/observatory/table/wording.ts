/** How the source words a value, as the word that stands before the number. */
import type { TFunction } from 'i18next';
import type { FigureItem } from '#wire/registry.ts';

const WORDINGS = ['more_than', 'at_least', 'about', 'almost', 'up_to'] as const;

/** A change carries its sign: takes the number as written; gives it with a plus where it rises. */
export function signed(figure: FigureItem, written: string): string {
  const change = figure.form === 'percent' || figure.form === 'difference';
  return change && /^[1-9]|^0[.,]0*[1-9]/.test(written) ? `+${written}` : written;
}

/** Takes a wording's code; '' for an exact value. */
export function wordingText(wording: string, t: TFunction): string {
  const known = WORDINGS.find((code) => code === wording);
  return known === undefined ? '' : t(`table.wording.${known}`);
}

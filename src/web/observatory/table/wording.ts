/** How the source words a value, as the word that stands before the number. */
import type { TFunction } from 'i18next';

const WORDINGS = ['more_than', 'at_least', 'about', 'almost', 'up_to'] as const;

/** Takes a wording's code; '' for an exact value. */
export function wordingText(wording: string, t: TFunction): string {
  const known = WORDINGS.find((code) => code === wording);
  return known === undefined ? '' : t(`table.wording.${known}`);
}

import type { Language } from '#base/language.ts';
import { locale } from './format.ts';

/** Takes a term as the vocabulary writes it ('agreements'); gives it as a heading writes it ('Agreements'). */
export function capital(term: string, language: Language): string {
  return term.charAt(0).toLocaleUpperCase(locale(language)) + term.slice(1);
}

import { FALLBACKS, type Language } from '#base/language.ts';

/**
 * Takes what is said of one property, in several languages; gives what to show: texts in the reader's language, or
 * where there are none in the language that the reader reads next best; codes, dates and numbers as they are.
 */
export function inReadersLanguage<T extends { readonly lang: string | null }>(
  said: readonly T[],
  language: Language,
): T[] {
  const chosen = FALLBACKS[language].find((candidate) => said.some(({ lang }) => lang === candidate));
  return said.filter(({ lang }) => lang === null || lang === chosen || chosen === undefined);
}

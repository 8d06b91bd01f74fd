/** The four languages of the interface, in the order in which Kirmash lists them. */
export const LANGUAGES = ['fr', 'en', 'ru', 'be'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in all four languages: what every label that Kirmash itself writes must have. */
export type Label = { readonly [L in Language]: string };

/** A text of a data set: one or more languages, or one string that stands for all of them. */
export type Text = string | { readonly [L in Language]?: string };

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (LANGUAGES as readonly string[]).includes(value);
}

/** Which languages to try for a reader, best first. Belarusian readers read Russian; all others English first. */
export const FALLBACKS: { readonly [L in Language]: readonly Language[] } = {
  fr: ['fr', 'en', 'ru', 'be'],
  en: ['en', 'fr', 'ru', 'be'],
  ru: ['ru', 'be', 'en', 'fr'],
  be: ['be', 'ru', 'en', 'fr'],
};

/** Takes the languages that a text has and the reader's; gives the one that `pick` takes, null where there is none. */
export function pickedLanguage(has: readonly string[], language: Language): Language | null {
  return FALLBACKS[language].find((candidate) => has.includes(candidate)) ?? null;
}

/** Takes a text and the reader's language; gives the best string there is, '' where there is none. */
export function pick(text: Text | undefined | null, language: Language): string {
  if (text === undefined || text === null) return '';
  if (typeof text === 'string') return text;
  for (const candidate of FALLBACKS[language]) {
    const found = text[candidate];
    if (found) return found;
  }
  return '';
}

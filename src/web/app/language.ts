/** Which language the reader reads: from the address (?lang=), else as last chosen, else as the browser asks. */
import { isLanguage, LANGUAGES, type Language } from '#base/language.ts';
import { store, stored } from './stored.ts';

/** Names of the languages in themselves, the same in every language of the interface. */
export const LANGUAGE_NAMES: { readonly [L in Language]: string } = {
  fr: 'Français',
  en: 'English',
  ru: 'Русский',
  be: 'Беларуская',
};

/** Takes what the browser lists and gives the first language that Kirmash speaks, English where there is none. */
export function firstSpoken(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0];
    if (isLanguage(code)) return code;
  }
  return 'en';
}

export function initialLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const chosen = stored('language');
  return isLanguage(chosen) ? chosen : firstSpoken(navigator.languages);
}

export function rememberLanguage(language: Language): void {
  store('language', language);
}

export { LANGUAGES, type Language };

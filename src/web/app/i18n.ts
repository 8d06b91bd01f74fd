/** The interface's messages: one chunk a language, loaded when that language is chosen. */
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Messages } from '../messages/keys.ts';
import { initialLanguage, type Language, rememberLanguage } from './language.ts';

const LOADERS: { readonly [L in Language]: () => Promise<{ default: Messages }> } = {
  fr: () => import('../messages/fr.ts'),
  en: () => import('../messages/en.ts'),
  ru: () => import('../messages/ru.ts'),
  be: () => import('../messages/be.ts'),
};

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const { default: messages } = await LOADERS[language]();
  i18next.addResourceBundle(language, 'translation', messages);
}

/** Starts the messages in the reader's language; to be awaited before the first page is drawn. */
export async function startMessages(): Promise<void> {
  const language = initialLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Loads the messages of a language and shows the whole page in it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await load(language);
  rememberLanguage(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Gives the reader's language; the component is drawn again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language as Language;
}

/** Gives a function that shows the page in another language. */
export function useChooseLanguage(): (language: Language) => void {
  return useCallback((language) => void chooseLanguage(language), []);
}

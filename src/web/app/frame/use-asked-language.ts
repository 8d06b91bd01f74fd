import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isLanguage } from '#base/language.ts';
import { chooseLanguage, useLanguage } from '../i18n.ts';

/** Follows ?lang= when the address changes under an open page, as a link in another language does. */
export function useAskedLanguage(): void {
  const asked = useSearch({ strict: false, select: (search) => search.lang });
  const language = useLanguage();
  useEffect(() => {
    if (isLanguage(asked) && asked !== language) void chooseLanguage(asked);
  }, [asked, language]);
}

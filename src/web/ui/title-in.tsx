import { isLanguage } from '#base/language.ts';
import { LANGUAGE_NAMES } from '#web/app/language.ts';
import classes from './title-in.module.css';

/** A title that may be in a language other than the page's: said to screen readers, and marked for the eye. */
export function TitleIn({ lang, children }: { lang?: string | null | undefined; children: string }) {
  if (!lang) return children;
  return (
    <>
      <span lang={lang}>{children}</span>
      {isLanguage(lang) && (
        <span className={classes.lang} lang={lang} title={LANGUAGE_NAMES[lang]}>
          {' '}
          {lang}
        </span>
      )}
    </>
  );
}

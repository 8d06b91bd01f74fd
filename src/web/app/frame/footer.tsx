import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { questions } from '../api.ts';
import { useLanguage } from '../i18n.ts';
import classes from './frame.module.css';

/** What the data are and as of when; ways to the same data for programs. */
export function Footer() {
  const { t } = useTranslation();
  const language = useLanguage();
  const overview = useQuery(questions.overview(language));
  return (
    <footer className={classes.footer}>
      <ul className={classes.footerList}>
        {overview.data?.dataSets
          .filter((set) => !set.simulated)
          .map((set) => (
            <li key={set.id}>
              {set.title}
              {set.asOf !== null && <> · {t('frame.asOf', { year: set.asOf.slice(0, 4) })}</>}
            </li>
          ))}
        <li className="not-printed">
          <a href="/api/docs">{t('frame.forPrograms')}</a>
        </li>
        <li className="not-printed">{t('frame.shortcutsHint')}</li>
      </ul>
    </footer>
  );
}

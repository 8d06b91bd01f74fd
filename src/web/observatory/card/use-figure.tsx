import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import type { FigureDetail } from '#wire/registry.ts';
import classes from './card.module.css';
import { citationLine } from './citation-line.ts';
import { Part } from './part.tsx';

/** Ways to take the figure along: a citation in the reader's language, JSON, its own page, the API. */
export function UseFigure({ detail, level }: { detail: FigureDetail; level: 2 | 3 }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id } = detail.figure;
  const own = `${window.location.origin}/figures/${encodeURIComponent(id)}`;
  const line = citationLine(detail, own, language, t);
  return (
    <Part title={t('card.use')} level={level}>
      <p className={classes.quote}>{line}</p>
      <div className={`${classes.actions} not-printed`}>
        <CopyButton text={() => line}>{t('card.copyCitation')}</CopyButton>
        <CopyButton text={() => JSON.stringify(detail, null, 2)}>{t('card.copyJson')}</CopyButton>
      </div>
      <div className={`${classes.actions} not-printed`}>
        {level === 3 && (
          <Link to="/figures/$id" params={{ id }}>
            {t('card.page')}
          </Link>
        )}
        <a href={address(`/figures/${encodeURIComponent(id)}`, { lang: language })}>{t('card.api')}</a>
      </div>
    </Part>
  );
}

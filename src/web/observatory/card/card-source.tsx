import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Cite } from '#web/ui/cite.tsx';
import { OutsideLink } from '#web/ui/outside-link.tsx';
import type { FigureDetail } from '#wire/registry.ts';
import classes from './card.module.css';
import { Part } from './part.tsx';

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}

/** Who says so, where exactly, and the way to all else that they say. */
export function CardSource({ detail: { figure, source }, level }: { detail: FigureDetail; level: 2 | 3 }) {
  const { t } = useTranslation();
  const published = [source.publisher, source.year].filter(Boolean).join(', ');
  return (
    <Part title={t('card.source')} level={level}>
      <div className={classes.source}>
        {/* The doubt stands under the value, in full. */}
        <Cite citation={{ ...figure.citation, doubt: null }} form="full" />
        {published !== '' && <span className={classes.soft}>{published}</span>}
        <Link to="/sources/$id" params={{ id: source.ref.id }} className="not-printed">
          {t('card.rests')}
        </Link>
        {source.url !== null && <OutsideLink url={source.url}>{hostOf(source.url)}</OutsideLink>}
      </div>
    </Part>
  );
}

/** Where a statement stands: the source with its locator, the source it is probably from, and any doubt. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Citation } from '#wire/common.ts';
import classes from './cite.module.css';
import { Doubt, DoubtMark } from './doubt.tsx';
import { TitleIn } from './title-in.tsx';

/**
 * `short`: the locator as a small link, with a mark where there is a doubt (the page must show its text elsewhere).
 * `full`: the source's name, the locator, the near source and the doubt in full.
 */
export function Cite({ citation, form = 'short' }: { citation: Citation; form?: 'short' | 'full' }) {
  const { t } = useTranslation();
  if (form === 'short') {
    return (
      <span className={classes.short}>
        <Link to="/sources/$id" params={{ id: citation.source }} title={citation.sourceName}>
          {citation.locator || <TitleIn lang={citation.sourceLang}>{citation.sourceName}</TitleIn>}
        </Link>
        {citation.near && <span className={classes.near}>{t('cite.probably')}</span>}
        {citation.doubt !== null && <DoubtMark />}
      </span>
    );
  }
  return (
    <span className={classes.full}>
      <Link to="/sources/$id" params={{ id: citation.source }}>
        <TitleIn lang={citation.sourceLang}>{citation.sourceName}</TitleIn>
      </Link>
      {citation.locator && <span className={classes.locator}>{citation.locator}</span>}
      {citation.near && (
        <span className={classes.near}>
          {t('cite.probablyFrom')}{' '}
          <Link to="/sources/$id" params={{ id: citation.near.id }}>
            <TitleIn lang={citation.near.nameLang}>{citation.near.name}</TitleIn>
          </Link>
        </span>
      )}
      {citation.doubt !== null && <Doubt text={citation.doubt} />}
    </span>
  );
}

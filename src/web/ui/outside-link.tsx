import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutsideIcon } from './icons.tsx';
import classes from './outside-link.module.css';

/** A way out of Kirmash: marked as such, opened only when it is followed, and telling nobody where it was followed. */
export function OutsideLink({ url, children }: { url: string; children?: ReactNode }) {
  const { t } = useTranslation();
  if (!/^https?:\/\//.test(url)) return <span>{children ?? url}</span>;
  return (
    <a className={classes.outside} href={url} rel="external noopener noreferrer">
      {children ?? url}
      <OutsideIcon />
      <span className={classes.word}>{t('part.leaves')}</span>
    </a>
  );
}

/** Marks of doubt and conflict: a sign with a word for those who hear the page; the text itself stands beside. */
import { useTranslation } from 'react-i18next';
import classes from './doubt.module.css';

/** Something about this is doubtful; the card or the page says what. */
export function DoubtMark() {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} title={t('doubt.doubt')}>
      <span aria-hidden="true">?</span>
      <span className="hidden-but-read">{t('doubt.doubt')}</span>
    </span>
  );
}

/** Sources contradict each other on this cell. */
export function ConflictMark() {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} title={t('doubt.conflict')}>
      <span aria-hidden="true">≠</span>
      <span className="hidden-but-read">{t('doubt.conflict')}</span>
    </span>
  );
}

/** A doubt with its text, in full view. */
export function Doubt({ text, severity = 'doubt' }: { text: string; severity?: string }) {
  const { t } = useTranslation();
  const word =
    severity === 'contradiction'
      ? t('doubt.contradiction')
      : severity === 'misprint'
        ? t('doubt.misprint')
        : t('doubt.doubt');
  return (
    <p className={classes.doubt}>
      <strong className={classes.word}>
        <span aria-hidden="true">{severity === 'contradiction' ? '≠ ' : '? '}</span>
        {word}
      </strong>{' '}
      {text}
    </p>
  );
}

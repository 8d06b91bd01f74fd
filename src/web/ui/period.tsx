import { useTranslation } from 'react-i18next';
import type { PeriodOut } from '#wire/common.ts';
import classes from './period.module.css';
import { periodText } from './period-text.ts';

/** A period in the reader's language; one that was inferred says so. */
export function Period({ period, inferred = false }: { period: PeriodOut | null; inferred?: boolean }) {
  const { t } = useTranslation();
  if (period === null) return <span className={classes.none}>—</span>;
  return (
    <span className={classes.period}>
      {periodText(period, t)}
      {inferred && <span className={classes.inferred}> {t('period.inferred')}</span>}
    </span>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { number } from '#web/ui/format.ts';
import classes from '../account.module.css';

/** How much of a list is shown, and the way to more of it. */
export function More({
  shown,
  total,
  onMore,
  waits,
}: {
  shown: number;
  total: number;
  onMore: (() => void) | null;
  waits: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={classes.row}>
      <span className={classes.soft}>
        {t('account.shown', { shown: number(shown, language), total: number(total, language) })}
      </span>
      {onMore && (
        <Button variant="default" size="xs" loading={waits} onClick={onMore}>
          {t('account.more')}
        </Button>
      )}
    </div>
  );
}

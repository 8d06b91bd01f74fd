import { useTranslation } from 'react-i18next';
import classes from './state-badge.module.css';

/** Where a thing stands in its life: the word says it, the colour only repeats it. */
export function StateBadge({
  label,
  tone,
  overdue = false,
}: {
  label: string;
  tone: string;
  overdue?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <span className={classes.badge} data-tone={overdue ? 'overdue' : tone}>
      {label}
      {overdue && `, ${t('lists.overdue')}`}
    </span>
  );
}

/** What held on a day, and what the registry had recorded by a day: chosen here, kept in the page's address. */
import { Button, TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '#web/ui/period-text.ts';
import { isDay } from './day.ts';
import classes from './entity.module.css';

const route = getRouteApi('/entities/$id');

/** Says plainly that the page does not show the present state. */
export function HistoryBand() {
  const { t } = useTranslation();
  const { validOn, knownOn } = route.useSearch();
  const wrong = [validOn, knownOn].filter((day) => day !== undefined && day !== '' && !isDay(day));
  if (wrong.length === 0 && !isDay(validOn) && !isDay(knownOn)) return null;
  return (
    <div className={classes.band} role="status">
      {wrong.map((day) => (
        <span key={day}>{t('entity.dateNone', { value: day })}</span>
      ))}
      {isDay(validOn) && <span>{t('entity.bandValid', { date: dateText(validOn, t) })}</span>}
      {isDay(knownOn) && <span>{t('entity.bandKnown', { date: dateText(knownOn, t) })}</span>}
      <Link to="." search={(previous) => ({ ...previous, validOn: undefined, knownOn: undefined })}>
        {t('entity.backToNow')}
      </Link>
    </div>
  );
}

export function LookBack() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [validOn, setValidOn] = useState(search.validOn ?? '');
  const [knownOn, setKnownOn] = useState(search.knownOn ?? '');
  const [checked, check] = useState(false);
  const wrong = (day: string): string | null =>
    checked && day !== '' && !isDay(day) ? t('entity.dateWrong') : null;
  const show = (event: FormEvent) => {
    event.preventDefault();
    check(true);
    if ([validOn, knownOn].some((day) => day !== '' && !isDay(day))) return;
    void navigate({
      search: (previous) => ({ ...previous, validOn: validOn || undefined, knownOn: knownOn || undefined }),
    });
  };
  return (
    <form className={classes.lookBack} onSubmit={show} noValidate>
      <p className={classes.soft}>{t('entity.lookBackHint')}</p>
      <TextInput
        size="xs"
        type="date"
        label={t('entity.validOn')}
        value={validOn}
        error={wrong(validOn)}
        onChange={(event) => setValidOn(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('entity.knownOn')}
        value={knownOn}
        error={wrong(knownOn)}
        onChange={(event) => setKnownOn(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default">
        {t('entity.lookBack')}
      </Button>
    </form>
  );
}

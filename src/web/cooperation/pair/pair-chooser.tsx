import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pairAddress } from './canonical.ts';
import classes from './pair.module.css';
import { PlacePicker } from './place-picker.tsx';

/** Two places to be chosen, and the way to the page of both. */
export function PairChooser({ a = null, b = null }: { a?: string | null; b?: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [first, chooseFirst] = useState(a);
  const [second, chooseSecond] = useState(b);
  const same = first !== null && first === second;
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (first === null || second === null || same) return;
    void navigate(pairAddress(first, second));
  };
  return (
    <form className={classes.chooser} onSubmit={show}>
      <PlacePicker label={t('pair.first')} value={first} onChange={chooseFirst} />
      <PlacePicker label={t('pair.second')} value={second} onChange={chooseSecond} />
      <Button type="submit" disabled={first === null || second === null || same}>
        {t('pair.show')}
      </Button>
      <p role="status" className={classes.wrong}>
        {same && t('pair.same')}
      </p>
    </form>
  );
}

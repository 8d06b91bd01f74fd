/** The way to search from anywhere: a field in the header, `/` on the keyboard. The dialog is loaded when idle. */
import { Kbd, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from '#web/ui/icons.tsx';
import { OPEN_SEARCH } from '../frame/open-search.ts';
import classes from './search.module.css';

const load = () => import('./search-dialog.tsx');
const SearchDialog = lazy(async () => ({ default: (await load()).SearchDialog }));

/** How long after the first page is drawn the dialog's program is fetched, so that `/` answers at once. */
const FETCH_AFTER_MS = 1500;

export function SearchBox() {
  const { t } = useTranslation();
  const [opened, open] = useState(false);
  useEffect(() => {
    const onOpen = () => open(true);
    window.addEventListener(OPEN_SEARCH, onOpen);
    const timer = setTimeout(() => void load(), FETCH_AFTER_MS);
    return () => {
      window.removeEventListener(OPEN_SEARCH, onOpen);
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <UnstyledButton
        className={classes.box}
        aria-label={t('frame.search')}
        aria-haspopup="dialog"
        aria-keyshortcuts="/"
        onPointerEnter={() => void load()}
        onClick={() => open(true)}
      >
        <SearchIcon />
        <span className={classes.boxText}>{t('frame.search')}</span>
        <Kbd className={classes.boxKey} aria-hidden="true">
          /
        </Kbd>
      </UnstyledButton>
      {opened && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => open(false)} />
        </Suspense>
      )}
    </>
  );
}

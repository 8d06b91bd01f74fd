/** The way to search from anywhere: a field in the header, `/` on the keyboard. The dialog is loaded when idle. */
import { Kbd, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
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
  /** What was typed since the dialog was asked for; null: it is not waited for. */
  const early = useRef<string | null>(null);
  const show = useCallback(() => {
    early.current = '';
    open(true);
  }, []);
  const close = useCallback(() => {
    early.current = null;
    open(false);
  }, []);
  useEffect(() => {
    const onOpen = () => show();
    window.addEventListener(OPEN_SEARCH, onOpen);
    const timer = setTimeout(() => void load(), FETCH_AFTER_MS);
    return () => {
      window.removeEventListener(OPEN_SEARCH, onOpen);
      clearTimeout(timer);
    };
  }, [show]);
  // What is typed before the dialog has its field is kept for it: nobody waits for a program to load.
  // Listened to at all times, since the next key may come before the dialog is drawn at all.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (early.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLElement && target.closest('[role="dialog"], input, textarea, select')) return;
      if (key === 'Backspace') early.current = early.current.slice(0, -1);
      else if ([...key].length === 1) early.current += key;
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return (
    <>
      <UnstyledButton
        className={classes.box}
        aria-label={t('frame.search')}
        aria-haspopup="dialog"
        aria-keyshortcuts="/"
        onPointerEnter={() => void load()}
        onClick={show}
      >
        <SearchIcon />
        <span className={classes.boxText}>{t('frame.search')}</span>
        <Kbd className={classes.boxKey} aria-hidden="true">
          /
        </Kbd>
      </UnstyledButton>
      {opened && (
        <Suspense fallback={null}>
          <SearchDialog early={early} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

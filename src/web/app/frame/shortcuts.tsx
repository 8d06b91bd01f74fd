/** Keyboard shortcuts of the whole application, listed under `?`. They can be switched off (WCAG 2.1.4). */
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { stored } from '../stored.ts';
import { openSearch } from './open-search.ts';

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }));

const GO = { s: '/', m: '/market', c: '/entities', o: '/figures', t: '/market/trade' } as const;

/** How long after `g` the second key may come. */
const SECOND_KEY_WITHIN_MS = 1500;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

export function Shortcuts() {
  const navigate = useNavigate();
  const [listed, list] = useState(false);
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (stored('shortcuts') === 'off') return;
      const going = event.timeStamp < goUntil;
      goUntil = 0;
      if (event.key === '/') {
        event.preventDefault();
        openSearch();
      } else if (event.key === '?') {
        event.preventDefault();
        list(true);
      } else if (event.key === 'g') {
        goUntil = event.timeStamp + SECOND_KEY_WITHIN_MS;
      } else if (going && event.key in GO) {
        void navigate({ to: GO[event.key as keyof typeof GO] });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
  if (!listed) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutList onClose={() => list(false)} />
    </Suspense>
  );
}

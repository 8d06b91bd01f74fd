import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** How long a page may take to draw its title before focus falls back to the page as a whole. */
const TITLE_WITHIN_MS = 1000;

/**
 * After a change of page (not of filters): moves focus to the page's title, so that keyboard and screen reader go on
 * from there, and gives the title to be announced.
 */
export function useArrival(): string {
  const router = useRouter();
  const [announcement, announce] = useState('');
  useEffect(() => {
    let stopped = false;
    let watching: MutationObserver | undefined;
    const unsubscribe = router.subscribe('onRendered', (event) => {
      if (!event.fromLocation || !event.pathChanged) return;
      watching?.disconnect();
      const focusTitle = (): boolean => {
        const title = document.getElementById('title');
        if (!title || stopped) return false;
        title.focus({ preventScroll: true });
        announce(document.title);
        return true;
      };
      if (focusTitle()) return;
      const observer = new MutationObserver(() => {
        if (focusTitle()) observer.disconnect();
      });
      watching = observer;
      observer.observe(document.body, { childList: true, subtree: true });
      setTimeout(() => observer.disconnect(), TITLE_WITHIN_MS);
    });
    return () => {
      stopped = true;
      watching?.disconnect();
      unsubscribe();
    };
  }, [router]);
  return announcement;
}

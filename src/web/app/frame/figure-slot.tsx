/**
 * The place of the figure card: at the side on wide screens, a sheet on narrow ones. The card's address is the
 * parameter ?figure= of whatever page is open, so that it can be linked to and closed with the back button.
 */
import { CloseButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openerOf } from '#web/ui/figure-opener.ts';
import { Sheet } from '#web/ui/overlay.tsx';
import { Waiting } from '#web/ui/states.tsx';
import classes from './frame.module.css';

const FigureCard = lazy(async () => ({
  default: (await import('#web/observatory/card/figure-card.tsx')).FigureCard,
}));

const WIDE = '(min-width: 75em)';

export function FigureSlot() {
  const { t } = useTranslation();
  const figure = useSearch({ strict: false, select: (search) => search.figure });
  const navigate = useNavigate();
  const wide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const close = useCallback(() => {
    if (figure === undefined) return;
    // Focus goes back to the figure that opened the card, where it is still on the page.
    const opener = openerOf(figure);
    void navigate({
      to: '.',
      search: (previous) => ({ ...previous, figure: undefined }),
      resetScroll: false,
    }).then(() => opener?.focus());
  }, [figure, navigate]);

  if (figure === undefined) return null;
  const card = (
    <Suspense fallback={<Waiting />}>
      <FigureCard key={figure} id={figure} />
    </Suspense>
  );
  if (wide) {
    return (
      <SidePanel key={figure} onClose={close}>
        {card}
      </SidePanel>
    );
  }
  return (
    <Sheet title={t('frame.figureCard')} onClose={close}>
      {card}
    </Sheet>
  );
}

function SidePanel({ onClose, children }: { onClose: () => void; children: React.ReactNode }) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={t('frame.figureCard')}>
      <div className={`${classes.panelHead} not-printed`}>
        <span>{t('frame.figureCard')}</span>
        <CloseButton aria-label={t('frame.close')} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}

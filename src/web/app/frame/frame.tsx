/** What stands around every page: header, doors, tabs, the figure card's place, footer, and the doors on a phone. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Bands } from './bands.tsx';
import { doorOf } from './doors.ts';
import { FigureSlot } from './figure-slot.tsx';
import { Footer } from './footer.tsx';
import classes from './frame.module.css';
import { Header } from './header.tsx';
import { DoorBar, Tabs } from './navigation.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { useArrival } from './use-arrival.ts';
import { useAskedLanguage } from './use-asked-language.ts';

export function Frame() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const door = doorOf(path);
  const announcement = useArrival();
  useAskedLanguage();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('frame.skip')}
      </a>
      <Bands />
      <Header door={door} />
      <Tabs door={door} path={path} />
      <div className={classes.body}>
        <main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
        <FigureSlot />
      </div>
      <Footer />
      <DoorBar door={door} />
      <Shortcuts />
      <div className="hidden-but-read" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}

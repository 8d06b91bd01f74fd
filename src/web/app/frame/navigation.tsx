import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayDo, useAccount } from '#web/account/use-account.ts';
import { CooperationIcon, MarketIcon, ObservatoryIcon } from '#web/ui/icons.tsx';
import { DOORS, type Door, tabOf } from './doors.ts';
import classes from './frame.module.css';

const ICONS = { market: MarketIcon, cooperation: CooperationIcon, observatory: ObservatoryIcon } as const;

/** The three doors in the header. */
export function Doors({ door }: { door: Door | null }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.doors} aria-label={t('frame.doors')}>
      {DOORS.map(({ id, to }) => (
        <Link key={id} to={to} className={classes.door} data-open={id === door || undefined}>
          {t(`frame.door.${id}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The same three at the bottom of a phone's screen. */
export function DoorBar({ door }: { door: Door | null }) {
  const { t } = useTranslation();
  return (
    <nav className={`${classes.doorBar} not-printed`} aria-label={t('frame.doors')}>
      {DOORS.map(({ id, to }) => {
        const Icon = ICONS[id];
        return (
          <Link key={id} to={to} className={classes.doorBarDoor} data-open={id === door || undefined}>
            <Icon />
            {t(`frame.door.${id}`)}
          </Link>
        );
      })}
    </nav>
  );
}

/** The few tabs inside a door. */
export function Tabs({ door, path }: { door: Door | null; path: string }) {
  const { t } = useTranslation();
  const account = useAccount().data;
  const tabs = (DOORS.find(({ id }) => id === door)?.tabs ?? []).filter(
    ({ action }) => action === undefined || mayDo(account, action),
  );
  if (door === null || tabs.length === 0) return null;
  const current = tabOf(tabs, path)?.id;
  return (
    <nav className={`${classes.tabs} not-printed`} aria-label={t(`frame.door.${door}`)}>
      {tabs.map(({ id, to }) => (
        <Link
          key={id}
          to={to}
          className={classes.tab}
          data-open={current === id || undefined}
          {...(path === to ? { 'aria-current': 'page' as const } : {})}
        >
          {t(`frame.tab.${id}`)}
        </Link>
      ))}
    </nav>
  );
}

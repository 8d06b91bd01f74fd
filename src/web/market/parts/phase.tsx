import { useTranslation } from 'react-i18next';
import { StateBadge } from '#web/ui/state-badge.tsx';
import type { SessionItem } from '#wire/market.ts';
import { useServerNow } from '../live/store.ts';
import { countdown, useClock } from '../time.ts';
import classes from './market.module.css';

const TONE: { readonly [P in SessionItem['phase']]: string } = {
  announced: 'due',
  preliminary: 'done',
  trading: 'done',
  adjustment: 'done',
  'named-deals': 'done',
  closed: 'due',
  cancelled: 'stopped',
};

/** The phase of a session in a word. */
export function Phase({ session }: { session: Pick<SessionItem, 'phase' | 'halted'> }) {
  const { t } = useTranslation();
  return (
    <>
      <StateBadge label={t(`market.phase.${session.phase}`)} tone={TONE[session.phase]} />
      {session.halted && (
        <>
          {' '}
          <StateBadge label={t('market.halted')} tone="overdue" />
        </>
      )}
    </>
  );
}

/** How long until a moment by the server's clock, with the moment itself for those who hear it. */
export function Countdown({ until }: { until: string | null }) {
  const now = useServerNow();
  const clock = useClock();
  if (until === null) return <span className={classes.soft}>—</span>;
  const untilMs = Date.parse(until);
  const own = clock.own(untilMs);
  return (
    <time
      dateTime={until}
      className={classes.countdown}
      title={`${clock.moment(untilMs)} ${clock.place}${own === null ? '' : ` (${own})`}`}
    >
      {countdown(untilMs, now)}
    </time>
  );
}

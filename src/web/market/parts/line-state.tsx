import { useTranslation } from 'react-i18next';
import { useLine, useServerNow } from '../live/store.ts';
import { useClock } from '../time.ts';
import classes from './market.module.css';

/** Whether what is shown is of this moment, and else since when it is not; the exchange's clock beside it. */
export function LineState() {
  const { t } = useTranslation();
  const line = useLine();
  const clock = useClock();
  const now = useServerNow();
  const own = clock.own(now);
  const since = line.heardMs === null ? '' : clock.time(line.heardMs + line.clockOffsetMs);
  return (
    <div className={classes.line} data-state={line.state}>
      <span className={classes.dot} aria-hidden="true" />
      <span role="status">
        {line.state === 'lost' ? t('market.line.lost', { since }) : t(`market.line.${line.state}`)}
      </span>
      <span className="numeric" title={clock.zone}>
        {clock.time(now)} {clock.place}
        {own !== null && ` (${t('market.yourTime', { time: own })})`}
      </span>
    </div>
  );
}

/** Bands across the top that must not be missed: simulated data, no connection. */
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { marketQuestions } from '#web/market/ask.ts';
import { questions } from '../api.ts';
import { useLanguage } from '../i18n.ts';
import { doorOf } from './doors.ts';
import classes from './frame.module.css';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

export function Bands() {
  const { t } = useTranslation();
  const language = useLanguage();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const overview = useQuery(questions.overview(language));
  // Beside reference data, simulated sets are in no list, and what they hold says so by its name.
  const simulated = overview.data?.dataSets.every((set) => set.simulated) ?? false;
  const isSimulated = simulated && overview.data?.dataSets.length !== 0;
  const isMarket = useRouterState({ select: ({ location }) => doorOf(location.pathname) === 'market' });
  const market = useQuery({ ...marketQuestions.summary(language), enabled: isMarket });
  return (
    <div role="status">
      {isMarket && market.data?.simulated && <p className={classes.band}>{t('market.simulated')}</p>}
      {isSimulated && !(isMarket && market.data?.simulated) && (
        <p className={classes.band}>{t('frame.simulated')}</p>
      )}
      {!online && <p className={classes.band}>{t('frame.offline')}</p>}
    </div>
  );
}

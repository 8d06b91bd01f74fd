/** What stands around every page of the market: the state of the line, greyed data while it is lost, or that there is no market. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';
import type { TrailStep } from '#web/ui/trail.tsx';
import { marketQuestions } from '../ask.ts';
import { useActing, useLine } from '../live/store.ts';
import { useTrader } from '../trading/use-trader.ts';
import { LineState } from './line-state.tsx';
import classes from './market.module.css';

interface Props {
  title: string;
  over?: ReactNode;
  lead?: ReactNode;
  trail?: readonly TrailStep[];
  actions?: ReactNode;
  children: ReactNode;
}

function NoMarket() {
  const { t } = useTranslation();
  return (
    <Page title={t('market.title')} lead={t('market.off')} reading>
      <ul>
        <li>
          <Link to="/entities">{t('market.registerLink')}</Link>
        </li>
        <li>
          <Link to="/figures">{t('market.figuresLink')}</Link>
        </li>
      </ul>
    </Page>
  );
}

export function MarketFrame({ title, over, lead, trail, actions, children }: Props) {
  const summary = useQuery(marketQuestions.summary(useLanguage()));
  const line = useLine();
  const trader = useTrader();
  // Until it is known who reads, nobody's channel is opened twice.
  useActing(trader === undefined ? undefined : (trader?.trader ?? null));
  const { error } = summary;
  if (error instanceof ProblemError && error.code === 'market-off') return <NoMarket />;
  return (
    <Page
      title={title}
      over={over}
      lead={lead}
      {...(trail ? { trail } : {})}
      actions={
        <>
          {actions}
          <LineState />
        </>
      }
    >
      {summary.data === undefined && error === null && <Waiting />}
      {error !== null && <Failed error={error} again={() => void summary.refetch()} />}
      <div className={classes.body} data-stale={line.state === 'lost' || undefined}>
        {children}
      </div>
    </Page>
  );
}

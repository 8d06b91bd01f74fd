/** Pages of a trader: what others see instead, and for whom one acts. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount } from '#web/account/use-account.ts';
import { Empty, Waiting } from '#web/ui/states.tsx';
import { MarketFrame } from '../parts/market-frame.tsx';
import { type Trader, useTrader } from './use-trader.ts';

export function TraderFrame({ title, children }: { title: string; children: (trader: Trader) => ReactNode }) {
  const { t } = useTranslation();
  const trader = useTrader();
  const account = useAccount();
  return (
    <MarketFrame title={title} {...(trader ? { over: t('trading.actsFor', { ...trader }) } : {})}>
      {trader === undefined && <Waiting />}
      {trader === null && (
        <Empty title={t('trading.logIn')}>
          <p>
            <Link to="/account/log-in">{t('trading.logInLink')}</Link>
          </p>
          {(account.data?.mayEnterAs.length ?? 0) > 0 && <p>{t('trading.demoHint')}</p>}
        </Empty>
      )}
      {trader && children(trader)}
    </MarketFrame>
  );
}

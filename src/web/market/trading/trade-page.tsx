/** The trading screen: order entry beside the live book, one's orders and deals under it. For keyboards first. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { stored } from '#web/app/stored.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty } from '#web/ui/states.tsx';
import { marketQuestions } from '../ask.ts';
import { useOwn, useSessions } from '../live/store.ts';
import classes from '../parts/market.module.css';
import { Indicative } from '../public/auction-panel.tsx';
import { DealList } from '../public/deal-list.tsx';
import { OrderBook } from '../public/order-book.tsx';
import { useTerms } from '../use-terms.ts';
import { AuctionEntry } from './auction-entry.tsx';
import { BulkEntry } from './bulk-entry.tsx';
import { tradeable } from './listings.ts';
import { Proposals, ProposeDeal } from './named-deals.tsx';
import { OrderEntry, type OrderEntryHandle } from './order-entry.tsx';
import { OwnDeals } from './own-deals.tsx';
import { OwnOrders } from './own-orders.tsx';
import { OpenToMe, Remarks } from './standing.tsx';
import { TraderFrame } from './trader-frame.tsx';
import tradingClasses from './trading.module.css';
import type { Trader } from './use-trader.ts';

const route = getRouteApi('/market/trade');
const DEALS_SHOWN = 8;
const LEVELS_SHOWN = 10;
const SECOND_KEY_WITHIN_MS = 1_500;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Single keys of the trading screen; `g` begins a way to another page, and takes the next key. */
function useTradingKeys(act: (key: string) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (stored('shortcuts') === 'off') return;
      const isGoing = event.timeStamp < goUntil;
      goUntil = event.key === 'g' ? event.timeStamp + SECOND_KEY_WITHIN_MS : 0;
      if (!isGoing && latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function Screen({ trader }: { trader: Trader }) {
  const { t } = useTranslation();
  const terms = useTerms();
  const { listing: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const sessions = useSessions();
  useOwn();
  const clients = useQuery(marketQuestions.clients(terms.language)).data?.items ?? [];
  const active = clients.filter((one) => one.active);
  const open = tradeable(sessions);
  const chosen = open.find(({ listing }) => String(listing.listing) === asked) ?? open[0];
  const entry = useRef<OrderEntryHandle>(null);
  const listingOf = (number: number) => {
    for (const session of sessions.sessions.values()) {
      const found = session.listings.find(({ listing }) => listing === number);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  useTradingKeys((key) => {
    if (key === 'b') entry.current?.choose('buy');
    else if (key === 's') entry.current?.choose('sell');
    else if (key === 'p') entry.current?.price();
    else if (key === 'l') entry.current?.lots();
    else if (key === 'X') document.getElementById('cancel-all')?.click();
    else return false;
    return true;
  });
  const takes = chosen?.listing.takes;
  return (
    <>
      {chosen === undefined ? (
        sessions.sequence > 0 && <Empty title={t('trading.noListings')} />
      ) : (
        <div className={tradingClasses.screen} key={chosen.listing.listing}>
          <div className={classes.tight}>
            <NativeSelect
              size="sm"
              label={t('trading.listing')}
              value={chosen.listing.listing}
              onChange={(event) =>
                void navigate({ search: { listing: event.currentTarget.value }, resetScroll: false })
              }
            >
              {open.map(({ listing, session }) => (
                <option key={listing.listing} value={listing.listing}>
                  {terms.instrument(listing.instrument)} · {terms.session(session)} ·{' '}
                  {t(`market.takes.${listing.takes}`)}
                </option>
              ))}
            </NativeSelect>
            {takes === 'auctions' && <AuctionEntry trader={trader} terms={terms} {...chosen} />}
            {takes === 'names' && <ProposeDeal trader={trader} terms={terms} listing={chosen.listing} />}
            {takes !== 'auctions' && takes !== 'names' && (
              <OrderEntry trader={trader} terms={terms} clients={active} handle={entry} {...chosen} />
            )}
            <p className={classes.soft}>{t('trading.keys')}</p>
          </div>
          <div className={classes.tight}>
            <Section title={t('market.book')}>
              {takes === 'gathers' && !chosen.session.sealed && <Indicative terms={terms} {...chosen} />}
              <OrderBook
                listing={chosen.listing}
                terms={terms}
                most={LEVELS_SHOWN}
                onPick={(side, ticks) => entry.current?.pick(side, ticks)}
              />
            </Section>
            <Section title={t('market.deals')}>
              <DealList listing={chosen.listing} terms={terms} most={DEALS_SHOWN} />
            </Section>
          </div>
        </div>
      )}
      <Proposals trader={trader} terms={terms} listingOf={listingOf} />
      <OwnOrders trader={trader} terms={terms} listingOf={listingOf} />
      <OwnDeals terms={terms} listingOf={listingOf} />
      <div className={classes.columns}>
        <OpenToMe terms={terms} />
        <Remarks terms={terms} />
      </div>
      <BulkEntry trader={trader} terms={terms} open={open} clients={active} />
    </>
  );
}

export function TradePage() {
  const { t } = useTranslation();
  return <TraderFrame title={t('trading.title')}>{(trader) => <Screen trader={trader} />}</TraderFrame>;
}

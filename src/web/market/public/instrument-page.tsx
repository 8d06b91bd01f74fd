/** One instrument: its live book, deals, charts, terms and quotations, in the session in which it is traded. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Failed, Loaded, Waiting } from '#web/ui/states.tsx';
import type { InstrumentItem, ListingItem } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import type { LiveSession } from '../live/messages.ts';
import { useSessions } from '../live/store.ts';
import { amountOf, price } from '../money.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { Phase } from '../parts/phase.tsx';
import { bySessionOrder } from '../parts/session-table.tsx';
import { type Terms, useTerms } from '../use-terms.ts';
import { Indicative, LotPanel } from './auction-panel.tsx';
import { DealList } from './deal-list.tsx';
import { OrderBook } from './order-book.tsx';
import { QuotationTable } from './quotation-table.tsx';

const PriceChart = lazy(() => import('./price-chart.tsx'));
const DepthChart = lazy(() => import('./depth-chart.tsx'));

const route = getRouteApi('/market/instruments/$symbol');
const CANDLE_SECONDS = { minute: 60, fiveMinutes: 300, hour: 3_600, day: 86_400 } as const;
type CandleLength = keyof typeof CANDLE_SECONDS;
const CANDLES_EVERY_MS = 5_000;
const QUOTATIONS_SHOWN = 12;

function Prices({
  instrument,
  terms,
  isLive,
}: {
  instrument: InstrumentItem;
  terms: Terms;
  isLive: boolean;
}) {
  const { t } = useTranslation();
  const [length, choose] = useState<CandleLength>('minute');
  const candles = useQuery({
    ...marketQuestions.candles(terms.language, instrument.instrument, {
      seconds: CANDLE_SECONDS[length],
      limit: 120,
    }),
    staleTime: 0,
    refetchInterval: isLive ? CANDLES_EVERY_MS : false,
  });
  const money = terms.money(instrument.currency);
  return (
    <Section
      title={t('market.priceCourse')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('market.candleLength')}
          value={length}
          onChange={(value) => choose(value as CandleLength)}
          data={(Object.keys(CANDLE_SECONDS) as CandleLength[]).map((value) => ({
            value,
            label: t(`market.candleOf.${value}`),
          }))}
        />
      }
    >
      <Loaded query={candles} lines={8}>
        {({ items }) => {
          const last = items.at(-1);
          if (last === undefined) return <Empty title={t('market.noPrices')} />;
          const text = (ticks: number): string => price(ticks, instrument.tickValue, money, terms.language);
          return (
            <Suspense fallback={<Waiting lines={8} />}>
              <PriceChart
                candles={items}
                tickValue={instrument.tickValue}
                money={money}
                terms={terms}
                label={t('market.priceCourseOf', {
                  name: terms.instrument(instrument.instrument),
                  last: `${text(last.close)} ${money.letters}`,
                  low: text(Math.min(...items.map(({ low }) => low))),
                  high: text(Math.max(...items.map(({ high }) => high))),
                })}
              />
            </Suspense>
          );
        }}
      </Loaded>
    </Section>
  );
}

function InstrumentTerms({ instrument, terms }: { instrument: InstrumentItem; terms: Terms }) {
  const { t } = useTranslation();
  const { language } = terms;
  const money = terms.money(instrument.currency);
  const percent = (ppm: number): string => `${number(String(ppm / 10_000), language)}\u00a0%`;
  const facts: readonly (readonly [string, string])[] = [
    [t('market.section'), terms.section(instrument.section)],
    [t('market.currency'), money.letters],
    [t('market.tick'), amountOf(instrument.tickValue, money, language)],
    [
      t('market.priceRange'),
      `${price(instrument.priceFloor, instrument.tickValue, money, language)}–${price(instrument.priceCap, instrument.tickValue, money, language)}`,
    ],
    [
      t('market.lotLimits'),
      `${number(instrument.minimumLots, language)}–${number(instrument.maximumLots, language)}`,
    ],
    [
      t('market.depositRates'),
      t('market.depositRatesText', {
        buy: percent(instrument.depositPpm.buy),
        sell: percent(instrument.depositPpm.sell),
      }),
    ],
    [t('market.tradeTitle'), instrument.trade === null ? '—' : t(`market.trade.${instrument.trade}`)],
    [t('market.quotationNeeds'), t('market.dealsCount', { count: instrument.quotationDeals })],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Live({ listing, session, terms }: { listing: ListingItem; session: LiveSession; terms: Terms }) {
  const { t } = useTranslation();
  const isAuction = ['ascending', 'descending', 'dutch'].includes(session.mode);
  return (
    <div className={classes.columns}>
      <Section title={t('market.book')}>
        {listing.takes === 'gathers' && !session.sealed && (
          <Indicative listing={listing} session={session} terms={terms} />
        )}
        {isAuction && <LotPanel listing={listing} session={session} terms={terms} />}
        <OrderBook listing={listing} terms={terms} />
        {listing.takes !== 'shut' && !session.sealed && !isAuction && (
          <Suspense fallback={<Waiting lines={4} />}>
            <DepthChart listing={listing} terms={terms} label={t('market.depthChart')} />
          </Suspense>
        )}
      </Section>
      <Section title={t('market.deals')}>
        <DealList listing={listing} terms={terms} />
      </Section>
    </div>
  );
}

function Quotations({ instrument, terms }: { instrument: number; terms: Terms }) {
  const { t } = useTranslation();
  const { language } = terms;
  const quotations = useQuery(
    marketQuestions.someQuotations(language, { instrument, limit: QUOTATIONS_SHOWN }),
  );
  return (
    <Section title={t('market.quotations')} count={quotations.data?.total}>
      <Loaded query={quotations} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('market.noQuotations')}>{t('market.noQuotationsDetail')}</Empty>
          ) : (
            <QuotationTable items={items} terms={terms} ofOne />
          )
        }
      </Loaded>
      <p className={classes.links}>
        <Link to="/market/quotations" search={{ instrument: String(instrument) }}>
          {t('market.allQuotations')}
        </Link>
        <a href={address('/market/quotations', { instrument, format: 'csv', lang: language })}>CSV</a>
        <a href={address('/market/quotations', { instrument, lang: language })}>JSON</a>
      </p>
    </Section>
  );
}

export function InstrumentPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const { symbol } = route.useParams();
  const { listing: asked } = route.useSearch();
  const ofSymbol = terms.numberOf(symbol) ?? 0;
  const instrument = useQuery({
    ...marketQuestions.instrument(language, ofSymbol),
    enabled: terms.ready && ofSymbol > 0,
  });
  const { sessions, sequence } = useSessions();
  const listed = [...sessions.values()]
    .sort(bySessionOrder)
    .flatMap((session) =>
      session.listings.filter((one) => one.instrument === ofSymbol).map((listing) => ({ session, listing })),
    );
  const chosen = listed.find(({ listing }) => String(listing.listing) === asked) ?? listed[0];
  const isKnown = terms.ready && ofSymbol > 0;
  return (
    <MarketFrame
      title={isKnown ? terms.instrument(ofSymbol) : t('market.instrument')}
      {...(instrument.data ? { over: terms.section(instrument.data.section) } : {})}
      trail={[{ label: t('market.instruments'), link: { to: '/market/instruments' } }]}
    >
      {terms.ready && ofSymbol === 0 && <Empty title={t('market.noInstrument')} />}
      {instrument.error && <Failed error={instrument.error} />}
      {isKnown && !instrument.data && !instrument.error && <Waiting />}
      {listed.length > 0 && (
        <nav className={classes.chips} aria-label={t('market.sessions')}>
          {listed.map(({ session, listing }) => (
            <Link
              key={listing.listing}
              to="/market/instruments/$symbol"
              params={{ symbol }}
              search={{ listing: String(listing.listing) }}
              className={classes.chip}
              data-chosen={listing === chosen?.listing || undefined}
              {...(listing === chosen?.listing ? { 'aria-current': 'true' as const } : {})}
              resetScroll={false}
            >
              {terms.session(session)} · {t(`market.mode.${session.mode}`)} <Phase session={session} />
            </Link>
          ))}
        </nav>
      )}
      {chosen && <Live key={chosen.listing.listing} {...chosen} terms={terms} />}
      {isKnown && sequence > 0 && listed.length === 0 && (
        <Empty title={t('market.notTraded')}>
          <Link to="/market/sessions">{t('market.allSessions')}</Link>
        </Empty>
      )}
      {instrument.data && (
        <>
          <Prices
            instrument={instrument.data}
            terms={terms}
            isLive={chosen !== undefined && chosen.listing.takes !== 'shut'}
          />
          <div className={classes.columns}>
            <Quotations instrument={ofSymbol} terms={terms} />
            <Section title={t('market.terms')}>
              <InstrumentTerms instrument={instrument.data} terms={terms} />
            </Section>
          </div>
        </>
      )}
    </MarketFrame>
  );
}

/** Taking part in the auction of a lot: a bid, taking the price on the clock, or putting a lot up oneself. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#web/app/api.ts';
import type { AuctionOut, ListingItem } from '#wire/market.ts';
import type { PreviewOut } from '#wire/market-figures.ts';
import type { LiveSession } from '../live/messages.ts';
import { amountOf, majorText, price, readPrice } from '../money.ts';
import { LotPanel } from '../public/auction-panel.tsx';
import type { Terms } from '../use-terms.ts';
import { deeds, failureOf, type Outcome, outcomeOf } from './deeds.ts';
import { OutcomeLine } from './outcome.tsx';
import { Stepper } from './stepper.tsx';
import classes from './trading.module.css';
import type { Trader } from './use-trader.ts';

interface Props {
  trader: Trader;
  session: LiveSession;
  listing: ListingItem;
  terms: Terms;
}

/** The least bid that betters the best; the start price where there is none. */
export function nextBid(auction: AuctionOut): number {
  if (auction.price === null || auction.stage === 'sealed') return auction.price ?? auction.startPrice;
  return auction.side === 'sell' ? auction.price + auction.step : auction.price - auction.step;
}

function Bid({ trader, listing, terms, auction }: Props & { auction: AuctionOut }) {
  const { t } = useTranslation();
  const { language } = terms;
  const money = terms.money(listing.currency);
  const plain = (ticks: number): string => majorText(BigInt(ticks) * BigInt(listing.tickValue), money.digits);
  const next = nextBid(auction);
  const [typedPrice, typePrice] = useState('');
  const [typedLots, typeLots] = useState(String(auction.lots));
  const [outcome, tell] = useState<Outcome | null>(null);
  const ticks = typedPrice === '' ? next : readPrice(typedPrice, listing.tickValue, money);
  const lots = /^\d{1,9}$/.test(typedLots) ? Number(typedLots) : null;
  const side = auction.side === 'sell' ? 'buy' : 'sell';
  const preview = useQuery({
    queryKey: ['/market/preview-bid', trader.trader, listing.listing, ticks, lots],
    queryFn: ({ signal }) =>
      ask<PreviewOut>(
        `/market/listings/${listing.listing}/preview`,
        { side, price: ticks ?? 1, lots: lots ?? 1, bid: true },
        signal,
      ),
    enabled: ticks !== null && lots !== null && lots > 0,
    placeholderData: (before) => before,
  });
  const bidding = useMutation({
    mutationFn: (bid: { price: number; lots: number }) => deeds.bid(trader, listing.listing, bid),
    onSuccess: (answer) => {
      tell(outcomeOf(answer.results?.[0], t));
      typePrice('');
    },
    onError: (error) => tell(failureOf(error, t)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ticks !== null && lots !== null) bidding.mutate({ price: ticks, lots });
  };
  return (
    <form className={classes.form} data-side={side} onSubmit={submit} aria-label={t('trading.bid')}>
      <div className={classes.pair}>
        <Stepper
          label={t('trading.price', { currency: money.letters })}
          description={`${t('market.step')}: ${price(auction.step, listing.tickValue, money, language)}`}
          value={typedPrice === '' ? plain(next) : typedPrice}
          error={ticks === null ? t('trading.wrongPrice') : undefined}
          onType={typePrice}
          onStep={(steps) => typePrice(plain(Math.max(1, (ticks ?? next) + steps * auction.step)))}
        />
        {auction.divisible && (
          <Stepper
            label={t('trading.lots')}
            value={typedLots}
            error={lots === null ? t('trading.wrongLots') : undefined}
            onType={typeLots}
            onStep={(steps) => typeLots(String(Math.max(1, (lots ?? 1) + steps)))}
          />
        )}
      </div>
      <Button type="submit" disabled={ticks === null || lots === null} loading={bidding.isPending}>
        {preview.data
          ? t('trading.bidSend', { amount: amountOf(preview.data.block, money, language) })
          : t('trading.bid')}
      </Button>
      <OutcomeLine outcome={outcome} />
    </form>
  );
}

function Take({ trader, listing, terms, auction }: Props & { auction: AuctionOut }) {
  const { t } = useTranslation();
  const money = terms.money(listing.currency);
  const [outcome, tell] = useState<Outcome | null>(null);
  const taking = useMutation({
    mutationFn: () => deeds.take(trader, listing.listing),
    onSuccess: (answer) => tell(outcomeOf(answer.results?.[0], t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  return (
    <div className={classes.form}>
      <p>{t('trading.takeHint')}</p>
      <Button loading={taking.isPending} onClick={() => taking.mutate()}>
        {t('trading.take', {
          price: amountOf(BigInt(auction.price ?? 0) * BigInt(listing.tickValue), money, terms.language),
        })}
      </Button>
      <OutcomeLine outcome={outcome} />
    </div>
  );
}

function Offer({ trader, session, listing, terms }: Props) {
  const { t } = useTranslation();
  const money = terms.money(listing.currency);
  const [typedLots, typeLots] = useState(String(listing.minimumLots));
  const [typedStart, typeStart] = useState('');
  const [typedStep, typeStep] = useState('');
  const [typedReserve, typeReserve] = useState('');
  const [divisible, setDivisible] = useState(false);
  const [hiddenReserve, setHidden] = useState(false);
  const [outcome, tell] = useState<Outcome | null>(null);
  const read = (text: string): number | null => readPrice(text, listing.tickValue, money);
  const plain = (ticks: number): string => majorText(BigInt(ticks) * BigInt(listing.tickValue), money.digits);
  const lots = /^\d{1,9}$/.test(typedLots) ? Number(typedLots) : null;
  const startPrice = read(typedStart);
  const step = read(typedStep);
  const reservePrice = typedReserve === '' ? undefined : read(typedReserve);
  const isGood = lots !== null && startPrice !== null && step !== null && reservePrice !== null;
  const offering = useMutation({
    mutationFn: () =>
      deeds.offer(trader, listing.listing, {
        lots: lots ?? 0,
        startPrice: startPrice ?? 0,
        step: step ?? 0,
        ...(typeof reservePrice === 'number' ? { reservePrice } : {}),
        divisible,
        hiddenReserve,
      }),
    onSuccess: (answer) => tell(outcomeOf(answer.results?.[0], t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  const stepping = (text: string, type: (text: string) => void) => (steps: number) =>
    type(plain(Math.max(1, (read(text) ?? listing.bandFloor) + steps)));
  const fields = [
    [t('market.startPrice'), typedStart, typeStart],
    [t('market.step'), typedStep, typeStep],
    [t('market.reserve'), typedReserve, typeReserve],
  ] as const;
  const title = t(session.mode === 'descending' ? 'trading.offerNeed' : 'trading.offer');
  return (
    <form
      className={classes.form}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) offering.mutate();
      }}
    >
      <div className={classes.pair}>
        <Stepper
          label={t('trading.lots')}
          value={typedLots}
          error={lots === null ? t('trading.wrongLots') : undefined}
          onType={typeLots}
          onStep={(steps) => typeLots(String(Math.max(1, (lots ?? 1) + steps)))}
        />
        {fields.map(([label, text, type]) => (
          <Stepper
            key={label}
            label={`${label}, ${money.letters}`}
            value={text}
            error={text !== '' && read(text) === null ? t('trading.wrongPrice') : undefined}
            onType={type}
            onStep={stepping(text, type)}
          />
        ))}
        {session.mode !== 'dutch' && (
          <Checkbox
            label={t('trading.divisible')}
            checked={divisible}
            onChange={(event) => setDivisible(event.currentTarget.checked)}
          />
        )}
        <Checkbox
          label={t('trading.hiddenReserve')}
          checked={hiddenReserve}
          onChange={(event) => setHidden(event.currentTarget.checked)}
        />
      </div>
      <Button type="submit" disabled={!isGood} loading={offering.isPending}>
        {title}
      </Button>
      <OutcomeLine outcome={outcome} />
    </form>
  );
}

export function AuctionEntry(props: Props) {
  const { listing, session } = props;
  const { auction } = listing;
  const isClock = session.mode === 'dutch' && auction?.stage === 'open';
  return (
    <>
      <LotPanel listing={listing} session={session} terms={props.terms} />
      {auction === null || auction.stage === 'closed' ? (
        <Offer {...props} />
      ) : isClock ? (
        <Take {...props} auction={auction} />
      ) : (
        <Bid {...props} auction={auction} />
      )}
    </>
  );
}

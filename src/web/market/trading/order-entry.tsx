/**
 * Giving an order, by keyboard alone if one likes. What it will block and cost is asked of the market as one types,
 * and stands on the button that sends it.
 */
import { Button, Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#web/app/api.ts';
import { store, stored } from '#web/app/stored.ts';
import type { ClientItem, ListingItem } from '#wire/market.ts';
import type { PreviewOut } from '#wire/market-figures.ts';
import type { LiveSession } from '../live/messages.ts';
import { amountOf, majorText, price as priceText, readPrice } from '../money.ts';
import type { Terms } from '../use-terms.ts';
import { deeds, failureOf, type OrderIn, type Outcome, outcomeOf } from './deeds.ts';
import { OutcomeLine } from './outcome.tsx';
import { Stepper } from './stepper.tsx';
import classes from './trading.module.css';
import type { Trader } from './use-trader.ts';

type Side = 'buy' | 'sell';
type Force = NonNullable<OrderIn['timeInForce']>;
const FORCES = ['session', 'immediate-or-cancel', 'fill-or-kill', 'until-date'] as const;
const TYPING_WAIT_MS = 150;
const WHOLE = /^\d{1,9}$/;

/** What the page's shortcuts do with the form. */
export interface OrderEntryHandle {
  choose(side: Side): void;
  price(): void;
  lots(): void;
  /** Takes a price that was picked from the book, in ticks. */
  pick(side: Side, ticks: number): void;
}

interface Props {
  trader: Trader;
  session: LiveSession;
  listing: ListingItem;
  terms: Terms;
  clients: readonly ClientItem[];
  handle: React.Ref<OrderEntryHandle>;
}

function wholeOf(text: string): number | null {
  const plain = text.replaceAll(/\s/g, '');
  return WHOLE.test(plain) ? Number(plain) : null;
}

/** What an order would block and cost; kept while the next is asked for. */
function usePreview(trader: Trader, order: OrderIn | null) {
  const [settled] = useDebouncedValue(order === null ? null : JSON.stringify(order), TYPING_WAIT_MS);
  return useQuery({
    queryKey: ['/market/preview', trader.trader, settled],
    queryFn: ({ signal }) => {
      const { listing, side, price, lots, client } = JSON.parse(settled ?? '{}') as OrderIn;
      return ask<PreviewOut>(`/market/listings/${listing}/preview`, { side, price, lots, client }, signal);
    },
    enabled: settled !== null,
    staleTime: 0,
    placeholderData: (before) => before,
  });
}

export function OrderEntry({ trader, session, listing, terms, clients, handle }: Props) {
  const { t } = useTranslation();
  const { language } = terms;
  const money = terms.money(listing.currency);
  const [side, setSide] = useState<Side>('buy');
  const [isMarket, setMarket] = useState(false);
  const [typedPrice, typePrice] = useState('');
  const [typedLots, typeLots] = useState(String(listing.minimumLots));
  const [force, setForce] = useState<Force>('session');
  const [expiry, setExpiry] = useState('');
  const [typedMinimum, typeMinimum] = useState('');
  const [allOrNone, setAllOrNone] = useState(false);
  const [client, setClient] = useState(0);
  const [asksFirst, setAsksFirst] = useState(stored('confirm-orders') === 'on');
  const [confirming, setConfirming] = useState(false);
  const [outcome, tell] = useState<Outcome | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const priceInput = useRef<HTMLInputElement>(null);
  const lotsInput = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const plain = (ticks: number): string => majorText(BigInt(ticks) * BigInt(listing.tickValue), money.digits);
  const ticks = readPrice(typedPrice, listing.tickValue, money);
  const lots = wholeOf(typedLots);
  const minimum = typedMinimum === '' ? 0 : wholeOf(typedMinimum);
  const matches = listing.takes === 'matches';
  const priceIsGood = isMarket || (ticks !== null && ticks >= listing.bandFloor && ticks <= listing.bandCap);
  const lotsAreGood = lots !== null && lots >= listing.minimumLots && lots <= listing.maximumLots;
  const isGood = priceIsGood && lotsAreGood && minimum !== null && (force !== 'until-date' || expiry !== '');
  const order: OrderIn | null = isGood
    ? {
        listing: listing.listing,
        side,
        lots: lots ?? 0,
        ...(isMarket ? { type: 'market' } : { price: ticks ?? 0 }),
        ...(force === 'session' ? {} : { timeInForce: force }),
        ...(force === 'until-date' ? { expiry } : {}),
        ...(minimum ? { minimumLots: minimum } : {}),
        ...(allOrNone ? { allOrNone } : {}),
        ...(client ? { client } : {}),
      }
    : null;
  const preview = usePreview(trader, order);
  const seen = order === null ? undefined : preview.data;

  const sending = useMutation({
    mutationFn: (given: OrderIn) => deeds.order(trader, given),
    onSuccess: (answer) => tell(outcomeOf(answer.results?.[0], t)),
    onError: (error) => tell(failureOf(error, t)),
    onSettled: () => {
      setConfirming(false);
      priceInput.current?.focus();
    },
  });

  const reference = listing.lastPrice ?? listing.reference ?? listing.bandFloor;
  const stepPrice = (steps: number): void => {
    const from = ticks ?? reference - Math.sign(steps);
    const next = Math.min(listing.bandCap, Math.max(listing.bandFloor, from + steps));
    typePrice(plain(next));
  };
  const stepLots = (steps: number): void => {
    const next = (lots ?? listing.minimumLots - Math.sign(steps)) + steps;
    typeLots(String(Math.min(listing.maximumLots, Math.max(listing.minimumLots, next))));
  };
  useImperativeHandle(handle, () => ({
    choose: (chosen) => {
      setSide(chosen);
      priceInput.current?.focus();
    },
    price: () => priceInput.current?.select(),
    lots: () => lotsInput.current?.select(),
    pick: (of, picked) => {
      // Who picks from one side wants to trade with it.
      setSide(of === 'buy' ? 'sell' : 'buy');
      setMarket(false);
      typePrice(majorText(BigInt(picked) * BigInt(listing.tickValue), money.digits));
      lotsInput.current?.select();
    },
  }));
  useEffect(() => {
    if (confirming) button.current?.focus();
  }, [confirming]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (order === null || sending.isPending) return;
    if (asksFirst && !confirming) setConfirming(true);
    else sending.mutate(order);
  };
  const amount = seen === undefined ? null : amountOf(seen.block, money, language);
  const what = amount === null || seen?.block === 0 ? t('trading.sendPlain') : t('trading.send', { amount });

  return (
    <form
      ref={form}
      className={classes.form}
      data-side={side}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setConfirming(false);
      }}
      onChange={() => setConfirming(false)}
      aria-label={t('trading.order')}
    >
      <SegmentedControl
        aria-label={t('trading.side')}
        fullWidth
        value={side}
        onChange={(value) => setSide(value as Side)}
        data={[
          { value: 'buy', label: t('trading.buy') },
          { value: 'sell', label: t('trading.sell') },
        ]}
      />
      <div className={classes.pair}>
        <Stepper
          label={t('trading.price', { currency: money.letters })}
          description={t('trading.priceHint', {
            tick: priceText(1, listing.tickValue, money, language),
            floor: priceText(listing.bandFloor, listing.tickValue, money, language),
            cap: priceText(listing.bandCap, listing.tickValue, money, language),
          })}
          value={isMarket ? '' : typedPrice}
          disabled={isMarket}
          error={
            !isMarket && typedPrice !== '' && !priceIsGood
              ? t(ticks === null ? 'trading.wrongPrice' : 'rejection.PRICE_OUTSIDE_BAND')
              : undefined
          }
          onType={typePrice}
          onStep={stepPrice}
          inputRef={priceInput}
        />
        <Stepper
          label={t('trading.lots')}
          description={t('trading.lotsHint', { least: listing.minimumLots, most: listing.maximumLots })}
          value={typedLots}
          error={
            typedLots !== '' && !lotsAreGood
              ? t(lots === null ? 'trading.wrongLots' : 'rejection.LOTS_OUTSIDE_LIMITS')
              : undefined
          }
          onType={typeLots}
          onStep={stepLots}
          inputRef={lotsInput}
        />
      </div>
      {clients.length > 0 && (
        <NativeSelect
          size="sm"
          label={t('trading.client')}
          value={client}
          onChange={(event) => setClient(Number(event.currentTarget.value))}
        >
          <option value={0}>{t('trading.ownAccount')}</option>
          {clients.map((one) => (
            <option key={one.client} value={one.client}>
              {t('trading.clientNumber', { number: one.client })}
            </option>
          ))}
        </NativeSelect>
      )}
      <details>
        <summary className={classes.summary}>{t('trading.more')}</summary>
        <div className={classes.pair}>
          <NativeSelect
            size="sm"
            label={t('trading.type')}
            value={isMarket ? 'market' : 'limit'}
            onChange={(event) => setMarket(event.currentTarget.value === 'market')}
          >
            <option value="limit">{t('trading.limit')}</option>
            {matches && <option value="market">{t('trading.market')}</option>}
          </NativeSelect>
          <NativeSelect
            size="sm"
            label={t('trading.force')}
            value={force}
            onChange={(event) => setForce(event.currentTarget.value as Force)}
          >
            {FORCES.filter((one) => matches || one === 'session' || one === 'until-date').map((one) => (
              <option key={one} value={one}>
                {t(`trading.forces.${one}`)}
              </option>
            ))}
          </NativeSelect>
          {force === 'until-date' && (
            <TextInput
              size="sm"
              type="date"
              label={t('trading.expiry')}
              value={expiry}
              onChange={(event) => setExpiry(event.currentTarget.value)}
            />
          )}
          {matches && (
            <TextInput
              size="sm"
              label={t('trading.minimum')}
              inputMode="numeric"
              value={typedMinimum}
              error={minimum === null ? t('trading.wrongLots') : undefined}
              onChange={(event) => typeMinimum(event.currentTarget.value)}
            />
          )}
          {session.mode === 'call' && (
            <Checkbox
              label={t('trading.allOrNone')}
              checked={allOrNone}
              onChange={(event) => setAllOrNone(event.currentTarget.checked)}
            />
          )}
        </div>
      </details>
      <dl className={classes.preview}>
        <dt>{t('trading.block')}</dt>
        <dd>{amount ?? '—'}</dd>
        <dt>{t('trading.fee')}</dt>
        <dd>{seen ? amountOf(seen.fee, terms.money(seen.feeCurrency), language) : '—'}</dd>
        <dt>{t('trading.freeAfter')}</dt>
        <dd className={seen && seen.freeAfter < 0 ? classes.bad : undefined}>
          {seen ? amountOf(seen.freeAfter, money, language) : '—'}
        </dd>
      </dl>
      {seen && seen.freeAfter < 0 && <p className={classes.bad}>{t('trading.notEnough')}</p>}
      <Button
        ref={button}
        type="submit"
        loading={sending.isPending}
        disabled={order === null}
        {...(confirming ? { color: 'ink' } : {})}
      >
        {confirming ? t('trading.confirm', { what }) : what}
      </Button>
      <OutcomeLine outcome={outcome} />
      <Checkbox
        size="xs"
        label={t('trading.askFirst')}
        checked={asksFirst}
        onChange={(event) => {
          setAsksFirst(event.currentTarget.checked);
          store('confirm-orders', event.currentTarget.checked ? 'on' : 'off');
        }}
      />
    </form>
  );
}

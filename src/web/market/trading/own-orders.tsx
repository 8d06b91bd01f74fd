/** One's own open orders, live: changed and cancelled where they stand. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty } from '#web/ui/states.tsx';
import type { ListingItem, OpenOrderItem } from '#wire/market.ts';
import { useOwn } from '../live/store.ts';
import { amountOf, majorText, price, readPrice } from '../money.ts';
import marketClasses from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import type { Terms } from '../use-terms.ts';
import { commandOutcome, deeds, failureOf, type Outcome, outcomeOf } from './deeds.ts';
import { OutcomeLine } from './outcome.tsx';
import { Stepper } from './stepper.tsx';
import classes from './trading.module.css';
import type { Trader } from './use-trader.ts';

function Change({
  order,
  listing,
  trader,
  terms,
  onDone,
}: {
  order: OpenOrderItem;
  listing: ListingItem;
  trader: Trader;
  terms: Terms;
  onDone: (outcome: Outcome | null) => void;
}) {
  const { t } = useTranslation();
  const money = terms.money(listing.currency);
  const plain = (ticks: number): string => majorText(BigInt(ticks) * BigInt(listing.tickValue), money.digits);
  const [typedPrice, typePrice] = useState(plain(order.price ?? listing.bandFloor));
  const [typedLots, typeLots] = useState(String(order.lots));
  const ticks = readPrice(typedPrice, listing.tickValue, money);
  const lots = /^\d{1,9}$/.test(typedLots) ? Number(typedLots) : null;
  const sending = useMutation({
    mutationFn: (to: { price: number; lots: number }) => deeds.replace(trader, order.order, to),
    onSuccess: (answer) => onDone(outcomeOf(answer.results?.[0], t)),
    onError: (error) => onDone(failureOf(error, t)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ticks !== null && lots !== null) sending.mutate({ price: ticks, lots });
  };
  return (
    <form
      className={classes.inline}
      onSubmit={submit}
      aria-label={t('trading.changeOf', { order: order.order })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(null);
      }}
    >
      <Stepper
        className={classes.narrow ?? ''}
        label={t('trading.price', { currency: money.letters })}
        value={typedPrice}
        error={ticks === null ? t('trading.wrongPrice') : undefined}
        onType={typePrice}
        onStep={(steps) => typePrice(plain(Math.max(1, (ticks ?? order.price ?? 1) + steps)))}
        inputRef={(input) => input?.focus()}
      />
      <Stepper
        className={classes.narrow ?? ''}
        label={t('trading.lots')}
        value={typedLots}
        error={lots === null ? t('trading.wrongLots') : undefined}
        onType={typeLots}
        onStep={(steps) => typeLots(String(Math.max(1, (lots ?? order.lots) + steps)))}
      />
      <Button type="submit" size="xs" loading={sending.isPending} disabled={ticks === null || lots === null}>
        {t('trading.save')}
      </Button>
      <Button size="xs" variant="default" onClick={() => onDone(null)}>
        {t('trading.leave')}
      </Button>
    </form>
  );
}

export function OwnOrders({
  trader,
  terms,
  listingOf,
}: {
  trader: Trader;
  terms: Terms;
  listingOf: (listing: number) => ListingItem | undefined;
}) {
  const { t } = useTranslation();
  const { language } = terms;
  const own = useOwn();
  const [changing, change] = useState<number | null>(null);
  const [outcome, tell] = useState<Outcome | null>(null);
  const cancelling = useMutation({
    mutationFn: (order: number) => deeds.cancel(trader, order),
    onSuccess: (answer) => tell(outcomeOf(answer.results?.[0], t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  const all = useMutation({
    mutationFn: () => deeds.cancelAll(trader),
    onSuccess: (answer) => tell(commandOutcome(answer, t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  const orders = [...own.orders.values()].sort((a, b) => a.listing - b.listing || b.order - a.order);
  return (
    <Section
      title={t('trading.orders')}
      count={own.complete ? orders.length : undefined}
      actions={
        orders.length > 0 && (
          <Button
            size="xs"
            variant="default"
            loading={all.isPending}
            onClick={() => all.mutate()}
            aria-keyshortcuts="Shift+X"
            id="cancel-all"
          >
            {t('trading.cancelAll')}
          </Button>
        )
      }
    >
      <OutcomeLine outcome={outcome} />
      {own.complete && orders.length === 0 && <Empty title={t('trading.noOrders')} />}
      {orders.length > 0 && (
        <Scroll>
          <table className={marketClasses.table}>
            <thead>
              <tr>
                <th scope="col">{t('market.instrument')}</th>
                <th scope="col">{t('trading.side')}</th>
                <th scope="col" data-number>
                  {t('market.price')}
                </th>
                <th scope="col" data-number>
                  {t('trading.remaining')}
                </th>
                <th scope="col" data-number data-wide>
                  {t('trading.blocked')}
                </th>
                <th scope="col">{t('trading.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => {
                const listing = listingOf(order.listing);
                const money = terms.money(listing?.currency ?? 0);
                return (
                  <tr key={order.order}>
                    <th scope="row">
                      {terms.instrument(order.instrument)}
                      {order.client !== null && (
                        <span className={marketClasses.soft}>
                          {' '}
                          {t('trading.clientNumber', { number: order.client })}
                        </span>
                      )}
                    </th>
                    <td className={order.side === 'buy' ? marketClasses.bought : marketClasses.sold}>
                      {t(`market.side.${order.side}`)}
                    </td>
                    {changing === order.order && listing !== undefined ? (
                      <td colSpan={4}>
                        <Change
                          order={order}
                          listing={listing}
                          trader={trader}
                          terms={terms}
                          onDone={(done) => {
                            change(null);
                            if (done !== null) tell(done);
                          }}
                        />
                      </td>
                    ) : (
                      <>
                        <td data-number>
                          {order.price === null || listing === undefined
                            ? t('trading.market')
                            : price(order.price, listing.tickValue, money, language)}
                        </td>
                        <td data-number>
                          {number(order.remaining, language)}/{number(order.lots, language)}
                        </td>
                        <td data-number data-wide>
                          {amountOf(order.blocked, money, language)}
                        </td>
                        <td>
                          <div className={classes.inline}>
                            {order.kind === 'order' && order.price !== null && (
                              <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t('trading.changeOf', { order: order.order })}
                                onClick={() => change(order.order)}
                              >
                                {t('trading.change')}
                              </Button>
                            )}
                            {(order.kind === 'order' || order.kind === 'lot') && (
                              <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t('trading.cancelOf', { order: order.order })}
                                loading={cancelling.isPending && cancelling.variables === order.order}
                                onClick={() => cancelling.mutate(order.order)}
                              >
                                {t('trading.cancel')}
                              </Button>
                            )}
                          </div>
                        </td>
                      </>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

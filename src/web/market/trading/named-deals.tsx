/** Named deals: proposed to a participant by its number, and answered. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import type { ListingItem, ProposalItem } from '#wire/market.ts';
import { useOwn } from '../live/store.ts';
import { majorText, price, readPrice } from '../money.ts';
import marketClasses from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import type { Terms } from '../use-terms.ts';
import { commandOutcome, deeds, failureOf, type Outcome } from './deeds.ts';
import { OutcomeLine } from './outcome.tsx';
import { Stepper } from './stepper.tsx';
import classes from './trading.module.css';
import type { Trader } from './use-trader.ts';

const WHOLE = /^\d{1,9}$/;

export function ProposeDeal({
  trader,
  listing,
  terms,
}: {
  trader: Trader;
  listing: ListingItem;
  terms: Terms;
}) {
  const { t } = useTranslation();
  const money = terms.money(listing.currency);
  const [side, setSide] = useState<'buy' | 'sell'>('buy');
  const [typedOther, typeOther] = useState('');
  const [typedPrice, typePrice] = useState('');
  const [typedLots, typeLots] = useState(String(listing.minimumLots));
  const [outcome, tell] = useState<Outcome | null>(null);
  const ticks = readPrice(typedPrice, listing.tickValue, money);
  const lots = WHOLE.test(typedLots) ? Number(typedLots) : null;
  const counterparty = WHOLE.test(typedOther) ? Number(typedOther) : null;
  const plain = (of: number): string => majorText(BigInt(of) * BigInt(listing.tickValue), money.digits);
  const proposing = useMutation({
    mutationFn: () =>
      deeds.propose(trader, {
        listing: listing.listing,
        side,
        counterparty: counterparty ?? 0,
        price: ticks ?? 0,
        lots: lots ?? 0,
      }),
    onSuccess: (answer) => tell(commandOutcome(answer, t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  const isGood = ticks !== null && lots !== null && counterparty !== null;
  return (
    <form
      className={classes.form}
      data-side={side}
      aria-label={t('trading.propose')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) proposing.mutate();
      }}
    >
      <SegmentedControl
        aria-label={t('trading.side')}
        fullWidth
        value={side}
        onChange={(value) => setSide(value as 'buy' | 'sell')}
        data={[
          { value: 'buy', label: t('trading.buy') },
          { value: 'sell', label: t('trading.sell') },
        ]}
      />
      <div className={classes.pair}>
        <TextInput
          size="sm"
          label={t('trading.counterparty')}
          inputMode="numeric"
          value={typedOther}
          onChange={(event) => typeOther(event.currentTarget.value.trim())}
        />
        <Stepper
          label={t('trading.price', { currency: money.letters })}
          value={typedPrice}
          error={typedPrice !== '' && ticks === null ? t('trading.wrongPrice') : undefined}
          onType={typePrice}
          onStep={(steps) => typePrice(plain(Math.max(1, (ticks ?? listing.reference ?? 1) + steps)))}
        />
        <Stepper
          label={t('trading.lots')}
          value={typedLots}
          error={lots === null ? t('trading.wrongLots') : undefined}
          onType={typeLots}
          onStep={(steps) => typeLots(String(Math.max(1, (lots ?? 1) + steps)))}
        />
      </div>
      <Button type="submit" disabled={!isGood} loading={proposing.isPending}>
        {t('trading.proposeSend')}
      </Button>
      <OutcomeLine outcome={outcome} />
    </form>
  );
}

export function Proposals({
  trader,
  terms,
  listingOf,
}: {
  trader: Trader;
  terms: Terms;
  listingOf: (listing: number) => ListingItem | undefined;
}) {
  const { t } = useTranslation();
  const proposals = [...useOwn().proposals.values()];
  const [outcome, tell] = useState<Outcome | null>(null);
  const answering = useMutation({
    mutationFn: ({ proposal, how }: { proposal: ProposalItem; how: 'confirm' | 'refuse' }) =>
      deeds[how](trader, proposal),
    onSuccess: (answer) => tell(commandOutcome(answer, t)),
    onError: (error) => tell(failureOf(error, t)),
  });
  if (proposals.length === 0) return <OutcomeLine outcome={outcome} />;
  return (
    <Section title={t('trading.proposals')} count={proposals.length}>
      <OutcomeLine outcome={outcome} />
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
                {t('market.lots')}
              </th>
              <th scope="col">{t('trading.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((one) => {
              const listing = listingOf(one.listing);
              const isMine = one.from === trader.participant;
              const act = (how: 'confirm' | 'refuse') => () => answering.mutate({ proposal: one, how });
              const side = isMine ? one.side : one.side === 'buy' ? 'sell' : 'buy';
              return (
                <tr key={one.proposal}>
                  <th scope="row">
                    {terms.instrument(one.instrument)}{' '}
                    <span className={marketClasses.soft}>
                      {isMine
                        ? t('trading.fromYou', { participant: one.to })
                        : t('trading.toYou', { participant: one.from })}
                    </span>
                  </th>
                  <td className={side === 'buy' ? marketClasses.bought : marketClasses.sold}>
                    {t(`market.side.${side}`)}
                  </td>
                  <td data-number>
                    {listing
                      ? price(one.price, listing.tickValue, terms.money(listing.currency), terms.language)
                      : '—'}
                  </td>
                  <td data-number>{number(one.lots, terms.language)}</td>
                  <td>
                    <div className={classes.inline}>
                      {!isMine && (
                        <Button size="compact-xs" onClick={act('confirm')}>
                          {t('trading.confirmDeal')}
                        </Button>
                      )}
                      <Button size="compact-xs" variant="default" onClick={act('refuse')}>
                        {t(isMine ? 'trading.withdrawDeal' : 'trading.refuse')}
                      </Button>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

/** One's money: what is free and what is blocked, live; deals with their deposits and fees; payments out. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import type { BalanceItem } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import { balanceKey } from '../live/own-state.ts';
import { useOwn } from '../live/store.ts';
import { amount, amountOf, price, readMajor } from '../money.ts';
import classes from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import { useClock } from '../time.ts';
import { type Terms, useTerms } from '../use-terms.ts';
import { commandOutcome, deeds, failureOf, type Outcome } from './deeds.ts';
import { OutcomeLine } from './outcome.tsx';
import { TraderFrame } from './trader-frame.tsx';
import tradingClasses from './trading.module.css';
import { useRefreshed } from './use-refreshed.ts';
import type { Trader } from './use-trader.ts';

function useAccountName(): (client: number | null) => string {
  const { t } = useTranslation();
  return (client) =>
    client === null ? t('trading.ownAccount') : t('trading.clientNumber', { number: client });
}

function Balances({ balances, terms }: { balances: readonly BalanceItem[]; terms: Terms }) {
  const { t } = useTranslation();
  const accountName = useAccountName();
  const columns = [
    ['free', 'free'],
    ['blockedForOrders', 'forOrders'],
    ['blockedForContracts', 'forContracts'],
    ['inTransit', 'inTransit'],
    ['feesDue', 'feesDue'],
  ] as const;
  return (
    <Scroll>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('trading.account')}</th>
            <th scope="col">{t('market.currency')}</th>
            {columns.map(([field, word]) => (
              <th scope="col" data-number key={field}>
                {t(`trading.${word}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {balances.map((balance) => {
            const money = terms.money(balance.currency);
            return (
              <tr key={balanceKey(balance)}>
                <th scope="row">{accountName(balance.client)}</th>
                <td>{money.letters}</td>
                {columns.map(([field]) => (
                  <td data-number key={field}>
                    {amount(balance[field], money, terms.language)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Withdraw({
  trader,
  balances,
  terms,
}: {
  trader: Trader;
  balances: readonly BalanceItem[];
  terms: Terms;
}) {
  const { t } = useTranslation();
  const accountName = useAccountName();
  const [key, choose] = useState('');
  const [typed, type] = useState('');
  const [outcome, tell] = useState<Outcome | null>(null);
  const chosen = balances.find((balance) => balanceKey(balance) === key) ?? balances[0];
  const money = terms.money(chosen?.currency ?? 0);
  const wanted = readMajor(typed, money);
  const isGood = wanted !== null && wanted > 0n && wanted <= BigInt(chosen?.free ?? 0);
  const asking = useMutation({
    mutationFn: (minor: number) =>
      deeds.withdraw(trader, {
        currency: chosen?.currency ?? 0,
        amount: minor,
        ...(chosen?.client ? { client: chosen.client } : {}),
      }),
    onSuccess: (answer) => {
      tell(commandOutcome(answer, t));
      type('');
    },
    onError: (error) => tell(failureOf(error, t)),
  });
  if (chosen === undefined) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isGood && wanted !== null) asking.mutate(Number(wanted));
  };
  return (
    <form className={tradingClasses.form} onSubmit={submit} aria-label={t('trading.withdraw')}>
      <NativeSelect
        size="sm"
        label={t('trading.account')}
        value={balanceKey(chosen)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {balances.map((balance) => (
          <option key={balanceKey(balance)} value={balanceKey(balance)}>
            {accountName(balance.client)} · {terms.money(balance.currency).letters}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        size="sm"
        label={t('trading.withdrawAmount', { currency: money.letters })}
        inputMode="decimal"
        value={typed}
        error={typed !== '' && !isGood ? t('trading.wrongAmount') : undefined}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isGood} loading={asking.isPending}>
        {isGood && wanted !== null
          ? t('trading.withdrawSend', { amount: amountOf(wanted, money, terms.language) })
          : t('trading.withdraw')}
      </Button>
      <OutcomeLine outcome={outcome} />
    </form>
  );
}

const MOVEMENTS_SHOWN = 30;

function Movements({ trader, terms }: { trader: Trader; terms: Terms }) {
  const { t } = useTranslation();
  const { language } = terms;
  const clock = useClock();
  const { deals, standing } = useOwn();
  useRefreshed(deals.length + standing, '/market/contracts', '/market/withdrawals');
  const contracts = useQuery(marketQuestions.contracts(language, { limit: MOVEMENTS_SHOWN }));
  return (
    <Section title={t('trading.movements')} count={contracts.data?.total}>
      <Loaded query={contracts} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('market.noDeals')} />
          ) : (
            <Scroll>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('market.when')}</th>
                    <th scope="col" data-wide>
                      {t('trading.contract')}
                    </th>
                    <th scope="col">{t('market.instrument')}</th>
                    <th scope="col">{t('trading.side')}</th>
                    <th scope="col" data-number data-wide>
                      {t('market.price')}
                    </th>
                    <th scope="col" data-number>
                      {t('market.lots')}
                    </th>
                    <th scope="col" data-number>
                      {t('trading.deposit')}
                    </th>
                    <th scope="col" data-number data-wide>
                      {t('trading.feeOf')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.flatMap((item) =>
                    item.parties
                      .filter(({ participant }) => participant === trader.participant)
                      .map((party) => {
                        const instrument = terms.instruments.get(item.instrument);
                        const money = terms.money(instrument?.currency ?? 0);
                        return (
                          <tr key={`${item.contract}-${party.side}`}>
                            <td>{clock.moment(Date.parse(item.time))}</td>
                            <td data-wide>{item.contract}</td>
                            <th scope="row">{terms.instrument(item.instrument)}</th>
                            <td className={party.side === 'buy' ? classes.bought : classes.sold}>
                              {t(`market.side.${party.side}`)}
                            </td>
                            <td data-number data-wide>
                              {instrument ? price(item.price, instrument.tickValue, money, language) : '—'}
                            </td>
                            <td data-number>{number(item.lots, language)}</td>
                            <td data-number>
                              {party.deposit === null ? '—' : amountOf(party.deposit, money, language)}
                            </td>
                            <td data-number data-wide>
                              {party.fee === null ? '—' : amount(party.fee, money, language)}
                            </td>
                          </tr>
                        );
                      }),
                  )}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
      <p className={classes.links}>
        <a href={address('/market/contracts', { format: 'csv', lang: language })}>CSV</a>
        <a href={address('/market/contracts', { lang: language })}>JSON</a>
      </p>
    </Section>
  );
}

function Withdrawals({ terms }: { terms: Terms }) {
  const { t } = useTranslation();
  const clock = useClock();
  const withdrawals = useQuery(marketQuestions.withdrawals(terms.language));
  return (
    <Section title={t('trading.withdrawals')} count={withdrawals.data?.total}>
      <Loaded query={withdrawals} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('trading.noWithdrawals')} />
          ) : (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('trading.number')}</th>
                  <th scope="col">{t('market.when')}</th>
                  <th scope="col" data-number>
                    {t('trading.money')}
                  </th>
                  <th scope="col">{t('market.stateTitle')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.withdrawal}>
                    <th scope="row">{item.withdrawal}</th>
                    <td>{clock.moment(Date.parse(item.requested))}</td>
                    <td data-number>{amountOf(item.amount, terms.money(item.currency), terms.language)}</td>
                    <td>{t(`trading.withdrawal.${item.state}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Section>
  );
}

function Screen({ trader }: { trader: Trader }) {
  const { t } = useTranslation();
  const terms = useTerms();
  const own = useOwn();
  const balances = [...own.balances.values()].sort(
    (a, b) => (a.client ?? 0) - (b.client ?? 0) || a.currency - b.currency,
  );
  return (
    <>
      <Section title={t('trading.account')}>
        {own.complete && balances.length === 0 && <Empty title={t('trading.noBalances')} />}
        {balances.length > 0 && <Balances balances={balances} terms={terms} />}
      </Section>
      <Movements trader={trader} terms={terms} />
      <div className={classes.columns}>
        <Withdrawals terms={terms} />
        <Section title={t('trading.withdraw')}>
          <Withdraw trader={trader} balances={balances} terms={terms} />
        </Section>
      </div>
    </>
  );
}

export function MoneyPage() {
  const { t } = useTranslation();
  return <TraderFrame title={t('trading.money')}>{(trader) => <Screen trader={trader} />}</TraderFrame>;
}

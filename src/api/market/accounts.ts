/** Accounts: whose they are, what is in them, and what is on its way out of them. */
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  HOLDER,
  type Market,
  WITHDRAWAL_COLUMN,
  WITHDRAWAL_NUMBER,
} from '#market/state.ts';
import type { BalanceItem, ClientItem, WithdrawalItem } from '#wire/market.ts';
import { numberAt, rowsOf, timeText, wordAt } from './cells.ts';
import { those } from './pages.ts';
import { WITHDRAWAL } from './words.ts';

/** The participant to whom an account belongs, by itself or through its client. */
export function participantOfAccount(market: Market, account: number): number {
  return wordAt(market.accounts, account, ACCOUNT.participant);
}

/** The broker's client to whom an account belongs, null where it is the participant's own. */
export function clientOfAccount(market: Market, account: number): number | null {
  const holder = wordAt(market.accounts, account, ACCOUNT.holder);
  return wordAt(market.holders, holder, HOLDER.client) === 1 ? holder : null;
}

/** Numbers of the accounts of a participant, its clients' among them; of all participants for 0. */
export function accountsOf(market: Market, participant: number, after = 0): Iterable<number> {
  const all = rowsOf(market.accounts, after + 1);
  return participant === 0
    ? all
    : those(all, (account) => participantOfAccount(market, account) === participant);
}

export function balanceItem(market: Market, account: number): BalanceItem {
  const amount = (column: number): number => numberAt(market.accounts, account, column);
  return {
    participant: participantOfAccount(market, account),
    client: clientOfAccount(market, account),
    currency: wordAt(market.accounts, account, ACCOUNT.currency),
    free: amount(ACCOUNT_NUMBER.free),
    blockedForOrders: amount(ACCOUNT_NUMBER.orders),
    blockedForContracts: amount(ACCOUNT_NUMBER.contracts),
    inTransit: amount(ACCOUNT_NUMBER.transit),
    // An asset of the exchange, and so below zero in its books.
    feesDue: 0 - amount(ACCOUNT_NUMBER.feesDue),
  };
}

/** Numbers of the withdrawals of a participant and its clients; of all for 0. */
export function withdrawalsOf(market: Market, participant: number, after: number): Iterable<number> {
  return those(rowsOf(market.withdrawals, after + 1), (row) => {
    const account = wordAt(market.withdrawals, row, WITHDRAWAL_COLUMN.account);
    return participant === 0 || participantOfAccount(market, account) === participant;
  });
}

export function withdrawalItem(market: Market, withdrawal: number): WithdrawalItem {
  const word = (column: number): number => wordAt(market.withdrawals, withdrawal, column);
  const account = word(WITHDRAWAL_COLUMN.account);
  return {
    withdrawal,
    participant: participantOfAccount(market, account),
    client: clientOfAccount(market, account),
    trader: word(WITHDRAWAL_COLUMN.trader),
    currency: wordAt(market.accounts, account, ACCOUNT.currency),
    amount: numberAt(market.withdrawals, withdrawal, WITHDRAWAL_NUMBER.amount),
    state: WITHDRAWAL.word(word(WITHDRAWAL_COLUMN.state)),
    requested: timeText(numberAt(market.withdrawals, withdrawal, WITHDRAWAL_NUMBER.time)),
  };
}

/** Numbers of the clients of a broker; of all for 0. */
export function clientsOf(market: Market, participant: number, after: number): Iterable<number> {
  return those(
    rowsOf(market.holders, after + 1),
    (holder) =>
      wordAt(market.holders, holder, HOLDER.client) === 1 &&
      (participant === 0 || wordAt(market.holders, holder, HOLDER.participant) === participant),
  );
}

export function clientItem(market: Market, client: number): ClientItem {
  return {
    client,
    participant: wordAt(market.holders, client, HOLDER.participant),
    active: wordAt(market.holders, client, HOLDER.active) === 1,
    resident: wordAt(market.holders, client, HOLDER.resident) === 1,
  };
}

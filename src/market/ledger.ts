/**
 * The double-entry ledger. Balances are credits: what the exchange owes to members (free deposit, blocked for
 * orders, blocked for contracts, payments in transit) and its income are never below zero; its assets (the bank,
 * and fees that members owe) are never above. In each currency all balances sum to zero, always.
 *
 * Each posting adds the same amount to a balance and to the currency's running total; a command whose postings
 * leave a total other than zero is a fault of the engine, and stops it. Every so many commands all balances are
 * summed afresh.
 */
import type { Market } from './state.ts';
import * as state from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const {
  ACCOUNT,
  ACCOUNT_SHIFT,
  ACCOUNT_NUMBER,
  CURRENCY,
  CURRENCY_NUMBER,
  HOLDER,
  HOLDER_SHIFT,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
} = state;

const ACCOUNT_NUMBERS = ACCOUNT.stride / 2;
const CURRENCY_NUMBERS = CURRENCY.stride / 2;

/** Adds to a balance of an account (a column of ACCOUNT_NUMBER) and to its currency's total. */
export function post(
  market: Market,
  account: number,
  column: number,
  currency: number,
  amount: number,
): void {
  market.accounts.numbers[account * ACCOUNT_NUMBERS + column]! += amount;
  market.currencies.numbers[(currency * CURRENCY_NUMBERS) | CURRENCY_NUMBER.total]! += amount;
}

/** Adds to the exchange's own balance in a currency (bank or income) and to the total. */
export function postExchange(market: Market, column: number, currency: number, amount: number): void {
  const numbers = market.currencies.numbers;
  numbers[currency * CURRENCY_NUMBERS + column]! += amount;
  numbers[(currency * CURRENCY_NUMBERS) | CURRENCY_NUMBER.total]! += amount;
}

/** A balance of an account. */
export function balance(market: Market, account: number, column: number): number {
  return market.accounts.numbers[account * ACCOUNT_NUMBERS + column]!;
}

/** Beneficial owners: declared groups are above zero, participants −1 and down, clients from here down. */
const FIRST_CLIENT_GROUP = 2 ** 24;

/** Beneficial owner of a participant (client 0) or its client. */
export function groupOf(market: Market, participant: number, client: number): number {
  if (client !== 0) return -FIRST_CLIENT_GROUP - client;
  return market.participants.words[(participant << PARTICIPANT_SHIFT) | PARTICIPANT.group]!;
}

/** Account of a holder in a currency, 0 where there is none. */
export function findAccount(market: Market, holder: number, currency: number): number {
  return market.holders.words[(holder << HOLDER_SHIFT) | (HOLDER.accounts + currency - 1)]!;
}

/** Account of a holder in a currency, made where there is none. */
export function openAccount(market: Market, holder: number, currency: number): number {
  const holders = market.holders.words;
  const at = holder << HOLDER_SHIFT;
  const found = holders[at | (HOLDER.accounts + currency - 1)]!;
  if (found !== 0) return found;
  const account = market.accounts.add();
  const words = market.accounts.words;
  const row = account << ACCOUNT_SHIFT;
  words[row | ACCOUNT.holder] = holder;
  words[row | ACCOUNT.currency] = currency;
  words[row | ACCOUNT.participant] = holders[at | HOLDER.participant]!;
  words[row | ACCOUNT.resident] = holders[at | HOLDER.resident]!;
  const client = holders[at | HOLDER.client] === 1 ? holder : 0;
  words[row | ACCOUNT.group] = groupOf(market, holders[at | HOLDER.participant]!, client);
  holders[at | (HOLDER.accounts + currency - 1)] = account;
  return account;
}

/** A fault of the engine: the state can no longer be trusted, and the market must stop. */
export class LedgerFault extends Error {
  override readonly name = 'LedgerFault';
}

/** Are the running totals of all currencies zero? Throws where one is not. Made after every command. */
export function assertTotals(market: Market): void {
  const numbers = market.currencies.numbers;
  for (let row = 1; row < market.currencies.rows; row++) {
    const total = numbers[(row * CURRENCY_NUMBERS) | CURRENCY_NUMBER.total]!;
    if (total !== 0) throw new LedgerFault(`currency ${row} is out of balance by ${total}`);
  }
}

/** Sums every balance of every currency, and looks at the side on which each stands. Throws at a fault. */
export function assertLedger(market: Market): void {
  assertTotals(market);
  const sums = new Float64Array(market.currencies.rows);
  const currencies = market.currencies.numbers;
  for (let row = 1; row < market.currencies.rows; row++) {
    const at = row * CURRENCY_NUMBERS;
    const bank = currencies[at | CURRENCY_NUMBER.bank]!;
    const income = currencies[at | CURRENCY_NUMBER.income]!;
    if (!(bank <= 0 && income >= 0))
      throw new LedgerFault(`bank or income of currency ${row} on the wrong side`);
    sums[row] = bank + income;
  }
  const { numbers, words } = market.accounts;
  for (let account = 1; account < market.accounts.rows; account++) {
    const at = account * ACCOUNT_NUMBERS;
    const free = numbers[at | ACCOUNT_NUMBER.free]!;
    const orders = numbers[at | ACCOUNT_NUMBER.orders]!;
    const contracts = numbers[at | ACCOUNT_NUMBER.contracts]!;
    const feesDue = numbers[at | ACCOUNT_NUMBER.feesDue]!;
    const transit = numbers[at | ACCOUNT_NUMBER.transit]!;
    if (!(free >= 0 && orders >= 0 && contracts >= 0 && transit >= 0 && feesDue <= 0)) {
      throw new LedgerFault(`account ${account} has a balance on the wrong side`);
    }
    sums[words[(account << ACCOUNT_SHIFT) | ACCOUNT.currency]!]! +=
      free + orders + contracts + feesDue + transit;
  }
  for (let row = 1; row < market.currencies.rows; row++) {
    if (sums[row] !== 0) throw new LedgerFault(`balances of currency ${row} sum to ${sums[row]}`);
  }
}

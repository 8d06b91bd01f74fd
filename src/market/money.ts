/** Currencies, deposits from the bank, withdrawals to it, and fees collected from free deposits. */
import { isWhole } from './arithmetic.ts';
import { emit } from './emit.ts';
import { checkTrader, isClientOf, participantOf } from './gate.ts';
import { balance, findAccount, openAccount, post, postExchange } from './ledger.ts';
import {
  MAXIMUM_CURRENCIES,
  MAXIMUM_LEDGER,
  MAXIMUM_OPEN_VALUE,
  MAXIMUM_RATE_MILLIONTHS,
  MILLION,
} from './limits.ts';
import { isParticipant, putRemark } from './participants.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  ACCOUNT_SHIFT,
  CURRENCY,
  CURRENCY_NUMBER,
  CURRENCY_SHIFT,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  HOLDER_SHIFT,
  type Market,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
  WITHDRAWAL_COLUMN,
  WITHDRAWAL_NUMBER,
} from './state.ts';
import { REMARK, WITHDRAWAL } from './terms.ts';

const LARGEST_REFERENCE = Number.MAX_SAFE_INTEGER;

/** Value of open orders that a currency may have at a rate, so that it stays within the bound in local money. */
function openLimit(rateMillionths: number): number {
  return rateMillionths <= MILLION
    ? MAXIMUM_OPEN_VALUE
    : Math.floor((MAXIMUM_OPEN_VALUE / rateMillionths) * MILLION);
}

export function defineCurrency(market: Market, command: Fields<'defineCurrency'>): number {
  const { code, local, rateMillionths } = command;
  if (market.currencies.rows > MAXIMUM_CURRENCIES) return REJECT.TOO_MANY;
  if (code <= 0 || code > 999) return REJECT.CODE_INVALID;
  for (let row = 1; row < market.currencies.rows; row++) {
    if (market.currencies.words[(row << CURRENCY_SHIFT) + CURRENCY.code] === code) return REJECT.CODE_INVALID;
  }
  const known = market.general.words[GENERAL_AT + GENERAL.localCurrency]!;
  if ((local !== 0 && local !== 1) || (known === 0) !== (local === 1)) return REJECT.FLAG_INVALID;
  if (!isWhole(rateMillionths, 1, MAXIMUM_RATE_MILLIONTHS) || (local === 1 && rateMillionths !== MILLION)) {
    return REJECT.EXCHANGE_RATE_INVALID;
  }
  const currency = market.currencies.add();
  const numbers = market.currencies.numbers;
  const at = currency << (CURRENCY_SHIFT - 1);
  market.currencies.words[(currency << CURRENCY_SHIFT) + CURRENCY.code] = code;
  numbers[at + CURRENCY_NUMBER.rate] = rateMillionths;
  numbers[at + CURRENCY_NUMBER.openLimit] = openLimit(rateMillionths);
  numbers[at + CURRENCY_NUMBER.approvalLimit] = MAXIMUM_LEDGER;
  if (local === 1) market.general.words[GENERAL_AT + GENERAL.localCurrency] = currency;
  emit(market, 'currencyDefined', { currency, code });
  return 0;
}

function isCurrency(market: Market, currency: number): boolean {
  return currency > 0 && currency < market.currencies.rows;
}

export function setRate(market: Market, command: Fields<'setRate'>): number {
  const { currency, rateMillionths } = command;
  if (!isCurrency(market, currency)) return REJECT.CURRENCY_UNKNOWN;
  const local = market.general.words[GENERAL_AT + GENERAL.localCurrency] === currency;
  if (!isWhole(rateMillionths, 1, MAXIMUM_RATE_MILLIONTHS) || (local && rateMillionths !== MILLION)) {
    return REJECT.EXCHANGE_RATE_INVALID;
  }
  const numbers = market.currencies.numbers;
  const at = currency << (CURRENCY_SHIFT - 1);
  const limit = openLimit(rateMillionths);
  if (numbers[at + CURRENCY_NUMBER.openValue]! > limit) return REJECT.EXCHANGE_RATE_OPEN_ORDERS;
  numbers[at + CURRENCY_NUMBER.rate] = rateMillionths;
  numbers[at + CURRENCY_NUMBER.openLimit] = limit;
  emit(market, 'rateSet', { currency, rateMillionths });
  return 0;
}

/** Holder that a command names by participant and client (0: the participant itself), 0 where there is none. */
function holderFor(market: Market, participant: number, client: number): number {
  if (!isParticipant(market, participant)) return 0;
  if (client === 0)
    return market.participants.words[(participant << PARTICIPANT_SHIFT) + PARTICIPANT.holder]!;
  if (client < 0 || client >= market.holders.rows) return 0;
  const words = market.holders.words;
  const at = client << HOLDER_SHIFT;
  return words[at + HOLDER.client] === 1 && words[at + HOLDER.participant] === participant ? client : 0;
}

/** Money that a bank statement shows: it becomes free deposit. Fees due are collected by a command of their own. */
export function recordReceipt(market: Market, command: Fields<'recordReceipt'>): number {
  const { currency, amount, reference } = command;
  const holder = holderFor(market, command.participant, command.client);
  if (holder === 0) return REJECT.HOLDER_UNKNOWN;
  if (!isCurrency(market, currency)) return REJECT.CURRENCY_UNKNOWN;
  if (!isWhole(amount, 1, MAXIMUM_LEDGER)) return REJECT.AMOUNT_INVALID;
  if (!isWhole(reference, 0, LARGEST_REFERENCE)) return REJECT.REFERENCE_INVALID;
  const bank = market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) + CURRENCY_NUMBER.bank]!;
  if (amount - bank > MAXIMUM_LEDGER) return REJECT.LEDGER_FULL;
  const account = openAccount(market, holder, currency);
  postExchange(market, CURRENCY_NUMBER.bank, currency, -amount);
  post(market, account, ACCOUNT_NUMBER.free, currency, amount);
  emit(market, 'moneyReceived', { account, toFees: 0, toFree: amount, reference });
  return 0;
}

/** A trader asks for free deposit back: it is in transit until it is paid or refused. */
export function requestWithdrawal(market: Market, command: Fields<'requestWithdrawal'>): number {
  const { client, currency, amount, actor, time } = command;
  const who = checkTrader(market, actor);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  if (client !== 0 && !isClientOf(market, client, participant)) return REJECT.CLIENT_UNKNOWN;
  if (!isCurrency(market, currency)) return REJECT.CURRENCY_UNKNOWN;
  if (!isWhole(amount, 1, MAXIMUM_LEDGER)) return REJECT.AMOUNT_INVALID;
  const account = findAccount(market, holderFor(market, participant, client), currency);
  if (account === 0 || balance(market, account, ACCOUNT_NUMBER.free) < amount)
    return REJECT.BALANCE_INSUFFICIENT;
  post(market, account, ACCOUNT_NUMBER.free, currency, -amount);
  post(market, account, ACCOUNT_NUMBER.transit, currency, amount);
  const withdrawal = market.withdrawals.add();
  const words = market.withdrawals.words;
  const at = withdrawal * WITHDRAWAL_COLUMN.stride;
  words[at + WITHDRAWAL_COLUMN.account] = account;
  words[at + WITHDRAWAL_COLUMN.state] = WITHDRAWAL.requested;
  words[at + WITHDRAWAL_COLUMN.trader] = actor;
  market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.amount] = amount;
  market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.time] = time;
  emit(market, 'withdrawalChanged', { withdrawal, account, state: WITHDRAWAL.requested, amount });
  return 0;
}

function isWithdrawal(market: Market, withdrawal: number): boolean {
  return withdrawal > 0 && withdrawal < market.withdrawals.rows;
}

function stateOf(market: Market, withdrawal: number): number {
  return market.withdrawals.words[withdrawal * WITHDRAWAL_COLUMN.stride + WITHDRAWAL_COLUMN.state]!;
}

function changeWithdrawal(market: Market, withdrawal: number, state: number): void {
  const at = withdrawal * WITHDRAWAL_COLUMN.stride;
  const words = market.withdrawals.words;
  words[at + WITHDRAWAL_COLUMN.state] = state;
  const amount = market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.amount]!;
  emit(market, 'withdrawalChanged', {
    withdrawal,
    account: words[at + WITHDRAWAL_COLUMN.account]!,
    state,
    amount,
  });
}

/** Approves a withdrawal; above the currency's limit two different officers must. */
export function approveWithdrawal(market: Market, command: Fields<'approveWithdrawal'>): number {
  const { withdrawal, officer } = command;
  if (!isWithdrawal(market, withdrawal)) return REJECT.WITHDRAWAL_UNKNOWN;
  if (stateOf(market, withdrawal) !== WITHDRAWAL.requested) return REJECT.WITHDRAWAL_STATE;
  const words = market.withdrawals.words;
  const at = withdrawal * WITHDRAWAL_COLUMN.stride;
  const first = words[at + WITHDRAWAL_COLUMN.firstOfficer]!;
  if (officer <= 0 || officer === first) return REJECT.OFFICER_INVALID;
  const currency =
    market.accounts.words[(words[at + WITHDRAWAL_COLUMN.account]! << ACCOUNT_SHIFT) + ACCOUNT.currency]!;
  const limit =
    market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) + CURRENCY_NUMBER.approvalLimit]!;
  const large = market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.amount]! > limit;
  if (first === 0) words[at + WITHDRAWAL_COLUMN.firstOfficer] = officer;
  changeWithdrawal(market, withdrawal, large && first === 0 ? WITHDRAWAL.requested : WITHDRAWAL.approved);
  return 0;
}

/** The bank has paid an approved withdrawal. */
export function payWithdrawal(market: Market, command: Fields<'payWithdrawal'>): number {
  const { withdrawal } = command;
  if (!isWithdrawal(market, withdrawal)) return REJECT.WITHDRAWAL_UNKNOWN;
  if (stateOf(market, withdrawal) !== WITHDRAWAL.approved) return REJECT.WITHDRAWAL_STATE;
  const at = withdrawal * WITHDRAWAL_COLUMN.stride;
  const amount = market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.amount]!;
  const account = market.withdrawals.words[at + WITHDRAWAL_COLUMN.account]!;
  const currency = market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.currency]!;
  post(market, account, ACCOUNT_NUMBER.transit, currency, -amount);
  postExchange(market, CURRENCY_NUMBER.bank, currency, amount);
  changeWithdrawal(market, withdrawal, WITHDRAWAL.paid);
  return 0;
}

/** Refuses a withdrawal that has not been paid: the money is free deposit again. */
export function refuseWithdrawal(market: Market, command: Fields<'refuseWithdrawal'>): number {
  const { withdrawal } = command;
  if (!isWithdrawal(market, withdrawal)) return REJECT.WITHDRAWAL_UNKNOWN;
  const state = stateOf(market, withdrawal);
  if (state !== WITHDRAWAL.requested && state !== WITHDRAWAL.approved) return REJECT.WITHDRAWAL_STATE;
  const at = withdrawal * WITHDRAWAL_COLUMN.stride;
  const amount = market.withdrawals.numbers[(at >> 1) + WITHDRAWAL_NUMBER.amount]!;
  const account = market.withdrawals.words[at + WITHDRAWAL_COLUMN.account]!;
  const currency = market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.currency]!;
  post(market, account, ACCOUNT_NUMBER.transit, currency, -amount);
  post(market, account, ACCOUNT_NUMBER.free, currency, amount);
  changeWithdrawal(market, withdrawal, WITHDRAWAL.refused);
  return 0;
}

/** Pays fees due from the free deposit, as far as it goes. */
export function collectFees(market: Market, command: Fields<'collectFees'>): number {
  const { currency, participant } = command;
  const holder = holderFor(market, participant, command.client);
  if (holder === 0) return REJECT.HOLDER_UNKNOWN;
  if (!isCurrency(market, currency)) return REJECT.CURRENCY_UNKNOWN;
  const account = findAccount(market, holder, currency);
  const due = account === 0 ? 0 : -balance(market, account, ACCOUNT_NUMBER.feesDue);
  const amount = account === 0 ? 0 : Math.min(due, balance(market, account, ACCOUNT_NUMBER.free));
  if (amount === 0) return REJECT.NOTHING_DUE;
  post(market, account, ACCOUNT_NUMBER.free, currency, -amount);
  post(market, account, ACCOUNT_NUMBER.feesDue, currency, amount);
  emit(market, 'feesCollected', { account, amount, stillDue: due - amount });
  if (amount === due) clearFeesRemark(market, participant);
  return 0;
}

/** Takes the remark of unpaid fees from a participant none of whose accounts owes any. */
function clearFeesRemark(market: Market, participant: number): void {
  for (let account = 1; account < market.accounts.rows; account++) {
    if (market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.participant] !== participant) continue;
    if (balance(market, account, ACCOUNT_NUMBER.feesDue) !== 0) return;
  }
  putRemark(market, participant, REMARK.unpaidFees, 0);
}

export function setApprovalLimit(market: Market, command: Fields<'setApprovalLimit'>): number {
  if (!isCurrency(market, command.currency)) return REJECT.CURRENCY_UNKNOWN;
  if (!isWhole(command.limit, 0, MAXIMUM_LEDGER)) return REJECT.AMOUNT_INVALID;
  market.currencies.numbers[(command.currency << (CURRENCY_SHIFT - 1)) + CURRENCY_NUMBER.approvalLimit] =
    command.limit;
  emit(market, 'approvalLimitSet', { currency: command.currency, limit: command.limit });
  return 0;
}

/**
 * Contracts, as far as money goes: drafted with the deal, signed by both sides, registered, performed in parts
 * or whole, terminated, or defaulted. A performed part gives its share of the deposits back; a defaulting side
 * forfeits what is left of its own to the other, less the exchange's part. A report of default keeps nobody from
 * performing: the contract's step goes on underneath it (see default-reports.ts).
 */
import { shareDown } from './arithmetic.ts';
import { closeReport, dropReport, lastDayOf, openReport, putStep, stepOf } from './default-reports.ts';
import { emit } from './emit.ts';
import { checkTrader, participantOf } from './gate.ts';
import { post, postExchange } from './ledger.ts';
import { DEFAULT_WINDOW_DAYS, MILLION } from './limits.ts';
import { hasRemark, isDay, putRemark } from './participants.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  ACCOUNT_SHIFT,
  CONTRACT_COLUMN,
  CONTRACT_NUMBER,
  CURRENCY_NUMBER,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  HOLDER_SHIFT,
  LISTING,
  LISTING_SHIFT,
  type Market,
} from './state.ts';
import { BUY, CONTRACT, REMARK, SELL, SIDES, SIGNED } from './terms.ts';

/** Word offset of a contract, 0 where the number names none. */
function findContract(market: Market, contract: number): number {
  return contract > 0 && contract < market.contracts.rows ? contract * CONTRACT_COLUMN.stride : 0;
}

function stateOf(market: Market, at: number): number {
  return market.contracts.words[at + CONTRACT_COLUMN.state]!;
}

function today(market: Market): number {
  return market.general.words[GENERAL_AT + GENERAL.day]!;
}

/** Is it alive: neither performed, terminated nor defaulted? */
function isAlive(state: number): boolean {
  return state <= CONTRACT.registered || state === CONTRACT.defaultReported;
}

/** Side on which a participant (client 0) or its client stands, −1 where on neither. */
function sideOf(market: Market, at: number, participant: number, client: number): number {
  for (let side = BUY; side <= SELL; side++) {
    const account = market.contracts.words[at + CONTRACT_COLUMN.buyAccount + side]! << ACCOUNT_SHIFT;
    const holder = market.accounts.words[account + ACCOUNT.holder]!;
    const isClient = market.holders.words[(holder << HOLDER_SHIFT) + HOLDER.client] === 1;
    if (
      market.accounts.words[account + ACCOUNT.participant] === participant &&
      (isClient ? holder : 0) === client
    )
      return side;
  }
  return -1;
}

export function signContract(market: Market, command: Fields<'signContract'>): number {
  const { actor, contract, client } = command;
  const who = checkTrader(market, actor);
  if (who !== 0) return who;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  const side = sideOf(market, at, participantOf(market, actor), client);
  if (side < 0) return REJECT.CONTRACT_NOT_YOURS;
  if (stepOf(market, at) !== CONTRACT.drafted) return REJECT.CONTRACT_STATE;
  const words = market.contracts.words;
  const bit = side === BUY ? SIGNED.buyer : SIGNED.seller;
  if ((words[at + CONTRACT_COLUMN.signed]! & bit) !== 0) return REJECT.CONTRACT_SIGNED_ALREADY;
  words[at + CONTRACT_COLUMN.signed]! |= bit;
  const both = words[at + CONTRACT_COLUMN.signed] === SIGNED.both;
  if (both) {
    putStep(market, at, CONTRACT.signed);
    // The day was that of the signatures.
    words[at + CONTRACT_COLUMN.dueDay] = 0;
    words[at + CONTRACT_COLUMN.dueSide] = 0;
  }
  emit(market, 'contractSigned', { contract, side, state: stateOf(market, at) });
  refreshOverdue(market, at);
  return 0;
}

export function registerContract(market: Market, command: Fields<'registerContract'>): number {
  const { contract, dueDay } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (stepOf(market, at) !== CONTRACT.signed) return REJECT.CONTRACT_STATE;
  if (!isDay(market, dueDay)) return REJECT.DAY_INVALID;
  const words = market.contracts.words;
  putStep(market, at, CONTRACT.registered);
  words[at + CONTRACT_COLUMN.dueDay] = dueDay;
  words[at + CONTRACT_COLUMN.dueSide] = SIDES.both;
  emit(market, 'contractRegistered', { contract, dueDay });
  refreshOverdue(market, at);
  return 0;
}

/** Currency of a contract. */
function currencyOf(market: Market, at: number): number {
  const listing = market.contracts.words[at + CONTRACT_COLUMN.listing]!;
  return market.listings.words[(listing << LISTING_SHIFT) + LISTING.currency]!;
}

/** Gives part of one side's deposit back to its free deposit. */
function release(market: Market, at: number, side: number, amount: number): void {
  if (amount === 0) return;
  const account = market.contracts.words[at + CONTRACT_COLUMN.buyAccount + side]!;
  const currency = currencyOf(market, at);
  market.contracts.numbers[(at >> 1) + CONTRACT_NUMBER.buyDeposit + side]! -= amount;
  post(market, account, ACCOUNT_NUMBER.contracts, currency, -amount);
  post(market, account, ACCOUNT_NUMBER.free, currency, amount);
}

function depositOf(market: Market, at: number, side: number): number {
  return market.contracts.numbers[(at >> 1) + CONTRACT_NUMBER.buyDeposit + side]!;
}

/** Share of a deposit that falls to `part` of the `whole` lots still open: rounded down. The product exceeds 2^53. */
function partOf(deposit: number, part: number, whole: number): number {
  return Number((BigInt(deposit) * BigInt(part)) / BigInt(whole));
}

/** Lots that have been delivered and accepted: their share of both deposits comes back. */
export function recordDelivery(market: Market, command: Fields<'recordDelivery'>): number {
  const { contract, lots } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (stepOf(market, at) !== CONTRACT.registered) return REJECT.CONTRACT_STATE;
  if (lots <= 0) return REJECT.LOTS_INVALID;
  const words = market.contracts.words;
  const open = words[at + CONTRACT_COLUMN.lots]! - words[at + CONTRACT_COLUMN.delivered]!;
  if (lots > open) return REJECT.DELIVERY_TOO_LARGE;
  const buyReleased = partOf(depositOf(market, at, BUY), lots, open);
  const sellReleased = partOf(depositOf(market, at, SELL), lots, open);
  words[at + CONTRACT_COLUMN.delivered]! += lots;
  release(market, at, BUY, buyReleased);
  release(market, at, SELL, sellReleased);
  emit(market, 'deliveryRecorded', {
    contract,
    lots,
    delivered: words[at + CONTRACT_COLUMN.delivered]!,
    buyReleased,
    sellReleased,
  });
  return 0;
}

function end(market: Market, contract: number, at: number, state: number, reason: number): void {
  const buyReleased = depositOf(market, at, BUY);
  const sellReleased = depositOf(market, at, SELL);
  release(market, at, BUY, buyReleased);
  release(market, at, SELL, sellReleased);
  dropReport(market, at);
  market.contracts.words[at + CONTRACT_COLUMN.state] = state;
  emit(market, 'contractEnded', { contract, state, reason, buyReleased, sellReleased });
  refreshOverdue(market, at);
}

/** All lots are delivered and paid: what is left of the deposits comes back. */
export function performContract(market: Market, command: Fields<'performContract'>): number {
  const { contract } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (stepOf(market, at) !== CONTRACT.registered) return REJECT.CONTRACT_STATE;
  const words = market.contracts.words;
  if (words[at + CONTRACT_COLUMN.delivered] !== words[at + CONTRACT_COLUMN.lots])
    return REJECT.DELIVERY_MISSING;
  end(market, contract, at, CONTRACT.performed, 0);
  return 0;
}

/** Both sides agree, or the arbitration commission decides, that the contract ends: deposits come back. */
export function terminateContract(market: Market, command: Fields<'terminateContract'>): number {
  const { contract, reason } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (!isAlive(stateOf(market, at))) return REJECT.CONTRACT_STATE;
  end(market, contract, at, CONTRACT.terminated, reason);
  return 0;
}

/**
 * One side reports that the other has not performed; the office decides after the window whose last day is `dueDay`.
 * The engine knows no working days: it sees to five days at least, the office to five working ones.
 */
export function reportDefault(market: Market, command: Fields<'reportDefault'>): number {
  const { actor, contract, client, dueDay } = command;
  const who = checkTrader(market, actor);
  if (who !== 0) return who;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  const side = sideOf(market, at, participantOf(market, actor), client);
  if (side < 0) return REJECT.CONTRACT_NOT_YOURS;
  const state = stateOf(market, at);
  if (!isAlive(state) || state === CONTRACT.defaultReported) return REJECT.CONTRACT_STATE;
  if (dueDay < today(market) + DEFAULT_WINDOW_DAYS) return REJECT.DEFAULT_WINDOW_SHORT;
  openReport(market, at, dueDay);
  emit(market, 'defaultReported', { contract, side, dueDay });
  return 0;
}

/** The office finds a report of default without ground: the contract is where it would be without the report. */
export function dismissDefault(market: Market, command: Fields<'dismissDefault'>): number {
  const { contract, reason } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (stateOf(market, at) !== CONTRACT.defaultReported) return REJECT.CONTRACT_STATE;
  closeReport(market, at);
  emit(market, 'defaultDismissed', { contract, state: stateOf(market, at), reason });
  return 0;
}

/**
 * A side has defaulted, as the office finds after the window: its deposit goes to the other, less the exchange's part (millionths, rounded down); the
 * other side's own deposit comes back.
 */
export function settleDefault(market: Market, command: Fields<'settleDefault'>): number {
  const { contract, defaulter, exchangePartPpm } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (stateOf(market, at) !== CONTRACT.defaultReported) return REJECT.CONTRACT_STATE;
  if (lastDayOf(market, at) >= today(market)) return REJECT.DEFAULT_WINDOW_OPEN;
  if ((defaulter !== BUY && defaulter !== SELL) || exchangePartPpm < 0 || exchangePartPpm > MILLION) {
    return REJECT.DEFAULTER_INVALID;
  }
  const other = 1 - defaulter;
  const deposit = depositOf(market, at, defaulter);
  const toExchange = shareDown(deposit, exchangePartPpm);
  const toParty = deposit - toExchange;
  const released = depositOf(market, at, other);
  release(market, at, other, released);
  const words = market.contracts.words;
  const currency = currencyOf(market, at);
  market.contracts.numbers[(at >> 1) + CONTRACT_NUMBER.buyDeposit + defaulter] = 0;
  post(
    market,
    words[at + CONTRACT_COLUMN.buyAccount + defaulter]!,
    ACCOUNT_NUMBER.contracts,
    currency,
    -deposit,
  );
  post(market, words[at + CONTRACT_COLUMN.buyAccount + other]!, ACCOUNT_NUMBER.free, currency, toParty);
  postExchange(market, CURRENCY_NUMBER.income, currency, toExchange);
  dropReport(market, at);
  words[at + CONTRACT_COLUMN.state] = CONTRACT.defaulted;
  emit(market, 'depositForfeited', { contract, defaulter, toParty, toExchange, released });
  refreshOverdue(market, at);
  return 0;
}

/** Sets the day by which a step of the contract is due, and the sides whose step it is. */
export function setContractDue(market: Market, command: Fields<'setContractDue'>): number {
  const { contract, dueDay, side } = command;
  const at = findContract(market, contract);
  if (at === 0) return REJECT.CONTRACT_UNKNOWN;
  if (!isAlive(stateOf(market, at))) return REJECT.CONTRACT_STATE;
  if (!isDay(market, dueDay)) return REJECT.DAY_INVALID;
  if (side < 0 || side > SIDES.both) return REJECT.SIDES_INVALID;
  const words = market.contracts.words;
  words[at + CONTRACT_COLUMN.dueDay] = dueDay;
  words[at + CONTRACT_COLUMN.dueSide] = side;
  emit(market, 'contractDue', { contract, dueDay, side });
  refreshOverdue(market, at);
  return 0;
}

/** Sides whose step in a contract is overdue, as bits: a draft waits for who has not signed. */
function overdueSides(market: Market, at: number): number {
  const words = market.contracts.words;
  if (!isAlive(words[at + CONTRACT_COLUMN.state]!)) return 0;
  let dueDay = words[at + CONTRACT_COLUMN.dueDay]!;
  let sides = words[at + CONTRACT_COLUMN.dueSide]!;
  if (stepOf(market, at) === CONTRACT.drafted) {
    if (dueDay === 0)
      dueDay =
        market.listings.words[(words[at + CONTRACT_COLUMN.listing]! << LISTING_SHIFT) + LISTING.contractDue]!;
    sides = SIDES.both & ~words[at + CONTRACT_COLUMN.signed]!;
  }
  return dueDay !== 0 && dueDay < today(market) ? sides : 0;
}

function participantAt(market: Market, at: number, side: number): number {
  const account = market.contracts.words[at + CONTRACT_COLUMN.buyAccount + side]!;
  return market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.participant]!;
}

/** Raises and removes the remark of overdue contracts for all participants: with each new day. */
export function markOverdue(market: Market): void {
  const overdue = new Uint8Array(market.participants.rows);
  for (let contract = 1; contract < market.contracts.rows; contract++) {
    const at = contract * CONTRACT_COLUMN.stride;
    const sides = overdueSides(market, at);
    if ((sides & SIDES.buy) !== 0) overdue[participantAt(market, at, BUY)] = 1;
    if ((sides & SIDES.sell) !== 0) overdue[participantAt(market, at, SELL)] = 1;
  }
  for (let participant = 1; participant < overdue.length; participant++) {
    putRemark(market, participant, REMARK.overdueContract, overdue[participant] === 1 ? SIDES.both : 0);
  }
}

/** After a contract's change: its two participants may have none overdue any more. Looks only at those who had. */
function refreshOverdue(market: Market, at: number): void {
  for (let side = BUY; side <= SELL; side++) {
    const participant = participantAt(market, at, side);
    if (!hasRemark(market, participant, REMARK.overdueContract)) continue;
    if (!hasOverdue(market, participant)) putRemark(market, participant, REMARK.overdueContract, 0);
  }
}

function hasOverdue(market: Market, participant: number): boolean {
  for (let contract = 1; contract < market.contracts.rows; contract++) {
    const at = contract * CONTRACT_COLUMN.stride;
    const sides = overdueSides(market, at);
    if ((sides & SIDES.buy) !== 0 && participantAt(market, at, BUY) === participant) return true;
    if ((sides & SIDES.sell) !== 0 && participantAt(market, at, SELL) === participant) return true;
  }
  return false;
}

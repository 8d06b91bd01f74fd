/** A new business day: orders that were valid until an earlier one end, and remarks are reckoned afresh. */
import { markOverdue } from './contracts.ts';
import { emit } from './emit.ts';
import { endOrder } from './ending.ts';
import { balance } from './ledger.ts';
import { MAXIMUM_SECTIONS } from './limits.ts';
import { putRemark } from './participants.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  ACCOUNT_SHIFT,
  GENERAL,
  GENERAL_AT,
  type Market,
  ORDER,
  ORDER_SHIFT,
} from './state.ts';
import { CANCEL_REASON, FORCE, REMARK, SIDES, TERMS } from './terms.ts';

/** Day numbers count from 1970-01-01; the last one that fits is far beyond any contract. */
const LAST_DAY = 1_000_000;

/** Begins a day (days since 1970). With `resetTurnover` the fee bands begin anew, as with a month. */
export function beginDay(market: Market, command: Fields<'beginDay'>): number {
  const { day, resetTurnover } = command;
  if (day <= 0 || day > LAST_DAY) return REJECT.DAY_INVALID;
  const general = market.general.words;
  if (day <= general[GENERAL_AT + GENERAL.day]!) return REJECT.DAY_BACKWARDS;
  general[GENERAL_AT + GENERAL.day] = day;
  emit(market, 'dayBegun', { day });
  const orders = market.orders.words;
  for (let slot = 1; slot < market.orders.rows; slot++) {
    const at = slot << ORDER_SHIFT;
    if (orders[at + ORDER.listing] === 0) continue;
    const lasting = ((orders[at + ORDER.terms]! >> TERMS.forceShift) & 3) === FORCE.untilDate;
    if (lasting && orders[at + ORDER.expiryDay]! < day) endOrder(market, slot, CANCEL_REASON.expired);
  }
  if (resetTurnover === 1) market.turnover.numbers.fill(0, 0, market.turnover.rows * MAXIMUM_SECTIONS);
  markOverdue(market);
  markUnpaid(market);
  return 0;
}

/** Fees that are still due when a day begins are a remark, which blocks both sides until they are paid. */
function markUnpaid(market: Market): void {
  const unpaid = new Uint8Array(market.participants.rows);
  for (let account = 1; account < market.accounts.rows; account++) {
    if (balance(market, account, ACCOUNT_NUMBER.feesDue) === 0) continue;
    unpaid[market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.participant]!] = 1;
  }
  for (let participant = 1; participant < unpaid.length; participant++) {
    if (unpaid[participant] === 1) putRemark(market, participant, REMARK.unpaidFees, SIDES.both);
  }
}

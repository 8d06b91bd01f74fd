/** Submitting, cancelling and replacing orders: the checks in their documented order, then the change. */
import * as arithmeticModule from './arithmetic.ts';
import * as bookModule from './book.ts';
import * as commands from './commands.ts';
import * as depositsModule from './deposits.ts';
import * as emitModule from './emit.ts';
import * as endingModule from './ending.ts';
import * as gateModule from './gate.ts';
import * as limits from './limits.ts';
import * as matchingModule from './matching.ts';
import type { RecordBuffer } from './record.ts';
import * as rejections from './rejections.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';
import * as usageModule from './usage.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { isWhole } = arithmeticModule;
const { findOrder, joinQueue, leaveQueue, nextArrival, reduceResting, takeSlot } = bookModule;
const { blockAt, moveBlock, reblock, restingPrice } = depositsModule;
const { emit, emitAccepted, emitReleased } = emitModule;
const { endOrder, retireOrder } = endingModule;
const { accountFor, checkDeposit, checkGate, checkTrader, checkValue, checkWho, clientOf, participantOf } =
  gateModule;
const { canTrade, match } = matchingModule;
const { giveUsageBack, takeUsage, withinLimit } = usageModule;
const { COMMAND_ACTOR, COMMANDS } = commands;
const { MAXIMUM_LOTS, MAXIMUM_TICKS } = limits;
const { REJECT } = rejections;
const {
  ACCOUNT,
  ACCOUNT_SHIFT,
  GENERAL,
  GENERAL_AT,
  LISTING,
  LISTING_SHIFT,
  LISTING_NUMBER,
  ORDER,
  ORDER_SHIFT,
  ORDER_COLD,
  ORDER_COLD_SHIFT,
  ORDER_COLD_NUMBER,
  ORDER_NUMBER,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
} = state;
const { BUY, CANCEL_REASON, FORCE, STANCE, TERMS } = terms;

const SUBMIT = COMMANDS.submitOrder.at;
const CANCEL = COMMANDS.cancelOrder.at;
const REPLACE = COMMANDS.replaceOrder.at;
const CANCEL_ALL = COMMANDS.cancelAll.at;

/** `submitOrder`. Gives 0, or the code of the first check that fails. */
export function submitOrder(market: Market, input: RecordBuffer, from: number): number {
  const words = input.words;
  const trader = words[from + COMMAND_ACTOR]!;
  const who = checkWho(market, trader);
  if (who !== 0) return who;
  const participant = participantOf(market, trader);

  const listing = words[from + SUBMIT.listing]!;
  if (listing <= 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;
  const listingAt = listing << LISTING_SHIFT;
  const listings = market.listings.words;
  const stance = listings[listingAt | LISTING.stance]!;
  if (stance !== STANCE.matches && stance !== STANCE.gathers) {
    if (stance === STANCE.halted) return REJECT.LISTING_HALTED;
    return stance === STANCE.adjusts ? REJECT.ADJUSTMENT_ONLY : REJECT.LISTING_SHUT;
  }

  const terms = words[from + SUBMIT.terms]!;
  if ((terms & ~TERMS.known) !== 0 || ((terms >> TERMS.selfTradeShift) & 3) === 3)
    return REJECT.TERMS_UNKNOWN;
  const side = terms & TERMS.side;
  const client = words[from + SUBMIT.client]!;
  const gate = checkGate(market, listingAt, participant, side, client);
  if (gate !== 0) return gate;

  const force = (terms >> TERMS.forceShift) & 3;
  const matches = stance === STANCE.matches;
  const isMarket = (terms & TERMS.market) !== 0;
  if (matches) {
    if ((terms & TERMS.allOrNone) !== 0 || (isMarket && force === FORCE.untilDate))
      return REJECT.TERMS_NOT_ALLOWED;
  } else if (
    force === FORCE.immediateOrCancel ||
    force === FORCE.fillOrKill ||
    !mayGather(market, listingAt, terms)
  ) {
    return REJECT.TERMS_NOT_ALLOWED;
  }

  const bandFloor = listings[listingAt | LISTING.bandFloor]!;
  const bandCap = listings[listingAt | LISTING.bandCap]!;
  let price = words[from + SUBMIT.price]!;
  if (isMarket) {
    if (price !== 0) return REJECT.PRICE_INVALID;
    price = side === BUY ? bandCap : bandFloor;
  } else {
    if (price <= 0 || price > MAXIMUM_TICKS) return REJECT.PRICE_INVALID;
    if (price < bandFloor || price > bandCap) return REJECT.PRICE_OUTSIDE_BAND;
  }

  const lots = words[from + SUBMIT.lots]!;
  if (lots <= 0 || lots > MAXIMUM_LOTS) return REJECT.LOTS_INVALID;
  if (
    lots < listings[listingAt | LISTING.minimumLots]! ||
    lots > listings[listingAt | LISTING.maximumLots]!
  ) {
    return REJECT.LOTS_OUTSIDE_LIMITS;
  }
  const minimum = words[from + SUBMIT.minimumLots]!;
  if (minimum !== 0 && (minimum < 0 || minimum > lots || !matches)) return REJECT.MINIMUM_INVALID;
  const expiryDay = words[from + SUBMIT.expiryDay]!;
  if (
    force === FORCE.untilDate ? expiryDay < market.general.words[GENERAL_AT + GENERAL.day]! : expiryDay !== 0
  ) {
    return REJECT.EXPIRY_INVALID;
  }
  const reference = input.numbers[(from + SUBMIT.reference) >> 1]!;
  if (!isWhole(reference, 0, Number.MAX_SAFE_INTEGER)) return REJECT.REFERENCE_INVALID;

  if (!withinLimit(market, listingAt, participant, side, lots)) return REJECT.PARTICIPANT_LIMIT;
  const worst = worstPrice(market, listingAt, side, price);
  const value = worst * lots * market.listings.numbers[(listingAt >> 1) | LISTING_NUMBER.tickValue]!;
  const account = accountFor(market, participant, client, listings[listingAt | LISTING.currency]!);
  const money = checkValue(market, listingAt, account, value, 0);
  if (money !== 0) return money;
  const block = blockAt(market, listingAt, side, worst, lots);
  const deposit = checkDeposit(market, account, block);
  if (deposit !== 0) return deposit;
  if (matches && (force === FORCE.fillOrKill || minimum > 0)) {
    const group = market.accounts.words[(account << ACCOUNT_SHIFT) | ACCOUNT.group]!;
    const wanted = force === FORCE.fillOrKill ? lots : minimum;
    if (!canTrade(market, listing, terms, price, lots, wanted, group)) return REJECT.NOT_FILLABLE;
  }

  const slot = takeSlot(market);
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  orders[at | ORDER.level] = 0;
  orders[at | ORDER.remaining] = lots;
  orders[at | ORDER.price] = price;
  orders[at | ORDER.account] = account;
  orders[at | ORDER.participant] = participant;
  orders[at | ORDER.terms] = terms;
  orders[at | ORDER.listing] = listing;
  orders[at | ORDER.trader] = trader;
  orders[at | ORDER.expiryDay] = expiryDay;
  const orderNumbers = market.orders.numbers;
  orderNumbers[(at >> 1) | ORDER_NUMBER.blocked] = block;
  orderNumbers[(at >> 1) | ORDER_NUMBER.arrival] = nextArrival(market);
  market.ordersCold.words[(slot << ORDER_COLD_SHIFT) | ORDER_COLD.lots] = lots;
  market.ordersCold.numbers[(slot << (ORDER_COLD_SHIFT - 1)) | ORDER_COLD_NUMBER.reference] = reference;
  moveBlock(market, account, listings[listingAt | LISTING.currency]!, block);
  takeUsage(market, listingAt, participant, side, lots);
  emitAccepted(market, slot);

  if (matches)
    enter(
      market,
      listing,
      slot,
      isMarket
        ? CANCEL_REASON.marketRemainder
        : force === 0 || force === FORCE.untilDate
          ? 0
          : CANCEL_REASON.immediate,
    );
  else joinQueue(market, listingAt, slot);
  return 0;
}

/** In a call auction all-or-none is possible; orders that wait for continuous trading cannot be market or all-or-none. */
function mayGather(market: Market, listingAt: number, terms: number): boolean {
  return (
    market.listings.words[listingAt | LISTING.callOnly] === 1 ||
    (terms & (TERMS.allOrNone | TERMS.market)) === 0
  );
}

/** The worst price at which a new order can trade, see deposits.ts. */
const worstPrice = (market: Market, listingAt: number, side: number, price: number): number => {
  if (side === BUY) return price;
  const listings = market.listings.words;
  if (listings[listingAt | LISTING.gathering] === 1) return listings[listingAt | LISTING.bandCap]!;
  const best = listings[listingAt | LISTING.bestBid]!;
  return best > price ? best : price;
};

/**
 * Lets an accepted order trade, and what is left rest, or end for a reason (a CANCEL_REASON, or 0 to rest). What
 * its deals have not used of its block comes back.
 */
const enter = (market: Market, listing: number, slot: number, leftover: number): void => {
  const listingAt = listing << LISTING_SHIFT;
  const at = slot << ORDER_SHIFT;
  const orders = market.orders.words;
  const price = orders[at | ORDER.price]!;
  const side = orders[at | ORDER.terms]! & TERMS.side;
  const opposite = market.listings.words[listingAt | (LISTING.bestAsk - side)]!;
  if (side === BUY ? opposite <= price : opposite >= price) {
    if (match(market, listing, slot, price)) return;
    const open = market.orders.words[at | ORDER.remaining]!;
    if (open === 0) {
      emitReleased(market, slot, market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked]!);
      retireOrder(market, slot);
      return;
    }
    if (leftover === 0) emitReleased(market, slot, reblock(market, listingAt, at, price));
  }
  if (leftover === 0) joinQueue(market, listingAt, slot);
  else endOrder(market, slot, leftover);
};

/** `cancelOrder`. Gives 0, or the code of the first check that fails. */
export function cancelOrder(market: Market, input: RecordBuffer, from: number): number {
  const words = input.words;
  const trader = words[from + COMMAND_ACTOR]!;
  if (trader !== 0) {
    const who = checkTrader(market, trader);
    if (who !== 0) return who;
  }
  const slot = findOrder(market, words[from + CANCEL.slot]!, words[from + CANCEL.generation]!);
  if (slot === 0) return REJECT.ORDER_UNKNOWN;
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  if (trader !== 0 && orders[at | ORDER.participant] !== participantOf(market, trader))
    return REJECT.ORDER_NOT_YOURS;
  if (!mayLeave(market, slot)) return REJECT.LISTING_SHUT;
  endOrder(market, slot, trader === 0 ? CANCEL_REASON.operator : CANCEL_REASON.owner);
  return 0;
}

/** Bids of auctions bind, and so do lots and proposals; orders of a book may leave it at any time, halted or not. */
const mayLeave = (market: Market, slot: number): boolean => {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  const listingAt = orders[at | ORDER.listing]! << LISTING_SHIFT;
  return orders[at | ORDER.level] !== 0 && market.listings.words[listingAt | LISTING.auction] === 0;
};

/** `replaceOrder`: new price, and new total of lots, those already filled included. Gives 0 or a code. */
export function replaceOrder(market: Market, input: RecordBuffer, from: number): number {
  const words = input.words;
  const trader = words[from + COMMAND_ACTOR]!;
  const who = checkWho(market, trader);
  if (who !== 0) return who;
  const participant = participantOf(market, trader);
  const slot = findOrder(market, words[from + REPLACE.slot]!, words[from + REPLACE.generation]!);
  if (slot === 0) return REJECT.ORDER_UNKNOWN;
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  if (orders[at | ORDER.participant] !== participant) return REJECT.ORDER_NOT_YOURS;
  const listing = orders[at | ORDER.listing]!;
  const listingAt = listing << LISTING_SHIFT;
  const listings = market.listings.words;
  const stance = listings[listingAt | LISTING.stance]!;
  if (stance === STANCE.halted) return REJECT.LISTING_HALTED;
  if (stance === STANCE.shut || stance === STANCE.names || !mayLeave(market, slot))
    return REJECT.LISTING_SHUT;

  const total = words[from + REPLACE.lots]!;
  if (total <= 0 || total > MAXIMUM_LOTS) return REJECT.LOTS_INVALID;
  const coldAt = slot << ORDER_COLD_SHIFT;
  const before = market.ordersCold.words[coldAt | ORDER_COLD.lots]!;
  const remaining = orders[at | ORDER.remaining]!;
  const filled = before - remaining;
  if (total <= filled) return REJECT.ORDER_FILLED;
  const terms = orders[at | ORDER.terms]!;
  const side = terms & TERMS.side;
  const oldPrice = orders[at | ORDER.price]!;
  let price = words[from + REPLACE.price]!;
  if ((terms & TERMS.market) !== 0) {
    if (price !== 0) return REJECT.PRICE_INVALID;
    price = oldPrice;
  } else if (price <= 0 || price > MAXIMUM_TICKS) return REJECT.PRICE_INVALID;
  if (price === oldPrice && total === before) return REJECT.NOTHING_CHANGED;

  if (stance === STANCE.adjusts && (total < before || (side === BUY ? price < oldPrice : price > oldPrice))) {
    return REJECT.ADJUSTMENT_ONLY;
  }
  if (price === oldPrice && total < before) {
    reduce(market, listingAt, slot, before - total);
    return 0;
  }

  const account = orders[at | ORDER.account]!;
  const gate = checkGate(market, listingAt, participant, side, clientOf(market, account));
  if (gate !== 0) return gate;
  if (price < listings[listingAt | LISTING.bandFloor]! || price > listings[listingAt | LISTING.bandCap]!) {
    return REJECT.PRICE_OUTSIDE_BAND;
  }
  if (
    total < listings[listingAt | LISTING.minimumLots]! ||
    total > listings[listingAt | LISTING.maximumLots]!
  ) {
    return REJECT.LOTS_OUTSIDE_LIMITS;
  }
  if (total > before && !withinLimit(market, listingAt, participant, side, total - before))
    return REJECT.PARTICIPANT_LIMIT;
  const open = total - filled;
  const worst = worstPrice(market, listingAt, side, price);
  const tickValue = market.listings.numbers[(listingAt >> 1) | LISTING_NUMBER.tickValue]!;
  const money = checkValue(
    market,
    listingAt,
    account,
    worst * open * tickValue,
    oldPrice * remaining * tickValue,
  );
  if (money !== 0) return money;
  const block = blockAt(market, listingAt, side, worst, open);
  const more = block - market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked]!;
  const deposit = checkDeposit(market, account, more);
  if (deposit !== 0) return deposit;

  leaveQueue(market, listingAt, slot);
  if (total > before) takeUsage(market, listingAt, participant, side, total - before);
  else giveUsageBack(market, listingAt, participant, side, before - total);
  orders[at | ORDER.remaining] = open;
  orders[at | ORDER.price] = price;
  market.ordersCold.words[coldAt | ORDER_COLD.lots] = total;
  market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked] = block;
  market.orders.numbers[(at >> 1) | ORDER_NUMBER.arrival] = nextArrival(market);
  moveBlock(market, account, listings[listingAt | LISTING.currency]!, more);
  emitReplaced(market, slot, 0);
  if (listings[listingAt | LISTING.gathering] === 0) enter(market, listing, slot, 0);
  else joinQueue(market, listingAt, slot);
  return 0;
}

/** Lowers the quantity of a resting order, which keeps its place. */
function reduce(market: Market, listingAt: number, slot: number, lots: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  reduceResting(market, listingAt, slot, lots);
  market.ordersCold.words[(slot << ORDER_COLD_SHIFT) | ORDER_COLD.lots]! -= lots;
  giveUsageBack(
    market,
    listingAt,
    orders[at | ORDER.participant]!,
    orders[at | ORDER.terms]! & TERMS.side,
    lots,
  );
  reblock(market, listingAt, at, restingPrice(market, listingAt, at));
  emitReplaced(market, slot, 1);
}

function emitReplaced(market: Market, slot: number, keptPriority: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  emit(market, 'orderReplaced', {
    slot,
    generation: orders[at | ORDER.generation]!,
    listing: orders[at | ORDER.listing]!,
    price: orders[at | ORDER.price]!,
    lots: orders[at | ORDER.remaining]!,
    keptPriority,
    blocked: market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked]!,
  });
}

/**
 * `cancelAll`: all orders of the trader's own participant, or, by the operator, of a given one; in one listing
 * or all (0). Orders leave in the order of their slots. Gives 0 or a code.
 */
export function cancelAll(market: Market, input: RecordBuffer, from: number): number {
  const words = input.words;
  const trader = words[from + COMMAND_ACTOR]!;
  let participant = words[from + CANCEL_ALL.participant]!;
  if (trader !== 0) {
    const who = checkTrader(market, trader);
    if (who !== 0) return who;
    if (participant === 0) participant = participantOf(market, trader);
  }
  if (participant <= 0 || participant >= market.participants.rows) return REJECT.PARTICIPANT_UNKNOWN;
  if (trader !== 0 && participant !== participantOf(market, trader)) return REJECT.ORDER_NOT_YOURS;
  const listing = words[from + CANCEL_ALL.listing]!;
  if (listing < 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;

  const reason = trader === 0 ? CANCEL_REASON.operator : CANCEL_REASON.owner;
  const orders = market.orders.words;
  const liveAt = (participant << PARTICIPANT_SHIFT) | PARTICIPANT.liveOrders;
  for (let slot = 1; slot < market.orders.rows && market.participants.words[liveAt]! > 0; slot++) {
    const at = slot << ORDER_SHIFT;
    if (orders[at | ORDER.listing] === 0 || orders[at | ORDER.participant] !== participant) continue;
    if (listing !== 0 && orders[at | ORDER.listing] !== listing) continue;
    if (mayLeave(market, slot)) endOrder(market, slot, reason);
  }
  return 0;
}

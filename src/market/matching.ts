/**
 * Continuous double auction: price, then time. Deals are made at the resting order's price. Orders of one
 * beneficial group never trade with each other; the incoming order says which of them gives way.
 */
import * as bookModule from './book.ts';
import * as depositsModule from './deposits.ts';
import * as emitModule from './emit.ts';
import * as endingModule from './ending.ts';
import * as ladderModule from './ladder.ts';
import * as settleModule from './settle.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';
import * as usageModule from './usage.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { freeSlot, leaveQueue, reduceResting } = bookModule;
const { reblock, restingPrice } = depositsModule;
const { emitReduced } = emitModule;
const { endOrder } = endingModule;
const { findLevel, nextDown, nextUp } = ladderModule;
const { makeDeal } = settleModule;
const { giveUsageBack } = usageModule;
const {
  ACCOUNT,
  ACCOUNT_SHIFT,
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  LEVEL,
  LEVEL_SHIFT,
  LEVEL_NUMBER,
  LISTING,
  LISTING_SHIFT,
  LISTING_NUMBER,
  ORDER,
  ORDER_SHIFT,
  ORDER_COLD,
  ORDER_COLD_SHIFT,
} = state;
const { BUY, CANCEL_REASON, SELF_TRADE, SELL, TERMS } = terms;

/**
 * Matches an accepted order against the other side up to its limit. Remaining lots are left in the order's row;
 * gives true where self-trade prevention has ended the order.
 */
export function match(market: Market, listing: number, slot: number, limit: number): boolean {
  const listingAt = listing << LISTING_SHIFT;
  const at = slot << ORDER_SHIFT;
  const terms = market.orders.words[at | ORDER.terms]!;
  const side = terms & TERMS.side;
  const group =
    market.accounts.words[(market.orders.words[at | ORDER.account]! << ACCOUNT_SHIFT) | ACCOUNT.group]!;
  const currencyAt = market.listings.words[listingAt | LISTING.currency]! << (CURRENCY_SHIFT - 1);
  const tickValue = market.listings.numbers[(listingAt >> 1) | LISTING_NUMBER.tickValue]!;
  let remaining = market.orders.words[at | ORDER.remaining]!;
  while (remaining > 0) {
    const price = market.listings.words[listingAt | (LISTING.bestAsk - side)]!;
    if (side === BUY ? price > limit : price < limit) break;
    const level = findLevel(market, listingAt, 1 - side, price);
    const levelAt = level << LEVEL_SHIFT;
    const resting = market.levels.words[levelAt | LEVEL.head]!;
    const restingAt = resting << ORDER_SHIFT;
    const orders = market.orders.words;
    const open = orders[restingAt | ORDER.remaining]!;
    if (
      market.accounts.words[(orders[restingAt | ORDER.account]! << ACCOUNT_SHIFT) | ACCOUNT.group] === group
    ) {
      if (preventSelfTrade(market, listing, slot, resting)) return true;
      remaining = market.orders.words[at | ORDER.remaining]!;
      continue;
    }
    const lots = open < remaining ? open : remaining;
    if (side === BUY) makeDeal(market, listing, slot, resting, price, lots, side);
    else makeDeal(market, listing, resting, slot, price, lots, side);
    remaining -= lots;
    market.levels.numbers[(levelAt >> 1) | LEVEL_NUMBER.lots]! -= lots;
    market.currencies.numbers[currencyAt | CURRENCY_NUMBER.openValue]! -= price * lots * tickValue;
    if (lots === open) {
      leaveQueue(market, listingAt, resting);
      freeSlot(market, resting);
    }
  }
  return false;
}

/** Two orders of one group have met: ends or reduces one or both. Gives true where the incoming one has ended. */
function preventSelfTrade(market: Market, listing: number, slot: number, resting: number): boolean {
  const listingAt = listing << LISTING_SHIFT;
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  const rule = (orders[at | ORDER.terms]! >> TERMS.selfTradeShift) & 3;
  if (rule === SELF_TRADE.cancelOldest) {
    endOrder(market, resting, CANCEL_REASON.selfTrade);
    return false;
  }
  if (rule === SELF_TRADE.decrement) {
    const restingAt = resting << ORDER_SHIFT;
    const incoming = orders[at | ORDER.remaining]!;
    const open = orders[restingAt | ORDER.remaining]!;
    if (open > incoming) {
      shrink(market, listingAt, resting, incoming);
      endOrder(market, slot, CANCEL_REASON.selfTrade);
      return true;
    }
    endOrder(market, resting, CANCEL_REASON.selfTrade);
    if (open === incoming) {
      endOrder(market, slot, CANCEL_REASON.selfTrade);
      return true;
    }
    orders[at | ORDER.remaining] = incoming - open;
    market.ordersCold.words[(slot << ORDER_COLD_SHIFT) | ORDER_COLD.lots]! -= open;
    giveUsageBack(
      market,
      listingAt,
      orders[at | ORDER.participant]!,
      orders[at | ORDER.terms]! & TERMS.side,
      open,
    );
    emitReduced(market, slot, open);
    return false;
  }
  endOrder(market, slot, CANCEL_REASON.selfTrade);
  return true;
}

/** Takes lots from a resting order of which some remain. */
function shrink(market: Market, listingAt: number, slot: number, lots: number): void {
  const at = slot << ORDER_SHIFT;
  const orders = market.orders.words;
  reduceResting(market, listingAt, slot, lots);
  market.ordersCold.words[(slot << ORDER_COLD_SHIFT) | ORDER_COLD.lots]! -= lots;
  reblock(market, listingAt, at, restingPrice(market, listingAt, at));
  giveUsageBack(
    market,
    listingAt,
    orders[at | ORDER.participant]!,
    orders[at | ORDER.terms]! & TERMS.side,
    lots,
  );
  emitReduced(market, slot, lots);
}

/**
 * Can an order of this side trade so many lots at once within its limit? Walks the queue as matching would,
 * self-trade prevention included, and changes nothing.
 */
export function canTrade(
  market: Market,
  listing: number,
  terms: number,
  limit: number,
  lots: number,
  wanted: number,
  group: number,
): boolean {
  const listingAt = listing << LISTING_SHIFT;
  const side = terms & TERMS.side;
  const rule = (terms >> TERMS.selfTradeShift) & 3;
  const orders = market.orders.words;
  const listings = market.listings.words;
  let left = lots;
  let traded = 0;
  let price = listings[listingAt | (LISTING.bestAsk - side)]!;
  while (price !== 0 && (side === BUY ? price <= limit : price >= limit)) {
    const level = findLevel(market, listingAt, 1 - side, price);
    let resting = market.levels.words[(level << LEVEL_SHIFT) | LEVEL.head]!;
    for (; resting !== 0; resting = orders[(resting << ORDER_SHIFT) | ORDER.next]!) {
      const at = resting << ORDER_SHIFT;
      const open = orders[at | ORDER.remaining]!;
      const own =
        market.accounts.words[(orders[at | ORDER.account]! << ACCOUNT_SHIFT) | ACCOUNT.group] === group;
      if (own && rule === SELF_TRADE.cancelNewest) return false;
      if (own && rule === SELF_TRADE.cancelOldest) continue;
      left -= open;
      if (!own) traded += left < 0 ? open + left : open;
      if (traded >= wanted) return true;
      if (left <= 0) return false;
    }
    price =
      side === BUY ? nextUp(market, listingAt, SELL, price + 1) : nextDown(market, listingAt, BUY, price - 1);
  }
  return false;
}

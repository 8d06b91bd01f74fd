/**
 * Deposits of orders. An order blocks `rate × price × lots × tick value`, **rounded up**, at the worst price at
 * which it can trade; a contract is secured by `rate × value` of the deal, **rounded down**. Since
 * ⌈a + b⌉ ≥ ⌈a⌉ + ⌊b⌋, what remains blocked always covers the rest of the order and every deal made, however
 * it is split; what it does not use comes back at once, and the sum is zero when the order ends.
 *
 * Worst price: a buy's own limit. A sell that matches at once can meet no better than the best buy, so the
 * higher of the two; while it rests, its own limit, since it is the resting order that makes the price. Where
 * orders gather for one common price, a sell's is the upper edge of the band.
 */
import * as arithmeticModule from './arithmetic.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { shareUp } = arithmeticModule;
const {
  ACCOUNT_SHIFT,
  ACCOUNT_NUMBER,
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  LISTING,
  LISTING_NUMBER,
  ORDER,
  ORDER_NUMBER,
} = state;
const { SELL, TERMS } = terms;

/** Block of an order, or part of one, at a price: minor units, rounded up. The value is at most 2^46. */
export function blockAt(
  market: Market,
  listingAt: number,
  side: number,
  price: number,
  lots: number,
): number {
  const ppm = market.listings.words[listingAt | (LISTING.buyDepositPpm + side)]!;
  if (ppm === 0 || lots === 0) return 0;
  return shareUp(price * lots * market.listings.numbers[(listingAt >> 1) | LISTING_NUMBER.tickValue]!, ppm);
}

/** The price at which a resting order's deposit is reckoned. */
export function restingPrice(market: Market, listingAt: number, orderAt: number): number {
  const orders = market.orders.words;
  const listings = market.listings.words;
  return (orders[orderAt | ORDER.terms]! & TERMS.side) === SELL &&
    listings[listingAt | LISTING.gathering] === 1
    ? listings[listingAt | LISTING.bandCap]!
    : orders[orderAt | ORDER.price]!;
}

/**
 * Moves money of an account between free deposit and what orders block: `amount` above zero blocks, below zero
 * releases. Two postings.
 */
export function moveBlock(market: Market, account: number, currency: number, amount: number): void {
  const numbers = market.accounts.numbers;
  const at = account << (ACCOUNT_SHIFT - 1);
  const free = -amount;
  numbers[at | ACCOUNT_NUMBER.free]! += free;
  numbers[at | ACCOUNT_NUMBER.orders]! += amount;
  market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) | CURRENCY_NUMBER.total]! += free + amount;
}

/** Brings an order's block to that of its remaining lots at a price; gives what was released. */
export function reblock(market: Market, listingAt: number, orderAt: number, price: number): number {
  const orders = market.orders.words;
  const blockedAt = (orderAt >> 1) | ORDER_NUMBER.blocked;
  const before = market.orders.numbers[blockedAt]!;
  const side = orders[orderAt | ORDER.terms]! & TERMS.side;
  const after = blockAt(market, listingAt, side, price, orders[orderAt | ORDER.remaining]!);
  const released = before - after;
  if (released !== 0) {
    market.orders.numbers[blockedAt] = after;
    moveBlock(
      market,
      orders[orderAt | ORDER.account]!,
      market.listings.words[listingAt | LISTING.currency]!,
      -released,
    );
  }
  return released;
}

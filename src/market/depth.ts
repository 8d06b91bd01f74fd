/** The book as the market publishes it: price levels with their lots, best first. */
import { findLevel, nextDown, nextUp } from './ladder.ts';
import { NO_ASK } from './limits.ts';
import { LEVEL, LEVEL_NUMBER, LISTING, type Market, ORDER } from './state.ts';
import { BUY } from './terms.ts';

export interface Depth {
  readonly price: number;
  readonly lots: number;
  readonly orders: number;
}

/** Takes a listing, a side and the most levels wanted; gives them best first. */
export function depthOf(market: Market, listing: number, side: number, most: number): Depth[] {
  const at = listing * LISTING.stride;
  const levels: Depth[] = [];
  let price = market.listings.words[at + LISTING.bestBid + side]!;
  if (price === NO_ASK) price = 0;
  while (price !== 0 && levels.length < most) {
    const level = findLevel(market, at, side, price) * LEVEL.stride;
    let orders = 0;
    let slot = market.levels.words[level + LEVEL.head]!;
    for (; slot !== 0; slot = market.orders.words[slot * ORDER.stride + ORDER.next]!) orders++;
    levels.push({ price, lots: market.levels.numbers[(level >> 1) + LEVEL_NUMBER.lots]!, orders });
    price = side === BUY ? nextDown(market, at, side, price - 1) : nextUp(market, at, side, price + 1);
  }
  return levels;
}

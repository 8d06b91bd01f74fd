/** Walking the resting orders of a listing in their priority. */
import { findLevel, nextDown, nextUp } from './ladder.ts';
import { NO_ASK } from './limits.ts';
import { LEVEL, LEVEL_SHIFT, LISTING, type Market, ORDER, ORDER_SHIFT } from './state.ts';
import { BUY } from './terms.ts';

/** Calls for each resting order of a side: best price first, then time. The call may end or move the order. */
export function forOrders(
  market: Market,
  listingAt: number,
  side: number,
  call: (slot: number) => void,
): void {
  let price = market.listings.words[listingAt + LISTING.bestBid + side]!;
  if (price === NO_ASK) price = 0;
  while (price !== 0) {
    const level = findLevel(market, listingAt, side, price);
    let slot = market.levels.words[(level << LEVEL_SHIFT) + LEVEL.head]!;
    while (slot !== 0) {
      const next = market.orders.words[(slot << ORDER_SHIFT) + ORDER.next]!;
      call(slot);
      slot = next;
    }
    price =
      side === BUY
        ? nextDown(market, listingAt, side, price - 1)
        : nextUp(market, listingAt, side, price + 1);
  }
}

/** The end of an order, whatever the reason: out of its queue, deposit released, slot free, event written. */
import * as bookModule from './book.ts';
import * as depositsModule from './deposits.ts';
import * as emitModule from './emit.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';
import * as usageModule from './usage.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { freeSlot, leaveQueue } = bookModule;
const { moveBlock } = depositsModule;
const { emitCancelled } = emitModule;
const { giveUsageBack } = usageModule;
const { LISTING, LISTING_SHIFT, ORDER, ORDER_SHIFT, ORDER_NUMBER } = state;
const { TERMS } = terms;

/** Ends an order with lots still open. Takes its slot and a CANCEL_REASON. */
export function endOrder(market: Market, slot: number, reason: number): void {
  const at = slot << ORDER_SHIFT;
  const orders = market.orders.words;
  const listingAt = orders[at | ORDER.listing]! << LISTING_SHIFT;
  emitCancelled(market, slot, reason);
  giveUsageBack(
    market,
    listingAt,
    orders[at | ORDER.participant]!,
    orders[at | ORDER.terms]! & TERMS.side,
    orders[at | ORDER.remaining]!,
  );
  if (orders[at | ORDER.level] !== 0) leaveQueue(market, listingAt, slot);
  retireOrder(market, slot);
}

/** Releases all that an order out of the queue still blocks, and frees its slot. Writes no event. */
export function retireOrder(market: Market, slot: number): void {
  const at = slot << ORDER_SHIFT;
  const blocked = market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked]!;
  const orders = market.orders.words;
  if (blocked !== 0) {
    const listingAt = orders[at | ORDER.listing]! << LISTING_SHIFT;
    moveBlock(
      market,
      orders[at | ORDER.account]!,
      market.listings.words[listingAt | LISTING.currency]!,
      -blocked,
    );
    market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked] = 0;
  }
  freeSlot(market, slot);
}

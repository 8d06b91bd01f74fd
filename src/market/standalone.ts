/** Orders that stand in no queue: lots under auction, and the two sides of a named deal. */
import { nextArrival, takeSlot } from './book.ts';
import { moveBlock } from './deposits.ts';
import { emitReleased } from './emit.ts';
import { retireOrder } from './ending.ts';
import {
  LISTING,
  LISTING_SHIFT,
  type Market,
  ORDER,
  ORDER_COLD,
  ORDER_COLD_NUMBER,
  ORDER_COLD_SHIFT,
  ORDER_NUMBER,
  ORDER_SHIFT,
} from './state.ts';

/** What an order row needs. */
export interface OrderValues {
  readonly listing: number;
  readonly side: number;
  readonly price: number;
  readonly lots: number;
  readonly account: number;
  readonly participant: number;
  readonly trader: number;
  readonly block: number;
  readonly reference: number;
}

/** Takes a slot, writes the order and blocks its deposit. The caller has made all checks. Gives the slot. */
export function placeOrder(market: Market, values: OrderValues): number {
  const slot = takeSlot(market);
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  orders[at + ORDER.level] = 0;
  orders[at + ORDER.remaining] = values.lots;
  orders[at + ORDER.price] = values.price;
  orders[at + ORDER.account] = values.account;
  orders[at + ORDER.participant] = values.participant;
  orders[at + ORDER.terms] = values.side;
  orders[at + ORDER.listing] = values.listing;
  orders[at + ORDER.trader] = values.trader;
  orders[at + ORDER.expiryDay] = 0;
  market.orders.numbers[(at >> 1) + ORDER_NUMBER.blocked] = values.block;
  market.orders.numbers[(at >> 1) + ORDER_NUMBER.arrival] = nextArrival(market);
  market.ordersCold.words[(slot << ORDER_COLD_SHIFT) + ORDER_COLD.lots] = values.lots;
  market.ordersCold.numbers[(slot << (ORDER_COLD_SHIFT - 1)) + ORDER_COLD_NUMBER.reference] =
    values.reference;
  const currency = market.listings.words[(values.listing << LISTING_SHIFT) + LISTING.currency]!;
  moveBlock(market, values.account, currency, values.block);
  return slot;
}

/** Ends an order that is filled, or is of no more use, releasing what it still blocks with an event. */
export function dismiss(market: Market, slot: number): void {
  emitReleased(market, slot, market.orders.numbers[(slot << (ORDER_SHIFT - 1)) + ORDER_NUMBER.blocked]!);
  retireOrder(market, slot);
}

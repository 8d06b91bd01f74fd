/**
 * The order book: order slots, and their queues at price levels. An order's number is its slot and the slot's
 * generation; a slot that has served its generations is retired, so no number ever names two orders. Joining,
 * leaving and reducing take constant time however many orders a level or a book holds.
 */
import * as ladderModule from './ladder.ts';
import * as limits from './limits.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { clearLevel, markLevel, nextDown, nextUp, openLevel } = ladderModule;
const { MAXIMUM_GENERATION, MAXIMUM_ORDERS, NO_ASK } = limits;
const {
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  GENERAL,
  GENERAL_AT,
  GENERAL_NUMBER,
  LEVEL,
  LEVEL_SHIFT,
  LEVEL_NUMBER,
  LISTING,
  LISTING_NUMBER,
  ORDER,
  ORDER_SHIFT,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
} = state;
const { BUY, TERMS } = terms;

/** Is there room for one more order? */
export function hasFreeSlot(market: Market): boolean {
  return market.general.words[GENERAL_AT + GENERAL.freeOrder] !== 0 || market.orders.rows < MAXIMUM_ORDERS;
}

/** Takes a slot; its generation is set, all else is for the caller to write. */
export function takeSlot(market: Market): number {
  const general = market.general.words;
  const free = general[GENERAL_AT + GENERAL.freeOrder]!;
  if (free !== 0) {
    general[GENERAL_AT + GENERAL.freeOrder] = market.orders.words[(free << ORDER_SHIFT) | ORDER.next]!;
    return free;
  }
  const slot = market.orders.add();
  market.ordersCold.add();
  market.orders.words[(slot << ORDER_SHIFT) | ORDER.generation] = 1;
  return slot;
}

/** Gives a slot back: its order is over. */
export function freeSlot(market: Market, slot: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  const generation = orders[at | ORDER.generation]! + 1;
  orders[at | ORDER.generation] = generation;
  orders[at | ORDER.listing] = 0;
  if (generation > MAXIMUM_GENERATION) return;
  const general = market.general.words;
  orders[at | ORDER.next] = general[GENERAL_AT + GENERAL.freeOrder]!;
  general[GENERAL_AT + GENERAL.freeOrder] = slot;
}

/** Next number of arrival: the time priority of an order. */
export function nextArrival(market: Market): number {
  const numbers = market.general.numbers;
  const arrival = numbers[GENERAL_NUMBER.arrivals]! + 1;
  numbers[GENERAL_NUMBER.arrivals] = arrival;
  return arrival;
}

/** Slot of a living order, 0 where the number names none. */
export function findOrder(market: Market, slot: number, generation: number): number {
  if (slot <= 0 || slot >= market.orders.rows) return 0;
  const at = slot << ORDER_SHIFT;
  const orders = market.orders.words;
  return orders[at | ORDER.generation] === generation && orders[at | ORDER.listing] !== 0 ? slot : 0;
}

/** Adds to (or takes from) the value of open orders in the currency of a listing. */
const addOpenValue = (market: Market, listingAt: number, price: number, lots: number): void => {
  const currency = market.listings.words[listingAt | LISTING.currency]!;
  market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) | CURRENCY_NUMBER.openValue]! +=
    price * lots * market.listings.numbers[(listingAt >> 1) | LISTING_NUMBER.tickValue]!;
};

/** Puts an order at the end of the queue at its price. */
export function joinQueue(market: Market, listingAt: number, slot: number): void {
  const at = slot << ORDER_SHIFT;
  const price = market.orders.words[at | ORDER.price]!;
  const side = market.orders.words[at | ORDER.terms]! & TERMS.side;
  const level = openLevel(market, listingAt, side, price);
  const orders = market.orders.words;
  const levels = market.levels.words;
  const listings = market.listings.words;
  const lots = orders[at | ORDER.remaining]!;
  const levelAt = level << LEVEL_SHIFT;
  const tail = levels[levelAt | LEVEL.tail]!;
  orders[at | ORDER.level] = level;
  orders[at | ORDER.previous] = tail;
  orders[at | ORDER.next] = 0;
  levels[levelAt | LEVEL.tail] = slot;
  market.levels.numbers[(levelAt >> 1) | LEVEL_NUMBER.lots]! += lots;
  if (tail !== 0) orders[(tail << ORDER_SHIFT) | ORDER.next] = slot;
  else {
    levels[levelAt | LEVEL.head] = slot;
    markLevel(market, level);
    if (side === BUY) {
      if (price > listings[listingAt | LISTING.bestBid]!) listings[listingAt | LISTING.bestBid] = price;
    } else if (price < listings[listingAt | LISTING.bestAsk]!) listings[listingAt | LISTING.bestAsk] = price;
  }
  listings[listingAt | (LISTING.bidOrders + side)]!++;
  market.participants.words[
    (orders[at | ORDER.participant]! << PARTICIPANT_SHIFT) | PARTICIPANT.liveOrders
  ]!++;
  addOpenValue(market, listingAt, price, lots);
}

/** Takes an order out of its queue, whatever its place. Its slot stays taken. */
export function leaveQueue(market: Market, listingAt: number, slot: number): void {
  const orders = market.orders.words;
  const levels = market.levels.words;
  const at = slot << ORDER_SHIFT;
  const level = orders[at | ORDER.level]!;
  const levelAt = level << LEVEL_SHIFT;
  const previous = orders[at | ORDER.previous]!;
  const next = orders[at | ORDER.next]!;
  const lots = orders[at | ORDER.remaining]!;
  const price = orders[at | ORDER.price]!;
  const side = orders[at | ORDER.terms]! & TERMS.side;
  market.levels.numbers[(levelAt >> 1) | LEVEL_NUMBER.lots]! -= lots;
  if (next !== 0) orders[(next << ORDER_SHIFT) | ORDER.previous] = previous;
  else levels[levelAt | LEVEL.tail] = previous;
  if (previous !== 0) orders[(previous << ORDER_SHIFT) | ORDER.next] = next;
  else {
    levels[levelAt | LEVEL.head] = next;
    if (next === 0) closeLevel(market, listingAt, side, level, price);
  }
  orders[at | ORDER.level] = 0;
  market.listings.words[listingAt | (LISTING.bidOrders + side)]!--;
  market.participants.words[
    (orders[at | ORDER.participant]! << PARTICIPANT_SHIFT) | PARTICIPANT.liveOrders
  ]!--;
  addOpenValue(market, listingAt, price, -lots);
}

/** Takes lots from a resting order that keeps its place. */
export function reduceResting(market: Market, listingAt: number, slot: number, lots: number): void {
  market.orders.words[(slot << ORDER_SHIFT) | ORDER.remaining]! -= lots;
  reduceLevel(market, listingAt, slot, lots);
}

/** Takes lots that a resting order has traded, or is about to, from its level and from the open value. */
export function reduceLevel(market: Market, listingAt: number, slot: number, lots: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  market.levels.numbers[(orders[at | ORDER.level]! << (LEVEL_SHIFT - 1)) | LEVEL_NUMBER.lots]! -= lots;
  addOpenValue(market, listingAt, orders[at | ORDER.price]!, -lots);
}

const closeLevel = (market: Market, listingAt: number, side: number, level: number, price: number): void => {
  clearLevel(market, listingAt, side, level);
  const listings = market.listings.words;
  if (side === BUY) {
    if (price === listings[listingAt | LISTING.bestBid]) {
      listings[listingAt | LISTING.bestBid] = nextDown(market, listingAt, side, price);
    }
  } else if (price === listings[listingAt | LISTING.bestAsk]) {
    const next = nextUp(market, listingAt, side, price);
    listings[listingAt | LISTING.bestAsk] = next === 0 ? NO_ASK : next;
  }
};

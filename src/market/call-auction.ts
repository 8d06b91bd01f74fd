/**
 * The call auction: one price for all orders that have gathered in a listing.
 *
 * The price is, of all ticks within the band, that (1) at which most lots trade; of these (2) that which leaves
 * the least surplus; of these, where buyers' surplus is left at all of them, the highest, and where sellers' is,
 * the lowest (3, market pressure); else (4) that nearest to the reference price. The ticks that (1) and (2)
 * leave are always one unbroken range, so (4) is the reference itself or the nearer end of the range.
 *
 * Lots are given by price, then time. Before the price is found, orders of one beneficial group are looked at
 * from the oldest to the newest, and one that crosses an older one of the group, which has stayed, ends.
 *
 * All-or-none: an order of the longer side that would be filled in part is passed over, and those behind it get
 * their turn. Where that leaves the shorter side unfilled, the passed-over order that stands last in price and
 * time is set aside, and price and lots are found again. At the end the passed-over and set-aside orders whose
 * limit is at the price or better are reported as paradoxically rejected.
 */
import { freeSlot, leaveQueue, reduceLevel } from './book.ts';
import { reblock, restingPrice } from './deposits.ts';
import { emit, emitReleased } from './emit.ts';
import { endOrder } from './ending.ts';
import { findLevel, nextDown, nextUp } from './ladder.ts';
import { NO_ASK } from './limits.ts';
import { makeDeal, NO_AGGRESSOR } from './settle.ts';
import {
  ACCOUNT,
  ACCOUNT_SHIFT,
  LEVEL,
  LEVEL_NUMBER,
  LEVEL_SHIFT,
  LISTING,
  LISTING_SHIFT,
  type Market,
  ORDER,
  ORDER_NUMBER,
  ORDER_SHIFT,
} from './state.ts';
import { BUY, CANCEL_REASON, SELL, TERMS } from './terms.ts';
import { forOrders } from './walk.ts';

/** What a call auction would do now. */
export interface CallPrice {
  /** Ticks, 0 where nothing can trade. */
  readonly price: number;
  readonly lots: number;
  /** Lots that the price leaves: above zero of buyers, below of sellers. */
  readonly surplus: number;
}

const NOTHING: CallPrice = { price: 0, lots: 0, surplus: 0 };

/** Orders that are set aside, with their lots by level, so that a level need not be walked for them. */
class Aside {
  readonly slots = new Set<number>();
  readonly #lots = new Map<number, number>();

  add(market: Market, slot: number): void {
    const at = slot << ORDER_SHIFT;
    const level = market.orders.words[at + ORDER.level]!;
    this.slots.add(slot);
    this.#lots.set(level, this.lotsOf(level) + market.orders.words[at + ORDER.remaining]!);
  }

  lotsOf(level: number): number {
    return this.#lots.get(level) ?? 0;
  }
}

/** Lots of a level, without those of its orders that are set aside. */
function levelLots(market: Market, level: number, aside: Aside | undefined): number {
  const lots = market.levels.numbers[(level << (LEVEL_SHIFT - 1)) + LEVEL_NUMBER.lots]!;
  return aside === undefined ? lots : lots - aside.lotsOf(level);
}

/**
 * Finds the price at which a listing's orders would meet, without the orders set aside. Walks the price levels
 * at which both sides stand, once up and once down: time goes with their number, not with that of orders.
 */
export function findCallPrice(market: Market, listing: number, aside?: Aside): CallPrice {
  const at = listing << LISTING_SHIFT;
  const words = market.listings.words;
  const bestBid = words[at + LISTING.bestBid]!;
  const bestAsk = words[at + LISTING.bestAsk]!;
  if (bestBid < bestAsk) return NOTHING;

  // Demand at the lowest price in question, the best sell; it falls level by level on the way up.
  let demand = 0;
  for (let price = bestBid; price !== 0 && price >= bestAsk; price = nextDown(market, at, BUY, price - 1)) {
    demand += levelLots(market, findLevel(market, at, BUY, price), aside);
  }
  let supply = 0;
  let bid = nextUp(market, at, BUY, bestAsk);
  let ask = bestAsk;
  let from = bestAsk;
  let volume = 0;
  let surplus = 0;
  let low = 0;
  let high = 0;
  let buyers = false;
  let sellers = false;
  // Demand and supply are constant on each range [from, to] of ticks between two changes.
  while (from <= bestBid && from !== 0) {
    if (ask === from) {
      supply += levelLots(market, findLevel(market, at, SELL, ask), aside);
      ask = nextUp(market, at, SELL, ask + 1);
      if (ask === 0) ask = NO_ASK;
    }
    const to = Math.min(bid, ask - 1);
    const traded = demand < supply ? demand : supply;
    const left = demand - supply;
    const size = left < 0 ? -left : left;
    const best = surplus < 0 ? -surplus : surplus;
    if (traded > volume || (traded === volume && traded > 0 && size < best)) {
      volume = traded;
      surplus = left;
      low = from;
      high = to;
      buyers = left > 0;
      sellers = left < 0;
    } else if (traded === volume && traded > 0 && size === best) {
      high = to;
      if (left > 0) buyers = true;
      if (left < 0) sellers = true;
    }
    if (to === bid) {
      demand -= levelLots(market, findLevel(market, at, BUY, bid), aside);
      bid = bid === bestBid ? NO_ASK : nextUp(market, at, BUY, bid + 1);
    }
    from = to + 1;
  }
  if (volume === 0) return NOTHING;
  const reference = words[at + LISTING.reference]!;
  let price: number;
  if (buyers && !sellers) price = high;
  else if (sellers && !buyers) price = low;
  else price = reference < low ? low : reference > high ? high : reference;
  if (buyers && sellers) surplus = surplusAt(market, at, price, aside);
  return { price, lots: volume, surplus };
}

function surplusAt(market: Market, listingAt: number, price: number, aside: Aside | undefined): number {
  let surplus = 0;
  const words = market.listings.words;
  for (
    let bid = words[listingAt + LISTING.bestBid]!;
    bid !== 0 && bid >= price;
    bid = nextDown(market, listingAt, BUY, bid - 1)
  ) {
    surplus += levelLots(market, findLevel(market, listingAt, BUY, bid), aside);
  }
  for (
    let ask = words[listingAt + LISTING.bestAsk]!;
    ask !== 0 && ask <= price;
    ask = nextUp(market, listingAt, SELL, ask + 1)
  ) {
    surplus -= levelLots(market, findLevel(market, listingAt, SELL, ask), aside);
  }
  return surplus;
}

/**
 * Lets the gathered orders of a listing meet. `opens`: continuous trading begins with it, so that sells' deposits
 * are reckoned at their own limits from now on.
 */
export function uncross(market: Market, listing: number, opens: boolean): void {
  const at = listing << LISTING_SHIFT;
  const words = market.listings.words;
  if (words[at + LISTING.bestBid]! >= words[at + LISTING.bestAsk]!) {
    endSelfTrades(market, at);
    const aside = new Aside();
    const found = settlePrice(market, listing, aside);
    if (found.price !== 0) {
      emit(market, 'callPriced', { listing, price: found.price, lots: found.lots, surplus: found.surplus });
      trade(market, listing, found, aside.slots);
      reportParadoxical(market, listing, found.price, aside.slots);
    }
  }
  if (opens) {
    words[at + LISTING.gathering] = 0;
    for (let side = BUY; side <= SELL; side++) {
      forOrders(market, at, side, (slot) => {
        const orderAt = slot << ORDER_SHIFT;
        emitReleased(market, slot, reblock(market, at, orderAt, restingPrice(market, at, orderAt)));
      });
    }
  }
}

/** Orders that the indicative price sets aside at most, so that publishing it stays cheap. */
const INDICATIVE_ASIDE = 200;

/**
 * The price at which the orders of a listing would meet now, all-or-none orders regarded. Where more of those than
 * `INDICATIVE_ASIDE` would have to be set aside, the price is that without regard to the rest.
 */
export function indicativePrice(market: Market, listing: number): CallPrice {
  return settlePrice(market, listing, new Aside(), INDICATIVE_ASIDE);
}

/**
 * Price and lots with all-or-none orders: fills `aside` with the orders that may not trade, at most so many while the
 * price is sought.
 */
function settlePrice(
  market: Market,
  listing: number,
  aside: Aside,
  most = Number.POSITIVE_INFINITY,
): CallPrice {
  let before = NOTHING;
  let passed: number[] = [];
  for (;;) {
    const found = findCallPrice(market, listing, aside);
    if (found.price === 0 || aside.slots.size >= most) return found;
    // An order that was passed over took nothing: without it the others fare as before, unless the price has moved.
    if (!isSamePrice(found, before)) {
      passed = [];
      const side = found.surplus >= 0 ? BUY : SELL;
      if (passOver(market, listing, side, found, aside, passed) === 0) {
        for (const slot of passed) aside.add(market, slot);
        return found;
      }
    }
    const last = passed.pop();
    if (last === undefined) throw new RangeError('a call auction gives fewer lots than its price says');
    aside.add(market, last);
    before = found;
  }
}

/** Do as many lots trade at the same price, with the same side the longer one? */
function isSamePrice(one: CallPrice, other: CallPrice): boolean {
  return one.price === other.price && one.lots === other.lots && one.surplus >= 0 === other.surplus >= 0;
}

/**
 * Gives lots of the longer side by price and time; collects the all-or-none orders that do not fit. Gives the lots
 * missing. Levels that fit as a whole are not walked.
 */
function passOver(
  market: Market,
  listing: number,
  side: number,
  found: CallPrice,
  aside: Aside,
  passed: number[],
): number {
  const at = listing << LISTING_SHIFT;
  const orders = market.orders.words;
  let left = found.lots;
  let price = market.listings.words[at + LISTING.bestBid + side]!;
  while (price !== 0 && left > 0 && (side === BUY ? price >= found.price : price <= found.price)) {
    const level = findLevel(market, at, side, price);
    const whole = levelLots(market, level, aside);
    let slot = 0;
    if (whole <= left) left -= whole;
    else slot = market.levels.words[(level << LEVEL_SHIFT) + LEVEL.head]!;
    for (; slot !== 0 && left > 0; slot = orders[(slot << ORDER_SHIFT) + ORDER.next]!) {
      if (aside.slots.has(slot)) continue;
      const lots = orders[(slot << ORDER_SHIFT) + ORDER.remaining]!;
      if (lots <= left) left -= lots;
      else if ((orders[(slot << ORDER_SHIFT) + ORDER.terms]! & TERMS.allOrNone) !== 0) passed.push(slot);
      else left = 0;
    }
    price = side === BUY ? nextDown(market, at, BUY, price - 1) : nextUp(market, at, SELL, price + 1);
  }
  return left;
}

/** Next order in price and time that may trade, from a price and a slot on; 0 at the end. */
function nextOrder(
  market: Market,
  listingAt: number,
  side: number,
  slot: number,
  aside: ReadonlySet<number>,
): number {
  const orders = market.orders.words;
  let price = 0;
  let next = 0;
  if (slot === 0) price = market.listings.words[listingAt + LISTING.bestBid + side]!;
  else {
    price = orders[(slot << ORDER_SHIFT) + ORDER.price]!;
    next = orders[(slot << ORDER_SHIFT) + ORDER.next]!;
  }
  if (slot === 0 && price !== 0 && price !== NO_ASK) {
    next = market.levels.words[(findLevel(market, listingAt, side, price) << LEVEL_SHIFT) + LEVEL.head]!;
  }
  for (;;) {
    while (next !== 0 && aside.has(next)) next = orders[(next << ORDER_SHIFT) + ORDER.next]!;
    if (next !== 0) return next;
    price =
      side === BUY ? nextDown(market, listingAt, BUY, price - 1) : nextUp(market, listingAt, SELL, price + 1);
    if (price === 0) return 0;
    next = market.levels.words[(findLevel(market, listingAt, side, price) << LEVEL_SHIFT) + LEVEL.head]!;
  }
}

/** Makes the deals at the price found: buys and sells paired in price and time. */
function trade(market: Market, listing: number, found: CallPrice, aside: ReadonlySet<number>): void {
  const at = listing << LISTING_SHIFT;
  const orders = market.orders.words;
  let left = found.lots;
  let buy = nextOrder(market, at, BUY, 0, aside);
  let sell = nextOrder(market, at, SELL, 0, aside);
  while (left > 0) {
    const wanted = orders[(buy << ORDER_SHIFT) + ORDER.remaining]!;
    const offered = orders[(sell << ORDER_SHIFT) + ORDER.remaining]!;
    let lots = wanted < offered ? wanted : offered;
    if (lots > left) lots = left;
    dealOf(market, listing, buy, sell, found.price, lots);
    left -= lots;
    const nextBuy = lots === wanted ? nextOrder(market, at, BUY, buy, aside) : buy;
    const nextSell = lots === offered ? nextOrder(market, at, SELL, sell, aside) : sell;
    finish(market, at, buy, lots === wanted || left === 0);
    finish(market, at, sell, lots === offered || left === 0);
    buy = nextBuy;
    sell = nextSell;
  }
}

/** A deal between two resting orders, whose queues are brought to what remains. */
function dealOf(
  market: Market,
  listing: number,
  buy: number,
  sell: number,
  price: number,
  lots: number,
): void {
  const at = listing << LISTING_SHIFT;
  reduceLevel(market, at, buy, lots);
  reduceLevel(market, at, sell, lots);
  makeDeal(market, listing, buy, sell, price, lots, NO_AGGRESSOR);
}

/** After an order's last deal: what it does not need comes back, and it ends where nothing remains. */
function finish(market: Market, listingAt: number, slot: number, last: boolean): void {
  if (!last) return;
  const at = slot << ORDER_SHIFT;
  emitReleased(market, slot, reblock(market, listingAt, at, restingPrice(market, listingAt, at)));
  if (market.orders.words[at + ORDER.remaining] === 0) {
    leaveQueue(market, listingAt, slot);
    freeSlot(market, slot);
  }
}

function reportParadoxical(market: Market, listing: number, price: number, aside: ReadonlySet<number>): void {
  const orders = market.orders.words;
  for (const slot of [...aside].sort((a, b) => arrivalOf(market, a) - arrivalOf(market, b))) {
    const at = slot << ORDER_SHIFT;
    const limit = orders[at + ORDER.price]!;
    const side = orders[at + ORDER.terms]! & TERMS.side;
    if (side === BUY ? limit < price : limit > price) continue;
    emit(market, 'paradoxicallyRejected', {
      slot,
      generation: orders[at + ORDER.generation]!,
      listing,
      lots: orders[at + ORDER.remaining]!,
      price,
    });
  }
}

function arrivalOf(market: Market, slot: number): number {
  return market.orders.numbers[(slot << (ORDER_SHIFT - 1)) + ORDER_NUMBER.arrival]!;
}

function groupOf(market: Market, slot: number): number {
  const account = market.orders.words[(slot << ORDER_SHIFT) + ORDER.account]!;
  return market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.group]!;
}

/** Ends orders of one group that cross each other, the newer first. */
function endSelfTrades(market: Market, listingAt: number): void {
  const words = market.listings.words;
  const bestBid = words[listingAt + LISTING.bestBid]!;
  const bestAsk = words[listingAt + LISTING.bestAsk]!;
  // Best sell of each group that has one at which somebody buys.
  const lowestSell = new Map<number, number>();
  forCrossing(market, listingAt, SELL, bestBid, (slot, price) => {
    const group = groupOf(market, slot);
    if (!lowestSell.has(group)) lowestSell.set(group, price);
  });
  const crossing = new Map<number, number[]>();
  forCrossing(market, listingAt, BUY, bestAsk, (slot, price) => {
    const group = groupOf(market, slot);
    const sell = lowestSell.get(group);
    if (sell !== undefined && price >= sell) crossing.set(group, []);
  });
  if (crossing.size === 0) return;
  for (let side = BUY; side <= SELL; side++) {
    forCrossing(market, listingAt, side, side === BUY ? bestAsk : bestBid, (slot) => {
      crossing.get(groupOf(market, slot))?.push(slot);
    });
  }
  for (const slots of crossing.values()) endNewest(market, slots);
}

function forCrossing(
  market: Market,
  listingAt: number,
  side: number,
  limit: number,
  call: (slot: number, price: number) => void,
): void {
  let price = market.listings.words[listingAt + LISTING.bestBid + side]!;
  while (price !== 0 && (side === BUY ? price >= limit : price <= limit)) {
    const level = findLevel(market, listingAt, side, price);
    let slot = market.levels.words[(level << LEVEL_SHIFT) + LEVEL.head]!;
    for (; slot !== 0; slot = market.orders.words[(slot << ORDER_SHIFT) + ORDER.next]!) call(slot, price);
    price =
      side === BUY ? nextDown(market, listingAt, BUY, price - 1) : nextUp(market, listingAt, SELL, price + 1);
  }
}

/** Of one group's orders, ends each that crosses an older one that has stayed. */
function endNewest(market: Market, slots: number[]): void {
  const orders = market.orders.words;
  const oldestFirst = slots.sort((a, b) => arrivalOf(market, a) - arrivalOf(market, b));
  let highestBuy = 0;
  let lowestSell = NO_ASK;
  for (const slot of oldestFirst) {
    const at = slot << ORDER_SHIFT;
    const price = orders[at + ORDER.price]!;
    if ((orders[at + ORDER.terms]! & TERMS.side) === BUY) {
      if (price >= lowestSell) endOrder(market, slot, CANCEL_REASON.selfTrade);
      else if (price > highestBuy) highestBuy = price;
    } else if (price <= highestBuy) endOrder(market, slot, CANCEL_REASON.selfTrade);
    else if (price < lowestSell) lowestSell = price;
  }
}

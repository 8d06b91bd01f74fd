/**
 * Auctions of one lot: ascending (one seller, bids rise), descending (one buyer's need, bids fall), and Dutch
 * (the price falls until somebody takes it, which opens a sealed round).
 *
 * A bid binds: it ends only when it is outbid, or with the auction. A whole lot goes to the best bid; a divisible
 * one to the best bids, each at its own price, best price first, then time. A bid that can win nothing any more
 * ends at once, and its deposit comes back. A lot that does not reach its reserve is not sold.
 */
import { isWhole } from './arithmetic.ts';
import { freeSlot, joinQueue, leaveQueue, reduceLevel } from './book.ts';
import { blockAt, reblock, restingPrice } from './deposits.ts';
import { emit, emitAccepted, emitReleased } from './emit.ts';
import { endOrder } from './ending.ts';
import { accountFor, checkDeposit, checkGate, checkValue, checkWho, participantOf } from './gate.ts';
import { groupOf } from './ledger.ts';
import { MAXIMUM_LOTS, MAXIMUM_TICKS } from './limits.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import { makeDeal, NO_AGGRESSOR } from './settle.ts';
import { dismiss, placeOrder } from './standalone.ts';
import {
  ACCOUNT,
  ACCOUNT_SHIFT,
  AUCTION,
  AUCTION_NUMBER,
  AUCTION_STAGE,
  LISTING,
  LISTING_NUMBER,
  LISTING_SHIFT,
  type Market,
  ORDER,
  ORDER_NUMBER,
  ORDER_SHIFT,
  SESSION,
  SESSION_NUMBER,
} from './state.ts';
import { BUY, CANCEL_REASON, LOT_FLAG, MODE, SELL, SESSION_FLAG, STANCE } from './terms.ts';
import { forOrders } from './walk.ts';

const SECOND = 1_000_000;

/** Is it a listing that auctions lots now? Gives the first failing check's code, or 0. */
function checkListing(market: Market, listing: number): number {
  if (listing <= 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;
  const stance = market.listings.words[(listing << LISTING_SHIFT) + LISTING.stance];
  if (stance === STANCE.auctions) return 0;
  return stance === STANCE.halted ? REJECT.LISTING_HALTED : REJECT.LISTING_SHUT;
}

function sessionAtOf(market: Market, listing: number): number {
  return market.listings.words[(listing << LISTING_SHIFT) + LISTING.session]! * SESSION.stride;
}

function modeOf(market: Market, listing: number): number {
  return market.sessions.words[sessionAtOf(market, listing) + SESSION.mode]!;
}

function extensionOf(market: Market, listing: number): number {
  return market.sessions.words[sessionAtOf(market, listing) + SESSION.extensionSeconds]! * SECOND;
}

/** Row of the auction open in a listing as a word offset, 0 where there is none. */
function auctionAtOf(market: Market, listing: number): number {
  return market.listings.words[(listing << LISTING_SHIFT) + LISTING.auction]! * AUCTION.stride;
}

function tickValueOf(market: Market, listing: number): number {
  return market.listings.numbers[(listing << (LISTING_SHIFT - 1)) + LISTING_NUMBER.tickValue]!;
}

/** Value, account and deposit for an order, with the block that it replaces. Gives a code or 0. */
function checkMoney(
  market: Market,
  listing: number,
  account: number,
  side: number,
  worst: number,
  lots: number,
  replaced: number,
): number {
  const listingAt = listing << LISTING_SHIFT;
  const money = checkValue(market, listingAt, account, worst * lots * tickValueOf(market, listing), 0);
  if (money !== 0) return money;
  return checkDeposit(market, account, blockAt(market, listingAt, side, worst, lots) - replaced);
}

/** Puts a lot, or a buyer's need, under auction. */
export function offerLot(market: Market, command: Fields<'offerLot'>): number {
  const { actor, listing, client, lots, startPrice, step, reservePrice, flags } = command;
  const who = checkWho(market, actor) || checkListing(market, listing);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  const listingAt = listing << LISTING_SHIFT;
  const words = market.listings.words;
  const mode = modeOf(market, listing);
  const side = mode === MODE.descending ? BUY : SELL;
  const gate = checkGate(market, listingAt, participant, side, client);
  if (gate !== 0) return gate;
  if (words[listingAt + LISTING.auction] !== 0) return REJECT.AUCTION_OPEN_ALREADY;
  const known = mode === MODE.dutch ? LOT_FLAG.hiddenReserve : LOT_FLAG.divisible | LOT_FLAG.hiddenReserve;
  if ((flags & ~known) !== 0) return REJECT.AUCTION_FLAGS_UNKNOWN;
  if (startPrice <= 0 || startPrice > MAXIMUM_TICKS) return REJECT.PRICE_INVALID;
  const bandFloor = words[listingAt + LISTING.bandFloor]!;
  const bandCap = words[listingAt + LISTING.bandCap]!;
  if (startPrice < bandFloor || startPrice > bandCap) return REJECT.PRICE_OUTSIDE_BAND;
  if (lots <= 0 || lots > MAXIMUM_LOTS) return REJECT.LOTS_INVALID;
  if (lots < words[listingAt + LISTING.minimumLots]! || lots > words[listingAt + LISTING.maximumLots]!) {
    return REJECT.LOTS_OUTSIDE_LIMITS;
  }
  const reserve = reservePrice === 0 && mode !== MODE.dutch ? startPrice : reservePrice;
  const fits = mode === MODE.ascending ? reserve >= startPrice : reserve <= startPrice;
  if (step <= 0 || step > MAXIMUM_TICKS || !fits || reserve < bandFloor || reserve > bandCap) {
    return REJECT.AUCTION_STEP_INVALID;
  }
  const account = accountFor(market, participant, client, words[listingAt + LISTING.currency]!);
  const worst = side === SELL ? bandCap : startPrice;
  const money = checkMoney(market, listing, account, side, worst, lots, 0);
  if (money !== 0) return money;

  const block = blockAt(market, listingAt, side, worst, lots);
  const slot = placeOrder(market, {
    listing,
    side,
    price: worst,
    lots,
    account,
    participant,
    trader: actor,
    block,
    reference: 0,
  });
  const auction = market.auctions.add();
  const at = auction * AUCTION.stride;
  const auctions = market.auctions.words;
  auctions[at + AUCTION.listing] = listing;
  auctions[at + AUCTION.side] = side;
  auctions[at + AUCTION.slot] = slot;
  auctions[at + AUCTION.startPrice] = startPrice;
  auctions[at + AUCTION.step] = step;
  auctions[at + AUCTION.reservePrice] = reserve;
  auctions[at + AUCTION.flags] = flags;
  auctions[at + AUCTION.price] = mode === MODE.dutch ? startPrice : 0;
  auctions[at + AUCTION.stage] = AUCTION_STAGE.open;
  const sessionAt = sessionAtOf(market, listing);
  market.auctions.numbers[(at >> 1) + AUCTION_NUMBER.endTime] =
    market.sessions.numbers[(sessionAt >> 1) + SESSION_NUMBER.endTime]!;
  words[listingAt + LISTING.auction] = auction;
  emit(market, 'lotOffered', {
    listing,
    account,
    side,
    lots,
    startPrice,
    step,
    slot,
    generation: market.orders.words[(slot << ORDER_SHIFT) + ORDER.generation]!,
    blocked: block,
  });
  return 0;
}

/** Is the lot that of a participant (client 0), its group, or its client? One without an account may be too. */
function isOwnLot(market: Market, auctionAt: number, participant: number, client: number): boolean {
  const slot = market.auctions.words[auctionAt + AUCTION.slot]!;
  const owner = market.orders.words[(slot << ORDER_SHIFT) + ORDER.account]!;
  return (
    market.accounts.words[(owner << ACCOUNT_SHIFT) + ACCOUNT.group] === groupOf(market, participant, client)
  );
}

/** Has the time for bids passed? An end of 0 is none. */
function isOver(market: Market, auctionAt: number, time: number): boolean {
  const end = market.auctions.numbers[(auctionAt >> 1) + AUCTION_NUMBER.endTime]!;
  return end !== 0 && time >= end;
}

/** The bid of an account in a listing, 0 where there is none. */
function findBid(market: Market, listing: number, side: number, account: number): number {
  let found = 0;
  forOrders(market, listing << LISTING_SHIFT, side, (slot) => {
    if (market.orders.words[(slot << ORDER_SHIFT) + ORDER.account] === account) found = slot;
  });
  return found;
}

/** Lots of bids at a price or better, without one's own. */
function lotsAhead(market: Market, listing: number, side: number, price: number, own: number): number {
  let lots = 0;
  forOrders(market, listing << LISTING_SHIFT, side, (slot) => {
    const at = slot << ORDER_SHIFT;
    const other = market.orders.words[at + ORDER.price]!;
    if (slot !== own && (side === BUY ? other >= price : other <= price))
      lots += market.orders.words[at + ORDER.remaining]!;
  });
  return lots;
}

/**
 * Does a bid better the best? A whole lot's must beat it by a step. A divisible lot's must win something, and
 * one's own earlier bid, which it replaces, must not be better in price or lots.
 */
function isBetter(
  market: Market,
  listing: number,
  auctionAt: number,
  price: number,
  lots: number,
  own: number,
): boolean {
  const auctions = market.auctions.words;
  const words = market.listings.words;
  const listingAt = listing << LISTING_SHIFT;
  const side = 1 - auctions[auctionAt + AUCTION.side]!;
  const direction = side === BUY ? 1 : -1;
  if (own !== 0) {
    const at = own << ORDER_SHIFT;
    const step = (price - market.orders.words[at + ORDER.price]!) * direction;
    const more = lots - market.orders.words[at + ORDER.remaining]!;
    if (step < 0 || more < 0 || (step === 0 && more === 0)) return false;
  }
  const sealed = auctions[auctionAt + AUCTION.stage] === AUCTION_STAGE.sealed;
  if (sealed) return price >= auctions[auctionAt + AUCTION.price]!;
  if ((price - auctions[auctionAt + AUCTION.startPrice]!) * direction < 0) return false;
  const slot = auctions[auctionAt + AUCTION.slot]!;
  const lotLots = market.orders.words[(slot << ORDER_SHIFT) + ORDER.remaining]!;
  if ((auctions[auctionAt + AUCTION.flags]! & LOT_FLAG.divisible) !== 0) {
    return lotsAhead(market, listing, side, price, own) < lotLots;
  }
  if (words[listingAt + LISTING.bidOrders + side] === 0) return true;
  const best = words[listingAt + LISTING.bestBid + side]!;
  return (price - best) * direction >= auctions[auctionAt + AUCTION.step]!;
}

/** A bid for a lot, in the open auction or in a sealed round. It replaces one's own earlier bid. */
export function placeBid(market: Market, command: Fields<'placeBid'>): number {
  const { actor, listing, client, price, lots, reference, time } = command;
  const who = checkWho(market, actor) || checkListing(market, listing);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  const listingAt = listing << LISTING_SHIFT;
  const words = market.listings.words;
  const auctionAt = auctionAtOf(market, listing);
  if (auctionAt === 0) return REJECT.AUCTION_NOT_OPEN;
  const auctions = market.auctions.words;
  const sealed = auctions[auctionAt + AUCTION.stage] === AUCTION_STAGE.sealed;
  if (modeOf(market, listing) === MODE.dutch && !sealed) return REJECT.AUCTION_STAGE;
  if (isOver(market, auctionAt, time)) return REJECT.BID_TOO_LATE;
  const side = 1 - auctions[auctionAt + AUCTION.side]!;
  const gate = checkGate(market, listingAt, participant, side, client);
  if (gate !== 0) return gate;
  const account = accountFor(market, participant, client, words[listingAt + LISTING.currency]!);
  if (isOwnLot(market, auctionAt, participant, client)) return REJECT.BID_OWN_LOT;
  if (price <= 0 || price > MAXIMUM_TICKS) return REJECT.PRICE_INVALID;
  if (price < words[listingAt + LISTING.bandFloor]! || price > words[listingAt + LISTING.bandCap]!) {
    return REJECT.PRICE_OUTSIDE_BAND;
  }
  if (lots <= 0 || lots > MAXIMUM_LOTS) return REJECT.LOTS_INVALID;
  const lotLots =
    market.orders.words[(auctions[auctionAt + AUCTION.slot]! << ORDER_SHIFT) + ORDER.remaining]!;
  const divisible = (auctions[auctionAt + AUCTION.flags]! & LOT_FLAG.divisible) !== 0;
  if (divisible ? lots > lotLots : lots !== lotLots) return REJECT.BID_LOTS;
  if (
    !sealed &&
    (price - auctions[auctionAt + AUCTION.startPrice]!) % auctions[auctionAt + AUCTION.step]! !== 0
  ) {
    return REJECT.BID_OFF_STEP;
  }
  const own = findBid(market, listing, side, account);
  if (!isBetter(market, listing, auctionAt, price, lots, own)) return REJECT.BID_NOT_BETTER;
  if (!isWhole(reference, 0, Number.MAX_SAFE_INTEGER)) return REJECT.REFERENCE_INVALID;
  const replaced = own === 0 ? 0 : market.orders.numbers[(own << (ORDER_SHIFT - 1)) + ORDER_NUMBER.blocked]!;
  const money = checkMoney(market, listing, account, side, price, lots, replaced);
  if (money !== 0) return money;

  if (own !== 0) endOrder(market, own, CANCEL_REASON.outbid);
  enterBid(market, { listing, side, price, lots, account, participant, trader: actor, reference });
  if (!sealed) {
    endOutbid(market, listing, side, lotLots);
    auctions[auctionAt + AUCTION.price] = words[listingAt + LISTING.bestBid + side]!;
    extend(market, listing, auctionAt, time);
  }
  return 0;
}

function enterBid(market: Market, bid: Omit<Parameters<typeof placeOrder>[1], 'block'>): void {
  const listingAt = bid.listing << LISTING_SHIFT;
  const slot = placeOrder(market, {
    ...bid,
    block: blockAt(market, listingAt, bid.side, bid.price, bid.lots),
  });
  emitAccepted(market, slot);
  joinQueue(market, listingAt, slot);
}

/** Ends the bids that can win nothing any more. */
function endOutbid(market: Market, listing: number, side: number, lotLots: number): void {
  let left = lotLots;
  forOrders(market, listing << LISTING_SHIFT, side, (slot) => {
    if (left <= 0) endOrder(market, slot, CANCEL_REASON.outbid);
    else left -= market.orders.words[(slot << ORDER_SHIFT) + ORDER.remaining]!;
  });
}

/** A bid in the last seconds moves the end, so that others may answer; sealed ones do not, since none is to be seen. */
function extend(market: Market, listing: number, auctionAt: number, time: number): void {
  const flags = market.sessions.words[sessionAtOf(market, listing) + SESSION.flags]!;
  if ((flags & SESSION_FLAG.sealed) !== 0) return;
  const at = (auctionAt >> 1) + AUCTION_NUMBER.endTime;
  const end = market.auctions.numbers[at]!;
  const extension = extensionOf(market, listing);
  if (end === 0 || extension === 0 || time < end - extension) return;
  market.auctions.numbers[at] = time + extension;
  emit(market, 'auctionExtended', { listing, endTime: time + extension });
}

/** The session's end has moved: a lot under open auction has until then, a sealed round keeps its end. */
export function extendLot(market: Market, listing: number, endTime: number): void {
  const auctionAt = auctionAtOf(market, listing);
  if (auctionAt === 0 || market.auctions.words[auctionAt + AUCTION.stage] !== AUCTION_STAGE.open) return;
  const at = (auctionAt >> 1) + AUCTION_NUMBER.endTime;
  const end = market.auctions.numbers[at]!;
  if (end === 0 || end >= endTime) return;
  market.auctions.numbers[at] = endTime;
  emit(market, 'auctionExtended', { listing, endTime });
}

/** Lets the price of a Dutch auction fall by its step, not below the reserve. */
export function stepPrice(market: Market, command: Fields<'stepPrice'>): number {
  const { listing } = command;
  const code = checkListing(market, listing);
  if (code !== 0) return code;
  const at = auctionAtOf(market, listing);
  if (at === 0) return REJECT.AUCTION_NOT_OPEN;
  const words = market.auctions.words;
  if (modeOf(market, listing) !== MODE.dutch || words[at + AUCTION.stage] !== AUCTION_STAGE.open)
    return REJECT.AUCTION_STAGE;
  const price = words[at + AUCTION.price]!;
  const least = words[at + AUCTION.reservePrice]!;
  if (price <= least) return REJECT.PRICE_AT_RESERVE;
  const next = price - words[at + AUCTION.step]!;
  words[at + AUCTION.price] = next < least ? least : next;
  emit(market, 'priceStepped', { listing, price: words[at + AUCTION.price]! });
  return 0;
}

/** Takes the price of a Dutch auction: it is the first bid of a sealed round, which lasts the session's extension. */
export function takePrice(market: Market, command: Fields<'takePrice'>): number {
  const { actor, listing, client, reference, time } = command;
  const who = checkWho(market, actor) || checkListing(market, listing);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  const listingAt = listing << LISTING_SHIFT;
  const at = auctionAtOf(market, listing);
  if (at === 0) return REJECT.AUCTION_NOT_OPEN;
  const words = market.auctions.words;
  if (modeOf(market, listing) !== MODE.dutch || words[at + AUCTION.stage] !== AUCTION_STAGE.open)
    return REJECT.AUCTION_STAGE;
  if (isOver(market, at, time)) return REJECT.BID_TOO_LATE;
  const gate = checkGate(market, listingAt, participant, BUY, client);
  if (gate !== 0) return gate;
  const account = accountFor(
    market,
    participant,
    client,
    market.listings.words[listingAt + LISTING.currency]!,
  );
  if (isOwnLot(market, at, participant, client)) return REJECT.BID_OWN_LOT;
  if (!isWhole(reference, 0, Number.MAX_SAFE_INTEGER)) return REJECT.REFERENCE_INVALID;
  const price = words[at + AUCTION.price]!;
  const lots = market.orders.words[(words[at + AUCTION.slot]! << ORDER_SHIFT) + ORDER.remaining]!;
  const money = checkMoney(market, listing, account, BUY, price, lots, 0);
  if (money !== 0) return money;
  enterBid(market, { listing, side: BUY, price, lots, account, participant, trader: actor, reference });
  words[at + AUCTION.stage] = AUCTION_STAGE.sealed;
  const endTime = time + extensionOf(market, listing);
  market.auctions.numbers[(at >> 1) + AUCTION_NUMBER.endTime] = endTime;
  emit(market, 'sealedRoundOpened', { listing, price, endTime });
  return 0;
}

/** Ends an auction whose time has come: by the timetable, or by the operator. */
export function closeAuction(market: Market, command: Fields<'closeAuction'>): number {
  const { listing, time } = command;
  const code = checkListing(market, listing);
  if (code !== 0) return code;
  const at = auctionAtOf(market, listing);
  if (at === 0) return REJECT.AUCTION_NOT_OPEN;
  const end = market.auctions.numbers[(at >> 1) + AUCTION_NUMBER.endTime]!;
  if (end !== 0 && time < end) return REJECT.AUCTION_NOT_ENDED;
  closeLots(market, listing, false);
  return 0;
}

/** Knocks the lot of a listing down to the best bids, or, if called off or below its reserve, to nobody. */
export function closeLots(market: Market, listing: number, calledOff: boolean): void {
  const at = auctionAtOf(market, listing);
  if (at === 0) return;
  const listingAt = listing << LISTING_SHIFT;
  const words = market.auctions.words;
  const orders = market.orders.words;
  const lotSide = words[at + AUCTION.side]!;
  const lot = words[at + AUCTION.slot]!;
  const reserve = words[at + AUCTION.reservePrice]!;
  let sold = 0;
  let lastPrice = 0;
  forOrders(market, listingAt, 1 - lotSide, (slot) => {
    const orderAt = slot << ORDER_SHIFT;
    const price = orders[orderAt + ORDER.price]!;
    const left = orders[(lot << ORDER_SHIFT) + ORDER.remaining]!;
    const reached = lotSide === SELL ? price >= reserve : price <= reserve;
    if (calledOff || left === 0 || !reached) {
      endOrder(market, slot, left === 0 ? CANCEL_REASON.outbid : CANCEL_REASON.lotNotSold);
      return;
    }
    const bid = orders[orderAt + ORDER.remaining]!;
    const lots = bid < left ? bid : left;
    reduceLevel(market, listingAt, slot, lots);
    if (lotSide === SELL) makeDeal(market, listing, slot, lot, price, lots, NO_AGGRESSOR);
    else makeDeal(market, listing, lot, slot, price, lots, NO_AGGRESSOR);
    sold += lots;
    lastPrice = price;
    emitReleased(market, slot, reblock(market, listingAt, orderAt, restingPrice(market, listingAt, orderAt)));
    if (orders[orderAt + ORDER.remaining] === 0) {
      leaveQueue(market, listingAt, slot);
      freeSlot(market, slot);
    } else endOrder(market, slot, CANCEL_REASON.outbid);
  });
  if (orders[(lot << ORDER_SHIFT) + ORDER.remaining] === 0) dismiss(market, lot);
  else endOrder(market, lot, calledOff ? CANCEL_REASON.sessionCancelled : CANCEL_REASON.lotNotSold);
  words[at + AUCTION.stage] = AUCTION_STAGE.closed;
  market.listings.words[listingAt + LISTING.auction] = 0;
  emit(market, 'auctionClosed', { listing, sold: sold > 0 ? 1 : 0, price: lastPrice, lots: sold });
}

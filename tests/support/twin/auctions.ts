/** Auctions of one lot: ascending, descending, and Dutch with its sealed round. */
import { endOrder, makeDeal, REASON, release } from './deals.ts';
import { accreditedTrader, beneficialOwner, checkHalt, listingOf, passGate } from './gate.ts';
import { blockOf, checkMoney } from './money.ts';
import {
  type Account,
  accountName,
  type Full,
  isWhole,
  type Listing,
  type Lot,
  type Order,
  other,
  reaches,
  refuse,
  type Side,
  sideNumber,
  type Trader,
  type World,
} from './world.ts';

const LARGEST = 2 ** 30 - 1;
const SECOND = 1_000_000;

function checkPhase(listing: Listing): void {
  const { mode, phase } = listing.session;
  checkHalt(listing);
  if (phase !== 'trading' || (mode !== 'ascending' && mode !== 'descending' && mode !== 'dutch'))
    refuse('LISTING_SHUT');
}

function openLot(listing: Listing): Lot {
  return listing.lot ?? refuse('AUCTION_NOT_OPEN');
}

export function offerLot(world: World, c: Full<'offerLot'>): void {
  const trader = accreditedTrader(world, c.actor);
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const { mode } = listing.session;
  const side: Side = mode === 'descending' ? 'buy' : 'sell';
  const holder = passGate(world, listing, trader.participant, side, c.client);
  if (listing.lot !== undefined) refuse('AUCTION_OPEN_ALREADY');
  // Flags: 1 divisible, not in a Dutch auction; 2 reserve not shown.
  if (c.flags < 0 || c.flags > 3 || (mode === 'dutch' && (c.flags & 1) === 1))
    refuse('AUCTION_FLAGS_UNKNOWN');
  if (!isWhole(c.startPrice, 1, LARGEST)) refuse('PRICE_INVALID');
  if (c.startPrice < listing.floor || c.startPrice > listing.cap) refuse('PRICE_OUTSIDE_BAND');
  if (!isWhole(c.lots, 1, LARGEST)) refuse('LOTS_INVALID');
  const { leastLots, mostLots } = listing.instrument;
  if (c.lots < leastLots || c.lots > mostLots) refuse('LOTS_OUTSIDE_LIMITS');
  const reserve = c.reservePrice === 0 && mode !== 'dutch' ? c.startPrice : c.reservePrice;
  const fits = mode === 'ascending' ? reserve >= c.startPrice : reserve <= c.startPrice;
  if (!isWhole(c.step, 1, LARGEST) || !fits || reserve < listing.floor || reserve > listing.cap)
    refuse('AUCTION_STEP_INVALID');
  // Who sells may get as much as the band allows; who buys pays the start price at most.
  const worst = side === 'sell' ? listing.cap : c.startPrice;
  const account = checkMoney(world, listing, holder, { side, worst, lots: c.lots });

  const order = standing(world, 'lot', listing, account, trader, side, worst, c.lots);
  listing.lot = {
    order,
    startPrice: c.startPrice,
    step: c.step,
    reserve,
    divisible: (c.flags & 1) === 1,
    round: 'open',
    clock: c.startPrice,
    endTime: listing.session.endTime,
  };
  world.emit('lotOffered', {
    listing: listing.number,
    account: accountName(account),
    side: sideNumber(side),
    lots: c.lots,
    startPrice: c.startPrice,
    step: c.step,
    order: order.name,
    blocked: blockOf(order),
  });
}

/** An order that came otherwise than into the book. */
export function standing(
  world: World,
  kind: Order['kind'],
  listing: Listing,
  account: Account,
  trader: Trader,
  side: Side,
  price: number,
  lots: number,
): Order {
  const age = ++world.ages;
  const order: Order = {
    name: ++world.names,
    kind,
    listing,
    account,
    trader,
    side,
    market: false,
    allOrNone: false,
    untilDate: false,
    selfTrade: 'newest',
    expiryDay: 0,
    price,
    lots,
    open: lots,
    age,
    place: age,
  };
  world.orders.push(order);
  return order;
}

function isOver(lot: Lot, time: number): boolean {
  return lot.endTime !== 0 && time >= lot.endTime;
}

/** Refuses a bid that is not good enough. */
function checkBetter(
  world: World,
  listing: Listing,
  lot: Lot,
  price: number,
  lots: number,
  own?: Order,
): void {
  const side = other(lot.order.side);
  const betterBy = (than: number): number => (side === 'buy' ? price - than : than - price);
  if (own !== undefined) {
    if (betterBy(own.price) < 0 || lots < own.open) refuse('BID_NOT_BETTER');
    if (price === own.price && lots === own.open) refuse('BID_NOT_BETTER');
  }
  if (lot.round === 'sealed') {
    if (betterBy(lot.clock) < 0) refuse('BID_NOT_BETTER');
    return;
  }
  if (betterBy(lot.startPrice) < 0) refuse('BID_NOT_BETTER');
  const bids = world.queue(listing, side);
  if (lot.divisible) {
    const ahead = bids.filter((bid) => bid !== own && betterBy(bid.price) <= 0);
    if (ahead.reduce((sum, bid) => sum + bid.open, 0) >= lot.order.open) refuse('BID_NOT_BETTER');
    return;
  }
  const best = bids[0];
  if (best !== undefined && betterBy(best.price) < lot.step) refuse('BID_NOT_BETTER');
}

export function placeBid(world: World, c: Full<'placeBid'>): void {
  const trader = accreditedTrader(world, c.actor);
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const lot = openLot(listing);
  if (listing.session.mode === 'dutch' && lot.round === 'open') refuse('AUCTION_STAGE');
  if (isOver(lot, c.time)) refuse('BID_TOO_LATE');
  const side = other(lot.order.side);
  const holder = passGate(world, listing, trader.participant, side, c.client);
  if (beneficialOwner(holder) === beneficialOwner(lot.order.account.holder)) refuse('BID_OWN_LOT');
  if (!isWhole(c.price, 1, LARGEST)) refuse('PRICE_INVALID');
  if (c.price < listing.floor || c.price > listing.cap) refuse('PRICE_OUTSIDE_BAND');
  if (!isWhole(c.lots, 1, LARGEST)) refuse('LOTS_INVALID');
  if (lot.divisible ? c.lots > lot.order.open : c.lots !== lot.order.open) refuse('BID_LOTS');
  if (lot.round === 'open' && (c.price - lot.startPrice) % lot.step !== 0) refuse('BID_OFF_STEP');
  const own = world.queue(listing, side).find((bid) => bid.account.holder === holder);
  checkBetter(world, listing, lot, c.price, c.lots, own);
  if (!isWhole(c.reference, 0, Number.MAX_SAFE_INTEGER)) refuse('REFERENCE_INVALID');
  const wanted = { side, worst: c.price, lots: c.lots };
  const freed = { value: 0n, block: own === undefined ? 0n : blockOf(own) };
  const account = checkMoney(world, listing, holder, wanted, freed);

  if (own !== undefined) endOrder(world, own, REASON.outbid);
  acceptBid(world, listing, account, trader, side, c.price, c.lots, c.reference);
  if (lot.round === 'sealed') return;
  let left = lot.order.open;
  for (const bid of world.queue(listing, side)) {
    if (left <= 0) endOrder(world, bid, REASON.outbid);
    left -= bid.open;
  }
  const extension = listing.session.extensionSeconds * SECOND;
  if (listing.session.sealed) return;
  if (lot.endTime !== 0 && extension !== 0 && c.time >= lot.endTime - extension) {
    lot.endTime = c.time + extension;
    world.emit('auctionExtended', { listing: listing.number, endTime: lot.endTime });
  }
}

function acceptBid(
  world: World,
  listing: Listing,
  account: Account,
  trader: Trader,
  side: Side,
  price: number,
  lots: number,
  reference: number,
): void {
  const order = standing(world, 'bid', listing, account, trader, side, price, lots);
  world.emit('orderAccepted', {
    order: order.name,
    listing: listing.number,
    account: accountName(account),
    trader: trader.number,
    terms: sideNumber(side),
    price,
    lots,
    blocked: blockOf(order),
    reference,
  });
}

function runningClock(listing: Listing): Lot {
  const lot = openLot(listing);
  if (listing.session.mode !== 'dutch' || lot.round !== 'open') refuse('AUCTION_STAGE');
  return lot;
}

export function stepPrice(world: World, c: Full<'stepPrice'>): void {
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const lot = runningClock(listing);
  if (lot.clock <= lot.reserve) refuse('PRICE_AT_RESERVE');
  lot.clock = Math.max(lot.reserve, lot.clock - lot.step);
  world.emit('priceStepped', { listing: listing.number, price: lot.clock });
}

export function takePrice(world: World, c: Full<'takePrice'>): void {
  const trader = accreditedTrader(world, c.actor);
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const lot = runningClock(listing);
  if (isOver(lot, c.time)) refuse('BID_TOO_LATE');
  const holder = passGate(world, listing, trader.participant, 'buy', c.client);
  if (beneficialOwner(holder) === beneficialOwner(lot.order.account.holder)) refuse('BID_OWN_LOT');
  if (!isWhole(c.reference, 0, Number.MAX_SAFE_INTEGER)) refuse('REFERENCE_INVALID');
  const wanted = { side: 'buy', worst: lot.clock, lots: lot.order.open } as const;
  const account = checkMoney(world, listing, holder, wanted);
  acceptBid(world, listing, account, trader, 'buy', lot.clock, lot.order.open, c.reference);
  lot.round = 'sealed';
  lot.endTime = c.time + listing.session.extensionSeconds * SECOND;
  world.emit('sealedRoundOpened', { listing: listing.number, price: lot.clock, endTime: lot.endTime });
}

export function closeAuction(world: World, c: Full<'closeAuction'>): void {
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const lot = openLot(listing);
  if (lot.endTime !== 0 && c.time < lot.endTime) refuse('AUCTION_NOT_ENDED');
  knockDown(world, listing, false);
}

/** Gives the lot to the best bids, each at its own price, or to nobody. */
export function knockDown(world: World, listing: Listing, calledOff: boolean): void {
  const { lot } = listing;
  if (lot === undefined) return;
  const { order } = lot;
  const lotHeld = blockOf(order);
  let lotSpent = 0n;
  let sold = 0;
  let lastPrice = 0;
  for (const bid of world.queue(listing, other(order.side))) {
    if (order.open === 0) {
      endOrder(world, bid, calledOff ? REASON.lotNotSold : REASON.outbid);
      continue;
    }
    // A seller's reserve is the least price that it takes, a buyer's the most.
    if (calledOff || !reaches(bid.side, bid.price, lot.reserve)) {
      endOrder(world, bid, REASON.lotNotSold);
      continue;
    }
    const lots = Math.min(bid.open, order.open);
    const held = blockOf(bid);
    const made =
      order.side === 'sell'
        ? makeDeal(world, bid, order, bid.price, lots, 'none')
        : makeDeal(world, order, bid, bid.price, lots, 'none');
    const [lotDeposit, bidDeposit] =
      order.side === 'sell' ? [made.sellDeposit, made.buyDeposit] : [made.buyDeposit, made.sellDeposit];
    lotSpent += lotDeposit;
    sold += lots;
    lastPrice = bid.price;
    release(world, bid, held - bidDeposit - blockOf(bid));
    if (bid.open === 0) world.remove(bid);
    else endOrder(world, bid, REASON.outbid);
  }
  if (order.open === 0) {
    release(world, order, lotHeld - lotSpent);
    world.remove(order);
  } else {
    const reason = calledOff ? REASON.sessionCancelled : REASON.lotNotSold;
    endOrder(world, order, reason, lotHeld - lotSpent);
  }
  listing.lot = undefined;
  world.emit('auctionClosed', {
    listing: listing.number,
    sold: sold > 0 ? 1 : 0,
    price: lastPrice,
    lots: sold,
  });
}

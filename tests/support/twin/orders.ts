/** Orders of the book: submitting, replacing, cancelling, and continuous matching. */
import { endOrder, makeDeal, REASON, release } from './deals.ts';
import {
  accreditedTrader,
  actingTrader,
  beneficialOwner,
  checkHalt,
  clientNumber,
  listingOf,
  passGate,
} from './gate.ts';
import { blockAt, blockOf, checkMoney, sameOwner, worthOf } from './money.ts';
import {
  accountName,
  type Full,
  isWhole,
  type Listing,
  type Order,
  other,
  ownerOf,
  type Participant,
  reaches,
  refuse,
  type Side,
  type World,
} from './world.ts';

const LARGEST = 2 ** 30 - 1;

/** Does the listing take new orders now? */
function checkPhase(listing: Listing): void {
  const { mode, phase } = listing.session;
  const book = mode === 'continuous' || mode === 'call';
  checkHalt(listing);
  if (phase === 'adjustment') refuse('ADJUSTMENT_ONLY');
  if (!book || (phase !== 'preliminary' && phase !== 'trading')) refuse('LISTING_SHUT');
}

/** Lots that a participant has in open orders and deals of one side of a listing. */
export function usedLots(world: World, listing: Listing, participant: Participant, side: Side): number {
  let lots = 0;
  for (const order of world.orders) {
    if (order.kind !== 'book' || order.listing !== listing || order.side !== side) continue;
    if (ownerOf(order) === participant) lots += order.open;
  }
  for (const deal of listing.deals) {
    if ((side === 'buy' ? deal.buyer : deal.seller) === participant) lots += deal.lots;
  }
  return lots;
}

/** Orders that an incoming one would meet, in the order in which it would. */
function opposite(world: World, listing: Listing, side: Side, limit: number): Order[] {
  return world.queue(listing, other(side)).filter((order) => reaches(side, limit, order.price));
}

/** The worst price at which a new order can trade: its deposit is reckoned there. */
function worstPrice(world: World, listing: Listing, side: Side, price: number): number {
  if (side === 'buy') return price;
  if (listing.gathers) return listing.cap;
  const best = world.queue(listing, 'buy')[0];
  return best === undefined ? price : Math.max(price, best.price);
}

/** Lots that would trade at once, self-trade prevention included. */
function tradable(
  world: World,
  listing: Listing,
  order: { side: Side; price: number; lots: number; selfTrade: Order['selfTrade'] },
  owner: string,
): number {
  let left = order.lots;
  let traded = 0;
  for (const met of opposite(world, listing, order.side, order.price)) {
    if (left <= 0) break;
    if (beneficialOwner(met.account.holder) === owner) {
      if (order.selfTrade === 'newest') break;
      if (order.selfTrade === 'decrement') left -= met.open;
      continue;
    }
    const lots = Math.min(left, met.open);
    traded += lots;
    left -= lots;
  }
  return traded;
}

const FORCES = ['session', 'immediate', 'fill', 'untilDate'] as const;
const SELF_TRADES = ['newest', 'oldest', 'decrement'] as const;

export function submitOrder(world: World, c: Full<'submitOrder'>): void {
  const trader = accreditedTrader(world, c.actor);
  const { participant } = trader;
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  const selfTrade = SELF_TRADES[(c.terms >> 4) & 3];
  if (c.terms < 0 || c.terms > 127 || selfTrade === undefined) refuse('TERMS_UNKNOWN');
  const side: Side = (c.terms & 1) === 0 ? 'buy' : 'sell';
  const market = (c.terms & 2) !== 0;
  const force = FORCES[(c.terms >> 2) & 3] ?? 'session';
  const allOrNone = (c.terms & 64) !== 0;
  const holder = passGate(world, listing, participant, side, c.client);

  const call = listing.session.mode === 'call';
  const atOnce = !listing.gathers;
  const allowed = atOnce
    ? !allOrNone && !(market && force === 'untilDate')
    : (force === 'session' || force === 'untilDate') && (call || !(market || allOrNone));
  if (!allowed) refuse('TERMS_NOT_ALLOWED');

  if (market ? c.price !== 0 : !isWhole(c.price, 1, LARGEST)) refuse('PRICE_INVALID');
  const price = market ? (side === 'buy' ? listing.cap : listing.floor) : c.price;
  if (price < listing.floor || price > listing.cap) refuse('PRICE_OUTSIDE_BAND');
  if (!isWhole(c.lots, 1, LARGEST)) refuse('LOTS_INVALID');
  const { leastLots, mostLots } = listing.instrument;
  if (c.lots < leastLots || c.lots > mostLots) refuse('LOTS_OUTSIDE_LIMITS');
  if (c.minimumLots !== 0 && (!atOnce || c.minimumLots < 0 || c.minimumLots > c.lots))
    refuse('MINIMUM_INVALID');
  if (force === 'untilDate' ? c.expiryDay < world.day : c.expiryDay !== 0) refuse('EXPIRY_INVALID');
  if (!isWhole(c.reference, 0, Number.MAX_SAFE_INTEGER)) refuse('REFERENCE_INVALID');
  if (listing.limit !== 0 && usedLots(world, listing, participant, side) + c.lots > listing.limit)
    refuse('PARTICIPANT_LIMIT');
  const worst = worstPrice(world, listing, side, price);
  const account = checkMoney(world, listing, holder, { side, worst, lots: c.lots });
  const least = force === 'fill' ? c.lots : c.minimumLots;
  const wish = { side, price, lots: c.lots, selfTrade };
  if (least > 0 && tradable(world, listing, wish, beneficialOwner(holder)) < least) refuse('NOT_FILLABLE');

  const order: Order = {
    name: ++world.names,
    kind: 'book',
    listing,
    account,
    trader,
    side,
    market,
    allOrNone,
    untilDate: force === 'untilDate',
    selfTrade,
    expiryDay: c.expiryDay,
    price,
    lots: c.lots,
    open: c.lots,
    age: ++world.ages,
    place: 0,
  };
  const held = blockAt(listing, side, worst, c.lots);
  world.emit('orderAccepted', {
    order: order.name,
    listing: listing.number,
    account: accountName(account),
    trader: trader.number,
    terms: c.terms,
    price,
    lots: c.lots,
    blocked: held,
    reference: c.reference,
  });
  const rests = !atOnce || (!market && (force === 'session' || force === 'untilDate'));
  enter(world, order, held, rests ? 0 : market ? REASON.marketRemainder : REASON.immediate);
}

/** An accepted order trades, if the listing trades at once; what is left rests, or ends for a reason. */
function enter(world: World, order: Order, heldAtFirst: bigint, leftover: number): void {
  let held = heldAtFirst;
  if (!order.listing.gathers) {
    for (const met of opposite(world, order.listing, order.side, order.price)) {
      if (order.open === 0) break;
      if (sameOwner(met.account, order.account)) {
        if (giveWay(world, order, met, held)) return;
        continue;
      }
      const lots = Math.min(order.open, met.open);
      const made =
        order.side === 'buy'
          ? makeDeal(world, order, met, met.price, lots, 'buy')
          : makeDeal(world, met, order, met.price, lots, 'sell');
      held -= order.side === 'buy' ? made.buyDeposit : made.sellDeposit;
      if (met.open === 0) world.remove(met);
    }
  }
  if (order.open > 0 && leftover !== 0) {
    endOrder(world, order, leftover, held);
    return;
  }
  release(world, order, held - blockOf(order));
  if (order.open === 0) return;
  order.place = ++world.ages;
  world.orders.push(order);
}

/** Two orders of one owner have met. Gives true where the incoming one has ended. */
function giveWay(world: World, order: Order, met: Order, held: bigint): boolean {
  if (order.selfTrade === 'newest') {
    endOrder(world, order, REASON.selfTrade, held);
    return true;
  }
  if (order.selfTrade === 'oldest' || met.open <= order.open) {
    const lots = met.open;
    endOrder(world, met, REASON.selfTrade);
    if (order.selfTrade === 'oldest') return false;
    if (lots === order.open) {
      endOrder(world, order, REASON.selfTrade, held);
      return true;
    }
    order.open -= lots;
    order.lots -= lots;
    reduced(world, order, lots, held);
    return false;
  }
  met.open -= order.open;
  met.lots -= order.open;
  reduced(world, met, order.open, blockOf(met));
  endOrder(world, order, REASON.selfTrade, held);
  return true;
}

function reduced(world: World, order: Order, lots: number, blocked: bigint): void {
  world.emit('orderReduced', {
    order: order.name,
    listing: order.listing.number,
    lots,
    remaining: order.open,
    blocked,
  });
}

/** Bids, lots and proposals bind; orders of the book may leave at any time. */
function mayLeave(order: Order): boolean {
  return order.kind === 'book';
}

export function cancelOrder(world: World, c: Full<'cancelOrder'>, name: number): void {
  const trader = c.actor === 0 ? undefined : actingTrader(world, c.actor);
  const order = world.orders.find((alive) => alive.name === name) ?? refuse('ORDER_UNKNOWN');
  if (trader !== undefined && ownerOf(order) !== trader.participant) refuse('ORDER_NOT_YOURS');
  if (!mayLeave(order)) refuse('LISTING_SHUT');
  endOrder(world, order, trader === undefined ? REASON.operator : REASON.owner);
}

export function cancelAll(world: World, c: Full<'cancelAll'>): void {
  const trader = c.actor === 0 ? undefined : actingTrader(world, c.actor);
  const number = c.participant === 0 && trader !== undefined ? trader.participant.number : c.participant;
  const participant = world.participants[number - 1] ?? refuse('PARTICIPANT_UNKNOWN');
  if (trader !== undefined && trader.participant !== participant) refuse('ORDER_NOT_YOURS');
  const listing = c.listing === 0 ? undefined : listingOf(world, c.listing);
  for (const order of world.orders) {
    if (ownerOf(order) !== participant || (listing !== undefined && order.listing !== listing)) continue;
    if (mayLeave(order)) endOrder(world, order, trader === undefined ? REASON.operator : REASON.owner);
  }
}

export function replaceOrder(world: World, c: Full<'replaceOrder'>, name: number): void {
  const { participant } = accreditedTrader(world, c.actor);
  const order = world.orders.find((alive) => alive.name === name) ?? refuse('ORDER_UNKNOWN');
  if (ownerOf(order) !== participant) refuse('ORDER_NOT_YOURS');
  const { listing, side } = order;
  const { phase } = listing.session;
  const open = phase === 'preliminary' || phase === 'trading' || phase === 'adjustment';
  checkHalt(listing);
  if (!open || !mayLeave(order)) refuse('LISTING_SHUT');

  if (!isWhole(c.lots, 1, LARGEST)) refuse('LOTS_INVALID');
  const filled = order.lots - order.open;
  if (c.lots <= filled) refuse('ORDER_FILLED');
  if (order.market ? c.price !== 0 : !isWhole(c.price, 1, LARGEST)) refuse('PRICE_INVALID');
  const price = order.market ? order.price : c.price;
  if (price === order.price && c.lots === order.lots) refuse('NOTHING_CHANGED');
  const worse = side === 'buy' ? price < order.price : price > order.price;
  if (phase === 'adjustment' && (worse || c.lots < order.lots)) refuse('ADJUSTMENT_ONLY');

  if (price === order.price && c.lots < order.lots) {
    order.lots = c.lots;
    order.open = c.lots - filled;
    replaced(world, order, 1, blockOf(order));
    return;
  }
  passGate(world, listing, participant, side, clientNumber(order.account.holder));
  if (price < listing.floor || price > listing.cap) refuse('PRICE_OUTSIDE_BAND');
  const { leastLots, mostLots } = listing.instrument;
  if (c.lots < leastLots || c.lots > mostLots) refuse('LOTS_OUTSIDE_LIMITS');
  const more = c.lots - order.lots;
  if (more > 0 && listing.limit !== 0 && usedLots(world, listing, participant, side) + more > listing.limit)
    refuse('PARTICIPANT_LIMIT');
  const worst = worstPrice(world, listing, side, price);
  checkMoney(
    world,
    listing,
    order.account.holder,
    { side, worst, lots: c.lots - filled },
    { value: worthOf(listing, order.price, order.open), block: blockOf(order) },
  );
  world.remove(order);
  order.price = price;
  order.lots = c.lots;
  order.open = c.lots - filled;
  order.age = ++world.ages;
  const held = blockAt(listing, side, worst, order.open);
  replaced(world, order, 0, held);
  enter(world, order, held, 0);
}

function replaced(world: World, order: Order, keptPriority: number, blocked: bigint): void {
  world.emit('orderReplaced', {
    order: order.name,
    listing: order.listing.number,
    price: order.price,
    lots: order.open,
    keptPriority,
    blocked,
  });
}

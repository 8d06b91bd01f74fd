/** What becomes of a listing's open orders when its session closes or is cancelled. */
import { joinQueue, leaveQueue } from './book.ts';
import { blockAt, moveBlock } from './deposits.ts';
import { emit } from './emit.ts';
import { endOrder } from './ending.ts';
import { checkDeposit, checkGate, checkParticipant, checkValue, clientOf } from './gate.ts';
import { withdrawProposals } from './named-deals.ts';
import {
  INSTRUMENT,
  LISTING,
  LISTING_NUMBER,
  LISTING_SHIFT,
  type Market,
  ORDER,
  ORDER_NUMBER,
  ORDER_SHIFT,
} from './state.ts';
import { BUY, CANCEL_REASON, FORCE, SELL, TERMS } from './terms.ts';
import { takeUsage, withinLimit } from './usage.ts';
import { forOrders } from './walk.ts';

/** Ends or carries every order of a listing, and gives its ladders back. `target`: listing to carry to, or 0. */
export function closeListing(market: Market, listing: number, target: number, reason: number): void {
  const at = listing << LISTING_SHIFT;
  for (let side = BUY; side <= SELL; side++) {
    forOrders(market, at, side, (slot) => {
      const terms = market.orders.words[(slot << ORDER_SHIFT) + ORDER.terms]!;
      const lasting = ((terms >> TERMS.forceShift) & 3) === FORCE.untilDate;
      if (target === 0 || !lasting) endOrder(market, slot, reason);
      else carry(market, slot, target);
    });
  }
  withdrawProposals(market, listing, reason);
  const instrumentAt = market.listings.words[at + LISTING.instrument]! * INSTRUMENT.stride;
  const directory = market.listings.words[at + LISTING.bidDirectory]!;
  market.directories.words[directory] = market.instruments.words[instrumentAt + INSTRUMENT.freeLadder]!;
  market.instruments.words[instrumentAt + INSTRUMENT.freeLadder] = directory;
}

/** Moves an order to another listing of its instrument, if it may trade there and its deposit suffices. */
function carry(market: Market, slot: number, target: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  const from = orders[at + ORDER.listing]!;
  const targetAt = target << LISTING_SHIFT;
  const listings = market.listings.words;
  const terms = orders[at + ORDER.terms]!;
  const side = terms & TERMS.side;
  // A market order stands at the edge of the band, wherever that is.
  const price =
    (terms & TERMS.market) === 0
      ? orders[at + ORDER.price]!
      : listings[targetAt + (side === BUY ? LISTING.bandCap : LISTING.bandFloor)]!;
  const participant = orders[at + ORDER.participant]!;
  const account = orders[at + ORDER.account]!;
  const lots = orders[at + ORDER.remaining]!;
  if (price < listings[targetAt + LISTING.bandFloor]! || price > listings[targetAt + LISTING.bandCap]!) {
    endOrder(market, slot, CANCEL_REASON.outsideBand);
    return;
  }
  const worst = side === SELL ? listings[targetAt + LISTING.bandCap]! : price;
  const tickValue = market.listings.numbers[(targetAt >> 1) + LISTING_NUMBER.tickValue]!;
  const openValue = orders[at + ORDER.price]! * lots * tickValue;
  const block = blockAt(market, targetAt, side, worst, lots);
  const more = block - market.orders.numbers[(at >> 1) + ORDER_NUMBER.blocked]!;
  if (
    checkParticipant(market, participant) !== 0 ||
    checkGate(market, targetAt, participant, side, clientOf(market, account)) !== 0 ||
    !withinLimit(market, targetAt, participant, side, lots) ||
    checkValue(market, targetAt, account, worst * lots * tickValue, openValue) !== 0
  ) {
    endOrder(market, slot, CANCEL_REASON.sessionClosed);
    return;
  }
  if (checkDeposit(market, account, more) !== 0) {
    endOrder(market, slot, CANCEL_REASON.deposit);
    return;
  }
  leaveQueue(market, from << LISTING_SHIFT, slot);
  moveBlock(market, account, listings[targetAt + LISTING.currency]!, more);
  market.orders.numbers[(at >> 1) + ORDER_NUMBER.blocked] = block;
  orders[at + ORDER.listing] = target;
  orders[at + ORDER.price] = price;
  takeUsage(market, targetAt, participant, side, lots);
  joinQueue(market, targetAt, slot);
  emit(market, 'orderCarried', {
    slot,
    generation: orders[at + ORDER.generation]!,
    from,
    listing: target,
    price,
    lots,
    blocked: block,
  });
}

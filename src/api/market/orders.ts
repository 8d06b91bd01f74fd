/** Orders that live now: of one participant, or of all. */
import {
  AUCTION,
  LISTING,
  type Market,
  ORDER,
  ORDER_COLD,
  ORDER_COLD_NUMBER,
  ORDER_NUMBER,
  PARTICIPANT,
  PROPOSAL_COLUMN,
} from '#market/state.ts';
import { PROPOSAL, TERMS } from '#market/terms.ts';
import type { OpenOrderItem, ProposalItem } from '#wire/market.ts';
import { clientOfAccount } from './accounts.ts';
import { dateText, numberAt, orderAddress, orderNumber, rowsOf, wordAt } from './cells.ts';
import { those } from './pages.ts';
import { FORCE, SELF_TRADE, SIDE } from './words.ts';

function listingOf(market: Market, slot: number): number {
  return wordAt(market.orders, slot, ORDER.listing);
}

function isLiving(market: Market, slot: number): boolean {
  return slot > 0 && slot < market.orders.rows && listingOf(market, slot) !== 0;
}

function isOf(market: Market, slot: number, participant: number): boolean {
  return participant === 0 || wordAt(market.orders, slot, ORDER.participant) === participant;
}

/** Slot of the living order of a number, of a participant (0: of anybody); undefined where there is none. */
export function findOpenOrder(market: Market, order: number, participant: number): number | undefined {
  const { slot, generation } = orderAddress(order);
  const found =
    isLiving(market, slot) &&
    wordAt(market.orders, slot, ORDER.generation) === generation &&
    isOf(market, slot, participant);
  return found ? slot : undefined;
}

/**
 * Slots of the living orders of a participant (0: of all) in a listing (0: in any), at most so many after one. A bare
 * loop, since the orders of everybody may be a million.
 */
export function openSlots(
  market: Market,
  participant: number,
  listing: number,
  after: number,
  most: number,
): number[] {
  const { words, stride, rows } = market.orders;
  const found: number[] = [];
  for (let slot = after + 1; slot < rows && found.length < most; slot += 1) {
    const at = slot * stride;
    const where = words[at + ORDER.listing];
    if (where === 0 || (listing !== 0 && where !== listing)) continue;
    if (participant !== 0 && words[at + ORDER.participant] !== participant) continue;
    found.push(slot);
  }
  return found;
}

/** How many there are. Without a listing it is known without looking at the orders. */
export function countOpen(market: Market, participant: number, listing: number): number {
  if (participant === 0 || listing !== 0)
    return openSlots(market, participant, listing, 0, Number.POSITIVE_INFINITY).length;
  const own = (slot: number): boolean => wordAt(market.orders, slot, ORDER.participant) === participant;
  let count = wordAt(market.participants, participant, PARTICIPANT.liveOrders);
  for (const row of rowsOf(market.listings)) {
    const auction = wordAt(market.listings, row, LISTING.auction);
    if (auction !== 0 && own(wordAt(market.auctions, auction, AUCTION.slot))) count += 1;
  }
  for (const row of openProposals(market, 0, 0)) {
    if (own(wordAt(market.proposals, row, PROPOSAL_COLUMN.slot))) count += 1;
  }
  return count;
}

function kindOf(market: Market, slot: number): OpenOrderItem['kind'] {
  const auction = wordAt(market.listings, listingOf(market, slot), LISTING.auction);
  if (wordAt(market.orders, slot, ORDER.level) !== 0) return auction === 0 ? 'order' : 'bid';
  return auction !== 0 && wordAt(market.auctions, auction, AUCTION.slot) === slot ? 'lot' : 'proposal';
}

/** What the word of an order's terms says. */
export function termsOut(packed: number) {
  return {
    side: SIDE.word(packed & TERMS.side),
    type: (packed & TERMS.market) === 0 ? ('limit' as const) : ('market' as const),
    timeInForce: FORCE.word((packed >> TERMS.forceShift) & 3),
    selfTrade: SELF_TRADE.word((packed >> TERMS.selfTradeShift) & 3),
    allOrNone: (packed & TERMS.allOrNone) !== 0,
  };
}

export function openOrderItem(market: Market, slot: number): OpenOrderItem {
  const word = (column: number): number => wordAt(market.orders, slot, column);
  const terms = termsOut(word(ORDER.terms));
  return {
    order: orderNumber(slot, word(ORDER.generation)),
    kind: kindOf(market, slot),
    listing: word(ORDER.listing),
    instrument: wordAt(market.listings, word(ORDER.listing), LISTING.instrument),
    participant: word(ORDER.participant),
    client: clientOfAccount(market, word(ORDER.account)),
    trader: word(ORDER.trader),
    side: terms.side,
    type: terms.type,
    price: terms.type === 'market' ? null : word(ORDER.price),
    lots: wordAt(market.ordersCold, slot, ORDER_COLD.lots),
    remaining: word(ORDER.remaining),
    blocked: numberAt(market.orders, slot, ORDER_NUMBER.blocked),
    timeInForce: terms.timeInForce,
    expiry: terms.timeInForce === 'until-date' ? dateText(word(ORDER.expiryDay)) : null,
    selfTrade: terms.selfTrade,
    allOrNone: terms.allOrNone,
    reference: numberAt(market.ordersCold, slot, ORDER_COLD_NUMBER.reference),
  };
}

/** Numbers of the open proposals from or to a participant (0: of all). */
export function openProposals(market: Market, participant: number, after: number): Iterable<number> {
  return those(rowsOf(market.proposals, after + 1), (row) => {
    const word = (column: number): number => wordAt(market.proposals, row, column);
    return (
      word(PROPOSAL_COLUMN.state) === PROPOSAL.open &&
      (participant === 0 ||
        word(PROPOSAL_COLUMN.participant) === participant ||
        word(PROPOSAL_COLUMN.counterparty) === participant)
    );
  });
}

export function proposalItem(market: Market, proposal: number): ProposalItem {
  const word = (column: number): number => wordAt(market.proposals, proposal, column);
  const slot = word(PROPOSAL_COLUMN.slot);
  const listing = word(PROPOSAL_COLUMN.listing);
  return {
    proposal,
    listing,
    instrument: wordAt(market.listings, listing, LISTING.instrument),
    from: word(PROPOSAL_COLUMN.participant),
    to: word(PROPOSAL_COLUMN.counterparty),
    side: termsOut(wordAt(market.orders, slot, ORDER.terms)).side,
    price: wordAt(market.orders, slot, ORDER.price),
    lots: wordAt(market.orders, slot, ORDER.remaining),
  };
}

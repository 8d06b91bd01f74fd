/**
 * Named deals: one participant proposes a deal to another, who confirms or refuses. Both deposits are blocked
 * before the deal is made. In a session of mode 'named' outside the order-driven market this is the register of
 * over-the-counter deals. They count in no quotation.
 */
import { isWhole } from './arithmetic.ts';
import { blockAt, moveBlock } from './deposits.ts';
import { emit } from './emit.ts';
import { retireOrder } from './ending.ts';
import {
  accountFor,
  checkDeposit,
  checkGate,
  checkParticipant,
  checkTrader,
  checkValue,
  checkWho,
  clientOf,
  participantOf,
} from './gate.ts';
import { MAXIMUM_LOTS, MAXIMUM_TICKS } from './limits.ts';
import { isParticipant } from './participants.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import { makeDeal, NAMED } from './settle.ts';
import { dismiss, placeOrder } from './standalone.ts';
import {
  GENERAL,
  GENERAL_AT,
  LISTING,
  LISTING_NUMBER,
  LISTING_SHIFT,
  type Market,
  ORDER,
  ORDER_COLD,
  ORDER_COLD_SHIFT,
  ORDER_NUMBER,
  ORDER_SHIFT,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
  PROPOSAL_COLUMN,
} from './state.ts';
import { BUY, PROPOSAL, SELL, STANCE } from './terms.ts';

function checkStance(market: Market, listing: number): number {
  const stance = market.listings.words[(listing << LISTING_SHIFT) + LISTING.stance];
  if (stance === STANCE.names) return 0;
  return stance === STANCE.halted ? REJECT.LISTING_HALTED : REJECT.LISTING_SHUT;
}

function checkQuantities(market: Market, listingAt: number, price: number, lots: number): number {
  const words = market.listings.words;
  if (price <= 0 || price > MAXIMUM_TICKS) return REJECT.PRICE_INVALID;
  if (price < words[listingAt + LISTING.bandFloor]! || price > words[listingAt + LISTING.bandCap]!) {
    return REJECT.PRICE_OUTSIDE_BAND;
  }
  if (lots <= 0 || lots > MAXIMUM_LOTS) return REJECT.LOTS_INVALID;
  if (lots < words[listingAt + LISTING.minimumLots]! || lots > words[listingAt + LISTING.maximumLots]!) {
    return REJECT.LOTS_OUTSIDE_LIMITS;
  }
  return 0;
}

function checkMoney(
  market: Market,
  listingAt: number,
  account: number,
  side: number,
  price: number,
  lots: number,
  replaced: number,
): number {
  const tickValue = market.listings.numbers[(listingAt >> 1) + LISTING_NUMBER.tickValue]!;
  const money = checkValue(market, listingAt, account, price * lots * tickValue, 0);
  if (money !== 0) return money;
  return checkDeposit(market, account, blockAt(market, listingAt, side, price, lots) - replaced);
}

function isSameGroup(market: Market, first: number, second: number): boolean {
  const words = market.participants.words;
  return (
    words[(first << PARTICIPANT_SHIFT) + PARTICIPANT.group] ===
    words[(second << PARTICIPANT_SHIFT) + PARTICIPANT.group]
  );
}

export function proposeDeal(market: Market, command: Fields<'proposeDeal'>): number {
  const { actor, listing, client, side, counterparty, price, lots, reference } = command;
  const who = checkWho(market, actor);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  if (listing <= 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;
  const stance = checkStance(market, listing);
  if (stance !== 0) return stance;
  if (side !== BUY && side !== SELL) return REJECT.SIDE_INVALID;
  const listingAt = listing << LISTING_SHIFT;
  const gate = checkGate(market, listingAt, participant, side, client);
  if (gate !== 0) return gate;
  if (
    !isParticipant(market, counterparty) ||
    checkParticipant(market, counterparty) !== 0 ||
    isSameGroup(market, participant, counterparty)
  ) {
    return REJECT.COUNTERPARTY_INVALID;
  }
  const quantities = checkQuantities(market, listingAt, price, lots);
  if (quantities !== 0) return quantities;
  if (!isWhole(reference, 0, Number.MAX_SAFE_INTEGER)) return REJECT.REFERENCE_INVALID;
  const account = accountFor(
    market,
    participant,
    client,
    market.listings.words[listingAt + LISTING.currency]!,
  );
  const money = checkMoney(market, listingAt, account, side, price, lots, 0);
  if (money !== 0) return money;

  const block = blockAt(market, listingAt, side, price, lots);
  const slot = placeOrder(market, {
    listing,
    side,
    price,
    lots,
    account,
    participant,
    trader: actor,
    block,
    reference,
  });
  const proposal = market.proposals.add();
  const words = market.proposals.words;
  const at = proposal * PROPOSAL_COLUMN.stride;
  words[at + PROPOSAL_COLUMN.state] = PROPOSAL.open;
  words[at + PROPOSAL_COLUMN.listing] = listing;
  words[at + PROPOSAL_COLUMN.slot] = slot;
  words[at + PROPOSAL_COLUMN.counterparty] = counterparty;
  words[at + PROPOSAL_COLUMN.participant] = participant;
  market.general.words[GENERAL_AT + GENERAL.openProposals]!++;
  emit(market, 'dealProposed', {
    proposal,
    listing,
    side,
    account,
    counterparty,
    price,
    lots,
    slot,
    generation: market.orders.words[(slot << ORDER_SHIFT) + ORDER.generation]!,
    blocked: block,
    reference,
  });
  return 0;
}

/** Word offset of an open proposal, 0 where the number names none. */
function findProposal(market: Market, proposal: number): number {
  if (proposal <= 0 || proposal >= market.proposals.rows) return 0;
  const at = proposal * PROPOSAL_COLUMN.stride;
  return market.proposals.words[at + PROPOSAL_COLUMN.state] === PROPOSAL.open ? at : 0;
}

export function confirmDeal(market: Market, command: Fields<'confirmDeal'>): number {
  const { actor, proposal, client } = command;
  const who = checkWho(market, actor);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  const at = findProposal(market, proposal);
  if (at === 0) return REJECT.PROPOSAL_UNKNOWN;
  const words = market.proposals.words;
  if (words[at + PROPOSAL_COLUMN.counterparty] !== participant) return REJECT.PROPOSAL_NOT_YOURS;
  const listing = words[at + PROPOSAL_COLUMN.listing]!;
  const stance = checkStance(market, listing);
  if (stance !== 0) return stance;
  const orders = market.orders.words;
  const slot = words[at + PROPOSAL_COLUMN.slot]!;
  const orderAt = slot << ORDER_SHIFT;
  const proposerSide = orders[orderAt + ORDER.terms]!;
  const side = 1 - proposerSide;
  const listingAt = listing << LISTING_SHIFT;
  const gate = checkGate(market, listingAt, participant, side, client);
  if (gate !== 0) return gate;
  const proposer = words[at + PROPOSAL_COLUMN.participant]!;
  if (
    checkParticipant(market, proposer) !== 0 ||
    checkGate(
      market,
      listingAt,
      proposer,
      proposerSide,
      clientOf(market, orders[orderAt + ORDER.account]!),
    ) !== 0 ||
    isSameGroup(market, participant, proposer)
  ) {
    return REJECT.COUNTERPARTY_INVALID;
  }
  const price = orders[orderAt + ORDER.price]!;
  const lots = orders[orderAt + ORDER.remaining]!;
  // Amended since the confirming side looked at it.
  if ((command.price !== 0 && command.price !== price) || (command.lots !== 0 && command.lots !== lots)) {
    return REJECT.PROPOSAL_CHANGED;
  }
  const account = accountFor(
    market,
    participant,
    client,
    market.listings.words[listingAt + LISTING.currency]!,
  );
  const money = checkMoney(market, listingAt, account, side, price, lots, 0);
  if (money !== 0) return money;

  const block = blockAt(market, listingAt, side, price, lots);
  const answer = placeOrder(market, {
    listing,
    side,
    price,
    lots,
    account,
    participant,
    trader: actor,
    block,
    reference: 0,
  });
  emit(market, 'dealConfirmed', {
    proposal,
    account,
    slot: answer,
    generation: market.orders.words[(answer << ORDER_SHIFT) + ORDER.generation]!,
    blocked: block,
  });
  makeDeal(market, listing, side === BUY ? answer : slot, side === BUY ? slot : answer, price, lots, NAMED);
  dismiss(market, slot);
  dismiss(market, answer);
  words[at + PROPOSAL_COLUMN.state] = PROPOSAL.confirmed;
  market.general.words[GENERAL_AT + GENERAL.openProposals]!--;
  return 0;
}

/** The counterparty refuses, or the proposer withdraws. */
export function refuseDeal(market: Market, command: Fields<'refuseDeal'>): number {
  const { actor, proposal, reason } = command;
  const who = checkTrader(market, actor);
  if (who !== 0) return who;
  const participant = participantOf(market, actor);
  const at = findProposal(market, proposal);
  if (at === 0) return REJECT.PROPOSAL_UNKNOWN;
  const words = market.proposals.words;
  const own = words[at + PROPOSAL_COLUMN.participant] === participant;
  if (!own && words[at + PROPOSAL_COLUMN.counterparty] !== participant) return REJECT.PROPOSAL_NOT_YOURS;
  endProposal(market, proposal, own ? PROPOSAL.withdrawn : PROPOSAL.refused, reason);
  return 0;
}

function endProposal(market: Market, proposal: number, state: number, reason: number): void {
  const at = proposal * PROPOSAL_COLUMN.stride;
  const words = market.proposals.words;
  const slot = words[at + PROPOSAL_COLUMN.slot]!;
  const released = market.orders.numbers[(slot << (ORDER_SHIFT - 1)) + ORDER_NUMBER.blocked]!;
  retireOrder(market, slot);
  words[at + PROPOSAL_COLUMN.state] = state;
  market.general.words[GENERAL_AT + GENERAL.openProposals]!--;
  emit(market, 'proposalEnded', { proposal, state, reason, released });
}

/** The proposer changes price or lots of a proposal that is still open. */
export function amendDeal(market: Market, command: Fields<'amendDeal'>): number {
  const { actor, proposal, price, lots } = command;
  const who = checkWho(market, actor);
  if (who !== 0) return who;
  const at = findProposal(market, proposal);
  if (at === 0) return REJECT.PROPOSAL_UNKNOWN;
  const words = market.proposals.words;
  if (words[at + PROPOSAL_COLUMN.participant] !== participantOf(market, actor))
    return REJECT.PROPOSAL_NOT_YOURS;
  const listing = words[at + PROPOSAL_COLUMN.listing]!;
  const stance = checkStance(market, listing);
  if (stance !== 0) return stance;
  const listingAt = listing << LISTING_SHIFT;
  const quantities = checkQuantities(market, listingAt, price, lots);
  if (quantities !== 0) return quantities;
  const orders = market.orders.words;
  const slot = words[at + PROPOSAL_COLUMN.slot]!;
  const orderAt = slot << ORDER_SHIFT;
  if (orders[orderAt + ORDER.price] === price && orders[orderAt + ORDER.remaining] === lots)
    return REJECT.NOTHING_CHANGED;
  const account = orders[orderAt + ORDER.account]!;
  const side = orders[orderAt + ORDER.terms]!;
  const before = market.orders.numbers[(orderAt >> 1) + ORDER_NUMBER.blocked]!;
  const money = checkMoney(market, listingAt, account, side, price, lots, before);
  if (money !== 0) return money;
  const block = blockAt(market, listingAt, side, price, lots);
  orders[orderAt + ORDER.price] = price;
  orders[orderAt + ORDER.remaining] = lots;
  market.ordersCold.words[(slot << ORDER_COLD_SHIFT) + ORDER_COLD.lots] = lots;
  market.orders.numbers[(orderAt >> 1) + ORDER_NUMBER.blocked] = block;
  moveBlock(market, account, market.listings.words[listingAt + LISTING.currency]!, block - before);
  emit(market, 'proposalAmended', { proposal, price, lots, blocked: block });
  return 0;
}

/** Withdraws what is still proposed in a listing that closes. */
export function withdrawProposals(market: Market, listing: number, reason: number): void {
  const words = market.proposals.words;
  for (
    let row = 1;
    row < market.proposals.rows && market.general.words[GENERAL_AT + GENERAL.openProposals]! > 0;
    row++
  ) {
    const at = row * PROPOSAL_COLUMN.stride;
    if (
      words[at + PROPOSAL_COLUMN.state] === PROPOSAL.open &&
      words[at + PROPOSAL_COLUMN.listing] === listing
    ) {
      endProposal(market, row, PROPOSAL.withdrawn, reason);
    }
  }
}

/** Named deals: proposed by one side, confirmed by the other. */
import { standing } from './auctions.ts';
import { makeDeal, release } from './deals.ts';
import {
  accreditedTrader,
  actingTrader,
  beneficialOwner,
  checkHalt,
  clientNumber,
  isAccredited,
  listingOf,
  passGate,
} from './gate.ts';
import { blockOf, checkMoney } from './money.ts';
import {
  accountName,
  type Full,
  isWhole,
  type Listing,
  other,
  ownerOf,
  type Participant,
  type Proposal,
  Refusal,
  refuse,
  type Side,
  type World,
} from './world.ts';

const LARGEST = 2 ** 30 - 1;

function checkPhase(listing: Listing): void {
  const { phase } = listing.session;
  checkHalt(listing);
  if (phase !== 'namedDeals') refuse('LISTING_SHUT');
}

function checkQuantities(listing: Listing, price: number, lots: number): void {
  if (!isWhole(price, 1, LARGEST)) refuse('PRICE_INVALID');
  if (price < listing.floor || price > listing.cap) refuse('PRICE_OUTSIDE_BAND');
  if (!isWhole(lots, 1, LARGEST)) refuse('LOTS_INVALID');
  const { leastLots, mostLots } = listing.instrument;
  if (lots < leastLots || lots > mostLots) refuse('LOTS_OUTSIDE_LIMITS');
}

/** A participant and its group do not agree deals with themselves, not even for clients. */
function isOneOwner(first: Participant, second: Participant): boolean {
  return beneficialOwner(first.holder) === beneficialOwner(second.holder);
}

export function proposeDeal(world: World, c: Full<'proposeDeal'>): void {
  const trader = accreditedTrader(world, c.actor);
  const listing = listingOf(world, c.listing);
  checkPhase(listing);
  if (c.side !== 0 && c.side !== 1) refuse('SIDE_INVALID');
  const side: Side = c.side === 0 ? 'buy' : 'sell';
  const holder = passGate(world, listing, trader.participant, side, c.client);
  const counterparty = world.participants[c.counterparty - 1] ?? refuse('COUNTERPARTY_INVALID');
  if (!isAccredited(world, counterparty) || isOneOwner(trader.participant, counterparty))
    refuse('COUNTERPARTY_INVALID');
  checkQuantities(listing, c.price, c.lots);
  if (!isWhole(c.reference, 0, Number.MAX_SAFE_INTEGER)) refuse('REFERENCE_INVALID');
  const account = checkMoney(world, listing, holder, { side, worst: c.price, lots: c.lots });

  const order = standing(world, 'proposal', listing, account, trader, side, c.price, c.lots);
  const proposal: Proposal = { number: world.proposals.length + 1, order, counterparty, state: 'open' };
  world.proposals.push(proposal);
  world.emit('dealProposed', {
    proposal: proposal.number,
    listing: listing.number,
    side: c.side,
    account: accountName(account),
    counterparty: counterparty.number,
    price: c.price,
    lots: c.lots,
    order: order.name,
    blocked: blockOf(order),
    reference: c.reference,
  });
}

function openProposal(world: World, number: number): Proposal {
  const found = world.proposals[number - 1];
  return found?.state === 'open' ? found : refuse('PROPOSAL_UNKNOWN');
}

export function confirmDeal(world: World, c: Full<'confirmDeal'>): void {
  const trader = accreditedTrader(world, c.actor);
  const proposal = openProposal(world, c.proposal);
  if (proposal.counterparty !== trader.participant) refuse('PROPOSAL_NOT_YOURS');
  const { order } = proposal;
  const { listing } = order;
  checkPhase(listing);
  const side = other(order.side);
  const holder = passGate(world, listing, trader.participant, side, c.client);
  const proposer = ownerOf(order);
  if (!isAccredited(world, proposer) || isOneOwner(proposer, trader.participant))
    refuse('COUNTERPARTY_INVALID');
  try {
    passGate(world, listing, proposer, order.side, clientNumber(order.account.holder));
  } catch (refusal) {
    if (refusal instanceof Refusal) refuse('COUNTERPARTY_INVALID');
    throw refusal;
  }
  if ((c.price !== 0 && c.price !== order.price) || (c.lots !== 0 && c.lots !== order.open))
    refuse('PROPOSAL_CHANGED');
  const account = checkMoney(world, listing, holder, { side, worst: order.price, lots: order.open });

  const answer = standing(world, 'proposal', listing, account, trader, side, order.price, order.open);
  world.emit('dealConfirmed', {
    proposal: proposal.number,
    account: accountName(account),
    order: answer.name,
    blocked: blockOf(answer),
  });
  const [buy, sell] = side === 'buy' ? [answer, order] : [order, answer];
  const buyHeld = blockOf(buy);
  const sellHeld = blockOf(sell);
  const made = makeDeal(world, buy, sell, order.price, order.open, 'named');
  release(world, buy, buyHeld - made.buyDeposit);
  release(world, sell, sellHeld - made.sellDeposit);
  world.remove(buy);
  world.remove(sell);
  proposal.state = 'confirmed';
}

export function refuseDeal(world: World, c: Full<'refuseDeal'>): void {
  const { participant } = actingTrader(world, c.actor);
  const proposal = openProposal(world, c.proposal);
  if (ownerOf(proposal.order) === participant) endProposal(world, proposal, 'withdrawn', c.reason);
  else if (proposal.counterparty === participant) endProposal(world, proposal, 'refused', c.reason);
  else refuse('PROPOSAL_NOT_YOURS');
}

const STATES = ['open', 'confirmed', 'refused', 'withdrawn'];

function endProposal(world: World, proposal: Proposal, state: Proposal['state'], reason: number): void {
  proposal.state = state;
  world.emit('proposalEnded', {
    proposal: proposal.number,
    state: STATES.indexOf(state) + 1,
    reason,
    released: blockOf(proposal.order),
  });
  world.remove(proposal.order);
}

export function amendDeal(world: World, c: Full<'amendDeal'>): void {
  const { participant } = accreditedTrader(world, c.actor);
  const proposal = openProposal(world, c.proposal);
  const { order } = proposal;
  if (ownerOf(order) !== participant) refuse('PROPOSAL_NOT_YOURS');
  const { listing, side } = order;
  checkPhase(listing);
  checkQuantities(listing, c.price, c.lots);
  if (c.price === order.price && c.lots === order.open) refuse('NOTHING_CHANGED');
  const wanted = { side, worst: c.price, lots: c.lots };
  checkMoney(world, listing, order.account.holder, wanted, { value: 0n, block: blockOf(order) });
  order.price = c.price;
  order.lots = c.lots;
  order.open = c.lots;
  world.emit('proposalAmended', {
    proposal: proposal.number,
    price: c.price,
    lots: c.lots,
    blocked: blockOf(order),
  });
}

/** Withdraws what is still proposed in a listing that closes. */
export function withdrawProposals(world: World, listing: Listing, reason: number): void {
  for (const proposal of world.proposals) {
    if (proposal.state === 'open' && proposal.order.listing === listing)
      endProposal(world, proposal, 'withdrawn', reason);
  }
}

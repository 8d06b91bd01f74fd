/**
 * Of what a participant's own command brought about: what that participant may know. A deal has another side, and an
 * order that gives way to another of its owner may be another participant's.
 */
import type { MarketEvent } from '#market/events.ts';
import { type Market, ORDER, PROPOSAL_COLUMN } from '#market/state.ts';
import { participantOfAccount } from './accounts.ts';
import { type Caller, seesAll } from './caller.ts';
import { orderNumber, wordAt } from './cells.ts';

type Deal = Extract<MarketEvent, { kind: 'deal' }>;

/** Blanks the sides of a deal that are not the participant's. */
function ownSides(market: Market, deal: Deal, participant: number): Deal | undefined {
  const buys = participantOfAccount(market, deal.buyAccount) === participant;
  const sells = participantOfAccount(market, deal.sellAccount) === participant;
  if (!buys && !sells) return undefined;
  // What came back came to the order that rested: to the other side than the one that came last.
  const rested = deal.aggressor === 0 ? sells : deal.aggressor === 1 ? buys : false;
  return {
    ...deal,
    ...(buys ? {} : { buySlot: 0, buyGeneration: 0, buyAccount: 0, buyDeposit: 0, buyFee: 0 }),
    ...(sells ? {} : { sellSlot: 0, sellGeneration: 0, sellAccount: 0, sellDeposit: 0, sellFee: 0 }),
    released: rested ? deal.released : 0,
  };
}

/** The events of a caller's own command, as the caller may see them. The operator sees all. */
export function visibleEvents(
  market: Market,
  caller: Caller,
  events: readonly MarketEvent[],
): readonly MarketEvent[] {
  if (seesAll(caller)) return events;
  const { participant } = caller;
  const isOwn = (account: number): boolean => participantOfAccount(market, account) === participant;
  const orders = new Set<number>();
  for (const event of events) {
    if ('account' in event && 'slot' in event && isOwn(event.account))
      orders.add(orderNumber(event.slot, event.generation));
  }
  const isOwnOrder = ({ slot, generation }: { slot: number; generation: number }): boolean =>
    orders.has(orderNumber(slot, generation)) ||
    (wordAt(market.orders, slot, ORDER.generation) === generation &&
      wordAt(market.orders, slot, ORDER.participant) === participant);
  return events.flatMap((event): MarketEvent[] => {
    switch (event.kind) {
      case 'deal': {
        const deal = ownSides(market, event, participant);
        return deal === undefined ? [] : [deal];
      }
      case 'dealProposed':
        return isOwn(event.account) || event.counterparty === participant ? [event] : [];
      case 'proposalEnded': {
        const own = wordAt(market.proposals, event.proposal, PROPOSAL_COLUMN.participant) === participant;
        return [own ? event : { ...event, released: 0 }];
      }
      case 'orderReduced':
      case 'orderCarried':
      case 'paradoxicallyRejected':
        return isOwnOrder(event) ? [event] : [];
      case 'orderAccepted':
      case 'orderCancelled':
      case 'depositReleased':
      case 'lotOffered':
      case 'dealConfirmed':
      case 'withdrawalChanged':
      case 'moneyReceived':
      case 'feesCollected':
        return isOwn(event.account) ? [event] : [];
      // These come of one's own orders, proposals and contracts alone, or are told to all.
      case 'orderReplaced':
      case 'proposalAmended':
      case 'contractSigned':
      case 'defaultReported':
      case 'auctionExtended':
      case 'sealedRoundOpened':
        return [event];
      case 'remarkSet':
        return event.participant === participant ? [event] : [];
      default:
        return [];
    }
  });
}

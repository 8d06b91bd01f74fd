/** Events as a participant is told of them: with its own side of deals, contracts and proposals, and no other's. */
import type { MarketEvent } from '#market/events.ts';
import { ACCOUNT, CONTRACT_COLUMN, type Market, PROPOSAL_COLUMN } from '#market/state.ts';
import { PROPOSAL, SIDES } from '#market/terms.ts';
import { clientOfAccount, participantOfAccount } from '../accounts.ts';
import { dayText, orderNumber, orNull, wordAt } from '../cells.ts';
import { termsOut } from '../orders.ts';
import { CONTRACT, END_REASON, SIDE, STANDING, WITHDRAWAL } from '../words.ts';

/** An event as the stream tells it. */
export interface ToldEvent {
  readonly kind: string;
  readonly [field: string]: unknown;
}

type Of<N extends MarketEvent['kind']> = Extract<MarketEvent, { kind: N }>;

function dealKind(aggressor: number): 'continuous' | 'auction' | 'named' {
  if (aggressor < 2) return 'continuous';
  return aggressor === 2 ? 'auction' : 'named';
}

/** One's sides of a deal: both, where its two accounts are the participant's. */
function dealSides(market: Market, deal: Of<'deal'>, participant: number): ToldEvent[] {
  const told: ToldEvent[] = [];
  for (const side of ['buy', 'sell'] as const) {
    const account = side === 'buy' ? deal.buyAccount : deal.sellAccount;
    if (participantOfAccount(market, account) !== participant) continue;
    // What came back came to the order that rested: to the other side than the one that came last.
    const rested = deal.aggressor === (side === 'buy' ? 1 : 0);
    told.push({
      kind: 'deal',
      contract: deal.contract,
      listing: deal.listing,
      side,
      order:
        side === 'buy'
          ? orderNumber(deal.buySlot, deal.buyGeneration)
          : orderNumber(deal.sellSlot, deal.sellGeneration),
      client: clientOfAccount(market, account),
      price: deal.price,
      lots: deal.lots,
      deal: dealKind(deal.aggressor),
      deposit: side === 'buy' ? deal.buyDeposit : deal.sellDeposit,
      fee: side === 'buy' ? deal.buyFee : deal.sellFee,
      released: rested ? deal.released : 0,
    });
  }
  return told;
}

/** What of two sides' amounts is the participant's. */
function ownPart(market: Market, contract: number, participant: number, buy: number, sell: number): number {
  const of = (column: number): number =>
    participantOfAccount(market, wordAt(market.contracts, contract, column));
  return (
    (of(CONTRACT_COLUMN.buyAccount) === participant ? buy : 0) +
    (of(CONTRACT_COLUMN.sellAccount) === participant ? sell : 0)
  );
}

function sidesWord(sides: number): string {
  if (sides === SIDES.both) return 'both';
  if (sides === SIDES.buy) return 'buy';
  return sides === SIDES.sell ? 'sell' : 'none';
}

/**
 * Gives an event as it is told to one of its parties. Errors: none; kinds that concern nobody in particular give
 * nothing.
 */
export function ownEvents(market: Market, event: MarketEvent, participant: number): ToldEvent[] {
  const order = (one: { slot: number; generation: number }): number => orderNumber(one.slot, one.generation);
  const client = (account: number): number | null => clientOfAccount(market, account);
  const currency = (account: number): number => wordAt(market.accounts, account, ACCOUNT.currency);
  switch (event.kind) {
    case 'deal':
      return dealSides(market, event, participant);
    case 'orderAccepted': {
      const { kind, listing, account, trader, terms, price, lots, blocked, reference } = event;
      const { type, ...words } = termsOut(terms);
      return [
        {
          kind,
          order: order(event),
          listing,
          client: client(account),
          trader,
          type,
          ...words,
          price: type === 'market' ? null : price,
          lots,
          blocked,
          reference,
        },
      ];
    }
    case 'orderCancelled': {
      const { kind, listing, account, lots, reason, released } = event;
      return [
        {
          kind,
          order: order(event),
          listing,
          client: client(account),
          lots,
          reason: END_REASON.wordOrNull(reason),
          released,
        },
      ];
    }
    case 'orderReplaced': {
      const { kind, listing, price, lots, keptPriority, blocked } = event;
      return [{ kind, order: order(event), listing, price, lots, keptPriority: keptPriority === 1, blocked }];
    }
    case 'orderReduced': {
      const { kind, listing, lots, remaining, blocked } = event;
      return [{ kind, order: order(event), listing, lots, remaining, blocked }];
    }
    case 'orderCarried': {
      const { kind, from, listing, price, lots, blocked } = event;
      return [{ kind, order: order(event), from, listing, price, lots, blocked }];
    }
    case 'depositReleased':
      return [{ kind: event.kind, order: order(event), client: client(event.account), amount: event.amount }];
    case 'paradoxicallyRejected':
      return [
        {
          kind: event.kind,
          order: order(event),
          listing: event.listing,
          lots: event.lots,
          price: event.price,
        },
      ];
    case 'lotOffered': {
      const { kind, listing, account, side, lots, startPrice, step, blocked } = event;
      return [
        {
          kind,
          order: order(event),
          listing,
          client: client(account),
          side: SIDE.word(side),
          lots,
          startPrice,
          step,
          blocked,
        },
      ];
    }
    case 'dealProposed': {
      const own = participantOfAccount(market, event.account) === participant;
      const { kind, proposal, listing, side, counterparty, price, lots, blocked, reference } = event;
      return [
        {
          kind,
          proposal,
          listing,
          from: participantOfAccount(market, event.account),
          to: counterparty,
          side: SIDE.word(side),
          price,
          lots,
          ...(own ? { order: order(event), client: client(event.account), blocked, reference } : {}),
        },
      ];
    }
    case 'dealConfirmed': {
      const own = participantOfAccount(market, event.account) === participant;
      const { kind, proposal, blocked } = event;
      return [
        { kind, proposal, ...(own ? { order: order(event), client: client(event.account), blocked } : {}) },
      ];
    }
    case 'proposalEnded': {
      const own = wordAt(market.proposals, event.proposal, PROPOSAL_COLUMN.participant) === participant;
      const { kind, proposal, state, reason, released } = event;
      return [
        {
          kind,
          proposal,
          state: state === PROPOSAL.refused ? 'refused' : 'withdrawn',
          reason,
          ...(own ? { released } : {}),
        },
      ];
    }
    case 'proposalAmended': {
      const own = wordAt(market.proposals, event.proposal, PROPOSAL_COLUMN.participant) === participant;
      const { kind, proposal, price, lots, blocked } = event;
      return [{ kind, proposal, price, lots, ...(own ? { blocked } : {}) }];
    }
    case 'contractSigned':
      return [
        {
          kind: event.kind,
          contract: event.contract,
          side: SIDE.word(event.side),
          state: CONTRACT.word(event.state),
        },
      ];
    case 'contractRegistered':
      return [{ kind: event.kind, contract: event.contract, due: dayText(event.dueDay) }];
    case 'deliveryRecorded': {
      const { kind, contract, lots, delivered, buyReleased, sellReleased } = event;
      const released = ownPart(market, contract, participant, buyReleased, sellReleased);
      return [{ kind, contract, lots, delivered, released }];
    }
    case 'contractEnded': {
      const { kind, contract, state, reason, buyReleased, sellReleased } = event;
      const released = ownPart(market, contract, participant, buyReleased, sellReleased);
      return [{ kind, contract, state: CONTRACT.word(state), reason, released }];
    }
    case 'defaultReported':
      return [
        {
          kind: event.kind,
          contract: event.contract,
          side: SIDE.word(event.side),
          due: dayText(event.dueDay),
        },
      ];
    case 'depositForfeited': {
      const { kind, contract, defaulter, toParty, toExchange, released } = event;
      // The other side's own deposit came back.
      const back = ownPart(
        market,
        contract,
        participant,
        defaulter === 0 ? 0 : released,
        defaulter === 0 ? released : 0,
      );
      return [{ kind, contract, defaulter: SIDE.word(defaulter), toParty, toExchange, released: back }];
    }
    case 'defaultDismissed':
      return [
        {
          kind: event.kind,
          contract: event.contract,
          state: CONTRACT.word(event.state),
          reason: event.reason,
        },
      ];
    case 'contractDue':
      return [
        {
          kind: event.kind,
          contract: event.contract,
          due: dayText(event.dueDay),
          sides: sidesWord(event.side),
        },
      ];
    case 'moneyReceived': {
      const { kind, account, toFees, toFree, reference } = event;
      return [{ kind, client: client(account), currency: currency(account), toFees, toFree, reference }];
    }
    case 'withdrawalChanged': {
      const { kind, withdrawal, account, state, amount } = event;
      return [
        {
          kind,
          withdrawal,
          client: client(account),
          currency: currency(account),
          state: WITHDRAWAL.word(state),
          amount,
        },
      ];
    }
    case 'feesCollected': {
      const { kind, account, amount, stillDue } = event;
      return [{ kind, client: client(account), currency: currency(account), amount, stillDue }];
    }
    case 'remarkSet':
      return [{ kind: event.kind, remark: event.remark, sides: sidesWord(event.sides) }];
    case 'accreditationChanged':
      return [{ kind: event.kind, standing: STANDING.word(event.standing) }];
    case 'traderAdded':
      return [{ kind: event.kind, trader: event.trader }];
    case 'traderChanged':
      return [{ kind: event.kind, trader: event.trader, active: event.active === 1 }];
    case 'clientAdded':
      return [{ kind: event.kind, client: orNull(event.client) }];
    case 'clientChanged':
      return [{ kind: event.kind, client: orNull(event.client), active: event.active === 1 }];
    default:
      return [];
  }
}

/** One's own orders, deals, proposals and money: a snapshot, then what becomes of them. Pure. */
import type { BalanceItem, OpenOrderItem, ProposalItem } from '#wire/market.ts';
import type { OwnMessage, OwnRemark, ToldEvent } from './messages.ts';

export interface OwnDeal {
  readonly contract: number;
  readonly listing: number;
  readonly side: 'buy' | 'sell';
  readonly order: number;
  readonly client: number | null;
  readonly price: number;
  readonly lots: number;
  readonly deal: 'continuous' | 'auction' | 'named';
  readonly deposit: number;
  readonly fee: number;
  readonly command: number;
  /** Microseconds since 1970. */
  readonly time: number;
}

/** An order that ended unfilled, and why. */
export interface EndedOrder {
  readonly order: number;
  readonly listing: number;
  readonly lots: number;
  readonly reason: string;
  readonly command: number;
}

export interface Own {
  readonly sequence: number;
  /** All of the snapshot has come. */
  readonly complete: boolean;
  readonly orders: ReadonlyMap<number, OpenOrderItem>;
  readonly proposals: ReadonlyMap<number, ProposalItem>;
  /** By client and currency. */
  readonly balances: ReadonlyMap<string, BalanceItem>;
  readonly remarks: readonly OwnRemark[];
  /** Since the page was opened, the newest first. */
  readonly deals: readonly OwnDeal[];
  readonly ended: readonly EndedOrder[];
  /** Something changed that is not told in full: participant, contracts, withdrawals. Grows by one each time. */
  readonly standing: number;
}

export const NOTHING_OWN: Own = {
  sequence: 0,
  complete: false,
  orders: new Map(),
  proposals: new Map(),
  balances: new Map(),
  remarks: [],
  deals: [],
  ended: [],
  standing: 0,
};

const MOST_KEPT = 500;

export function balanceKey({ client, currency }: Pick<BalanceItem, 'client' | 'currency'>): string {
  return `${client ?? 0}:${currency}`;
}

interface Draft {
  orders: Map<number, OpenOrderItem>;
  proposals: Map<number, ProposalItem>;
  deals: OwnDeal[];
  ended: EndedOrder[];
  standing: number;
}

interface About {
  readonly command: number;
  readonly time: number;
  readonly participant: number;
  readonly instrumentOf: (listing: number) => number;
}

function num(event: ToldEvent, field: string): number {
  const value = event[field];
  return typeof value === 'number' ? value : 0;
}

/** Takes a deal's lots and deposit from an order; it ends where no lots are left. */
function takeLots(orders: Map<number, OpenOrderItem>, number: number, lots: number, released: number): void {
  const order = orders.get(number);
  if (order === undefined) return;
  const remaining = order.remaining - lots;
  const blocked = Math.max(0, order.blocked - released);
  if (remaining > 0) orders.set(number, { ...order, remaining, blocked });
  else orders.delete(number);
}

function change(orders: Map<number, OpenOrderItem>, number: number, to: Partial<OpenOrderItem>): void {
  const order = orders.get(number);
  if (order !== undefined) orders.set(number, { ...order, ...to });
}

function take(draft: Draft, event: ToldEvent, about: About): void {
  const { orders, proposals } = draft;
  const order = num(event, 'order');
  switch (event.kind) {
    case 'orderAccepted': {
      const told = event as unknown as OpenOrderItem;
      orders.set(order, {
        order,
        kind: 'order',
        listing: told.listing,
        instrument: about.instrumentOf(told.listing),
        participant: about.participant,
        client: told.client,
        trader: told.trader,
        side: told.side,
        type: told.type,
        price: told.price,
        lots: told.lots,
        remaining: told.lots,
        blocked: told.blocked,
        timeInForce: told.timeInForce,
        expiry: null,
        selfTrade: told.selfTrade,
        allOrNone: told.allOrNone,
        reference: told.reference,
      });
      return;
    }
    case 'orderCancelled':
      orders.delete(order);
      draft.ended.unshift({
        order,
        listing: num(event, 'listing'),
        lots: num(event, 'lots'),
        reason: typeof event.reason === 'string' ? event.reason : '',
        command: about.command,
      });
      return;
    case 'orderReplaced': {
      const before = orders.get(order);
      const filled = before === undefined ? 0 : before.lots - before.remaining;
      const remaining = num(event, 'lots');
      change(orders, order, {
        price: num(event, 'price'),
        remaining,
        lots: filled + remaining,
        blocked: num(event, 'blocked'),
      });
      return;
    }
    case 'orderReduced':
      change(orders, order, { remaining: num(event, 'remaining'), blocked: num(event, 'blocked') });
      return;
    case 'orderCarried': {
      const listing = num(event, 'listing');
      change(orders, order, {
        listing,
        instrument: about.instrumentOf(listing),
        price: num(event, 'price'),
        remaining: num(event, 'lots'),
        blocked: num(event, 'blocked'),
      });
      return;
    }
    case 'depositReleased': {
      const blocked = (orders.get(order)?.blocked ?? 0) - num(event, 'amount');
      change(orders, order, { blocked: Math.max(0, blocked) });
      return;
    }
    case 'deal': {
      const deal = event as unknown as Omit<OwnDeal, 'command' | 'time'>;
      takeLots(orders, order, deal.lots, deal.deposit + num(event, 'released'));
      draft.deals.unshift({ ...deal, command: about.command, time: about.time });
      return;
    }
    case 'lotOffered':
      // A lot's terms are more than is told: they are asked for.
      draft.standing += 1;
      return;
    case 'dealProposed': {
      const told = event as unknown as ProposalItem;
      proposals.set(told.proposal, {
        proposal: told.proposal,
        listing: told.listing,
        instrument: about.instrumentOf(told.listing),
        from: told.from,
        to: told.to,
        side: told.side,
        price: told.price,
        lots: told.lots,
      });
      return;
    }
    case 'proposalAmended': {
      const proposal = num(event, 'proposal');
      const before = proposals.get(proposal);
      if (before !== undefined)
        proposals.set(proposal, { ...before, price: num(event, 'price'), lots: num(event, 'lots') });
      return;
    }
    case 'proposalEnded':
    case 'dealConfirmed':
      proposals.delete(num(event, 'proposal'));
      return;
    default:
      draft.standing += 1;
  }
}

/** Gives the state after a message. Changes that were told before are passed over; balances are as told last. */
export function reduceOwn(
  state: Own,
  message: OwnMessage,
  who: { readonly participant: number; readonly instrumentOf: (listing: number) => number },
): Own {
  if (message.snapshot !== undefined) {
    // The first part of a snapshot forgets what one had.
    const anew = state.complete || state.orders.size === 0;
    const orders = new Map(anew ? [] : state.orders);
    for (const order of message.orders ?? []) orders.set(order.order, order);
    const isEnd = message.snapshot === 'end';
    return {
      ...state,
      sequence: message.sequence,
      complete: isEnd,
      orders,
      proposals: new Map((message.proposals ?? []).map((proposal) => [proposal.proposal, proposal])),
      balances: new Map((message.balances ?? []).map((balance) => [balanceKey(balance), balance])),
      remarks: message.remarks ?? [],
      standing: state.standing + (isEnd ? 1 : 0),
    };
  }
  const draft: Draft = {
    orders: new Map(state.orders),
    proposals: new Map(state.proposals),
    deals: [...state.deals],
    ended: [...state.ended],
    standing: state.standing,
  };
  for (const { command, events } of message.changes ?? []) {
    if (command <= state.sequence) continue;
    const about = { ...who, command, time: message.time ?? 0 };
    for (const event of events) take(draft, event, about);
  }
  const balances = new Map(state.balances);
  for (const balance of message.balances ?? []) balances.set(balanceKey(balance), balance);
  return {
    ...state,
    ...draft,
    deals: draft.deals.slice(0, MOST_KEPT),
    ended: draft.ended.slice(0, MOST_KEPT),
    balances,
    sequence: Math.max(state.sequence, message.sequence),
  };
}

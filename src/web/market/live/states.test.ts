/** What pages make of the stream's messages: books, deals, sessions, one's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListingItem } from '#wire/market.ts';
import { type Book, ladder, reduceBook, spreadOf } from './book-state.ts';
import { MOST_DEALS, NO_DEALS, reduceDeals } from './deals-state.ts';
import type { BookMessage, LiveSession, OwnMessage, PriceLots, ToldDeal, ToldEvent } from './messages.ts';
import { readMessage } from './messages.ts';
import { NOTHING_OWN, reduceOwn } from './own-state.ts';
import { NO_SESSIONS, reduceSessions, withSession } from './sessions-state.ts';

const SNAPSHOT: BookMessage = {
  op: 'book',
  listing: 1,
  sequence: 10,
  snapshot: true,
  hidden: null,
  bids: [
    [100, 3],
    [99, 1],
  ],
  asks: [[102, 4]],
};

function changes(sequence: number, bids: PriceLots[], asks: PriceLots[] = []): BookMessage {
  return { op: 'book', listing: 1, sequence, bids, asks };
}

describe('a book', () => {
  const book = reduceBook(null, SNAPSHOT) as Book;

  it('begins with a snapshot and follows what changes, best first', () => {
    const next = reduceBook(
      book,
      changes(
        12,
        [
          [101, 2],
          [100, 0],
          [99, 5],
        ],
        [[103, 1]],
      ),
    );
    expect(next).toEqual({
      sequence: 12,
      hidden: null,
      bids: [
        [101, 2],
        [99, 5],
      ],
      asks: [
        [102, 4],
        [103, 1],
      ],
    });
    expect(next && spreadOf(next)).toBe(1);
  });

  it('asks to begin anew where changes come before a snapshot, or of a hidden book', () => {
    expect(reduceBook(null, changes(1, [[5, 1]]))).toBeNull();
    const sealed = reduceBook(book, { ...SNAPSHOT, sequence: 11, hidden: 'sealed', bids: [], asks: [] });
    expect(sealed?.bids).toEqual([]);
    expect(reduceBook(sealed, changes(12, [[5, 1]]))).toBeNull();
  });

  it('passes over what is older than it', () => {
    expect(reduceBook(book, changes(9, [[100, 0]]))).toBe(book);
  });

  it('is, after any changes, what the levels say, in order and without empty ones', () => {
    const level = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.array(level, { maxLength: 5 }), { maxLength: 20 }), (steps) => {
        const naive = new Map<number, number>(SNAPSHOT.bids);
        let now = book;
        for (const [index, step] of steps.entries()) {
          for (const [price, lots] of step) naive.set(price, lots);
          now = reduceBook(now, changes(20 + index, step)) as Book;
        }
        const expected = [...naive].filter(([, lots]) => lots > 0).sort(([a], [b]) => b - a);
        expect(now.bids).toEqual(expected);
      }),
    );
  });

  it('adds depth up', () => {
    expect(ladder(book.bids, 5).map(({ sum }) => sum)).toEqual([3, 4]);
  });
});

describe('deals', () => {
  const deal = (command: number, lots: number): ToldDeal => ({
    command,
    price: 5,
    lots,
    kind: 'continuous',
    aggressor: 'buy',
  });

  it('come newest first, each once, though they be told again after a reconnection', () => {
    const told = { op: 'deals', listing: 1, time: 7 } as const;
    const first = reduceDeals(NO_DEALS, {
      ...told,
      sequence: 3,
      deals: [deal(2, 1), deal(3, 2), deal(3, 4)],
    });
    const again = reduceDeals(first, { ...told, sequence: 5, deals: [deal(3, 2), deal(3, 4), deal(5, 9)] });
    expect(again.deals.map(({ lots }) => lots)).toEqual([9, 4, 2, 1]);
    expect(new Set(again.deals.map(({ command, place }) => `${command}.${place}`)).size).toBe(4);
  });

  it('are kept as many as a page shows', () => {
    const many = Array.from({ length: MOST_DEALS + 50 }, (_, index) => deal(index + 1, 1));
    const state = reduceDeals(NO_DEALS, { op: 'deals', listing: 1, sequence: 999, time: 1, deals: many });
    expect(state.deals).toHaveLength(MOST_DEALS);
    expect(state.deals[0]?.command).toBe(MOST_DEALS + 50);
  });
});

const LISTING = { listing: 4, session: 2, instrument: 1, takes: 'shut', halted: false } as ListingItem;
const SESSION = {
  session: 2,
  mode: 'call',
  phase: 'announced',
  halted: false,
  endTime: null,
  listings: [LISTING],
} as unknown as LiveSession;

describe('sessions', () => {
  const state = reduceSessions(NO_SESSIONS, {
    op: 'sessions',
    sequence: 5,
    snapshot: true,
    sessions: [SESSION],
  });

  it('open phases with what their listings take and until when, and are asked for in full', () => {
    const next = reduceSessions(state, {
      op: 'sessions',
      sequence: 8,
      events: [
        { command: 5, kind: 'phaseOpened', session: 2, phase: 'closed', endTime: null },
        { command: 8, kind: 'phaseOpened', session: 2, phase: 'trading', endTime: 1_700_000_000_000_000 },
      ],
    });
    expect(next.sessions.get(2)).toMatchObject({
      phase: 'trading',
      endTime: '2023-11-14T22:13:20.000Z',
      listings: [{ takes: 'gathers' }],
    });
    expect([...next.unknown]).toEqual([2]);
    expect(withSession(next, SESSION).unknown.size).toBe(0);
  });

  it('that were announced meanwhile are asked for', () => {
    const next = reduceSessions(state, {
      op: 'sessions',
      sequence: 9,
      events: [
        { command: 9, kind: 'sessionAnnounced', session: 3, section: 1, mode: 'dutch', endTime: null },
      ],
    });
    expect([...next.unknown]).toEqual([3]);
  });

  it('a halt of a listing stops it alone', () => {
    const halted = reduceSessions(state, {
      op: 'sessions',
      sequence: 9,
      events: [
        { command: 8, kind: 'phaseOpened', session: 2, phase: 'trading', endTime: null },
        { command: 9, kind: 'halted', session: 2, listing: 4 },
      ],
    });
    expect(halted.sessions.get(2)).toMatchObject({ halted: false, listings: [{ takes: 'halted' }] });
  });
});

describe('one’s own', () => {
  const who = { participant: 7, instrumentOf: () => 1 };
  const balance = { participant: 7, client: null, currency: 1, free: 90, blockedForOrders: 10 };
  const accepted = {
    kind: 'orderAccepted',
    order: 11,
    listing: 4,
    client: null,
    trader: 1,
    side: 'buy',
    type: 'limit',
    price: 100,
    lots: 5,
    blocked: 50,
    timeInForce: 'session',
    reference: 0,
  };
  const message = (sequence: number, ...events: ToldEvent[]): OwnMessage => ({
    op: 'own',
    sequence,
    time: 1,
    changes: [{ command: sequence, events }],
    balances: [],
  });
  const start = reduceOwn(
    NOTHING_OWN,
    { op: 'own', sequence: 1, snapshot: 'end', orders: [], balances: [balance as never], remarks: [] },
    who,
  );

  it('an order is accepted, filled in part, and its deposit goes with the deal', () => {
    const one = reduceOwn(start, message(2, accepted), who);
    expect(one.orders.get(11)).toMatchObject({ instrument: 1, remaining: 5, blocked: 50 });
    const deal = { kind: 'deal', contract: 1, listing: 4, order: 11, lots: 2, deposit: 20, released: 1 };
    const two = reduceOwn(one, message(3, deal), who);
    expect(two.orders.get(11)).toMatchObject({ remaining: 3, blocked: 29 });
    expect(two.deals).toMatchObject([{ contract: 1, lots: 2 }]);
    const three = reduceOwn(two, message(4, { ...deal, lots: 3 }), who);
    expect(three.orders.size).toBe(0);
  });

  it('what was told before is passed over', () => {
    const one = reduceOwn(start, message(2, accepted), who);
    const cancelled = { kind: 'orderCancelled', order: 11, listing: 4, lots: 5, reason: 'owner' };
    const two = reduceOwn(one, message(3, cancelled), who);
    expect(reduceOwn(two, message(2, accepted), who).orders.size).toBe(0);
    expect(two.ended).toMatchObject([{ order: 11, reason: 'owner' }]);
  });

  it('a snapshot in parts is one; the next forgets what was before', () => {
    const order = (number: number) => ({ order: number, remaining: 1 }) as never;
    const part = reduceOwn(start, { op: 'own', sequence: 5, snapshot: 'part', orders: [order(1)] }, who);
    const all = reduceOwn(part, { op: 'own', sequence: 5, snapshot: 'end', orders: [order(2)] }, who);
    expect([...all.orders.keys()]).toEqual([1, 2]);
    const anew = reduceOwn(all, { op: 'own', sequence: 9, snapshot: 'end', orders: [order(3)] }, who);
    expect([...anew.orders.keys()]).toEqual([3]);
  });
});

it('what is no message of the stream is passed over', () => {
  for (const text of ['', '{', '[]', 'null', '{"op":"later"}', '{"op":3}', 7]) {
    expect(readMessage(text)).toBeNull();
  }
  expect(readMessage('{"op":"heartbeat","time":1}')).toEqual({ op: 'heartbeat', time: 1 });
});

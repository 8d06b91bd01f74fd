/** What pages read of the live market: hooks that open a channel while something shows it. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { ask } from '#web/app/api.ts';
import type { BookOut, SessionDetail } from '#wire/market.ts';
import type { Channel } from '#wire/market-stream.ts';
import { type Book, reduceBook } from './book-state.ts';
import { type Deals, NO_DEALS, reduceDeals } from './deals-state.ts';
import { FrameStore } from './frame-store.ts';
import type { ChannelMessage } from './messages.ts';
import { NOTHING_OWN, type Own, reduceOwn } from './own-state.ts';
import { NO_SESSIONS, reduceSessions, type Sessions, withSession } from './sessions-state.ts';
import { type Line, type Sink, Stream } from './stream.ts';

function streamAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/market/stream`;
}

const FIRST_LINE: Line = {
  state: 'connecting',
  heardMs: null,
  clockOffsetMs: 0,
  trader: null,
  participant: null,
};
const line = new FrameStore<Line>(FIRST_LINE);
const stream = new Stream(
  () => new WebSocket(streamAddress()),
  (now) => line.set(now),
);

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => stream.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') stream.wake();
  });
}

/** Time for which a channel stays open after the last that showed it: to the next page and back it need not begin anew. */
const LINGER_MS = 5_000;

/** A channel with its value: open while it is shown. */
class Channeled<T> {
  readonly store: FrameStore<T>;
  readonly #channel: Channel;
  readonly #listing: number;
  readonly #sink: Sink;
  readonly #first: T;
  #open = false;
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(channel: Channel, listing: number, first: T, sinkOf: (store: FrameStore<T>) => Sink) {
    this.#channel = channel;
    this.#listing = listing;
    this.#first = first;
    this.store = new FrameStore(first);
    this.#sink = sinkOf(this.store);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    clearTimeout(this.#closing);
    const leave = this.store.subscribe(listener);
    if (!this.#open) {
      this.#open = true;
      stream.open(this.#channel, this.#listing, this.#sink);
    }
    return () => {
      leave();
      if (this.store.isWatched) return;
      clearTimeout(this.#closing);
      this.#closing = setTimeout(() => {
        this.#open = false;
        stream.close(this.#channel, this.#listing);
        // It is not followed any more: what it was is not to be taken for what it is.
        this.store.set(this.#first);
      }, LINGER_MS);
    };
  };
}

/** A sink that reduces messages of one kind; null from the reducer has the channel opened anew. */
function sinkOf<T, Op extends ChannelMessage['op']>(
  op: Op,
  store: FrameStore<T>,
  reduce: (state: T, message: Extract<ChannelMessage, { op: Op }>) => T | null,
  from: (state: T) => number | undefined,
  anew: () => void,
  gap: (state: T) => T = (state) => state,
): Sink {
  return {
    from: () => from(store.now),
    take(message) {
      if (message.op !== op) return;
      const next = reduce(store.now, message as Extract<ChannelMessage, { op: Op }>);
      if (next === null && store.now !== null) anew();
      if (next !== null) store.set(next);
    },
    gap: () => store.set(gap(store.now)),
  };
}

const books = new Map<number, Channeled<Book | null>>();
const dealsOf = new Map<number, Channeled<Deals>>();
const calls = new Map<number, Channeled<BookOut['indicative'] | undefined>>();

function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function bookOf(listing: number): Channeled<Book | null> {
  return once(
    books,
    listing,
    () =>
      new Channeled<Book | null>('book', listing, null, (store) =>
        sinkOf(
          'book',
          store,
          reduceBook,
          () => undefined,
          () => stream.reopen('book', listing),
        ),
      ),
  );
}

function dealsIn(listing: number): Channeled<Deals> {
  return once(
    dealsOf,
    listing,
    () =>
      new Channeled<Deals>('deals', listing, NO_DEALS, (store) =>
        sinkOf(
          'deals',
          store,
          reduceDeals,
          ({ sequence }) => (sequence === 0 ? undefined : sequence),
          () => {},
          (state) => ({ ...state, gap: true }),
        ),
      ),
  );
}

function callOf(listing: number): Channeled<BookOut['indicative'] | undefined> {
  return once(
    calls,
    listing,
    () =>
      new Channeled<BookOut['indicative'] | undefined>('call', listing, undefined, (store) =>
        sinkOf(
          'call',
          store,
          (_, { indicative }) => indicative ?? undefined,
          () => undefined,
          () => {},
        ),
      ),
  );
}

const ASK_AFTER_MS = 300;
const asking = new Set<number>();

/** Asks for sessions of which too little was told; once for many events, and not all readers at the same moment. */
function completeSessions(store: FrameStore<Sessions>): void {
  for (const session of store.now.unknown) {
    if (asking.has(session)) continue;
    asking.add(session);
    setTimeout(
      () => {
        asking.delete(session);
        ask<SessionDetail>(`/market/sessions/${session}`, {})
          .then((detail) =>
            store.set(withSession(store.now, { ...detail.session, listings: detail.listings })),
          )
          // The next event of it asks again; until then it is shown as it was told.
          .catch(() => {});
      },
      ASK_AFTER_MS * (1 + Math.random()),
    );
  }
}

const sessions = new Channeled<Sessions>('sessions', 0, NO_SESSIONS, (store) =>
  sinkOf(
    'sessions',
    store,
    (state, message) => {
      const next = reduceSessions(state, message);
      if (next.unknown.size > 0) queueMicrotask(() => completeSessions(store));
      return next;
    },
    ({ sequence }) => (sequence === 0 ? undefined : sequence),
    () => {},
  ),
);

function instrumentOf(listing: number): number {
  for (const session of sessions.store.now.sessions.values()) {
    const found = session.listings.find((one) => one.listing === listing);
    if (found !== undefined) return found.instrument;
  }
  return 0;
}

const own = new Channeled<Own>('own', 0, NOTHING_OWN, (store) =>
  sinkOf(
    'own',
    store,
    (state, message) =>
      reduceOwn(state, message, { participant: stream.line.participant ?? 0, instrumentOf }),
    ({ sequence, complete }) => (complete ? sequence : undefined),
    () => {},
  ),
);

function useChanneled<T>(channeled: Channeled<T>): T {
  return useSyncExternalStore(channeled.subscribe, channeled.store.shown);
}

/** The book of a listing; null until its snapshot has come. */
export function useBook(listing: number): Book | null {
  return useChanneled(bookOf(listing));
}

/** Deals of a listing since the page was opened. */
export function useDeals(listing: number): Deals {
  return useChanneled(dealsIn(listing));
}

/** What a call auction would do now; undefined where nothing would trade, or orders do not gather. */
export function useIndicative(listing: number): NonNullable<BookOut['indicative']> | undefined {
  return useChanneled(callOf(listing)) ?? undefined;
}

/** Sessions that are not over, with their listings. */
export function useSessions(): Sessions {
  return useChanneled(sessions);
}

/** One's own orders, deals and money; only where the line is open for a trader. */
export function useOwn(): Own {
  return useChanneled(own);
}

export function useLine(): Line {
  return useSyncExternalStore(line.subscribe, line.shown);
}

/** Opens the line for the trader that the reader is; null: for the public. undefined: not known yet, it waits. */
export function useActing(trader: number | null | undefined): void {
  useEffect(() => {
    if (trader === undefined) return;
    if (stream.line.trader !== trader) own.store.set(NOTHING_OWN);
    stream.actAs(trader);
  }, [trader]);
}

const SECOND_MS = 1_000;
let clockNow = 0;
const clockListeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribeClock(listener: () => void): () => void {
  clockListeners.add(listener);
  ticking ??= setInterval(() => {
    clockNow = Date.now();
    for (const each of clockListeners) each();
  }, SECOND_MS);
  clockNow = Date.now();
  return () => {
    clockListeners.delete(listener);
    if (clockListeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time by the server's clock, milliseconds since 1970; drawn again every second. */
export function useServerNow(): number {
  const offset = useLine().clockOffsetMs;
  const now = useSyncExternalStore(
    subscribeClock,
    useCallback(() => clockNow || Date.now() - (Date.now() % SECOND_MS), []),
  );
  return now + offset;
}

/** Sessions and listings as the stream tells them: a snapshot of those that are not over, then what becomes of them. Pure. */
import type { ListingItem, SessionItem } from '#wire/market.ts';
import type { LiveSession, SessionsMessage, ToldEvent } from './messages.ts';

export interface Sessions {
  readonly sequence: number;
  readonly sessions: ReadonlyMap<number, LiveSession>;
  /** Sessions of which more is to be known than was told: to be asked for. */
  readonly unknown: ReadonlySet<number>;
}

export const NO_SESSIONS: Sessions = { sequence: 0, sessions: new Map(), unknown: new Set() };

const MICROSECONDS = 1_000;

function timeText(value: unknown): string | null {
  return typeof value === 'number' && value > 0 ? new Date(value / MICROSECONDS).toISOString() : null;
}

function numberOf(event: ToldEvent, field: string): number {
  const value = event[field];
  return typeof value === 'number' ? value : 0;
}

/** What a listing does with an order in a phase of a mode, as the rule book has it. */
export function stanceOf(
  mode: SessionItem['mode'],
  phase: SessionItem['phase'],
  halted: boolean,
): ListingItem['takes'] {
  const stance = ((): ListingItem['takes'] => {
    switch (phase) {
      case 'preliminary':
        return 'gathers';
      case 'trading':
        if (mode === 'continuous') return 'matches';
        return mode === 'call' ? 'gathers' : 'auctions';
      case 'adjustment':
        return 'adjusts';
      case 'named-deals':
        return 'names';
      default:
        return 'shut';
    }
  })();
  return halted && stance !== 'shut' ? 'halted' : stance;
}

function withListing(
  session: LiveSession,
  number: number,
  change: (listing: ListingItem) => ListingItem,
): LiveSession {
  return {
    ...session,
    listings: session.listings.map((listing) => (listing.listing === number ? change(listing) : listing)),
  };
}

function sessionOfListing(
  sessions: ReadonlyMap<number, LiveSession>,
  listing: number,
): LiveSession | undefined {
  for (const session of sessions.values()) {
    if (session.listings.some((one) => one.listing === listing)) return session;
  }
  return undefined;
}

/** One event put into a session; null where it tells too little and the session has to be asked for. */
function changed(session: LiveSession, event: ToldEvent): LiveSession | null {
  const listing = numberOf(event, 'listing');
  switch (event.kind) {
    case 'phaseOpened': {
      const phase = event.phase as SessionItem['phase'];
      return {
        ...session,
        phase,
        endTime: timeText(event.endTime),
        listings: session.listings.map((one) => ({
          ...one,
          takes: stanceOf(session.mode, phase, one.halted),
        })),
      };
    }
    case 'halted':
    case 'resumed': {
      const halted = event.kind === 'halted';
      const takes = stanceOf(session.mode, session.phase, halted);
      const change = (one: ListingItem): ListingItem => ({ ...one, halted, takes });
      // Of the whole session; a listing that is halted by itself stays so, which only the server knows.
      if (listing === 0) {
        if (!halted) return null;
        return { ...session, halted, listings: session.listings.map(change) };
      }
      return session.halted && !halted ? null : withListing(session, listing, change);
    }
    case 'sessionExtended':
      return { ...session, endTime: timeText(event.endTime) };
    case 'bandSet':
      return withListing(session, listing, (one) => ({
        ...one,
        bandFloor: numberOf(event, 'bandFloor'),
        bandCap: numberOf(event, 'bandCap'),
      }));
    case 'priceStepped':
      return withListing(session, listing, (one) => ({
        ...one,
        auction: one.auction && { ...one.auction, price: numberOf(event, 'price') },
      }));
    case 'auctionExtended':
      return withListing(session, listing, (one) => ({
        ...one,
        auction: one.auction && { ...one.auction, endTime: timeText(event.endTime) },
      }));
    case 'sealedRoundOpened':
      return withListing(session, listing, (one) => ({
        ...one,
        auction: one.auction && { ...one.auction, stage: 'sealed', endTime: timeText(event.endTime) },
      }));
    default:
      return null;
  }
}

/** Puts a session in that was asked for. */
export function withSession(state: Sessions, session: LiveSession): Sessions {
  const unknown = new Set(state.unknown);
  unknown.delete(session.session);
  return { ...state, sessions: new Map(state.sessions).set(session.session, session), unknown };
}

/** Gives the state after a message. Events that were told before are passed over. */
export function reduceSessions(state: Sessions, message: SessionsMessage): Sessions {
  if (message.snapshot === true) {
    return {
      sequence: message.sequence,
      sessions: new Map((message.sessions ?? []).map((session) => [session.session, session])),
      unknown: new Set(),
    };
  }
  const sessions = new Map(state.sessions);
  const unknown = new Set(state.unknown);
  for (const event of message.events ?? []) {
    if (event.command <= state.sequence) continue;
    const listing = numberOf(event, 'listing');
    const number = numberOf(event, 'session') || (sessionOfListing(sessions, listing)?.session ?? 0);
    if (number === 0) continue;
    const session = sessions.get(number);
    const next = session && changed(session, event);
    if (next) sessions.set(number, next);
    else unknown.add(number);
    // A new phase brings more than is told of it: lots, figures, times to sign by.
    if (event.kind === 'phaseOpened') unknown.add(number);
  }
  return { sequence: Math.max(state.sequence, message.sequence), sessions, unknown };
}

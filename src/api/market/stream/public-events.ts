/** What everybody is told of sessions, and of deals: without names, and without anything of what is sealed. */
import { EVENTS, type MarketEvent } from '#market/events.ts';
import { type Market, SESSION } from '#market/state.ts';
import { dayText, orNull, wordAt } from '../cells.ts';
import { MODE, PHASE, SIDE } from '../words.ts';
import type { ToldEvent } from './own-events.ts';

const SESSION_KINDS = new Set<number>(
  (
    [
      'callPriced',
      'lotOffered',
      'priceStepped',
      'sealedRoundOpened',
      'auctionExtended',
      'auctionClosed',
      'sessionAnnounced',
      'listingAdded',
      'phaseOpened',
      'halted',
      'resumed',
      'sessionExtended',
      'bandSet',
      'quotation',
      'instrumentDefined',
      'sectionDefined',
      'rateSet',
      'dayBegun',
    ] as const
  ).map((name) => EVENTS[name].kind),
);

/** Is it an event of the channel of sessions? */
export function isOfSessions(kind: number): boolean {
  return SESSION_KINDS.has(kind);
}

/** An event of the channel of sessions as all are told of it. */
export function sessionEvent(market: Market, event: MarketEvent): ToldEvent | undefined {
  switch (event.kind) {
    case 'callPriced':
    case 'priceStepped':
    case 'bandSet':
    case 'instrumentDefined':
    case 'sectionDefined':
    case 'rateSet':
      return event;
    case 'halted':
    case 'resumed':
      return { ...event, listing: orNull(event.listing) };
    case 'sealedRoundOpened':
    case 'auctionExtended':
    case 'sessionExtended':
      return { ...event, endTime: orNull(event.endTime) };
    case 'lotOffered': {
      const { kind, listing, side, lots, startPrice, step } = event;
      return { kind, listing, side: SIDE.word(side), lots, startPrice, step };
    }
    case 'auctionClosed':
      return { ...event, sold: event.sold === 1, price: orNull(event.price) };
    case 'sessionAnnounced': {
      const { kind, session, section, mode, endTime } = event;
      return { kind, session, section, mode: MODE.word(mode), endTime: orNull(endTime) };
    }
    case 'listingAdded':
      return { ...event, reference: orNull(event.reference) };
    case 'phaseOpened': {
      const { kind, session, phase, endTime } = event;
      const mode = MODE.word(wordAt(market.sessions, session, SESSION.mode));
      return { kind, session, mode, phase: PHASE.word(phase), endTime: orNull(endTime) };
    }
    case 'quotation':
      return { ...event, firm: event.firm === 1 };
    case 'dayBegun':
      return { kind: event.kind, day: dayText(event.day) };
    default:
      return undefined;
  }
}

const { kind: DEAL_KIND, at: DEAL } = EVENTS.deal;

export function isDeal(kind: number): boolean {
  return kind === DEAL_KIND;
}

/** Listing of the deal at a word. */
export function dealListing(words: Int32Array, at: number): number {
  return words[at + DEAL.listing] as number;
}

const DEAL_WORDS = [
  '"continuous","aggressor":"buy"',
  '"continuous","aggressor":"sell"',
  '"auction","aggressor":null',
  '"named","aggressor":null',
];

/** The deal at a word as all are told of it, as JSON. */
export function dealText(words: Int32Array, at: number, command: number): string {
  return (
    `{"command":${command},"price":${words[at + DEAL.price] as number},"lots":${words[at + DEAL.lots] as number},` +
    `"kind":${DEAL_WORDS[words[at + DEAL.aggressor] as number] as string}}`
  );
}

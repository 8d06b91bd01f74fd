/** Sessions and their listings, as anybody may see them: of what is sealed nothing shows. */
import { NO_ASK } from '#market/limits.ts';
import {
  AUCTION,
  AUCTION_NUMBER,
  AUCTION_STAGE,
  LISTING,
  LISTING_NUMBER,
  type Market,
  ORDER,
  RULE,
  SESSION,
  SESSION_NUMBER,
} from '#market/state.ts';
import * as terms from '#market/terms.ts';
import type { AuctionOut, ListingItem, SessionItem } from '#wire/market.ts';
import { type Caller, seesAll } from './caller.ts';
import { dayText, numberAt, orNull, timeTextOrNull, wordAt } from './cells.ts';
import type { Unnamed } from './named.ts';
import { ADMISSION, MODE, PHASE, SIDE, STAGE, STANCE } from './words.ts';

const { LOT_FLAG, SESSION_FLAG } = terms;

/** Listings of a session, in the order in which they were added. */
export function listingsOf(market: Market, session: number): number[] {
  const found: number[] = [];
  let listing = wordAt(market.sessions, session, SESSION.firstListing);
  for (; listing !== 0; listing = wordAt(market.listings, listing, LISTING.next)) found.push(listing);
  return found;
}

/** Are the books of a session's listings hidden from all? */
export function isSealed(market: Market, session: number): boolean {
  return (wordAt(market.sessions, session, SESSION.flags) & SESSION_FLAG.sealed) !== 0;
}

export function sessionOf(market: Market, listing: number): number {
  return wordAt(market.listings, listing, LISTING.session);
}

/** Rules of one kind say whom they name to those whom they name; who else is invited is nobody's business. */
function rulesOf(market: Market, session: number, viewer: Caller | null): SessionItem['admission'] {
  const found: SessionItem['admission'] = [];
  let row = wordAt(market.sessions, session, SESSION.rules);
  for (; row !== 0; row = wordAt(market.rules, row, RULE.next)) {
    const rule = wordAt(market.rules, row, RULE.rule);
    const value = wordAt(market.rules, row, RULE.value);
    const hidden =
      rule === terms.ADMISSION.participant &&
      (viewer === null || (!seesAll(viewer) && viewer.participant !== value));
    found.unshift({ rule: ADMISSION.word(rule), value: hidden ? null : value });
  }
  return found;
}

/** A session as a viewer sees it; null: anybody. */
export function sessionItem(market: Market, session: number, viewer: Caller | null): Unnamed<SessionItem> {
  const word = (column: number): number => wordAt(market.sessions, session, column);
  return {
    session,
    section: word(SESSION.section),
    mode: MODE.word(word(SESSION.mode)),
    phase: PHASE.word(word(SESSION.phase)),
    halted: word(SESSION.halted) === 1,
    sealed: isSealed(market, session),
    overTheCounter: (word(SESSION.flags) & SESSION_FLAG.overTheCounter) !== 0,
    extensionSeconds: word(SESSION.extensionSeconds),
    endTime: timeTextOrNull(numberAt(market.sessions, session, SESSION_NUMBER.endTime)),
    admission: rulesOf(market, session, viewer),
    listings: listingsOf(market, session),
  };
}

/** The lot under auction in a listing, null where there is none. */
export function auctionOut(market: Market, listing: number): AuctionOut | null {
  const auction = wordAt(market.listings, listing, LISTING.auction);
  if (auction === 0) return null;
  const word = (column: number): number => wordAt(market.auctions, auction, column);
  const flags = word(AUCTION.flags);
  const dutch = wordAt(market.sessions, sessionOf(market, listing), SESSION.mode) === terms.MODE.dutch;
  // Of a sealed auction only the price on a clock is said, since that is no bid.
  const shown = dutch || !isSealed(market, sessionOf(market, listing));
  return {
    side: SIDE.word(word(AUCTION.side)),
    stage: STAGE.word(word(AUCTION.stage)),
    lots: wordAt(market.orders, word(AUCTION.slot), ORDER.remaining),
    divisible: (flags & LOT_FLAG.divisible) !== 0,
    startPrice: word(AUCTION.startPrice),
    step: word(AUCTION.step),
    reservePrice: (flags & LOT_FLAG.hiddenReserve) !== 0 ? null : word(AUCTION.reservePrice),
    price: shown ? orNull(word(AUCTION.price)) : null,
    endTime: timeTextOrNull(numberAt(market.auctions, auction, AUCTION_NUMBER.endTime)),
  };
}

/** Does the lot of a listing stand in its sealed round? */
export function isSealedRound(market: Market, listing: number): boolean {
  const auction = wordAt(market.listings, listing, LISTING.auction);
  return auction !== 0 && wordAt(market.auctions, auction, AUCTION.stage) === AUCTION_STAGE.sealed;
}

export function listingItem(market: Market, listing: number): Unnamed<ListingItem> {
  const word = (column: number): number => wordAt(market.listings, listing, column);
  return {
    listing,
    session: word(LISTING.session),
    instrument: word(LISTING.instrument),
    section: word(LISTING.section),
    currency: word(LISTING.currency),
    takes: STANCE.word(word(LISTING.stance)),
    halted:
      word(LISTING.halted) === 1 || wordAt(market.sessions, word(LISTING.session), SESSION.halted) === 1,
    bandFloor: word(LISTING.bandFloor),
    bandCap: word(LISTING.bandCap),
    reference: orNull(word(LISTING.reference)),
    tickValue: numberAt(market.listings, listing, LISTING_NUMBER.tickValue),
    minimumLots: word(LISTING.minimumLots),
    maximumLots: word(LISTING.maximumLots),
    participantLots: orNull(word(LISTING.participantLots)),
    depositPpm: { buy: word(LISTING.buyDepositPpm), sell: word(LISTING.sellDepositPpm) },
    deals: word(LISTING.deals),
    dealtLots: numberAt(market.listings, listing, LISTING_NUMBER.dealtLots),
    lastPrice: orNull(word(LISTING.lastPrice)),
    signBy: dayText(word(LISTING.contractDue)),
    auction: auctionOut(market, listing),
  };
}

/** Price of the best order of a side, 0 where there is none. */
export function bestPrice(market: Market, listing: number, side: number): number {
  const price = wordAt(market.listings, listing, LISTING.bestBid + side);
  return price === NO_ASK ? 0 : price;
}

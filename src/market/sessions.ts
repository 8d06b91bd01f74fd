/**
 * Sessions: listings, admission, phases, halts, extension, close with carry-over, cancellation. The listings of a
 * session are a chain; each keeps a copy of all that an order's checks need, so that they look at one row.
 */
import { isRule } from './admission.ts';
import { isWhole } from './arithmetic.ts';
import { closeLots, extendLot } from './auctions.ts';
import { uncross } from './call-auction.ts';
import { closeListing } from './closing.ts';
import { emit } from './emit.ts';
import { directoryWords } from './ladder.ts';
import { NO_ASK } from './limits.ts';
import { isDay } from './participants.ts';
import type { Fields } from './plain.ts';
import { publishQuotation } from './quotations.ts';
import { REJECT } from './rejections.ts';
import {
  INSTRUMENT,
  INSTRUMENT_NUMBER,
  LISTING,
  LISTING_NUMBER,
  LISTING_SHIFT,
  type Market,
  PAGE_TICKS,
  RULE,
  SESSION,
  SESSION_NUMBER,
} from './state.ts';
import { CANCEL_REASON, MARKET, MODE, PHASE, SESSION_FLAG, STANCE } from './terms.ts';

/** Largest time and duration that commands may name: microseconds to the year 2255, and a day in seconds. */
const LAST_TIME = Number.MAX_SAFE_INTEGER;
const DAY_SECONDS = 86_400;

export function announceSession(market: Market, command: Fields<'announceSession'>): number {
  const { section, mode, flags, extensionSeconds, endTime } = command;
  if (section <= 0 || section >= market.sections.rows) return REJECT.SECTION_UNKNOWN;
  if (mode < MODE.continuous || mode > MODE.named) return REJECT.MODE_UNKNOWN;
  if ((flags & ~(SESSION_FLAG.sealed | SESSION_FLAG.overTheCounter)) !== 0)
    return REJECT.SESSION_FLAGS_UNKNOWN;
  if (!isWhole(endTime, 0, LAST_TIME) || extensionSeconds < 0 || extensionSeconds > DAY_SECONDS)
    return REJECT.TIME_INVALID;
  const session = market.sessions.add();
  const words = market.sessions.words;
  const at = session * SESSION.stride;
  words[at + SESSION.section] = section;
  words[at + SESSION.mode] = mode;
  words[at + SESSION.phase] = PHASE.announced;
  words[at + SESSION.flags] = flags;
  words[at + SESSION.extensionSeconds] = extensionSeconds;
  market.sessions.numbers[(at >> 1) + SESSION_NUMBER.endTime] = endTime;
  emit(market, 'sessionAnnounced', { session, section, mode, flags, endTime });
  return 0;
}

function isSession(market: Market, session: number): boolean {
  return session > 0 && session < market.sessions.rows;
}

function phaseOf(market: Market, session: number): number {
  return market.sessions.words[session * SESSION.stride + SESSION.phase]!;
}

/** Calls for each listing of a session, in the order in which they were added. */
function forListings(market: Market, session: number, call: (listing: number) => void): void {
  let listing = market.sessions.words[session * SESSION.stride + SESSION.firstListing]!;
  while (listing !== 0) {
    const next = market.listings.words[(listing << LISTING_SHIFT) + LISTING.next]!;
    call(listing);
    listing = next;
  }
}

function isBand(market: Market, instrument: number, floor: number, cap: number): boolean {
  const words = market.instruments.words;
  const at = instrument * INSTRUMENT.stride;
  return (
    floor >= words[at + INSTRUMENT.priceFloor]! && cap <= words[at + INSTRUMENT.priceCap]! && floor <= cap
  );
}

/** Lists an instrument in an announced session. A band of 0 to 0 is the instrument's whole price range. */
export function addListing(market: Market, command: Fields<'addListing'>): number {
  const { session, instrument, participantLots } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  if (phaseOf(market, session) !== PHASE.announced) return REJECT.SESSION_PHASE;
  if (instrument <= 0 || instrument >= market.instruments.rows) return REJECT.INSTRUMENT_UNKNOWN;
  const sessionAt = session * SESSION.stride;
  const instrumentAt = instrument * INSTRUMENT.stride;
  const instruments = market.instruments.words;
  if (instruments[instrumentAt + INSTRUMENT.section] !== market.sessions.words[sessionAt + SESSION.section]) {
    return REJECT.INSTRUMENT_OTHER_SECTION;
  }
  if (findListing(market, session, instrument) !== 0) return REJECT.LISTED_ALREADY;
  const whole = command.bandFloor === 0 && command.bandCap === 0;
  const bandFloor = whole ? instruments[instrumentAt + INSTRUMENT.priceFloor]! : command.bandFloor;
  const bandCap = whole ? instruments[instrumentAt + INSTRUMENT.priceCap]! : command.bandCap;
  if (!isBand(market, instrument, bandFloor, bandCap)) return REJECT.BAND_INVALID;
  if (participantLots < 0 || command.reference < 0) return REJECT.LIMIT_INVALID;

  const listing = market.listings.add();
  const words = market.listings.words;
  const at = listing << LISTING_SHIFT;
  const mode = market.sessions.words[sessionAt + SESSION.mode]!;
  words[at + LISTING.session] = session;
  words[at + LISTING.instrument] = instrument;
  words[at + LISTING.currency] = instruments[instrumentAt + INSTRUMENT.currency]!;
  words[at + LISTING.section] = instruments[instrumentAt + INSTRUMENT.section]!;
  words[at + LISTING.bandFloor] = bandFloor;
  words[at + LISTING.bandCap] = bandCap;
  words[at + LISTING.bestAsk] = NO_ASK;
  words[at + LISTING.minimumLots] = instruments[instrumentAt + INSTRUMENT.minimumLots]!;
  words[at + LISTING.maximumLots] = instruments[instrumentAt + INSTRUMENT.maximumLots]!;
  words[at + LISTING.buyDepositPpm] = instruments[instrumentAt + INSTRUMENT.buyDepositPpm]!;
  words[at + LISTING.sellDepositPpm] = instruments[instrumentAt + INSTRUMENT.sellDepositPpm]!;
  words[at + LISTING.participantLots] = participantLots;
  words[at + LISTING.reference] =
    command.reference === 0 ? instruments[instrumentAt + INSTRUMENT.lastQuotation]! : command.reference;
  words[at + LISTING.rules] = market.sessions.words[sessionAt + SESSION.rules]!;
  words[at + LISTING.transit] = instruments[instrumentAt + INSTRUMENT.market] === MARKET.transit ? 1 : 0;
  words[at + LISTING.callOnly] = mode === MODE.call ? 1 : 0;
  words[at + LISTING.gathering] = mode === MODE.continuous || mode === MODE.call ? 1 : 0;
  market.listings.numbers[(at >> 1) + LISTING_NUMBER.tickValue] =
    market.instruments.numbers[(instrumentAt >> 1) + INSTRUMENT_NUMBER.tickValue]!;
  openLadders(market, at, instrumentAt);

  const sessions = market.sessions.words;
  const last = sessions[sessionAt + SESSION.lastListing]!;
  if (last === 0) sessions[sessionAt + SESSION.firstListing] = listing;
  else words[(last << LISTING_SHIFT) + LISTING.next] = listing;
  sessions[sessionAt + SESSION.lastListing] = listing;
  emit(market, 'listingAdded', {
    listing,
    session,
    instrument,
    bandFloor,
    bandCap,
    reference: words[at + LISTING.reference]!,
  });
  return 0;
}

/** Gives a listing its two ladder directories: those of a closed listing of the instrument, or new ones. */
function openLadders(market: Market, listingAt: number, instrumentAt: number): void {
  const instruments = market.instruments.words;
  const words = market.listings.words;
  const floor = instruments[instrumentAt + INSTRUMENT.priceFloor]!;
  const pages = Math.ceil((instruments[instrumentAt + INSTRUMENT.priceCap]! - floor + 1) / PAGE_TICKS);
  const size = directoryWords(pages);
  let directory = instruments[instrumentAt + INSTRUMENT.freeLadder]!;
  if (directory === 0) directory = market.directories.add(size) * market.directories.stride;
  else {
    instruments[instrumentAt + INSTRUMENT.freeLadder] = market.directories.words[directory]!;
    market.directories.words[directory] = 0;
  }
  words[listingAt + LISTING.ladderBase] = floor;
  words[listingAt + LISTING.pages] = pages;
  words[listingAt + LISTING.bidDirectory] = directory;
  words[listingAt + LISTING.askDirectory] = directory + size;
}

/** Listing of an instrument in a session, 0 where there is none. */
export function findListing(market: Market, session: number, instrument: number): number {
  let found = 0;
  forListings(market, session, (listing) => {
    if (market.listings.words[(listing << LISTING_SHIFT) + LISTING.instrument] === instrument)
      found = listing;
  });
  return found;
}

/** Adds an admission rule, see admission.ts. */
export function admit(market: Market, command: Fields<'admit'>): number {
  const { session, rule, value } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  if (phaseOf(market, session) >= PHASE.closed) return REJECT.SESSION_PHASE;
  if (!isRule(market, rule, value)) return REJECT.ADMISSION_UNKNOWN;
  const row = market.rules.add();
  const words = market.rules.words;
  const at = row * RULE.stride;
  const sessionAt = session * SESSION.stride;
  words[at + RULE.session] = session;
  words[at + RULE.rule] = rule;
  words[at + RULE.value] = value;
  words[at + RULE.next] = market.sessions.words[sessionAt + SESSION.rules]!;
  market.sessions.words[sessionAt + SESSION.rules] = row;
  forListings(market, session, (listing) => {
    market.listings.words[(listing << LISTING_SHIFT) + LISTING.rules] = row;
  });
  emit(market, 'admissionAdded', { session, rule, value });
  return 0;
}

/** May this phase follow that one in a mode? Phases only go forward; which exist depends on the mode. */
function mayFollow(mode: number, from: number, to: number): boolean {
  if (from >= PHASE.closed || to <= from) return false;
  if (to === PHASE.preliminary) return mode === MODE.continuous || mode === MODE.call;
  if (to === PHASE.trading) return mode !== MODE.named;
  if (to === PHASE.adjustment)
    return from === PHASE.trading && (mode === MODE.continuous || mode === MODE.call);
  if (to === PHASE.namedDeals) return mode === MODE.named ? from === PHASE.announced : from >= PHASE.trading;
  return false;
}

/** What listings do in a phase of a mode. */
function stanceOf(mode: number, phase: number): number {
  if (phase === PHASE.preliminary) return STANCE.gathers;
  if (phase === PHASE.adjustment) return STANCE.adjusts;
  if (phase === PHASE.namedDeals) return STANCE.names;
  if (phase !== PHASE.trading) return STANCE.shut;
  if (mode === MODE.continuous) return STANCE.matches;
  return mode === MODE.call ? STANCE.gathers : STANCE.auctions;
}

/**
 * Opens the next phase. Orders that have gathered meet at one price when continuous trading begins, when a call
 * auction ends its trading phase, and again when it ends its adjustment.
 */
export function openPhase(market: Market, command: Fields<'openPhase'>): number {
  const { session, phase, endTime, time } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  const at = session * SESSION.stride;
  const mode = market.sessions.words[at + SESSION.mode]!;
  const from = market.sessions.words[at + SESSION.phase]!;
  if (!mayFollow(mode, from, phase)) return REJECT.PHASE_ORDER;
  if (!isWhole(endTime, 0, LAST_TIME) || (endTime !== 0 && endTime <= time)) return REJECT.TIME_INVALID;
  if (hasHalt(market, session)) return REJECT.LISTING_HALTED;
  leavePhase(market, session, from, phase);
  market.sessions.words[at + SESSION.phase] = phase;
  if (endTime !== 0) market.sessions.numbers[(at >> 1) + SESSION_NUMBER.endTime] = endTime;
  setStances(market, session);
  emit(market, 'phaseOpened', { session, phase, endTime });
  return 0;
}

/** Is the session, or one of its listings, halted? */
function hasHalt(market: Market, session: number): boolean {
  let halted = isHalted(market, session, 0);
  forListings(market, session, (listing) => {
    if (isHalted(market, session, listing)) halted = true;
  });
  return halted;
}

/** What the end of a phase brings about. In a halted listing nothing trades: orders end, and lots are not sold. */
function leavePhase(market: Market, session: number, from: number, to: number): void {
  const mode = market.sessions.words[session * SESSION.stride + SESSION.mode];
  const opens = mode === MODE.continuous && to === PHASE.trading;
  const calls = mode === MODE.call && (from === PHASE.trading || from === PHASE.adjustment);
  const lots = from === PHASE.trading && mode !== undefined && mode >= MODE.ascending && mode <= MODE.dutch;
  const stopped = isHalted(market, session, 0);
  forListings(market, session, (listing) => {
    const halted = stopped || isHalted(market, session, listing);
    if ((opens || calls) && !halted) uncross(market, listing, opens);
    if (lots) closeLots(market, listing, halted);
  });
}

/** Writes the stance of each listing of a session afresh from mode, phase and halts. */
function setStances(market: Market, session: number): void {
  const sessions = market.sessions.words;
  const at = session * SESSION.stride;
  const stance = stanceOf(sessions[at + SESSION.mode]!, sessions[at + SESSION.phase]!);
  const halted = sessions[at + SESSION.halted] === 1;
  forListings(market, session, (listing) => {
    const words = market.listings.words;
    const listingAt = listing << LISTING_SHIFT;
    const stopped = stance !== STANCE.shut && (halted || words[listingAt + LISTING.halted] === 1);
    words[listingAt + LISTING.stance] = stopped ? STANCE.halted : stance;
  });
}

/** Finds the place of the halt flag that a command names: of a listing, or (0) of the whole session. */
function checkHalt(market: Market, session: number, listing: number): number {
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  if (listing !== 0) {
    if (listing < 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;
    if (market.listings.words[(listing << LISTING_SHIFT) + LISTING.session] !== session)
      return REJECT.LISTING_UNKNOWN;
  }
  const phase = phaseOf(market, session);
  return phase >= PHASE.closed ? REJECT.SESSION_PHASE : 0;
}

function isHalted(market: Market, session: number, listing: number): boolean {
  return listing === 0
    ? market.sessions.words[session * SESSION.stride + SESSION.halted] === 1
    : market.listings.words[(listing << LISTING_SHIFT) + LISTING.halted] === 1;
}

function setHalted(market: Market, session: number, listing: number, value: number): void {
  if (listing === 0) market.sessions.words[session * SESSION.stride + SESSION.halted] = value;
  else market.listings.words[(listing << LISTING_SHIFT) + LISTING.halted] = value;
  setStances(market, session);
}

/** Halts a listing, or a whole session (listing 0). Orders stay and may be cancelled; none is taken or traded. */
export function halt(market: Market, command: Fields<'halt'>): number {
  const { session, listing, reason } = command;
  const code = checkHalt(market, session, listing);
  if (code !== 0) return code;
  if (isHalted(market, session, listing)) return REJECT.HALTED_ALREADY;
  setHalted(market, session, listing, 1);
  emit(market, 'halted', { session, listing, reason });
  return 0;
}

export function resume(market: Market, command: Fields<'resume'>): number {
  const { session, listing } = command;
  const code = checkHalt(market, session, listing);
  if (code !== 0) return code;
  if (!isHalted(market, session, listing)) return REJECT.NOT_HALTED;
  setHalted(market, session, listing, 0);
  emit(market, 'resumed', { session, listing });
  return 0;
}

/** Moves a session's end, and with it that of lots under open auction. */
export function extendSession(market: Market, command: Fields<'extendSession'>): number {
  const { session, endTime, time } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  if (phaseOf(market, session) >= PHASE.closed) return REJECT.SESSION_PHASE;
  const at = (session * SESSION.stride) / 2 + SESSION_NUMBER.endTime;
  if (!isWhole(endTime, 1, LAST_TIME) || endTime <= time || endTime <= market.sessions.numbers[at]!)
    return REJECT.TIME_INVALID;
  market.sessions.numbers[at] = endTime;
  emit(market, 'sessionExtended', { session, endTime });
  forListings(market, session, (listing) => extendLot(market, listing, endTime));
  return 0;
}

/**
 * Closes a session: gathered orders meet, lots are knocked down, quotations are published, the list of deals is
 * final. Orders valid until a later day go to the same instrument of the session `carryTo` (0: none); all others
 * end. Contracts are to be signed by `dueDay`.
 */
export function closeSession(market: Market, command: Fields<'closeSession'>): number {
  const { session, carryTo, dueDay } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  const from = phaseOf(market, session);
  if (from >= PHASE.closed) return REJECT.SESSION_PHASE;
  if (carryTo !== 0 && !mayCarry(market, session, carryTo)) return REJECT.CARRY_INVALID;
  if (dueDay !== 0 && !isDay(market, dueDay)) return REJECT.DAY_INVALID;
  leavePhase(market, session, from, PHASE.closed);
  market.sessions.words[session * SESSION.stride + SESSION.phase] = PHASE.closed;
  setStances(market, session);
  forListings(market, session, (listing) => {
    const instrument = market.listings.words[(listing << LISTING_SHIFT) + LISTING.instrument]!;
    const target = carryTo === 0 ? 0 : findListing(market, carryTo, instrument);
    closeListing(market, listing, target, CANCEL_REASON.sessionClosed);
    market.listings.words[(listing << LISTING_SHIFT) + LISTING.contractDue] = dueDay;
    publishQuotation(market, listing);
  });
  emit(market, 'phaseOpened', { session, phase: PHASE.closed, endTime: 0 });
  return 0;
}

function mayCarry(market: Market, session: number, target: number): boolean {
  if (!isSession(market, target) || target === session) return false;
  const words = market.sessions.words;
  const from = session * SESSION.stride;
  const to = target * SESSION.stride;
  const mode = words[from + SESSION.mode]!;
  return (
    words[to + SESSION.phase]! <= PHASE.preliminary &&
    words[to + SESSION.section] === words[from + SESSION.section] &&
    words[to + SESSION.mode] === mode &&
    (mode === MODE.continuous || mode === MODE.call)
  );
}

/** Cancels a session: its orders end without a price; deals already made stand. */
export function cancelSession(market: Market, command: Fields<'cancelSession'>): number {
  const { session } = command;
  if (!isSession(market, session)) return REJECT.SESSION_UNKNOWN;
  if (phaseOf(market, session) >= PHASE.closed) return REJECT.SESSION_PHASE;
  market.sessions.words[session * SESSION.stride + SESSION.phase] = PHASE.cancelled;
  setStances(market, session);
  forListings(market, session, (listing) => {
    closeLots(market, listing, true);
    closeListing(market, listing, 0, CANCEL_REASON.sessionCancelled);
  });
  emit(market, 'phaseOpened', { session, phase: PHASE.cancelled, endTime: 0 });
  return 0;
}

/**
 * Moves the band of a listing within the instrument's price range. Not while orders gather or a lot is under
 * auction, since deposits are reckoned at its edge; resting orders outside the new band stay.
 */
export function setBand(market: Market, command: Fields<'setBand'>): number {
  const { listing, bandFloor, bandCap } = command;
  if (listing <= 0 || listing >= market.listings.rows) return REJECT.LISTING_UNKNOWN;
  const words = market.listings.words;
  const at = listing << LISTING_SHIFT;
  const phase = phaseOf(market, words[at + LISTING.session]!);
  const holdsOrders = words[at + LISTING.bidOrders]! + words[at + LISTING.askOrders]! > 0;
  if (
    phase >= PHASE.closed ||
    (words[at + LISTING.gathering] === 1 && holdsOrders) ||
    words[at + LISTING.auction] !== 0
  ) {
    return REJECT.SESSION_PHASE;
  }
  if (!isBand(market, words[at + LISTING.instrument]!, bandFloor, bandCap)) return REJECT.BAND_INVALID;
  words[at + LISTING.bandFloor] = bandFloor;
  words[at + LISTING.bandCap] = bandCap;
  emit(market, 'bandSet', { listing, bandFloor, bandCap });
  return 0;
}

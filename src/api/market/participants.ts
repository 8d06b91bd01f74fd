/** Participants and their standing, and whether a session is open to one of them. */
import type { Language } from '#base/language.ts';
import { meetsRules } from '#market/admission.ts';
import { checkParticipant, checkTrader } from '#market/gate.ts';
import type { RejectionName } from '#market/rejections.ts';
import { HOLDER, LISTING, type Market, PARTICIPANT, SESSION, TRADER } from '#market/state.ts';
import { BUY, SELL } from '#market/terms.ts';
import type { AdmissionOut, ParticipantItem } from '#wire/market.ts';
import { dateText, orNull, rowsOf, wordAt } from './cells.ts';
import { rejectionNamed, rejectionOf } from './gateway.ts';
import type { Unnamed } from './named.ts';
import { those } from './pages.ts';
import { remarksOf } from './remarks.ts';
import { sessionOf } from './sessions.ts';
import { PHASE, ROLE, STANDING } from './words.ts';

function mayTrade(market: Market, participant: number, side: number): boolean {
  return (
    checkParticipant(market, participant) === 0 &&
    wordAt(market.participants, participant, PARTICIPANT.buyRemarks + side) === 0
  );
}

function hasRight(market: Market, participant: number, section: number, side: number): boolean {
  const column = side === BUY ? PARTICIPANT.buySections : PARTICIPANT.sellSections;
  return (wordAt(market.participants, participant, column) & (1 << (section - 1))) !== 0;
}

/** Traders who act for a participant. */
function tradersOf(market: Market, participant: number): Iterable<number> {
  return those(
    rowsOf(market.traders),
    (trader) => wordAt(market.traders, trader, TRADER.participant) === participant,
  );
}

/** A participant with its standing, remarks, rights and traders, in the reader's language. */
export function participantItem(
  market: Market,
  participant: number,
  language: Language,
  traders: Iterable<number> = tradersOf(market, participant),
): Unnamed<ParticipantItem> {
  const word = (column: number): number => wordAt(market.participants, participant, column);
  const group = word(PARTICIPANT.group);
  return {
    participant,
    role: ROLE.word(word(PARTICIPANT.role)),
    standing: STANDING.word(word(PARTICIPANT.standing)),
    resident: word(PARTICIPANT.resident) === 1,
    country: orNull(word(PARTICIPANT.country)),
    region: orNull(word(PARTICIPANT.region)),
    group: group > 0 ? group : null,
    expires: dateText(word(PARTICIPANT.expiryDay)),
    rights: [...rowsOf(market.sections)]
      .map((section) => ({
        section,
        buy: hasRight(market, participant, section, BUY),
        sell: hasRight(market, participant, section, SELL),
      }))
      .filter(({ buy, sell }) => buy || sell),
    remarks: remarksOf(market, participant, language),
    mayBuy: mayTrade(market, participant, BUY),
    maySell: mayTrade(market, participant, SELL),
    openOrders: word(PARTICIPANT.liveOrders),
    traders: [...traders].map((trader) => ({
      trader,
      active: wordAt(market.traders, trader, TRADER.active) === 1,
      expires: dateText(wordAt(market.traders, trader, TRADER.expiryDay)),
    })),
  };
}

/** Is a participant admitted to a side of one listing of a session at least? */
function isAdmitted(market: Market, session: number, participant: number, side: number): boolean {
  const rules = wordAt(market.sessions, session, SESSION.rules);
  const listings = [...those(rowsOf(market.listings), (one) => sessionOf(market, one) === session)];
  const goods = listings.map((one) => wordAt(market.listings, one, LISTING.instrument));
  // Before anything is listed only what is proven of all goods counts.
  return (goods.length > 0 ? goods : [0]).some((good) => meetsRules(market, rules, participant, side, good));
}

/** Has a session listings, and nothing but goods in transit? */
function isTransit(market: Market, session: number): boolean {
  const listings = [...those(rowsOf(market.listings), (one) => sessionOf(market, one) === session)];
  return listings.length > 0 && listings.every((one) => wordAt(market.listings, one, LISTING.transit) === 1);
}

/** Is the participant, or one of its active clients, not resident? */
function hasNonResident(market: Market, participant: number): boolean {
  const [found] = those(
    rowsOf(market.holders),
    (holder) =>
      wordAt(market.holders, holder, HOLDER.participant) === participant &&
      wordAt(market.holders, holder, HOLDER.resident) === 0 &&
      (wordAt(market.holders, holder, HOLDER.client) === 0 ||
        wordAt(market.holders, holder, HOLDER.active) === 1),
  );
  return found !== undefined;
}

function sideAdmission(
  market: Market,
  session: number,
  participant: number,
  trader: number,
  side: number,
): AdmissionOut['buy'] {
  const names: RejectionName[] = [];
  const codes = trader === 0 ? [] : [checkTrader(market, trader)];
  codes.push(checkParticipant(market, participant));
  if (wordAt(market.participants, participant, PARTICIPANT.buyRemarks + side) !== 0)
    names.push('REMARKS_BLOCK');
  if (!hasRight(market, participant, wordAt(market.sessions, session, SESSION.section), side))
    names.push('SECTION_NOT_ALLOWED');
  if (!isAdmitted(market, session, participant, side)) names.push('NOT_ADMITTED');
  if (isTransit(market, session) && !hasNonResident(market, participant)) names.push('NON_RESIDENTS_ONLY');
  const reasons = [...codes.filter((code) => code !== 0).map(rejectionOf), ...names.map(rejectionNamed)];
  return { open: reasons.length === 0, reasons };
}

/**
 * Whether a session is open to a participant, and to a trader of it (0: to any): all that would have an order
 * rejected, whatever its phase.
 */
export function admissionOut(
  market: Market,
  session: number,
  participant: number,
  trader: number,
): AdmissionOut {
  return {
    session,
    participant,
    phase: PHASE.word(wordAt(market.sessions, session, SESSION.phase)),
    halted: wordAt(market.sessions, session, SESSION.halted) === 1,
    buy: sideAdmission(market, session, participant, trader, BUY),
    sell: sideAdmission(market, session, participant, trader, SELL),
  };
}

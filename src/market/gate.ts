/**
 * Who asks, and may they: the checks that every command of a trader shares. Each gives the code of the first
 * check that fails, 0 where none does; none changes anything.
 */
import * as admissionModule from './admission.ts';
import * as bookModule from './book.ts';
import * as ledgerModule from './ledger.ts';
import * as limits from './limits.ts';
import * as rejections from './rejections.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { isAdmitted } = admissionModule;
const { hasFreeSlot } = bookModule;
const { findAccount } = ledgerModule;
const { MAXIMUM_LEDGER, MAXIMUM_ORDER_VALUE } = limits;
const { REJECT } = rejections;
const {
  ACCOUNT,
  ACCOUNT_SHIFT,
  ACCOUNT_NUMBER,
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  HOLDER_SHIFT,
  LISTING,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
  TRADER,
  TRADER_SHIFT,
} = state;
const { BUY, STANDING } = terms;

/** Is the trader one who may act today? */
export function checkTrader(market: Market, trader: number): number {
  if (trader <= 0 || trader >= market.traders.rows) return REJECT.TRADER_UNKNOWN;
  const words = market.traders.words;
  const at = trader << TRADER_SHIFT;
  if (
    words[at | TRADER.active] !== 1 ||
    words[at | TRADER.expiryDay]! < market.general.words[GENERAL_AT + GENERAL.day]!
  ) {
    return REJECT.TRADER_INACTIVE;
  }
  return 0;
}

/** The participant for whom a trader acts. */
export function participantOf(market: Market, trader: number): number {
  return market.traders.words[(trader << TRADER_SHIFT) | TRADER.participant]!;
}

/** Is the trader's participant accredited today? */
export function checkWho(market: Market, trader: number): number {
  const code = checkTrader(market, trader);
  if (code !== 0) return code;
  return checkParticipant(market, participantOf(market, trader));
}

/** Is the participant accredited today? */
export function checkParticipant(market: Market, participant: number): number {
  const words = market.participants.words;
  const at = participant << PARTICIPANT_SHIFT;
  if (
    words[at | PARTICIPANT.standing] !== STANDING.accredited ||
    words[at | PARTICIPANT.expiryDay]! < market.general.words[GENERAL_AT + GENERAL.day]!
  ) {
    return REJECT.PARTICIPANT_NOT_ACCREDITED;
  }
  return 0;
}

/** Remarks, rights, admission, client, residence: may the participant trade this side of this listing for this client? */
export function checkGate(
  market: Market,
  listingAt: number,
  participant: number,
  side: number,
  client: number,
): number {
  const words = market.participants.words;
  const listings = market.listings.words;
  const at = participant << PARTICIPANT_SHIFT;
  if (words[at | (PARTICIPANT.buyRemarks + side)] !== 0) return REJECT.REMARKS_BLOCK;
  const sections = words[at + (side === BUY ? PARTICIPANT.buySections : PARTICIPANT.sellSections)]!;
  if ((sections & (1 << (listings[listingAt | LISTING.section]! - 1))) === 0)
    return REJECT.SECTION_NOT_ALLOWED;
  if (!isAdmitted(market, listingAt, participant, side)) return REJECT.NOT_ADMITTED;
  if (client !== 0 && !isClientOf(market, client, participant)) return REJECT.CLIENT_UNKNOWN;
  if (listings[listingAt | LISTING.transit] === 1 && isResident(market, participant, client))
    return REJECT.NON_RESIDENTS_ONLY;
  return 0;
}

/** Is a participant resident, or (not 0) the client for whom it trades? */
function isResident(market: Market, participant: number, client: number): boolean {
  const holder =
    client === 0
      ? market.participants.words[(participant << PARTICIPANT_SHIFT) | PARTICIPANT.holder]!
      : client;
  return market.holders.words[(holder << HOLDER_SHIFT) | HOLDER.resident] === 1;
}

/** Is it an active client of the participant? */
export function isClientOf(market: Market, client: number, participant: number): boolean {
  if (client <= 0 || client >= market.holders.rows) return false;
  const words = market.holders.words;
  const at = client << HOLDER_SHIFT;
  return (
    words[at | HOLDER.client] === 1 &&
    words[at | HOLDER.active] === 1 &&
    words[at | HOLDER.participant] === participant
  );
}

/** Client to whom an account belongs, 0 where it is the participant's own. */
export function clientOf(market: Market, account: number): number {
  const holder = market.accounts.words[(account << ACCOUNT_SHIFT) | ACCOUNT.holder]!;
  return market.holders.words[(holder << HOLDER_SHIFT) | HOLDER.client] === 1 ? holder : 0;
}

/** Account of a participant (client 0) or its client in a currency, 0 where there is none. */
export function accountFor(market: Market, participant: number, client: number, currency: number): number {
  const holder =
    client === 0
      ? market.participants.words[(participant << PARTICIPANT_SHIFT) | PARTICIPANT.holder]!
      : client;
  return findAccount(market, holder, currency);
}

/**
 * Value, room in market and ledger, account: the checks before a deposit can be reckoned. `replaced`: open value of
 * the order that is replaced, 0 for a new one, which needs a slot too.
 */
export function checkValue(
  market: Market,
  listingAt: number,
  account: number,
  value: number,
  replaced: number,
): number {
  if (!(value <= MAXIMUM_ORDER_VALUE)) return REJECT.VALUE_TOO_LARGE;
  const currency = market.listings.words[listingAt | LISTING.currency]!;
  const numbers = market.currencies.numbers;
  const at = currency << (CURRENCY_SHIFT - 1);
  const localAt = market.general.words[GENERAL_AT + GENERAL.localCurrency]! << (CURRENCY_SHIFT - 1);
  if (
    numbers[at | CURRENCY_NUMBER.openValue]! - replaced + value > numbers[at | CURRENCY_NUMBER.openLimit]! ||
    numbers[at | CURRENCY_NUMBER.income]! > MAXIMUM_LEDGER ||
    numbers[localAt | CURRENCY_NUMBER.income]! > MAXIMUM_LEDGER ||
    (replaced === 0 && !hasFreeSlot(market))
  ) {
    return REJECT.MARKET_FULL;
  }
  if (account === 0) return REJECT.ACCOUNT_MISSING;
  return 0;
}

/** Does the free deposit cover so much more? */
export function checkDeposit(market: Market, account: number, amount: number): number {
  return market.accounts.numbers[(account << (ACCOUNT_SHIFT - 1)) | ACCOUNT_NUMBER.free]! >= amount
    ? 0
    : REJECT.DEPOSIT_INSUFFICIENT;
}

/** Does a mask name only sections that exist? */
export function areSections(market: Market, mask: number): boolean {
  return mask >= 0 && mask < 1 << (market.sections.rows - 1);
}

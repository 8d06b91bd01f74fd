/**
 * Admission: whom the rules of a session let trade, and the credentials that participants show for them. A session
 * without rules admits everybody but guests; with rules, those who meet one of them, guests only by name. Proof of own
 * production is asked of sellers alone: it leaves buyers as they would be without it.
 */
import { emit } from './emit.ts';
import type { Fields } from './plain.ts';
import * as rejections from './rejections.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { REJECT } = rejections;
const { CREDENTIAL, GENERAL, GENERAL_AT, LISTING, PARTICIPANT, PARTICIPANT_SHIFT, RULE } = state;
const { ADMISSION, BUY, ROLE } = terms;

/** Is a participant admitted to a side of a listing (its word offset)? */
export function isAdmitted(market: Market, listingAt: number, participant: number, side: number): boolean {
  const listings = market.listings.words;
  const rules = listings[listingAt | LISTING.rules]!;
  if (rules === 0) return !isGuest(market, participant);
  return meetsRules(market, rules, participant, side, listings[listingAt | LISTING.instrument]!);
}

function isGuest(market: Market, participant: number): boolean {
  return market.participants.words[(participant << PARTICIPANT_SHIFT) | PARTICIPANT.role] === ROLE.guest;
}

/** Is a participant admitted to a side of an instrument by the rules from a row on (0: there are none)? */
export function meetsRules(
  market: Market,
  rules: number,
  participant: number,
  side: number,
  instrument: number,
): boolean {
  const guest = isGuest(market, participant);
  const words = market.rules.words;
  let concerned = false;
  for (let row = rules; row !== 0; row = words[row * RULE.stride + RULE.next]!) {
    const rule = words[row * RULE.stride + RULE.rule]!;
    const value = words[row * RULE.stride + RULE.value]!;
    if (rule === ADMISSION.production && side === BUY) continue;
    concerned = true;
    if (
      rule === ADMISSION.participant
        ? value === participant
        : !guest && meets(market, participant, rule, value, instrument)
    )
      return true;
  }
  return !concerned && !guest;
}

/** Does a participant meet a rule that names nobody? */
function meets(
  market: Market,
  participant: number,
  rule: number,
  value: number,
  instrument: number,
): boolean {
  const participants = market.participants.words;
  const at = participant << PARTICIPANT_SHIFT;
  if (rule === ADMISSION.country) return value === participants[at | PARTICIPANT.country];
  if (rule === ADMISSION.region) return value === participants[at | PARTICIPANT.region];
  if (rule === ADMISSION.agreement) return hasCredential(market, participant, rule, value);
  return (
    (value === 0 || value === instrument) &&
    (hasCredential(market, participant, rule, 0) || hasCredential(market, participant, rule, instrument))
  );
}

/** Row of a credential of a participant, in force or not; 0 where it never had it. */
function findCredential(market: Market, participant: number, rule: number, value: number): number {
  const words = market.credentials.words;
  let row = market.participants.words[(participant << PARTICIPANT_SHIFT) | PARTICIPANT.credentials]!;
  for (; row !== 0; row = words[row * CREDENTIAL.stride + CREDENTIAL.next]!) {
    const at = row * CREDENTIAL.stride;
    if (words[at + CREDENTIAL.rule] === rule && words[at + CREDENTIAL.value] === value) return row;
  }
  return 0;
}

/** Has a participant a credential that is in force today? */
function hasCredential(market: Market, participant: number, rule: number, value: number): boolean {
  const row = findCredential(market, participant, rule, value);
  if (row === 0) return false;
  const words = market.credentials.words;
  const at = row * CREDENTIAL.stride;
  const expiryDay = words[at + CREDENTIAL.expiryDay]!;
  const today = market.general.words[GENERAL_AT + GENERAL.day]!;
  return words[at + CREDENTIAL.active] === 1 && (expiryDay === 0 || expiryDay >= today);
}

/** Is it proof of own production of an instrument that exists (0: of any)? */
function isProduction(market: Market, rule: number, value: number): boolean {
  return rule === ADMISSION.production && value >= 0 && value < market.instruments.rows;
}

/** Is it a rule that the market knows, about something that there can be? */
export function isRule(market: Market, rule: number, value: number): boolean {
  return (
    isProduction(market, rule, value) ||
    (rule >= ADMISSION.country && rule <= ADMISSION.agreement && value > 0)
  );
}

/** Gives a participant a credential, or (active 0) takes it back. What it has already is written anew. */
export function setCredential(market: Market, command: Fields<'setCredential'>): number {
  const { participant, rule, value, expiryDay, active } = command;
  if (participant <= 0 || participant >= market.participants.rows) return REJECT.PARTICIPANT_UNKNOWN;
  if (!isProduction(market, rule, value) && (rule !== ADMISSION.agreement || value <= 0))
    return REJECT.CREDENTIAL_INVALID;
  if (active !== 0 && active !== 1) return REJECT.FLAG_INVALID;
  if (active === 1 && expiryDay !== 0 && expiryDay < market.general.words[GENERAL_AT + GENERAL.day]!)
    return REJECT.DAY_INVALID;
  const row =
    findCredential(market, participant, rule, value) || addCredential(market, participant, rule, value);
  const words = market.credentials.words;
  words[row * CREDENTIAL.stride + CREDENTIAL.expiryDay] = expiryDay;
  words[row * CREDENTIAL.stride + CREDENTIAL.active] = active;
  emit(market, 'credentialSet', { participant, rule, value, expiryDay, active });
  return 0;
}

function addCredential(market: Market, participant: number, rule: number, value: number): number {
  const row = market.credentials.add();
  const words = market.credentials.words;
  const at = row * CREDENTIAL.stride;
  const firstAt = (participant << PARTICIPANT_SHIFT) | PARTICIPANT.credentials;
  words[at + CREDENTIAL.participant] = participant;
  words[at + CREDENTIAL.rule] = rule;
  words[at + CREDENTIAL.value] = value;
  words[at + CREDENTIAL.next] = market.participants.words[firstAt]!;
  market.participants.words[firstAt] = row;
  return row;
}

/** Participants, their traders and clients, and the remarks that stand between them and an order. */
import { emit } from './emit.ts';
import { areSections } from './gate.ts';
import { findAccount } from './ledger.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import {
  ACCOUNT,
  ACCOUNT_SHIFT,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  HOLDER_SHIFT,
  type Market,
  PARTICIPANT,
  PARTICIPANT_SHIFT,
  TRADER,
  TRADER_SHIFT,
} from './state.ts';
import { FIRST_ENTERED_REMARK, LAST_REMARK, ROLE, SIDES, STANDING } from './terms.ts';

type Particulars = Omit<Fields<'changeAccreditation'>, 'participant' | 'actor' | 'time'>;

function checkParticulars(market: Market, command: Particulars): number {
  if (command.role < ROLE.member || command.role > ROLE.guest) return REJECT.ROLE_UNKNOWN;
  if (command.resident !== 0 && command.resident !== 1) return REJECT.FLAG_INVALID;
  if (command.country < 0 || command.region < 0 || command.group < 0) return REJECT.COUNTRY_INVALID;
  if (!areSections(market, command.sellSections) || !areSections(market, command.buySections))
    return REJECT.SECTIONS_UNKNOWN;
  return isDay(market, command.expiryDay) ? 0 : REJECT.DAY_INVALID;
}

/** Is it today or later? */
export function isDay(market: Market, day: number): boolean {
  return day >= market.general.words[GENERAL_AT + GENERAL.day]!;
}

function writeParticulars(market: Market, participant: number, command: Particulars): void {
  const words = market.participants.words;
  const at = participant << PARTICIPANT_SHIFT;
  words[at + PARTICIPANT.role] = command.role;
  words[at + PARTICIPANT.resident] = command.resident;
  words[at + PARTICIPANT.country] = command.country;
  words[at + PARTICIPANT.region] = command.region;
  // Without a declared group a participant is its own: negative, so that it meets no declared number.
  const group = command.group === 0 ? -participant : command.group;
  words[at + PARTICIPANT.group] = group;
  words[at + PARTICIPANT.sellSections] = command.sellSections;
  words[at + PARTICIPANT.buySections] = command.buySections;
  words[at + PARTICIPANT.expiryDay] = command.expiryDay;
  const holder = words[at + PARTICIPANT.holder]!;
  // Accounts that are opened later take their residence from the holder.
  market.holders.words[(holder << HOLDER_SHIFT) + HOLDER.resident] = command.resident;
  for (let currency = 1; currency < market.currencies.rows; currency++) {
    const account = findAccount(market, holder, currency);
    if (account === 0) continue;
    market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.group] = group;
    market.accounts.words[(account << ACCOUNT_SHIFT) + ACCOUNT.resident] = command.resident;
  }
}

export function accredit(market: Market, command: Fields<'accredit'>): number {
  const code = checkParticulars(market, command);
  if (code !== 0) return code;
  const participant = market.participants.add();
  market.turnover.add();
  const holder = addHolder(market, participant, 0, command.resident);
  const at = participant << PARTICIPANT_SHIFT;
  market.participants.words[at + PARTICIPANT.standing] = STANDING.accredited;
  market.participants.words[at + PARTICIPANT.holder] = holder;
  writeParticulars(market, participant, command);
  emit(market, 'accredited', { participant, holder });
  return 0;
}

function addHolder(market: Market, participant: number, client: number, resident: number): number {
  const holder = market.holders.add();
  const words = market.holders.words;
  const at = holder << HOLDER_SHIFT;
  words[at + HOLDER.participant] = participant;
  words[at + HOLDER.client] = client;
  words[at + HOLDER.active] = 1;
  words[at + HOLDER.resident] = resident;
  return holder;
}

/** Is there such a participant? */
export function isParticipant(market: Market, participant: number): boolean {
  return participant > 0 && participant < market.participants.rows;
}

export function changeAccreditation(market: Market, command: Fields<'changeAccreditation'>): number {
  if (!isParticipant(market, command.participant)) return REJECT.PARTICIPANT_UNKNOWN;
  const code = checkParticulars(market, command);
  if (code !== 0) return code;
  writeParticulars(market, command.participant, command);
  const standing =
    market.participants.words[(command.participant << PARTICIPANT_SHIFT) + PARTICIPANT.standing]!;
  emit(market, 'accreditationChanged', { participant: command.participant, standing });
  return 0;
}

/** Suspends, withdraws or accredits again. Open orders stay: the operator withdraws them where that is decided. */
export function setStanding(market: Market, command: Fields<'setStanding'>): number {
  if (!isParticipant(market, command.participant)) return REJECT.PARTICIPANT_UNKNOWN;
  if (command.standing < STANDING.accredited || command.standing > STANDING.withdrawn)
    return REJECT.STANDING_UNKNOWN;
  market.participants.words[(command.participant << PARTICIPANT_SHIFT) + PARTICIPANT.standing] =
    command.standing;
  emit(market, 'accreditationChanged', { participant: command.participant, standing: command.standing });
  return 0;
}

export function addTrader(market: Market, command: Fields<'addTrader'>): number {
  if (!isParticipant(market, command.participant)) return REJECT.PARTICIPANT_UNKNOWN;
  if (!isDay(market, command.expiryDay)) return REJECT.DAY_INVALID;
  const trader = market.traders.add();
  const words = market.traders.words;
  const at = trader << TRADER_SHIFT;
  words[at + TRADER.participant] = command.participant;
  words[at + TRADER.expiryDay] = command.expiryDay;
  words[at + TRADER.active] = 1;
  emit(market, 'traderAdded', { trader, participant: command.participant });
  return 0;
}

export function changeTrader(market: Market, command: Fields<'changeTrader'>): number {
  const { trader, active, expiryDay } = command;
  if (trader <= 0 || trader >= market.traders.rows) return REJECT.TRADER_UNKNOWN;
  if (active === 1 && !isDay(market, expiryDay)) return REJECT.DAY_INVALID;
  if (active !== 0 && active !== 1) return REJECT.FLAG_INVALID;
  const words = market.traders.words;
  words[(trader << TRADER_SHIFT) + TRADER.active] = active;
  words[(trader << TRADER_SHIFT) + TRADER.expiryDay] = expiryDay;
  emit(market, 'traderChanged', { trader, active });
  return 0;
}

export function addClient(market: Market, command: Fields<'addClient'>): number {
  if (!isParticipant(market, command.participant)) return REJECT.PARTICIPANT_UNKNOWN;
  const role = market.participants.words[(command.participant << PARTICIPANT_SHIFT) + PARTICIPANT.role];
  if (role !== ROLE.broker) return REJECT.NOT_A_BROKER;
  if (command.resident !== 0 && command.resident !== 1) return REJECT.FLAG_INVALID;
  const client = addHolder(market, command.participant, 1, command.resident);
  emit(market, 'clientAdded', { client, participant: command.participant });
  return 0;
}

export function changeClient(market: Market, command: Fields<'changeClient'>): number {
  const { client, active } = command;
  const words = market.holders.words;
  const at = client << HOLDER_SHIFT;
  if (client <= 0 || client >= market.holders.rows || words[at + HOLDER.client] !== 1)
    return REJECT.CLIENT_UNKNOWN;
  if (active !== 0 && active !== 1) return REJECT.FLAG_INVALID;
  words[at + HOLDER.active] = active;
  emit(market, 'clientChanged', { client, active });
  return 0;
}

/** Enters a remark that documents, sanctions or decisions cause; sides 0 removes it. */
export function setRemark(market: Market, command: Fields<'setRemark'>): number {
  if (!isParticipant(market, command.participant)) return REJECT.PARTICIPANT_UNKNOWN;
  if (command.remark < FIRST_ENTERED_REMARK || command.remark > LAST_REMARK) return REJECT.REMARK_INVALID;
  if (command.sides < 0 || command.sides > SIDES.both) return REJECT.SIDES_INVALID;
  putRemark(market, command.participant, command.remark, command.sides);
  return 0;
}

/** Does a remark stand against a participant, on whichever side? */
export function hasRemark(market: Market, participant: number, remark: number): boolean {
  const words = market.participants.words;
  const at = participant << PARTICIPANT_SHIFT;
  return ((words[at + PARTICIPANT.buyRemarks]! | words[at + PARTICIPANT.sellRemarks]!) & (1 << remark)) !== 0;
}

/** Writes a remark of any origin. Nothing is written where it stands so already. */
export function putRemark(market: Market, participant: number, remark: number, sides: number): void {
  const words = market.participants.words;
  const at = participant << PARTICIPANT_SHIFT;
  const bit = 1 << remark;
  const buy = words[at + PARTICIPANT.buyRemarks]!;
  const sell = words[at + PARTICIPANT.sellRemarks]!;
  const newBuy = (sides & SIDES.buy) !== 0 ? buy | bit : buy & ~bit;
  const newSell = (sides & SIDES.sell) !== 0 ? sell | bit : sell & ~bit;
  if (newBuy === buy && newSell === sell) return;
  words[at + PARTICIPANT.buyRemarks] = newBuy;
  words[at + PARTICIPANT.sellRemarks] = newSell;
  emit(market, 'remarkSet', { participant, remark, sides });
}

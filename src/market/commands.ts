/**
 * Every command of the market: its kind, its fields, their order in the record. This table is the journal's
 * format: kinds and fields may be added, never changed.
 *
 * Each record begins with a header of four words: kind and length, actor (the trader who asks, or 0 for the
 * operator), and the time that the sequencer gave it (microseconds since 1970, never less than that of the
 * command before). Names of things are the numbers that the market gave them in its events.
 */
import { type Layout, layout, type Plain, type RecordBuffer, readRecord, writeRecord } from './record.ts';

/** Word of the actor in a command record. */
export const COMMAND_ACTOR = 1;
/** Word of the time in a command record (number place 1). */
export const COMMAND_TIME = 2;
const HEADER = 4;

/** Words of a confirmation before it named price and lots. */
const CONFIRM_DEAL_BEFORE = 6;

export const COMMANDS = {
  // Orders
  submitOrder: layout(1, HEADER, {
    listing: 'i32',
    client: 'i32',
    terms: 'i32',
    price: 'i32',
    lots: 'i32',
    minimumLots: 'i32',
    expiryDay: 'i32',
    reference: 'f64',
  }),
  cancelOrder: layout(2, HEADER, { slot: 'i32', generation: 'i32' }),
  replaceOrder: layout(3, HEADER, { slot: 'i32', generation: 'i32', price: 'i32', lots: 'i32' }),
  cancelAll: layout(4, HEADER, { participant: 'i32', listing: 'i32', reason: 'i32' }),

  // Auctions of one lot
  offerLot: layout(16, HEADER, {
    listing: 'i32',
    client: 'i32',
    lots: 'i32',
    startPrice: 'i32',
    step: 'i32',
    reservePrice: 'i32',
    flags: 'i32',
  }),
  placeBid: layout(17, HEADER, {
    listing: 'i32',
    client: 'i32',
    price: 'i32',
    lots: 'i32',
    reference: 'f64',
  }),
  stepPrice: layout(18, HEADER, { listing: 'i32' }),
  takePrice: layout(19, HEADER, { listing: 'i32', client: 'i32', reference: 'f64' }),
  closeAuction: layout(20, HEADER, { listing: 'i32' }),

  // Named deals
  proposeDeal: layout(32, HEADER, {
    listing: 'i32',
    client: 'i32',
    side: 'i32',
    counterparty: 'i32',
    price: 'i32',
    lots: 'i32',
    reference: 'f64',
  }),
  /** Price and lots as the confirming side has seen them; 0: whatever they are. */
  confirmDeal: layout(
    33,
    HEADER,
    { proposal: 'i32', client: 'i32', price: 'i32', lots: 'i32' },
    CONFIRM_DEAL_BEFORE,
  ),
  refuseDeal: layout(34, HEADER, { proposal: 'i32', reason: 'i32' }),
  amendDeal: layout(35, HEADER, { proposal: 'i32', price: 'i32', lots: 'i32' }),

  // Contracts
  signContract: layout(48, HEADER, { contract: 'i32', client: 'i32' }),
  registerContract: layout(49, HEADER, { contract: 'i32', dueDay: 'i32' }),
  recordDelivery: layout(50, HEADER, { contract: 'i32', lots: 'i32' }),
  performContract: layout(51, HEADER, { contract: 'i32' }),
  terminateContract: layout(52, HEADER, { contract: 'i32', reason: 'i32' }),
  reportDefault: layout(53, HEADER, { contract: 'i32', client: 'i32', dueDay: 'i32' }),
  settleDefault: layout(54, HEADER, { contract: 'i32', defaulter: 'i32', exchangePartPpm: 'i32' }),
  setContractDue: layout(55, HEADER, { contract: 'i32', dueDay: 'i32', side: 'i32' }),
  dismissDefault: layout(56, HEADER, { contract: 'i32', reason: 'i32' }),

  // Sessions
  announceSession: layout(64, HEADER, {
    section: 'i32',
    mode: 'i32',
    flags: 'i32',
    extensionSeconds: 'i32',
    endTime: 'f64',
  }),
  addListing: layout(65, HEADER, {
    session: 'i32',
    instrument: 'i32',
    bandFloor: 'i32',
    bandCap: 'i32',
    reference: 'i32',
    participantLots: 'i32',
  }),
  admit: layout(66, HEADER, { session: 'i32', rule: 'i32', value: 'i32' }),
  openPhase: layout(67, HEADER, { session: 'i32', phase: 'i32', endTime: 'f64' }),
  halt: layout(68, HEADER, { session: 'i32', listing: 'i32', reason: 'i32' }),
  resume: layout(69, HEADER, { session: 'i32', listing: 'i32' }),
  extendSession: layout(70, HEADER, { session: 'i32', endTime: 'f64' }),
  closeSession: layout(71, HEADER, { session: 'i32', carryTo: 'i32', dueDay: 'i32' }),
  cancelSession: layout(72, HEADER, { session: 'i32', reason: 'i32' }),
  setBand: layout(73, HEADER, { listing: 'i32', bandFloor: 'i32', bandCap: 'i32' }),

  // Participants
  accredit: layout(96, HEADER, {
    role: 'i32',
    resident: 'i32',
    country: 'i32',
    region: 'i32',
    group: 'i32',
    sellSections: 'i32',
    buySections: 'i32',
    expiryDay: 'i32',
  }),
  changeAccreditation: layout(97, HEADER, {
    participant: 'i32',
    role: 'i32',
    resident: 'i32',
    country: 'i32',
    region: 'i32',
    group: 'i32',
    sellSections: 'i32',
    buySections: 'i32',
    expiryDay: 'i32',
  }),
  setStanding: layout(98, HEADER, { participant: 'i32', standing: 'i32' }),
  addTrader: layout(99, HEADER, { participant: 'i32', expiryDay: 'i32' }),
  changeTrader: layout(100, HEADER, { trader: 'i32', expiryDay: 'i32', active: 'i32' }),
  addClient: layout(101, HEADER, { participant: 'i32', resident: 'i32' }),
  changeClient: layout(102, HEADER, { client: 'i32', active: 'i32' }),
  setRemark: layout(103, HEADER, { participant: 'i32', remark: 'i32', sides: 'i32' }),
  setCredential: layout(104, HEADER, {
    participant: 'i32',
    rule: 'i32',
    value: 'i32',
    expiryDay: 'i32',
    active: 'i32',
  }),

  // Sections and instruments
  defineSection: layout(128, HEADER, { flags: 'i32', leastFee: 'f64' }),
  setFee: layout(129, HEADER, { section: 'i32', side: 'i32', band: 'i32', ppm: 'i32', fromTurnover: 'f64' }),
  defineInstrument: layout(130, HEADER, {
    section: 'i32',
    currency: 'i32',
    priceFloor: 'i32',
    priceCap: 'i32',
    minimumLots: 'i32',
    maximumLots: 'i32',
    buyDepositPpm: 'i32',
    sellDepositPpm: 'i32',
    market: 'i32',
    quotationDeals: 'i32',
    tickValue: 'f64',
  }),

  // Money
  defineCurrency: layout(160, HEADER, { code: 'i32', local: 'i32', rateMillionths: 'f64' }),
  setRate: layout(161, HEADER, { currency: 'i32', rateMillionths: 'f64' }),
  recordReceipt: layout(162, HEADER, {
    participant: 'i32',
    client: 'i32',
    currency: 'i32',
    amount: 'f64',
    reference: 'f64',
  }),
  requestWithdrawal: layout(163, HEADER, { client: 'i32', currency: 'i32', amount: 'f64' }),
  approveWithdrawal: layout(164, HEADER, { withdrawal: 'i32', officer: 'i32' }),
  payWithdrawal: layout(165, HEADER, { withdrawal: 'i32' }),
  refuseWithdrawal: layout(166, HEADER, { withdrawal: 'i32', reason: 'i32' }),
  collectFees: layout(167, HEADER, { participant: 'i32', client: 'i32', currency: 'i32' }),
  setApprovalLimit: layout(168, HEADER, { currency: 'i32', limit: 'f64' }),

  // The day
  beginDay: layout(192, HEADER, { day: 'i32', resetTurnover: 'i32' }),
} as const;

export type CommandName = keyof typeof COMMANDS;
type FieldsOf<N extends CommandName> = (typeof COMMANDS)[N]['fields'];

/** A command as the API, the scenarios and the tests write it. Fields that are left out are zero. */
export type Command = {
  [N in CommandName]: { readonly kind: N; readonly actor?: number; readonly time?: number } & Partial<
    Readonly<Plain<FieldsOf<N>>>
  >;
}[CommandName];

const BY_KIND = new Map<number, CommandName>(
  (Object.keys(COMMANDS) as CommandName[]).map((name) => [COMMANDS[name].kind, name]),
);

/** Name of a kind, or undefined where this version does not know it. */
export function commandName(kind: number): CommandName | undefined {
  return BY_KIND.get(kind);
}

/** Appends a command to a buffer; gives its offset in words. */
export function encodeCommand(buffer: RecordBuffer, command: Command): number {
  const shape: Layout = COMMANDS[command.kind];
  const { kind: _, actor, time, ...fields } = command;
  const at = writeRecord(buffer, shape, fields);
  buffer.words[at + COMMAND_ACTOR] = actor ?? 0;
  buffer.numbers[(at + COMMAND_TIME) >> 1] = time ?? 0;
  return at;
}

/** Reads the command at an offset; undefined where this version does not know its kind. */
export function decodeCommand(buffer: RecordBuffer, at: number): Command | undefined {
  const name = BY_KIND.get((buffer.words[at] as number) & 0xffff);
  if (name === undefined) return undefined;
  return {
    kind: name,
    actor: buffer.words[at + COMMAND_ACTOR] as number,
    time: buffer.numbers[(at + COMMAND_TIME) >> 1] as number,
    ...readRecord(buffer, at, COMMANDS[name]),
  } as Command;
}

/**
 * Every event of the market: what `execute` writes for a command. Each command ends in one or more events; a
 * rejected command in exactly one, `rejected`. Events are derived from commands and can be derived again, so
 * they may gain fields in later versions; kinds are never reused.
 *
 * The header is one word, kind and length.
 */
import { layout, type Plain, type RecordBuffer, readRecord } from './record.ts';

const HEADER = 1;

export const EVENTS = {
  rejected: layout(1, HEADER, { code: 'i32', command: 'i32' }),

  orderAccepted: layout(2, HEADER, {
    slot: 'i32',
    generation: 'i32',
    listing: 'i32',
    account: 'i32',
    trader: 'i32',
    terms: 'i32',
    price: 'i32',
    lots: 'i32',
    blocked: 'f64',
    reference: 'f64',
  }),
  /** An order's end without a full fill: by its owner, its terms, a rule or the operator. */
  orderCancelled: layout(3, HEADER, {
    slot: 'i32',
    generation: 'i32',
    listing: 'i32',
    account: 'i32',
    lots: 'i32',
    reason: 'i32',
    released: 'f64',
  }),
  orderReplaced: layout(4, HEADER, {
    slot: 'i32',
    generation: 'i32',
    listing: 'i32',
    price: 'i32',
    lots: 'i32',
    keptPriority: 'i32',
    blocked: 'f64',
  }),
  /** Self-trade prevention took lots from an order that lives on. */
  orderReduced: layout(5, HEADER, {
    slot: 'i32',
    generation: 'i32',
    listing: 'i32',
    lots: 'i32',
    remaining: 'i32',
    blocked: 'f64',
  }),
  orderCarried: layout(6, HEADER, {
    slot: 'i32',
    generation: 'i32',
    from: 'i32',
    listing: 'i32',
    price: 'i32',
    lots: 'i32',
    blocked: 'f64',
  }),
  deal: layout(7, HEADER, {
    contract: 'i32',
    listing: 'i32',
    price: 'i32',
    lots: 'i32',
    buySlot: 'i32',
    buyGeneration: 'i32',
    sellSlot: 'i32',
    sellGeneration: 'i32',
    buyAccount: 'i32',
    sellAccount: 'i32',
    aggressor: 'i32',
    buyDeposit: 'f64',
    sellDeposit: 'f64',
    buyFee: 'f64',
    sellFee: 'f64',
    /** Deposit that came back to the order that rested. */
    released: 'f64',
  }),
  /** Deposit that an order no longer needs, after its deals, came back. */
  depositReleased: layout(8, HEADER, { account: 'i32', slot: 'i32', generation: 'i32', amount: 'f64' }),

  callPriced: layout(16, HEADER, { listing: 'i32', price: 'i32', lots: 'f64', surplus: 'f64' }),
  /** An all-or-none order that the price would have filled in part only. */
  paradoxicallyRejected: layout(17, HEADER, {
    slot: 'i32',
    generation: 'i32',
    listing: 'i32',
    lots: 'i32',
    price: 'i32',
  }),
  lotOffered: layout(18, HEADER, {
    listing: 'i32',
    account: 'i32',
    side: 'i32',
    lots: 'i32',
    startPrice: 'i32',
    step: 'i32',
    slot: 'i32',
    generation: 'i32',
    blocked: 'f64',
  }),
  priceStepped: layout(19, HEADER, { listing: 'i32', price: 'i32' }),
  sealedRoundOpened: layout(20, HEADER, { listing: 'i32', price: 'i32', endTime: 'f64' }),
  auctionExtended: layout(21, HEADER, { listing: 'i32', endTime: 'f64' }),
  auctionClosed: layout(22, HEADER, { listing: 'i32', sold: 'i32', price: 'i32', lots: 'i32' }),

  dealProposed: layout(32, HEADER, {
    proposal: 'i32',
    listing: 'i32',
    side: 'i32',
    account: 'i32',
    counterparty: 'i32',
    price: 'i32',
    lots: 'i32',
    slot: 'i32',
    generation: 'i32',
    blocked: 'f64',
    reference: 'f64',
  }),
  dealConfirmed: layout(35, HEADER, {
    proposal: 'i32',
    account: 'i32',
    slot: 'i32',
    generation: 'i32',
    blocked: 'f64',
  }),
  proposalEnded: layout(33, HEADER, { proposal: 'i32', state: 'i32', reason: 'i32', released: 'f64' }),
  proposalAmended: layout(34, HEADER, { proposal: 'i32', price: 'i32', lots: 'i32', blocked: 'f64' }),

  contractSigned: layout(48, HEADER, { contract: 'i32', side: 'i32', state: 'i32' }),
  contractRegistered: layout(49, HEADER, { contract: 'i32', dueDay: 'i32' }),
  deliveryRecorded: layout(50, HEADER, {
    contract: 'i32',
    lots: 'i32',
    delivered: 'i32',
    buyReleased: 'f64',
    sellReleased: 'f64',
  }),
  contractEnded: layout(51, HEADER, {
    contract: 'i32',
    state: 'i32',
    reason: 'i32',
    buyReleased: 'f64',
    sellReleased: 'f64',
  }),
  defaultReported: layout(52, HEADER, { contract: 'i32', side: 'i32', dueDay: 'i32' }),
  depositForfeited: layout(53, HEADER, {
    contract: 'i32',
    defaulter: 'i32',
    toParty: 'f64',
    toExchange: 'f64',
    released: 'f64',
  }),
  /** A report of default came to nothing: `state` is that to which the contract returns. */
  defaultDismissed: layout(55, HEADER, { contract: 'i32', state: 'i32', reason: 'i32' }),
  contractDue: layout(54, HEADER, { contract: 'i32', dueDay: 'i32', side: 'i32' }),

  sessionAnnounced: layout(64, HEADER, {
    session: 'i32',
    section: 'i32',
    mode: 'i32',
    flags: 'i32',
    endTime: 'f64',
  }),
  listingAdded: layout(65, HEADER, {
    listing: 'i32',
    session: 'i32',
    instrument: 'i32',
    bandFloor: 'i32',
    bandCap: 'i32',
    reference: 'i32',
  }),
  admissionAdded: layout(66, HEADER, { session: 'i32', rule: 'i32', value: 'i32' }),
  phaseOpened: layout(67, HEADER, { session: 'i32', phase: 'i32', endTime: 'f64' }),
  halted: layout(68, HEADER, { session: 'i32', listing: 'i32', reason: 'i32' }),
  resumed: layout(69, HEADER, { session: 'i32', listing: 'i32' }),
  sessionExtended: layout(70, HEADER, { session: 'i32', endTime: 'f64' }),
  bandSet: layout(71, HEADER, { listing: 'i32', bandFloor: 'i32', bandCap: 'i32' }),
  /** Volume-weighted mean of a listing at its close, in ten-thousandths of a tick; `firm` where deals suffice. */
  quotation: layout(72, HEADER, {
    listing: 'i32',
    instrument: 'i32',
    deals: 'i32',
    firm: 'i32',
    lots: 'f64',
    mean: 'f64',
  }),

  accredited: layout(96, HEADER, { participant: 'i32', holder: 'i32' }),
  accreditationChanged: layout(97, HEADER, { participant: 'i32', standing: 'i32' }),
  traderAdded: layout(98, HEADER, { trader: 'i32', participant: 'i32' }),
  traderChanged: layout(99, HEADER, { trader: 'i32', active: 'i32' }),
  clientAdded: layout(100, HEADER, { client: 'i32', participant: 'i32' }),
  clientChanged: layout(101, HEADER, { client: 'i32', active: 'i32' }),
  remarkSet: layout(102, HEADER, { participant: 'i32', remark: 'i32', sides: 'i32' }),
  credentialSet: layout(103, HEADER, {
    participant: 'i32',
    rule: 'i32',
    value: 'i32',
    expiryDay: 'i32',
    active: 'i32',
  }),

  sectionDefined: layout(128, HEADER, { section: 'i32' }),
  feeSet: layout(129, HEADER, { section: 'i32', side: 'i32', band: 'i32', ppm: 'i32' }),
  instrumentDefined: layout(130, HEADER, { instrument: 'i32' }),

  currencyDefined: layout(160, HEADER, { currency: 'i32', code: 'i32' }),
  rateSet: layout(161, HEADER, { currency: 'i32', rateMillionths: 'f64' }),
  moneyReceived: layout(162, HEADER, { account: 'i32', toFees: 'f64', toFree: 'f64', reference: 'f64' }),
  withdrawalChanged: layout(163, HEADER, { withdrawal: 'i32', account: 'i32', state: 'i32', amount: 'f64' }),
  feesCollected: layout(164, HEADER, { account: 'i32', amount: 'f64', stillDue: 'f64' }),
  approvalLimitSet: layout(165, HEADER, { currency: 'i32', limit: 'f64' }),

  dayBegun: layout(192, HEADER, { day: 'i32' }),
} as const;

export type EventName = keyof typeof EVENTS;
/** An event as the API and the tests read it. */
export type MarketEvent = {
  [N in EventName]: { readonly kind: N } & Readonly<Plain<(typeof EVENTS)[N]['fields']>>;
}[EventName];

const BY_KIND = new Map<number, EventName>(
  (Object.keys(EVENTS) as EventName[]).map((name) => [EVENTS[name].kind, name]),
);

/** Reads the event at an offset; undefined where this version does not know its kind. */
export function decodeEvent(buffer: RecordBuffer, at: number): MarketEvent | undefined {
  const name = BY_KIND.get((buffer.words[at] as number) & 0xffff);
  if (name === undefined) return undefined;
  return { kind: name, ...readRecord(buffer, at, EVENTS[name]) } as MarketEvent;
}

/** Reads all events between two offsets. */
export function decodeEvents(buffer: RecordBuffer, from = 0, to = buffer.length): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (let at = from; at < to; at += (buffer.words[at] as number) >>> 16) {
    const event = decodeEvent(buffer, at);
    if (event !== undefined) events.push(event);
  }
  return events;
}

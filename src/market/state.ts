/**
 * The market's state: tables of integers (see table.ts), their columns, and nothing else. Columns named `…At`
 * or listed under `NUMBER` are 64-bit (place in `numbers`, row × stride / 2 + column); all others are words.
 */
import { MAXIMUM_SECTIONS } from './limits.ts';
import { RecordBuffer } from './record.ts';
import { Table } from './table.ts';

/** Scalars: the one row of table `general`. */
export const GENERAL = {
  day: 0,
  localCurrency: 1,
  freeOrder: 2,
  freePage: 3,
  liveOrders: 4,
  openProposals: 5,
} as const;
/** Word offset of the only row of `general`. */
export const GENERAL_AT = 32;
/** Orders that have arrived so far (number, from the row's beginning at place 16). */
export const GENERAL_NUMBER = { arrivals: 24 } as const;

export const CURRENCY = { code: 0, stride: 32 } as const;
export const CURRENCY_NUMBER = {
  rate: 1,
  /** Running sum of all postings: zero after every command. */
  total: 2,
  /** Credit balances of the exchange: bank (an asset, so never above zero) and income. */
  bank: 3,
  income: 4,
  openValue: 5,
  openLimit: 6,
  approvalLimit: 7,
} as const;

export const PARTICIPANT = {
  standing: 0,
  role: 1,
  resident: 2,
  country: 3,
  region: 4,
  group: 5,
  sellSections: 6,
  buySections: 7,
  expiryDay: 8,
  /** One bit a remark: those that block buying, those that block selling. */
  buyRemarks: 9,
  sellRemarks: 10,
  holder: 11,
  liveOrders: 12,
  /** First row of `credentials`. */
  credentials: 13,
  stride: 16,
} as const;

export const TRADER = { participant: 0, expiryDay: 1, active: 2, stride: 4 } as const;

/** Who can hold accounts: a participant for itself, or a broker's client. */
export const HOLDER = {
  participant: 0,
  client: 1,
  active: 2,
  resident: 3,
  accounts: 16,
  stride: 32,
} as const;

/** Credit balances of a holder in one currency; fees due are an asset of the exchange, so never above zero. */
export const ACCOUNT_NUMBER = { free: 0, orders: 1, contracts: 2, feesDue: 3, transit: 4 } as const;
/** `group`: the beneficial owner, as self-trade prevention sees it: the participant's declared group, or each client for itself. */
export const ACCOUNT = {
  group: 10,
  holder: 12,
  currency: 13,
  participant: 14,
  resident: 15,
  stride: 16,
} as const;

/** Section: bands of fees per side. Band b of side s: ppm in word, least turnover in number. */
export const FEE_BANDS = 4;
export const SECTION = { flags: 0, fees: 8, stride: 40 } as const;
/** Numbers: least fee; then from place 8, `8 + side × 4 + band` the band's least turnover. */
export const SECTION_NUMBER = { leastFee: 1, fromTurnover: 8 } as const;
/** Flag: residents owe their fees in local currency at the day's rate. */
export const SECTION_LOCAL_FEES = 1;

export const INSTRUMENT = {
  section: 0,
  currency: 1,
  priceFloor: 2,
  priceCap: 3,
  minimumLots: 4,
  maximumLots: 5,
  buyDepositPpm: 6,
  sellDepositPpm: 7,
  market: 8,
  quotationDeals: 9,
  lastQuotation: 10,
  /** Ladder directories of closed listings, kept for the next one: first of a pair, 0 for none. */
  freeLadder: 11,
  stride: 16,
} as const;
export const INSTRUMENT_NUMBER = { tickValue: 7 } as const;

export const SESSION = {
  section: 0,
  mode: 1,
  phase: 2,
  flags: 3,
  extensionSeconds: 4,
  halted: 5,
  firstListing: 6,
  lastListing: 7,
  rules: 8,
  stride: 16,
} as const;
export const SESSION_NUMBER = { endTime: 6 } as const;

export const RULE = { session: 0, rule: 1, value: 2, next: 3, stride: 4 } as const;

export const LISTING = {
  session: 0,
  instrument: 1,
  stance: 2,
  halted: 3,
  currency: 4,
  section: 5,
  bandFloor: 6,
  bandCap: 7,
  bestBid: 8,
  bestAsk: 9,
  /** Price of the first tick of the ladder, pages of a side, and place of each side's directory. */
  ladderBase: 10,
  pages: 11,
  bidDirectory: 12,
  askDirectory: 13,
  minimumLots: 14,
  maximumLots: 15,
  buyDepositPpm: 16,
  sellDepositPpm: 17,
  participantLots: 18,
  bidOrders: 19,
  askOrders: 20,
  deals: 21,
  lastPrice: 22,
  reference: 23,
  rules: 24,
  next: 25,
  auction: 26,
  /** 1 while orders gather for one common price. */
  gathering: 27,
  /** First row of `usage` of this listing, where it limits participants' volume. */
  usage: 28,
  /** 1 in a session by call auction, where market and all-or-none orders may wait for the one price. */
  callOnly: 29,
  /** Day by which contracts of the session are to be signed, from its close on. */
  contractDue: 30,
  /** 1 where the instrument is in transit, and only non-residents trade it. */
  transit: 31,
  stride: 64,
} as const;
export const LISTING_NUMBER = { tickValue: 16, dealtLots: 17, dealtTicks: 18 } as const;

/** Lots that a participant has in open orders and deals of one side of a listing with a volume limit. */
export const USAGE = { participant: 0, side: 1, next: 2, stride: 6 } as const;
export const USAGE_NUMBER = { lots: 2 } as const;

export const ORDER = {
  generation: 0,
  previous: 1,
  next: 2,
  /** Row of the price level, 0 while the order does not rest. */
  level: 3,
  remaining: 4,
  price: 5,
  account: 6,
  participant: 7,
  terms: 8,
  /** 0: the slot is free, and `next` is the free slot after it. */
  listing: 9,
  trader: 14,
  expiryDay: 15,
  stride: 16,
} as const;
export const ORDER_NUMBER = { blocked: 5, arrival: 6 } as const;
/** What only replacing and reports need, apart, so that an order stays one cache line. */
export const ORDER_COLD = { lots: 2, stride: 4 } as const;
export const ORDER_COLD_NUMBER = { reference: 0 } as const;

/** A price level: 16 bytes. */
export const LEVEL = { head: 0, tail: 1, stride: 4 } as const;
export const LEVEL_NUMBER = { lots: 1 } as const;
/** Ticks of a page: one word of summary over 32 words of bits. */
export const PAGE_TICKS = 1024;
export const PAGE = { summary: 0, bits: 1, basePrice: 33, nextFree: 34, stride: 64 } as const;

export const CONTRACT_COLUMN = {
  state: 0,
  listing: 1,
  price: 2,
  lots: 3,
  buyAccount: 4,
  sellAccount: 5,
  buyTrader: 6,
  sellTrader: 7,
  delivered: 8,
  dueDay: 9,
  signed: 10,
  dueSide: 11,
  stride: 18,
} as const;
export const CONTRACT_NUMBER = { buyDeposit: 6, sellDeposit: 7, time: 8 } as const;

/**
 * An open report of default: the contract's step, which goes on underneath it, and the window's last day. Rows of
 * contract 0 are free.
 */
export const DEFAULT_REPORT = { contract: 0, step: 1, lastDay: 2, stride: 4 } as const;

/** What a participant can show for admission rules: an agreement, or proof of own production (of instrument 0: any). */
export const CREDENTIAL = {
  participant: 0,
  rule: 1,
  value: 2,
  /** Last day, 0 for no end. */
  expiryDay: 3,
  active: 4,
  next: 5,
  stride: 6,
} as const;

/** A lot under auction, one per listing of an auction session. The lot itself is an order that no queue holds. */
export const AUCTION = {
  listing: 0,
  /** Side of the lot: SELL in an ascending or Dutch auction, BUY in a descending one. */
  side: 1,
  slot: 2,
  startPrice: 3,
  step: 4,
  reservePrice: 5,
  flags: 6,
  /** Price on the clock of a Dutch auction, else that of the best bid, 0 before it. */
  price: 7,
  stage: 8,
  stride: 12,
} as const;
export const AUCTION_NUMBER = { endTime: 5 } as const;
export const AUCTION_STAGE = { open: 1, sealed: 2, closed: 3 } as const;

/** A named deal that one side has proposed; its own side of it is an order that no queue holds. */
export const PROPOSAL_COLUMN = {
  state: 0,
  listing: 1,
  slot: 2,
  counterparty: 3,
  participant: 4,
  stride: 6,
} as const;

export const WITHDRAWAL_COLUMN = { account: 0, state: 1, firstOfficer: 2, trader: 3, stride: 8 } as const;
export const WITHDRAWAL_NUMBER = { amount: 2, time: 3 } as const;

/**
 * Strides that are powers of two, as shifts: a row's word offset is `row << shift`, and its place in `numbers`
 * `row << (shift - 1)`. A column can be or-ed to such an offset. Neither needs a check for overflow, and hot paths are
 * full of them.
 */
export const ORDER_SHIFT = 4;
export const ORDER_COLD_SHIFT = 2;
export const ACCOUNT_SHIFT = 4;
export const PARTICIPANT_SHIFT = 4;
export const TRADER_SHIFT = 2;
export const HOLDER_SHIFT = 5;
export const LEVEL_SHIFT = 2;
export const PAGE_SHIFT = 6;
export const CURRENCY_SHIFT = 5;
export const LISTING_SHIFT = 6;

/** How many rows each table has room for before it first grows. */
export interface Capacity {
  readonly orders?: number;
  readonly contracts?: number;
  readonly participants?: number;
  readonly pages?: number;
}

/** The state of one market. Two markets of equal tables are the same market. */
export class Market {
  readonly general = new Table('general', 32, 2);
  readonly currencies = new Table('currencies', CURRENCY.stride, 4);
  readonly participants: Table;
  readonly traders = new Table('traders', TRADER.stride, 64);
  readonly holders: Table;
  readonly accounts: Table;
  /** Turnover of each participant by section, in local minor units: decides its fee band. */
  readonly turnover: Table;
  readonly sections = new Table('sections', SECTION.stride, 4);
  readonly instruments = new Table('instruments', INSTRUMENT.stride, 16);
  readonly sessions = new Table('sessions', SESSION.stride, 16);
  readonly rules = new Table('rules', RULE.stride, 16);
  readonly listings = new Table('listings', LISTING.stride, 16);
  readonly usage = new Table('usage', USAGE.stride, 16);
  readonly orders: Table;
  readonly ordersCold: Table;
  readonly levels: Table;
  readonly pages: Table;
  /** Ladder directories, see ladder.ts: rows of two words. */
  readonly directories = new Table('directories', 2, 1024);
  readonly contracts: Table;
  readonly auctions = new Table('auctions', AUCTION.stride, 4);
  readonly proposals = new Table('proposals', PROPOSAL_COLUMN.stride, 16);
  readonly withdrawals = new Table('withdrawals', WITHDRAWAL_COLUMN.stride, 16);
  readonly defaultReports = new Table('defaultReports', DEFAULT_REPORT.stride, 16);
  readonly credentials = new Table('credentials', CREDENTIAL.stride, 16);
  /** All tables, in the order of snapshot and hash. New tables go to the end. */
  readonly tables: readonly Table[];

  /** Where the events of the command under way go: no part of the state. */
  output = new RecordBuffer();
  /** Commands since the last full sum of the ledger: no part of the state. */
  sinceAudit = 0;

  constructor(capacity: Capacity = {}) {
    const participants = (capacity.participants ?? 63) + 1;
    const orders = (capacity.orders ?? 1023) + 1;
    const pages = capacity.pages ?? 16;
    this.participants = new Table('participants', PARTICIPANT.stride, participants);
    this.holders = new Table('holders', HOLDER.stride, participants);
    this.accounts = new Table('accounts', ACCOUNT.stride, participants);
    this.turnover = new Table('turnover', MAXIMUM_SECTIONS * 2, participants);
    this.orders = new Table('orders', ORDER.stride, orders);
    this.ordersCold = new Table('ordersCold', ORDER_COLD.stride, orders);
    this.levels = new Table('levels', LEVEL.stride, pages * PAGE_TICKS);
    this.pages = new Table('pages', PAGE.stride, pages);
    this.contracts = new Table('contracts', CONTRACT_COLUMN.stride, (capacity.contracts ?? 1023) + 1);
    this.general.add();
    this.levels.rows = PAGE_TICKS;
    this.tables = [
      this.general,
      this.currencies,
      this.participants,
      this.traders,
      this.holders,
      this.accounts,
      this.turnover,
      this.sections,
      this.instruments,
      this.sessions,
      this.rules,
      this.listings,
      this.usage,
      this.orders,
      this.ordersCold,
      this.levels,
      this.pages,
      this.directories,
      this.contracts,
      this.auctions,
      this.proposals,
      this.withdrawals,
      this.defaultReports,
      this.credentials,
    ];
  }
}

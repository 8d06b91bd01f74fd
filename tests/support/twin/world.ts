/**
 * The slow twin of the market: what it knows, as plain objects. It is written from the rule book
 * (docs/guide/rules.md) and shares no code with the market: arrays and maps, whole-book scans, money as bigint, and
 * no balance that is kept where it can be reckoned from what stands behind it. It must refuse the same commands for
 * the same reasons, make the same deals, end the same orders, and block, charge and release the same amounts.
 */
import type { Command, CommandName } from '#market/commands.ts';
import type { RejectionName } from '#market/rejections.ts';

export type Side = 'buy' | 'sell';
export const SIDES: readonly Side[] = ['buy', 'sell'];
export function other(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
/** Number of a side in commands and events. */
export function sideNumber(side: Side): number {
  return side === 'buy' ? 0 : 1;
}

export type Role = 'member' | 'broker' | 'guest';
export type Mode = 'continuous' | 'call' | 'ascending' | 'descending' | 'dutch' | 'named';
export const MODES: readonly Mode[] = ['continuous', 'call', 'ascending', 'descending', 'dutch', 'named'];
export type Phase =
  | 'announced'
  | 'preliminary'
  | 'trading'
  | 'adjustment'
  | 'namedDeals'
  | 'closed'
  | 'cancelled';
export const PHASES: readonly Phase[] = [
  'announced',
  'preliminary',
  'trading',
  'adjustment',
  'namedDeals',
  'closed',
  'cancelled',
];

export interface Participant {
  readonly number: number;
  readonly holder: Holder;
  standing: 'accredited' | 'suspended' | 'withdrawn';
  role: Role;
  country: number;
  region: number;
  /** Declared beneficial group, 0 for none. */
  group: number;
  sections: Readonly<Record<Side, number>>;
  expiryDay: number;
  /** Sides that each remark blocks. */
  readonly remarks: Map<number, ReadonlySet<Side>>;
  /** Agreements and proofs of own production that it has ever shown. */
  readonly credentials: Credential[];
  /** By section, in local minor units. */
  readonly turnover: Map<Section, bigint>;
}

export interface Credential {
  readonly kind: 'agreement' | 'production';
  /** Number of the agreement; of the instrument produced, 0 for any. */
  readonly value: number;
  expiryDay: number;
  active: boolean;
}

export interface AdmissionRule {
  readonly kind: 'country' | 'region' | 'participant' | 'agreement' | 'production';
  readonly value: number;
}

export interface Trader {
  readonly number: number;
  readonly participant: Participant;
  expiryDay: number;
  active: boolean;
}

/** A participant's own account holder, or a broker's client. */
export interface Holder {
  readonly number: number;
  /** Set right after the participant is made. */
  participant: Participant;
  readonly isClient: boolean;
  active: boolean;
  resident: boolean;
}

export interface Account {
  readonly holder: Holder;
  readonly currency: Currency;
  /** Receipts and forfeits of others, less what was paid out, paid as fees, or forfeited. */
  money: bigint;
  feesDue: bigint;
}

export interface Currency {
  readonly number: number;
  readonly code: number;
  rate: bigint;
  approvalLimit: bigint;
  bank: bigint;
  income: bigint;
}

export interface FeeBand {
  readonly ppm: bigint;
  readonly from: bigint;
}

export interface Section {
  readonly number: number;
  readonly localFees: boolean;
  readonly leastFee: bigint;
  readonly fees: Readonly<Record<Side, FeeBand[]>>;
}

export interface Instrument {
  readonly number: number;
  readonly section: Section;
  readonly currency: Currency;
  readonly floor: number;
  readonly cap: number;
  readonly leastLots: number;
  readonly mostLots: number;
  readonly depositPpm: Readonly<Record<Side, bigint>>;
  readonly quotationDeals: number;
  readonly transit: boolean;
  readonly tickValue: bigint;
  lastQuotation: number;
}

export interface Session {
  readonly number: number;
  readonly section: Section;
  readonly mode: Mode;
  readonly extensionSeconds: number;
  readonly sealed: boolean;
  readonly overTheCounter: boolean;
  phase: Phase;
  endTime: number;
  halted: boolean;
  readonly listings: Listing[];
  readonly rules: AdmissionRule[];
}

export interface Listing {
  readonly number: number;
  readonly session: Session;
  readonly instrument: Instrument;
  floor: number;
  cap: number;
  readonly reference: number;
  /** Most lots of a participant and side, 0 for no limit. */
  readonly limit: number;
  halted: boolean;
  /** Do its orders wait for a common price? */
  gathers: boolean;
  lot: Lot | undefined;
  contractsDue: number;
  /** Deals of the order-driven market. */
  readonly deals: {
    readonly price: number;
    readonly lots: number;
    readonly buyer: Participant;
    readonly seller: Participant;
  }[];
}

export interface Order {
  readonly name: number;
  readonly kind: 'book' | 'bid' | 'lot' | 'proposal';
  listing: Listing;
  readonly account: Account;
  readonly trader: Trader;
  readonly side: Side;
  readonly market: boolean;
  readonly allOrNone: boolean;
  readonly untilDate: boolean;
  readonly selfTrade: 'newest' | 'oldest' | 'decrement';
  readonly expiryDay: number;
  /** Limit in ticks; of a lot the price at which its deposit is reckoned. */
  price: number;
  /** All lots asked for, and those still open. */
  lots: number;
  open: number;
  /** When it was accepted, or last lost its place; and when it came into the queue where it stands. */
  age: number;
  place: number;
}

export interface Lot {
  readonly order: Order;
  readonly startPrice: number;
  readonly step: number;
  readonly reserve: number;
  readonly divisible: boolean;
  round: 'open' | 'sealed';
  /** Price on the clock of a Dutch auction. */
  clock: number;
  /** Microseconds, 0 for no end. */
  endTime: number;
}

export interface Proposal {
  readonly number: number;
  readonly order: Order;
  readonly counterparty: Participant;
  state: 'open' | 'confirmed' | 'refused' | 'withdrawn';
}

export interface Contract {
  readonly number: number;
  readonly listing: Listing;
  readonly price: number;
  readonly lots: number;
  readonly accounts: Readonly<Record<Side, Account>>;
  readonly deposits: Record<Side, bigint>;
  /** Where it is, whoever has reported a default. */
  step: 'drafted' | 'signed' | 'registered' | 'performed' | 'terminated' | 'defaulted';
  /** The report of a default on which nothing has been decided. */
  report: { readonly lastDay: number } | undefined;
  delivered: number;
  readonly signed: Set<Side>;
  dueDay: number;
  dueSides: ReadonlySet<Side>;
}

export interface Withdrawal {
  readonly number: number;
  readonly account: Account;
  readonly amount: bigint;
  firstOfficer: number;
  state: 'requested' | 'approved' | 'paid' | 'refused';
}

/** What a command has brought about: an event of the market in the twin's names of orders and accounts. */
export interface TwinEvent {
  readonly kind: string;
  readonly [field: string]: number | string;
}

/** A command with all of its fields. */
export type Full<N extends CommandName> = Required<Extract<Command, { kind: N }>>;

/** Thrown by the first check that fails. */
export class Refusal {
  readonly code: RejectionName;
  constructor(code: RejectionName) {
    this.code = code;
  }
}

/** Refuses the command under way. */
export function refuse(code: RejectionName): never {
  throw new Refusal(code);
}

/** Is it a whole number within bounds? */
export function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Everything there is. Numbers of things count from 1 in the order in which they were made. */
export class World {
  day = 0;
  readonly currencies: Currency[] = [];
  readonly sections: Section[] = [];
  readonly instruments: Instrument[] = [];
  readonly participants: Participant[] = [];
  readonly traders: Trader[] = [];
  readonly holders: Holder[] = [];
  readonly accounts: Account[] = [];
  readonly sessions: Session[] = [];
  readonly listings: Listing[] = [];
  readonly contracts: Contract[] = [];
  readonly proposals: Proposal[] = [];
  readonly withdrawals: Withdrawal[] = [];
  /** Orders alive, of all kinds. */
  orders: Order[] = [];
  local: Currency | undefined;
  /** Orders that have been named, and ages given, so far. */
  names = 0;
  ages = 0;
  events: TwinEvent[] = [];

  emit(kind: string, fields: { readonly [field: string]: number | string | bigint }): void {
    const event: Record<string, number | string> & { kind: string } = { kind };
    for (const [name, value] of Object.entries(fields)) {
      event[name] = typeof value === 'bigint' ? Number(value) : value;
    }
    this.events.push(event);
  }

  /** Orders of one side that stand in a listing's book (or bids for its lot): best price first, then time. */
  queue(listing: Listing, side: Side): Order[] {
    return this.orders
      .filter(
        (order) =>
          order.listing === listing && order.side === side && (order.kind === 'book' || order.kind === 'bid'),
      )
      .sort((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price) || a.place - b.place);
  }

  remove(order: Order): void {
    this.orders = this.orders.filter((kept) => kept !== order);
  }
}

/** An account as events name it. */
export function accountName(account: Account): string {
  return `${account.holder.number}/${account.currency.number}`;
}

/** Participant whose order it is. */
export function ownerOf(order: Order): Participant {
  return order.account.holder.participant;
}

/** Is a price at a limit, or better for whoever set it? */
export function reaches(side: Side, limit: number, price: number): boolean {
  return side === 'buy' ? limit >= price : limit <= price;
}

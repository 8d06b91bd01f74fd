/** What the stream sends, as this application understands it (docs/reference/market-stream.md), checked at the door. */
import type {
  BalanceItem,
  BookOut,
  ListingItem,
  OpenOrderItem,
  ProposalItem,
  SessionItem,
} from '#wire/market.ts';
import type { Channel } from '#wire/market-stream.ts';

/** Price in ticks and lots; 0 lots: the level is gone. */
export type PriceLots = readonly [price: number, lots: number];

export interface BookMessage {
  readonly op: 'book';
  readonly listing: number;
  readonly sequence: number;
  readonly snapshot?: boolean;
  readonly hidden?: BookOut['hidden'];
  readonly bids: readonly PriceLots[];
  readonly asks: readonly PriceLots[];
}

export interface CallMessage {
  readonly op: 'call';
  readonly listing: number;
  readonly sequence: number;
  readonly hidden: BookOut['hidden'];
  readonly indicative: BookOut['indicative'];
}

export interface ToldDeal {
  readonly command: number;
  readonly price: number;
  readonly lots: number;
  readonly kind: 'continuous' | 'auction' | 'named';
  readonly aggressor: 'buy' | 'sell' | null;
}

export interface DealsMessage {
  readonly op: 'deals';
  readonly listing: number;
  readonly sequence: number;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly deals: readonly ToldDeal[];
}

/** An event of one's own or of sessions: its kind says which fields it has. */
export interface ToldEvent {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** A session with its listings in full, as the snapshot has it. */
export interface LiveSession extends Omit<SessionItem, 'listings'> {
  readonly listings: readonly ListingItem[];
}

export interface SessionsMessage {
  readonly op: 'sessions';
  readonly sequence: number;
  readonly snapshot?: boolean;
  readonly sessions?: readonly LiveSession[];
  readonly time?: number;
  readonly events?: readonly (ToldEvent & { readonly command: number })[];
}

export interface OwnRemark {
  readonly remark: number;
  readonly sides: 'buy' | 'sell' | 'both' | 'none';
}

export interface OwnMessage {
  readonly op: 'own';
  readonly sequence: number;
  readonly time?: number;
  readonly snapshot?: 'part' | 'end';
  readonly orders?: readonly OpenOrderItem[];
  readonly proposals?: readonly ProposalItem[];
  readonly remarks?: readonly OwnRemark[];
  readonly balances?: readonly BalanceItem[];
  readonly changes?: readonly { readonly command: number; readonly events: readonly ToldEvent[] }[];
}

/** The server could not tell all: what is between the numbers is missing. */
export interface GapMessage {
  readonly op: 'gap';
  readonly channel?: Channel;
  readonly listing?: number;
}

export type ChannelMessage = BookMessage | CallMessage | DealsMessage | SessionsMessage | OwnMessage;

export interface AnswerMessage {
  readonly op: 'subscribed' | 'unsubscribed' | 'authenticated' | 'pong' | 'error';
  readonly id: number | string | null;
  readonly code?: string;
  readonly detail?: string;
  readonly time?: number;
  readonly trader?: number;
  readonly participant?: number;
  readonly role?: string;
  readonly simulated?: boolean;
  readonly gap?: unknown;
}

export interface HeartbeatMessage {
  readonly op: 'heartbeat';
  readonly time: number;
}

export type StreamMessage = ChannelMessage | GapMessage | AnswerMessage | HeartbeatMessage;

const OPS: ReadonlySet<string> = new Set([
  'book',
  'call',
  'deals',
  'sessions',
  'own',
  'gap',
  'subscribed',
  'unsubscribed',
  'authenticated',
  'pong',
  'error',
  'heartbeat',
]);

/** Reads a frame; null for what this version does not know, which is passed over. */
export function readMessage(text: unknown): StreamMessage | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('op' in value)) return null;
  return typeof value.op === 'string' && OPS.has(value.op) ? (value as StreamMessage) : null;
}

/** The channel of a message, by the name that subscriptions go by: 'book:3', 'sessions:0'. */
export function channelName(channel: string, listing = 0): string {
  return `${channel}:${listing}`;
}

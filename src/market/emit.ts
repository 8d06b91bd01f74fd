/** Writing events into the output: by hand where every nanosecond counts, by table elsewhere. */
import type { EventName } from './events.ts';
import * as events from './events.ts';
import type { Plain } from './record.ts';
import * as recordModule from './record.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { head, writeRecord } = recordModule;
const { EVENTS } = events;
const { ORDER, ORDER_SHIFT, ORDER_COLD_SHIFT, ORDER_COLD_NUMBER, ORDER_NUMBER } = state;

const ACCEPTED = EVENTS.orderAccepted.at;
const ACCEPTED_WORDS = EVENTS.orderAccepted.words;
const ACCEPTED_HEAD = head(EVENTS.orderAccepted.kind, ACCEPTED_WORDS);
const CANCELLED = EVENTS.orderCancelled.at;
const CANCELLED_WORDS = EVENTS.orderCancelled.words;
const CANCELLED_HEAD = head(EVENTS.orderCancelled.kind, CANCELLED_WORDS);
const RELEASED = EVENTS.depositReleased.at;
const RELEASED_WORDS = EVENTS.depositReleased.words;
const RELEASED_HEAD = head(EVENTS.depositReleased.kind, RELEASED_WORDS);
const REJECTED = EVENTS.rejected.at;
const REJECTED_WORDS = EVENTS.rejected.words;
const REJECTED_HEAD = head(EVENTS.rejected.kind, REJECTED_WORDS);

/** Writes an event from a plain object. */
export function emit<N extends EventName>(
  market: Market,
  name: N,
  values: Plain<(typeof EVENTS)[N]['fields']>,
): void {
  writeRecord(market.output, EVENTS[name], values as { readonly [field: string]: number });
}

export function emitRejected(market: Market, code: number, command: number): void {
  const at = market.output.claim(REJECTED_WORDS);
  const words = market.output.words;
  words[at] = REJECTED_HEAD;
  words[at + REJECTED.code] = code;
  words[at + REJECTED.command] = command;
  words[at + 3] = 0;
}

/** An order as it stands in its slot has been accepted. */
export function emitAccepted(market: Market, slot: number): void {
  const at = market.output.claim(ACCEPTED_WORDS);
  const words = market.output.words;
  const numbers = market.output.numbers;
  const orders = market.orders.words;
  const from = slot << ORDER_SHIFT;
  words[at] = ACCEPTED_HEAD;
  words[at + ACCEPTED.slot] = slot;
  words[at + ACCEPTED.generation] = orders[from | ORDER.generation]!;
  words[at + ACCEPTED.listing] = orders[from | ORDER.listing]!;
  words[at + ACCEPTED.account] = orders[from | ORDER.account]!;
  words[at + ACCEPTED.trader] = orders[from | ORDER.trader]!;
  words[at + ACCEPTED.terms] = orders[from | ORDER.terms]!;
  words[at + ACCEPTED.price] = orders[from | ORDER.price]!;
  words[at + ACCEPTED.lots] = orders[from | ORDER.remaining]!;
  words[at + ACCEPTED.lots + 1] = 0;
  numbers[(at + ACCEPTED.blocked) >> 1] = market.orders.numbers[(from >> 1) | ORDER_NUMBER.blocked]!;
  numbers[(at + ACCEPTED.reference) >> 1] =
    market.ordersCold.numbers[(slot << (ORDER_COLD_SHIFT - 1)) | ORDER_COLD_NUMBER.reference]!;
}

/** An order as it stands in its slot ends, with all that it still blocks released. */
export function emitCancelled(market: Market, slot: number, reason: number): void {
  const at = market.output.claim(CANCELLED_WORDS);
  const words = market.output.words;
  const orders = market.orders.words;
  const from = slot << ORDER_SHIFT;
  words[at] = CANCELLED_HEAD;
  words[at + CANCELLED.slot] = slot;
  words[at + CANCELLED.generation] = orders[from | ORDER.generation]!;
  words[at + CANCELLED.listing] = orders[from | ORDER.listing]!;
  words[at + CANCELLED.account] = orders[from | ORDER.account]!;
  words[at + CANCELLED.lots] = orders[from | ORDER.remaining]!;
  words[at + CANCELLED.reason] = reason;
  words[at + CANCELLED.reason + 1] = 0;
  market.output.numbers[(at + CANCELLED.released) >> 1] =
    market.orders.numbers[(from >> 1) | ORDER_NUMBER.blocked]!;
}

/** Self-trade prevention took lots from an order. */
export function emitReduced(market: Market, slot: number, lots: number): void {
  const orders = market.orders.words;
  const at = slot << ORDER_SHIFT;
  emit(market, 'orderReduced', {
    slot,
    generation: orders[at | ORDER.generation]!,
    listing: orders[at | ORDER.listing]!,
    lots,
    remaining: orders[at | ORDER.remaining]!,
    blocked: market.orders.numbers[(at >> 1) | ORDER_NUMBER.blocked]!,
  });
}

/** Deposit came back to an order's account apart from its end. Nothing is written where it is zero. */
export function emitReleased(market: Market, slot: number, amount: number): void {
  if (amount === 0) return;
  const at = market.output.claim(RELEASED_WORDS);
  const words = market.output.words;
  const orders = market.orders.words;
  const from = slot << ORDER_SHIFT;
  words[at] = RELEASED_HEAD;
  words[at + RELEASED.account] = orders[from | ORDER.account]!;
  words[at + RELEASED.slot] = slot;
  words[at + RELEASED.generation] = orders[from | ORDER.generation]!;
  market.output.numbers[(at + RELEASED.amount) >> 1] = amount;
}

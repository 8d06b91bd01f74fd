/**
 * Answers to commands, as texts written by hand: this is the stream's hot path. What is told of a command is its
 * sender's to know: its own order, how much of it was dealt and how much stands.
 */
import { COMMANDS } from '#market/commands.ts';
import { decodeEvents, EVENTS, type MarketEvent } from '#market/events.ts';
import { MAXIMUM_GENERATION } from '#market/limits.ts';
import type { RecordBuffer } from '#market/record.ts';
import { REJECTIONS } from '#market/rejections.ts';
import type { RequestId } from '#wire/market-stream.ts';
import { orderNumber } from '../cells.ts';
import { WITHDRAWAL } from '../words.ts';

const GENERATIONS = MAXIMUM_GENERATION + 1;
const {
  rejected: REJECTED,
  orderAccepted: ACCEPTED,
  orderCancelled: CANCELLED,
  orderReplaced: REPLACED,
  orderReduced: REDUCED,
  deal: DEAL,
} = EVENTS;
const REJECTED_KIND = REJECTED.kind;
const ACCEPTED_KIND = ACCEPTED.kind;
const CANCELLED_KIND = CANCELLED.kind;
const REPLACED_KIND = REPLACED.kind;
const REDUCED_KIND = REDUCED.kind;
const DEAL_KIND = DEAL.kind;
const CANCEL_KIND = COMMANDS.cancelOrder.kind;
const CANCEL_ALL_KIND = COMMANDS.cancelAll.kind;
const ACCEPTED_WORDS = ACCEPTED.words;
const ACCEPTED_AT = ACCEPTED.at;
const CANCELLED_AT = CANCELLED.at;
const REPLACED_AT = REPLACED.at;
const REDUCED_AT = REDUCED.at;
const DEAL_AT = DEAL.at;

const REJECTION_TEXTS: string[] = [];
for (const [name, [code, text]] of Object.entries(REJECTIONS)) {
  REJECTION_TEXTS[code] = `{"rejection":${JSON.stringify({ name, code, text })}}`;
}

/** An id as JSON. */
export function idText(id: RequestId): string {
  return typeof id === 'number' ? `${id}` : JSON.stringify(id);
}

/** Tells what was dealt and what stands of the order that a command is about. */
function orderText(
  words: Int32Array,
  from: number,
  to: number,
  slot: number,
  generation: number,
  open: number,
): string {
  let filled = 0;
  let left = open;
  for (let at = from; at < to; at += (words[at] as number) >>> 16) {
    const kind = (words[at] as number) & 0xffff;
    if (kind === DEAL_KIND) {
      if (words[at + DEAL_AT.buySlot] === slot || words[at + DEAL_AT.sellSlot] === slot) {
        filled += words[at + DEAL_AT.lots] as number;
      }
    } else if (kind === CANCELLED_KIND) {
      if (words[at + CANCELLED_AT.slot] === slot && words[at + CANCELLED_AT.generation] === generation) {
        left -= words[at + CANCELLED_AT.lots] as number;
      }
    } else if (kind === REDUCED_KIND && words[at + REDUCED_AT.slot] === slot) {
      left -= words[at + REDUCED_AT.lots] as number;
    }
  }
  return `{"order":${slot * GENERATIONS + generation},"filled":${filled},"open":${left - filled}}`;
}

/** What came of a command, from its events between two words. `command`: its kind. */
export function resultText(events: RecordBuffer, from: number, to: number, command: number): string {
  // There was nothing to withdraw.
  if (from === to) return command === CANCEL_ALL_KIND ? '{"cancelled":[]}' : '{}';
  const { words } = events;
  const kind = (words[from] as number) & 0xffff;
  if (kind === REJECTED_KIND) return REJECTION_TEXTS[words[from + REJECTED.at.code] as number] as string;
  if (kind === ACCEPTED_KIND) {
    const slot = words[from + ACCEPTED_AT.slot] as number;
    const generation = words[from + ACCEPTED_AT.generation] as number;
    const lots = words[from + ACCEPTED_AT.lots] as number;
    const next = from + ACCEPTED_WORDS;
    return next >= to
      ? `{"order":${slot * GENERATIONS + generation},"filled":0,"open":${lots}}`
      : orderText(words, next, to, slot, generation, lots);
  }
  if (command === CANCEL_KIND) {
    const order =
      (words[from + CANCELLED_AT.slot] as number) * GENERATIONS +
      (words[from + CANCELLED_AT.generation] as number);
    return `{"order":${order},"cancelled":${words[from + CANCELLED_AT.lots] as number}}`;
  }
  if (kind === REPLACED_KIND) {
    const slot = words[from + REPLACED_AT.slot] as number;
    const generation = words[from + REPLACED_AT.generation] as number;
    const lots = words[from + REPLACED_AT.lots] as number;
    return orderText(words, from, to, slot, generation, lots);
  }
  return rareText(decodeEvents(events, from, to), command);
}

/** The same for commands that are rare. */
function rareText(events: readonly MarketEvent[], command: number): string {
  if (command === CANCEL_ALL_KIND) {
    const orders = events.filter((event) => event.kind === 'orderCancelled');
    return JSON.stringify({ cancelled: orders.map(({ slot, generation }) => orderNumber(slot, generation)) });
  }
  for (const event of events) {
    switch (event.kind) {
      // A bid, after the end of the one that it replaces.
      case 'orderAccepted':
        return JSON.stringify({
          order: orderNumber(event.slot, event.generation),
          filled: 0,
          open: event.lots,
        });
      case 'lotOffered':
        return JSON.stringify({ order: orderNumber(event.slot, event.generation), open: event.lots });
      case 'dealProposed':
      case 'proposalAmended':
      case 'proposalEnded':
        return JSON.stringify({ proposal: event.proposal });
      case 'deal':
      case 'contractSigned':
      case 'defaultReported':
        return JSON.stringify({ contract: event.contract });
      case 'withdrawalChanged':
        return JSON.stringify({ withdrawal: event.withdrawal, state: WITHDRAWAL.word(event.state) });
      default:
    }
  }
  return '{}';
}

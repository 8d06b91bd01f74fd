/** Deals without names, by listing; and what becomes of sessions. Both can be told again from the frames kept. */
import { decodeEvent } from '#market/events.ts';
import type { RecordBuffer } from '#market/record.ts';
import { type Market, SESSION } from '#market/state.ts';
import { PHASE } from '#market/terms.ts';
import { rowsOf, wordAt } from '../cells.ts';
import { listingItem, listingsOf, sessionItem } from '../sessions.ts';
import { dealListing, dealText, isDeal, isOfSessions, sessionEvent } from './public-events.ts';
import type { Kept } from './ring.ts';
import { Subscribers, type Subscription } from './subscription.ts';

function sendOrMark(subscription: Subscription, text: string, sequence: number, pauseBytes: number): void {
  if (subscription.behind || subscription.connection.waitingBytes > pauseBytes) subscription.behind = true;
  else {
    subscription.connection.sendInFrame(text);
    subscription.sequence = sequence;
  }
}

export class DealsChannel {
  readonly #texts = new Map<number, string>();
  readonly #pauseBytes: number;
  readonly subscribers = new Subscribers();

  constructor(pauseBytes: number) {
    this.#pauseBytes = pauseBytes;
  }

  take(words: Int32Array, at: number, command: number): void {
    const listing = dealListing(words, at);
    if (this.subscribers.of(listing) === undefined) return;
    const before = this.#texts.get(listing);
    const text = dealText(words, at, command);
    this.#texts.set(listing, before === undefined ? text : `${before},${text}`);
  }

  publish(sequence: number, time: number): void {
    for (const [listing, deals] of this.#texts) {
      const text = dealsText(listing, sequence, time, deals);
      for (const subscription of this.subscribers.of(listing) ?? []) {
        sendOrMark(subscription, text, sequence, this.#pauseBytes);
      }
    }
    this.#texts.clear();
  }

  /** Tells again what frames brought after the number that a subscription stands at. */
  replay(subscription: Subscription, frames: Iterable<Kept>): void {
    const { connection, listing, sequence } = subscription;
    for (const { firstCommand, count, time, events, eventAt } of frames) {
      const { words } = events;
      let deals = '';
      for (let index = Math.max(0, sequence + 1 - firstCommand); index < count; index += 1) {
        const end = eventAt[index + 1] as number;
        for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
          if (!isDeal((words[at] as number) & 0xffff) || dealListing(words, at) !== listing) continue;
          deals += `${deals === '' ? '' : ','}${dealText(words, at, firstCommand + index)}`;
        }
      }
      if (deals !== '') connection.send(dealsText(listing, firstCommand + count - 1, time, deals));
    }
  }
}

function dealsText(listing: number, sequence: number, time: number, deals: string): string {
  return `{"op":"deals","listing":${listing},"sequence":${sequence},"time":${time},"deals":[${deals}]}`;
}

export class SessionsChannel {
  readonly #market: Market;
  readonly #pauseBytes: number;
  #texts: string[] = [];
  readonly subscribers = new Set<Subscription>();

  constructor(market: Market, pauseBytes: number) {
    this.#market = market;
    this.#pauseBytes = pauseBytes;
  }

  /** Is told of an event of a frame under way. */
  take(events: RecordBuffer, at: number, command: number): void {
    const text = this.#text(events, at, command);
    if (text !== undefined) this.#texts.push(text);
  }

  publish(sequence: number, time: number): void {
    if (this.#texts.length === 0) return;
    const text = sessionsText(sequence, time, this.#texts);
    for (const subscription of this.subscribers) {
      sendOrMark(subscription, text, sequence, this.#pauseBytes);
    }
    this.#texts = [];
  }

  /** All sessions that are not over, with their listings. */
  snapshot({ connection }: Subscription, sequence: number): void {
    const market = this.#market;
    const sessions: object[] = [];
    for (const session of rowsOf(market.sessions)) {
      if (wordAt(market.sessions, session, SESSION.phase) >= PHASE.closed) continue;
      sessions.push({
        ...sessionItem(market, session, null),
        listings: listingsOf(market, session).map((listing) => listingItem(market, listing)),
      });
    }
    connection.send(JSON.stringify({ op: 'sessions', sequence, snapshot: true, sessions }));
  }

  replay({ connection, sequence }: Subscription, frames: Iterable<Kept>): void {
    for (const { firstCommand, count, time, events, eventAt } of frames) {
      const { words } = events;
      const texts: string[] = [];
      for (let index = Math.max(0, sequence + 1 - firstCommand); index < count; index += 1) {
        const end = eventAt[index + 1] as number;
        for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
          if (!isOfSessions((words[at] as number) & 0xffff)) continue;
          const text = this.#text(events, at, firstCommand + index);
          if (text !== undefined) texts.push(text);
        }
      }
      if (texts.length > 0) connection.send(sessionsText(firstCommand + count - 1, time, texts));
    }
  }

  #text(events: RecordBuffer, at: number, command: number): string | undefined {
    const event = decodeEvent(events, at);
    const told = event && sessionEvent(this.#market, event);
    return told && JSON.stringify({ command, ...told });
  }
}

function sessionsText(sequence: number, time: number, texts: readonly string[]): string {
  return `{"op":"sessions","sequence":${sequence},"time":${time},"events":[${texts.join(',')}]}`;
}

/** What each frame of the journal brings to the channels, and to those who come back. */
import type { Applied } from '#journal/runner.ts';
import { EVENTS } from '#market/events.ts';
import type { Market } from '#market/state.ts';
import { BookChannel } from './book-channel.ts';
import { CallChannel } from './call-channel.ts';
import type { StreamLimits } from './limits.ts';
import { OwnChannel } from './own-channel.ts';
import { namesSlotAlone, Parties } from './parties.ts';
import { DealsChannel, SessionsChannel } from './public-channels.ts';
import { isDeal, isOfSessions } from './public-events.ts';
import { Ring } from './ring.ts';
import type { Subscription } from './subscription.ts';

/** Word of the listing in events of one, by kind; 0 in those that concern whole sessions. */
const LISTING_WORDS: number[] = [];
for (const { kind, at } of Object.values(EVENTS)) {
  if ('listing' in at) LISTING_WORDS[kind] = at.listing;
  else if ('session' in at) LISTING_WORDS[kind] = 0;
}

const CARRIED = EVENTS.orderCarried;
/** Word of the slot in events that name an order by it alone. */
const SLOT = EVENTS.orderReplaced.at.slot;

/** Numbers that a client is not told, because they are no longer kept; both inclusive. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export class Feed {
  readonly #ring: Ring;
  readonly #parties: Parties;
  readonly #own: OwnChannel;
  readonly #book: BookChannel;
  readonly #deals: DealsChannel;
  readonly #call: CallChannel;
  readonly #sessions: SessionsChannel;
  readonly #accounts: number[] = [];
  #sequence: number;

  /** Takes the state as of the command before `nextCommand`. */
  constructor(market: Market, nextCommand: number, limits: StreamLimits) {
    const { pauseBytes } = limits;
    this.#sequence = nextCommand - 1;
    this.#ring = new Ring(limits.ringWords, nextCommand);
    this.#parties = new Parties(market);
    this.#own = new OwnChannel(market);
    this.#own.sequence = this.#sequence;
    this.#book = new BookChannel(market, limits.bookLevels, pauseBytes);
    this.#deals = new DealsChannel(pauseBytes);
    this.#sessions = new SessionsChannel(market, pauseBytes);
    this.#call = new CallChannel(market, limits.callEveryMs, pauseBytes, () => this.#sequence);
  }

  /** Number of the last command that was executed. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Takes in a frame that was executed, and tells the subscribers of it. */
  take(applied: Applied): void {
    const { firstCommand, count, events, eventAt, time } = applied;
    const { words } = events;
    const parties = this.#parties;
    const accounts = this.#accounts;
    accounts.length = 0;
    const own = this.#own.subscribers.size > 0;
    const books = this.#book.subscribers.size > 0 || this.#call.subscribers.size > 0;
    const deals = this.#deals.subscribers.size > 0;
    const sessions = this.#sessions.subscribers.size > 0;
    for (let index = 0; index < count; index += 1) {
      const end = eventAt[index + 1] as number;
      for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
        const kind = (words[at] as number) & 0xffff;
        if (namesSlotAlone(kind)) accounts.push(parties.accountOf(words[at + SLOT] as number));
        if (own) {
          parties.look(words, at);
          const { first, second } = parties;
          if (first !== 0) this.#own.take(first, events, at, firstCommand + index);
          if (second !== 0) this.#own.take(second, events, at, firstCommand + index);
        } else parties.follow(words, at);
        if (books) this.#touch(words, at, kind);
        if (deals && isDeal(kind)) this.#deals.take(words, at, firstCommand + index);
        if (sessions && isOfSessions(kind)) this.#sessions.take(events, at, firstCommand + index);
      }
    }
    this.#ring.keep(applied, accounts);
    const sequence = firstCommand + count - 1;
    this.#sequence = sequence;
    this.#own.sequence = sequence;
    if (own) this.#own.publish(sequence, time);
    if (books) this.#book.publish(sequence);
    if (deals) this.#deals.publish(sequence, time);
    if (sessions) this.#sessions.publish(sequence, time);
  }

  /**
   * What a client will not be told that has been told up to a number: commands that are no longer kept. Undefined
   * where it misses nothing. A number of commands that have yet to come is none of this market's.
   */
  gapAfter(sequence: number): Gap | undefined {
    if (sequence > this.#sequence) return { from: 1, to: this.#sequence };
    const { first } = this.#ring;
    return sequence + 1 < first ? { from: sequence + 1, to: first - 1 } : undefined;
  }

  /**
   * Opens a channel: with what came after the number that the client had, where it gave one and all of it is kept,
   * else with a snapshot.
   */
  open(subscription: Subscription, from: number | undefined, gap: Gap | undefined): void {
    const { channel, connection } = subscription;
    const sequence = this.#sequence;
    const resumes = from !== undefined && gap === undefined;
    subscription.sequence = resumes ? from : sequence;
    switch (channel) {
      case 'own': {
        const participant = connection.caller?.participant ?? 0;
        this.#own.open(subscription, participant);
        if (resumes) this.#own.replay(subscription, participant, this.#ring.after(from), this.#parties);
        else this.#own.snapshot(subscription, participant);
        break;
      }
      case 'book':
        this.#book.open(subscription, sequence);
        break;
      case 'call':
        this.#call.open(subscription);
        break;
      case 'deals':
        // What is no longer kept is in the history; what is kept follows in any case.
        if (from !== undefined) {
          subscription.sequence = Math.min(from, sequence);
          this.#deals.replay(subscription, this.#ring.after(subscription.sequence));
        }
        this.#deals.subscribers.add(subscription.listing, subscription);
        break;
      case 'sessions':
        if (resumes) this.#sessions.replay(subscription, this.#ring.after(from));
        else this.#sessions.snapshot(subscription, sequence);
        this.#sessions.subscribers.add(subscription);
    }
    subscription.sequence = sequence;
  }

  close(subscription: Subscription): void {
    const { channel, connection } = subscription;
    if (channel === 'own') this.#own.close(subscription, connection.caller?.participant ?? 0);
    else if (channel === 'book') this.#book.close(subscription);
    else if (channel === 'call') this.#call.close(subscription);
    else if (channel === 'deals') this.#deals.subscribers.remove(subscription.listing, subscription);
    else this.#sessions.subscribers.delete(subscription);
  }

  /** A client that read too slowly has read what waited: it is told the rest, or that it is no longer kept. */
  catchUp(subscription: Subscription): void {
    const { channel, listing, connection } = subscription;
    const sequence = this.#sequence;
    subscription.behind = false;
    if (channel === 'book') this.#book.catchUp(subscription, sequence);
    else if (channel === 'call') this.#call.catchUp(subscription);
    else if (channel === 'deals' || channel === 'sessions') {
      const gap = this.gapAfter(subscription.sequence);
      if (gap !== undefined) {
        connection.send(
          `{"op":"gap","channel":"${channel}",${listing === 0 ? '' : `"listing":${listing},`}"gap":${JSON.stringify(gap)}}`,
        );
      }
      const frames = this.#ring.after(subscription.sequence);
      if (channel === 'deals') this.#deals.replay(subscription, frames);
      else if (gap !== undefined) this.#sessions.snapshot(subscription, sequence);
      else this.#sessions.replay(subscription, frames);
      subscription.sequence = sequence;
    }
  }

  stop(): void {
    this.#call.stop();
  }

  #touch(words: Int32Array, at: number, kind: number): void {
    const place = LISTING_WORDS[kind];
    if (place === undefined) return;
    // Events of a session and its listing 0 may concern every book of it.
    const listing = place === 0 ? 0 : (words[at + place] as number);
    this.#book.touch(listing);
    this.#call.touch(listing);
    // An order that is carried leaves one book for another.
    if (kind === CARRIED.kind) {
      this.#book.touch(words[at + CARRIED.at.from] as number);
      this.#call.touch(words[at + CARRIED.at.from] as number);
    }
  }
}

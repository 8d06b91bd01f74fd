/** One open channel of a connection. */
import type { Channel } from '#wire/market-stream.ts';
import type { Connection } from './connection.ts';

export class Subscription {
  readonly connection: Connection;
  readonly channel: Channel;
  /** 0: of no listing. */
  readonly listing: number;
  /** Number up to which the client has been told all. */
  sequence: number;
  /** The client reads too slowly: it is told the rest when it has read what waits. */
  behind = false;

  constructor(connection: Connection, channel: Channel, listing: number, sequence: number) {
    this.connection = connection;
    this.channel = channel;
    this.listing = listing;
    this.sequence = sequence;
  }

  /** Name among the channels of its connection. */
  get name(): string {
    return nameOf(this.channel, this.listing);
  }
}

export function nameOf(channel: Channel, listing: number): string {
  return `${channel}:${listing}`;
}

/** Subscriptions by what they are about. */
export class Subscribers {
  readonly #sets = new Map<number, Set<Subscription>>();

  get size(): number {
    return this.#sets.size;
  }

  /** Those about a thing; undefined where there are none. */
  of(about: number): ReadonlySet<Subscription> | undefined {
    return this.#sets.get(about);
  }

  keys(): Iterable<number> {
    return this.#sets.keys();
  }

  add(about: number, subscription: Subscription): void {
    const set = this.#sets.get(about);
    if (set === undefined) this.#sets.set(about, new Set([subscription]));
    else set.add(subscription);
  }

  /** Takes one out; gives whether it was the last of its thing. */
  remove(about: number, subscription: Subscription): boolean {
    const set = this.#sets.get(about);
    set?.delete(subscription);
    if (set === undefined || set.size > 0) return false;
    this.#sets.delete(about);
    return true;
  }
}

/**
 * Indicative price and volume of call auctions and openings while orders gather, where the book is open. It is looked
 * at by the clock, since finding it takes time that orders must not wait for; of a sealed book nothing is looked at.
 */
import { indicativePrice } from '#market/call-auction.ts';
import { LISTING, type Market } from '#market/state.ts';
import { hiddenBook } from '../book.ts';
import { wordAt } from '../cells.ts';
import { Subscribers, type Subscription } from './subscription.ts';

/** Of the time, the looking takes at most this share. */
const SHARE = 0.05;

export class CallChannel {
  readonly #market: Market;
  readonly #everyMs: number;
  readonly #pauseBytes: number;
  readonly #sequence: () => number;
  readonly #touched = new Set<number>();
  /** What was told last of each listing. */
  readonly #told = new Map<number, string>();
  readonly subscribers = new Subscribers();
  #timer: NodeJS.Timeout | undefined;

  constructor(market: Market, everyMs: number, pauseBytes: number, sequence: () => number) {
    this.#market = market;
    this.#everyMs = everyMs;
    this.#pauseBytes = pauseBytes;
    this.#sequence = sequence;
  }

  open(subscription: Subscription): void {
    this.subscribers.add(subscription.listing, subscription);
    const told = this.#read(subscription.listing);
    this.#told.set(subscription.listing, told);
    this.#send(subscription, told);
  }

  close(subscription: Subscription): void {
    if (this.subscribers.remove(subscription.listing, subscription)) this.#told.delete(subscription.listing);
  }

  /** Something happened in a listing; 0: perhaps in any. */
  touch(listing: number): void {
    if (listing === 0) for (const each of this.subscribers.keys()) this.#touched.add(each);
    else if (this.#told.has(listing)) this.#touched.add(listing);
    if (this.#touched.size > 0) this.#timer ??= setTimeout(() => this.#look(), this.#everyMs);
  }

  /** The client has read what waited. */
  catchUp(subscription: Subscription): void {
    subscription.behind = false;
    this.#send(subscription, this.#told.get(subscription.listing) as string);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    this.#timer = undefined;
    const begun = performance.now();
    for (const listing of this.#touched) {
      this.#touched.delete(listing);
      const subscriptions = this.subscribers.of(listing);
      if (subscriptions === undefined) continue;
      const now = this.#read(listing);
      if (now !== this.#told.get(listing)) {
        this.#told.set(listing, now);
        for (const subscription of subscriptions) {
          if (subscription.connection.waitingBytes > this.#pauseBytes) subscription.behind = true;
          else this.#send(subscription, now);
        }
      }
      // One that took long is followed by a pause.
      if (performance.now() - begun > 1) break;
    }
    const pause = Math.max(this.#everyMs, (performance.now() - begun) / SHARE);
    if (this.#touched.size > 0) this.#timer = setTimeout(() => this.#look(), pause);
  }

  /** What is to be told of a listing now. */
  #read(listing: number): string {
    const market = this.#market;
    const hidden = hiddenBook(market, listing);
    if (hidden !== null || wordAt(market.listings, listing, LISTING.gathering) === 0) {
      return `"hidden":${JSON.stringify(hidden)},"indicative":null`;
    }
    const { price, lots, surplus } = indicativePrice(market, listing);
    const indicative = lots === 0 ? null : { price, lots, surplus };
    return `"hidden":null,"indicative":${JSON.stringify(indicative)}`;
  }

  #send({ listing, connection }: Subscription, told: string): void {
    connection.send(`{"op":"call","listing":${listing},"sequence":${this.#sequence()},${told}}`);
  }
}

/**
 * Public books: a snapshot first, then what changed, price level by price level, as it stands after each frame. A
 * client that reads too slowly gets a fresh snapshot instead of what it missed. While a book is sealed, nothing is
 * said of it, and nothing at moments that orders would decide.
 */
import { findLevel, nextDown, nextUp } from '#market/ladder.ts';
import { LEVEL_NUMBER, LISTING_SHIFT, type Market } from '#market/state.ts';
import { BUY, SELL } from '#market/terms.ts';
import type { BookOut } from '#wire/market.ts';
import { hiddenBook } from '../book.ts';
import { numberAt } from '../cells.ts';
import { bestPrice } from '../sessions.ts';
import { Subscribers, type Subscription } from './subscription.ts';

/** A book as it was published last. Prices and lots by turns, best first. */
interface Published {
  hidden: BookOut['hidden'];
  readonly sides: [bids: number[], asks: number[]];
}

export class BookChannel {
  readonly #market: Market;
  readonly #levels: number;
  readonly #pauseBytes: number;
  readonly #published = new Map<number, Published>();
  readonly #touched = new Set<number>();
  readonly subscribers = new Subscribers();

  constructor(market: Market, levels: number, pauseBytes: number) {
    this.#market = market;
    this.#levels = levels;
    this.#pauseBytes = pauseBytes;
  }

  open(subscription: Subscription, sequence: number): void {
    const { listing } = subscription;
    if (!this.#published.has(listing)) this.#published.set(listing, this.#read(listing));
    this.subscribers.add(listing, subscription);
    this.#snapshot(subscription, sequence);
  }

  close(subscription: Subscription): void {
    if (this.subscribers.remove(subscription.listing, subscription)) {
      this.#published.delete(subscription.listing);
    }
  }

  /** Something happened in a listing; 0: perhaps in any. */
  touch(listing: number): void {
    if (listing === 0) for (const each of this.subscribers.keys()) this.#touched.add(each);
    else if (this.#published.has(listing)) this.#touched.add(listing);
  }

  /** A frame is done: tells what changed in it. */
  publish(sequence: number): void {
    for (const listing of this.#touched) {
      const before = this.#published.get(listing);
      const subscriptions = this.subscribers.of(listing);
      if (before === undefined || subscriptions === undefined) continue;
      const now = this.#read(listing);
      this.#published.set(listing, now);
      const anew = before.hidden !== now.hidden;
      const bids = changes(before.sides[BUY], now.sides[BUY], BUY);
      const asks = changes(before.sides[SELL], now.sides[SELL], SELL);
      if (!anew && bids === '' && asks === '') continue;
      const text = `{"op":"book","listing":${listing},"sequence":${sequence},"bids":[${bids}],"asks":[${asks}]}`;
      for (const subscription of subscriptions) {
        const { connection } = subscription;
        if (subscription.behind || connection.waitingBytes > this.#pauseBytes) subscription.behind = true;
        else if (anew) this.#snapshot(subscription, sequence);
        else connection.sendInFrame(text);
      }
    }
    this.#touched.clear();
  }

  /** The client has read what waited. */
  catchUp(subscription: Subscription, sequence: number): void {
    subscription.behind = false;
    this.#snapshot(subscription, sequence);
  }

  #snapshot({ listing, connection }: Subscription, sequence: number): void {
    const { hidden, sides } = this.#published.get(listing) as Published;
    connection.send(
      `{"op":"book","listing":${listing},"sequence":${sequence},"snapshot":true,"hidden":${JSON.stringify(hidden)},` +
        `"bids":[${pairs(sides[BUY])}],"asks":[${pairs(sides[SELL])}]}`,
    );
  }

  #read(listing: number): Published {
    const hidden = hiddenBook(this.#market, listing);
    if (hidden !== null) return { hidden, sides: [[], []] };
    return { hidden, sides: [this.#side(listing, BUY), this.#side(listing, SELL)] };
  }

  #side(listing: number, side: number): number[] {
    const market = this.#market;
    const at = listing << LISTING_SHIFT;
    const levels: number[] = [];
    let price = bestPrice(market, listing, side);
    while (price !== 0 && levels.length < this.#levels * 2) {
      levels.push(price, numberAt(market.levels, findLevel(market, at, side, price), LEVEL_NUMBER.lots));
      price = side === BUY ? nextDown(market, at, side, price - 1) : nextUp(market, at, side, price + 1);
    }
    return levels;
  }
}

function pairs(levels: readonly number[]): string {
  let text = '';
  for (let place = 0; place < levels.length; place += 2) {
    text += `${place === 0 ? '' : ','}[${levels[place]},${levels[place + 1]}]`;
  }
  return text;
}

/** Levels that changed, as JSON; lots 0: the level is gone, or has left the part that is shown. */
export function changes(before: readonly number[], now: readonly number[], side: number): string {
  let text = '';
  let old = 0;
  let fresh = 0;
  const add = (price: number, lots: number): void => {
    text += `${text === '' ? '' : ','}[${price},${lots}]`;
  };
  while (old < before.length || fresh < now.length) {
    const was = before[old] ?? 0;
    const is = now[fresh] ?? 0;
    if (was === is) {
      if (before[old + 1] !== now[fresh + 1]) add(is, now[fresh + 1] as number);
      old += 2;
      fresh += 2;
    } else if (is === 0 || (was !== 0 && (side === BUY ? was > is : was < is))) {
      add(was, 0);
      old += 2;
    } else {
      add(is, now[fresh + 1] as number);
      fresh += 2;
    }
  }
  return text;
}

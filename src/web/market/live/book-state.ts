/** A public order book: a snapshot, then levels that changed. Pure. */
import type { BookOut } from '#wire/market.ts';
import type { BookMessage, PriceLots } from './messages.ts';

export interface Book {
  readonly sequence: number;
  /** Why it is not shown; null where it is. */
  readonly hidden: BookOut['hidden'];
  /** Best first. */
  readonly bids: readonly PriceLots[];
  readonly asks: readonly PriceLots[];
}

/** Puts changed levels into a side. Invariant: best first, each price once, lots above zero. */
function changed(
  levels: readonly PriceLots[],
  changes: readonly PriceLots[],
  descending: boolean,
): readonly PriceLots[] {
  if (changes.length === 0) return levels;
  const byPrice = new Map(levels);
  for (const [price, lots] of changes) {
    if (lots > 0) byPrice.set(price, lots);
    else byPrice.delete(price);
  }
  return [...byPrice].sort(([a], [b]) => (descending ? b - a : a - b));
}

/**
 * Gives the book after a message; null where the message does not fit what came before it, so that the channel
 * has to be opened anew. A message that is older than the book changes nothing.
 */
export function reduceBook(book: Book | null, message: BookMessage): Book | null {
  const { sequence, bids, asks, hidden } = message;
  if (message.snapshot === true) return { sequence, hidden: hidden ?? null, bids, asks };
  // Changes of a book that one has not: what they change is unknown.
  if (book === null || book.hidden !== null) return null;
  if (sequence < book.sequence) return book;
  const next: Book = {
    sequence,
    hidden: null,
    bids: changed(book.bids, bids, true),
    asks: changed(book.asks, asks, false),
  };
  return next;
}

/** Ticks between the best of both sides; null where a side is empty. */
export function spreadOf({ bids, asks }: Book): number | null {
  const [bid] = bids;
  const [ask] = asks;
  return bid === undefined || ask === undefined ? null : ask[0] - bid[0];
}

export interface Rung {
  readonly price: number;
  readonly lots: number;
  /** With those of all better prices. */
  readonly sum: number;
}

/** The best levels of a side with their running sums. */
export function ladder(levels: readonly PriceLots[], most: number): readonly Rung[] {
  let sum = 0;
  return levels.slice(0, most).map(([price, lots]) => {
    sum += lots;
    return { price, lots, sum };
  });
}

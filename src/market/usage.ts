/** Volume limits: what a participant has in the book's open orders and deals of one side of a listing. */
import type { Market } from './state.ts';
import * as state from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { LISTING, USAGE, USAGE_NUMBER } = state;

function find(market: Market, listingAt: number, participant: number, side: number): number {
  const words = market.usage.words;
  let row = market.listings.words[listingAt | LISTING.usage]!;
  while (row !== 0) {
    const at = row * USAGE.stride;
    if (words[at + USAGE.participant] === participant && words[at + USAGE.side] === side) return row;
    row = words[at + USAGE.next]!;
  }
  return 0;
}

/** May the participant have so many more lots? Always, where the listing has no limit. */
export function withinLimit(
  market: Market,
  listingAt: number,
  participant: number,
  side: number,
  lots: number,
): boolean {
  const limit = market.listings.words[listingAt | LISTING.participantLots]!;
  if (limit === 0) return true;
  const row = find(market, listingAt, participant, side);
  const used = row === 0 ? 0 : market.usage.numbers[(row * USAGE.stride) / 2 + USAGE_NUMBER.lots]!;
  return used + lots <= limit;
}

/** Counts lots of an accepted order. */
export function takeUsage(
  market: Market,
  listingAt: number,
  participant: number,
  side: number,
  lots: number,
): void {
  if (market.listings.words[listingAt | LISTING.participantLots] === 0) return;
  let row = find(market, listingAt, participant, side);
  if (row === 0) {
    row = market.usage.add();
    const words = market.usage.words;
    const at = row * USAGE.stride;
    words[at + USAGE.participant] = participant;
    words[at + USAGE.side] = side;
    words[at + USAGE.next] = market.listings.words[listingAt | LISTING.usage]!;
    market.listings.words[listingAt | LISTING.usage] = row;
  }
  market.usage.numbers[(row * USAGE.stride) / 2 + USAGE_NUMBER.lots]! += lots;
}

/** Gives back lots that ended without a deal. */
export function giveUsageBack(
  market: Market,
  listingAt: number,
  participant: number,
  side: number,
  lots: number,
): void {
  if (market.listings.words[listingAt | LISTING.participantLots] === 0) return;
  const row = find(market, listingAt, participant, side);
  // Bids and lots are not counted, so there may be none.
  if (row === 0) return;
  market.usage.numbers[(row * USAGE.stride) / 2 + USAGE_NUMBER.lots]! -= lots;
}

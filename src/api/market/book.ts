/** The book of a listing as it is published: price levels with their lots, without who stands behind them. */
import { indicativePrice } from '#market/call-auction.ts';
import { findLevel, nextDown, nextUp } from '#market/ladder.ts';
import { LEVEL_NUMBER, LISTING, LISTING_SHIFT, type Market } from '#market/state.ts';
import * as terms from '#market/terms.ts';
import type { BookOut } from '#wire/market.ts';
import { numberAt, wordAt } from './cells.ts';
import { bestPrice, isSealed, isSealedRound, sessionOf } from './sessions.ts';

const { BUY, SELL, STANCE } = terms;

/** Why the book of a listing is not shown; null where it is. */
export function hiddenBook(market: Market, listing: number): BookOut['hidden'] {
  const stance = wordAt(market.listings, listing, LISTING.stance);
  if (stance === STANCE.shut || stance === STANCE.names) return 'shut';
  if (isSealed(market, sessionOf(market, listing))) return 'sealed';
  return isSealedRound(market, listing) ? 'sealed-round' : null;
}

/** Price levels of a side, best first, at most so many. Costs no more for deep levels than for thin ones. */
function levelsOf(market: Market, listing: number, side: number, most: number): BookOut['bids'] {
  const at = listing << LISTING_SHIFT;
  const levels: BookOut['bids'] = [];
  let price = bestPrice(market, listing, side);
  while (price !== 0 && levels.length < most) {
    const level = findLevel(market, at, side, price);
    levels.push({ price, lots: numberAt(market.levels, level, LEVEL_NUMBER.lots) });
    price = side === BUY ? nextDown(market, at, side, price - 1) : nextUp(market, at, side, price + 1);
  }
  return levels;
}

/** What would trade at one price now, in a listing whose gathering orders are shown. */
function indicativeOf(market: Market, listing: number): BookOut['indicative'] {
  if (wordAt(market.listings, listing, LISTING.gathering) === 0) return null;
  const { price, lots, surplus } = indicativePrice(market, listing);
  return lots === 0 ? null : { price, lots, surplus };
}

/** The book of a listing after a command, at most so many levels a side. */
export function bookOut(market: Market, listing: number, command: number, most: number): BookOut {
  const hidden = hiddenBook(market, listing);
  if (hidden !== null) return { listing, command, hidden, bids: [], asks: [], indicative: null };
  return {
    listing,
    command,
    hidden,
    bids: levelsOf(market, listing, BUY, most),
    asks: levelsOf(market, listing, SELL, most),
    indicative: indicativeOf(market, listing),
  };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clearLevel,
  directoryWords,
  findLevel,
  levelPrice,
  markLevel,
  nextDown,
  nextUp,
  openLevel,
} from './ladder.ts';
import { LISTING, Market } from './state.ts';
import { BUY } from './terms.ts';

const BASE = 777;
const PAGES = 4_096;

/** A market with one listing whose ladders span the widest range that there can be. */
function ladders(): { market: Market; at: number } {
  const market = new Market();
  const at = market.listings.add() * LISTING.stride;
  const words = directoryWords(PAGES);
  const directory = market.directories.add(words) * 2;
  market.listings.words[at + LISTING.ladderBase] = BASE;
  market.listings.words[at + LISTING.pages] = PAGES;
  market.listings.words[at + LISTING.bidDirectory] = directory;
  market.listings.words[at + LISTING.askDirectory] = directory + words;
  return { market, at };
}

const price = fc
  .oneof(
    fc.integer({ min: 0, max: PAGES * 1_024 - 1 }),
    fc.integer({ min: 0, max: 3_000 }),
    fc.constantFrom(0, 31, 32, 1_023, 1_024, PAGES * 1_024 - 1),
  )
  .map((offset) => BASE + offset);

test('the next price up and down is that of a sorted list', () => {
  fc.assert(
    fc.property(
      fc.array(price, { maxLength: 40 }),
      fc.array(price, { maxLength: 40 }),
      price,
      (marked, cleared, from) => {
        const { market, at } = ladders();
        const held = new Set<number>();
        for (const tick of marked) {
          const level = openLevel(market, at, BUY, tick);
          expect(levelPrice(market, level)).toBe(tick);
          markLevel(market, level);
          held.add(tick);
        }
        for (const tick of [...cleared, ...marked.slice(0, marked.length >> 1)]) {
          if (!held.delete(tick)) continue;
          clearLevel(market, at, BUY, findLevel(market, at, BUY, tick));
        }
        const ticks = [...held].toSorted((a, b) => a - b);
        expect(nextUp(market, at, BUY, from)).toBe(ticks.find((tick) => tick >= from) ?? 0);
        expect(nextDown(market, at, BUY, from)).toBe(ticks.findLast((tick) => tick <= from) ?? 0);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

/**
 * The price ladder of one side of a listing: which ticks hold orders, and the best of them, without scanning.
 *
 * Ticks are grouped into pages of 1,024 that exist only while they hold orders. A page has a bit per tick (32
 * words) and a summary word with a bit per word that is not zero; a directory has a bit per page, and a summary
 * above it. The next best tick is three or four `clz32` away however sparse the book is. Pages are zero when
 * they are given back, so a page taken again needs no clearing.
 *
 * Directory, in words from `directory`: summary (4 words) · bits (128 words, as many as needed) · page numbers.
 */
import type { Market } from './state.ts';
import * as state from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { GENERAL, GENERAL_AT, LISTING, PAGE, PAGE_SHIFT, PAGE_TICKS } = state;

const SUMMARY_WORDS = 4;

const bitWords = (pages: number): number => {
  return (pages + 31) >>> 5;
};

/** Words of the directory of a side with so many pages, even. */
export function directoryWords(pages: number): number {
  const words = SUMMARY_WORDS + bitWords(pages) + pages;
  return words + (words & 1);
}

/** Row of the level at a price, 0 where its page does not exist. `listingAt`: word offset of the listing. */
export function findLevel(market: Market, listingAt: number, side: number, price: number): number {
  const listings = market.listings.words;
  const offset = price - listings[listingAt | LISTING.ladderBase]!;
  const directory = listings[listingAt | (LISTING.bidDirectory + side)]!;
  const pages = listings[listingAt | LISTING.pages]!;
  const page = market.directories.words[directory + SUMMARY_WORDS + bitWords(pages) + (offset >>> 10)]!;
  return page === 0 ? 0 : page * PAGE_TICKS + (offset & 1023);
}

/** Row of the level at a price, whose page is made where it does not exist. */
export function openLevel(market: Market, listingAt: number, side: number, price: number): number {
  const listings = market.listings.words;
  const offset = price - listings[listingAt | LISTING.ladderBase]!;
  const directory = listings[listingAt | (LISTING.bidDirectory + side)]!;
  const pages = listings[listingAt | LISTING.pages]!;
  const at = directory + SUMMARY_WORDS + bitWords(pages) + (offset >>> 10);
  let page = market.directories.words[at]!;
  if (page === 0) {
    page = takePage(market, price - (offset & 1023));
    const words = market.directories.words;
    words[at] = page;
    const index = offset >>> 10;
    words[directory + SUMMARY_WORDS + (index >>> 5)]! |= 1 << (index & 31);
    words[directory + (index >>> 10)]! |= 1 << ((index >>> 5) & 31);
  }
  return page * PAGE_TICKS + (offset & 1023);
}

/** Price of a level. */
export function levelPrice(market: Market, level: number): number {
  return market.pages.words[((level >>> 10) << PAGE_SHIFT) | PAGE.basePrice]! + (level & 1023);
}

/** Marks a level as holding orders. */
export function markLevel(market: Market, level: number): void {
  const words = market.pages.words;
  const page = (level >>> 10) << PAGE_SHIFT;
  const word = (level >>> 5) & 31;
  words[page | (PAGE.bits + word)]! |= 1 << (level & 31);
  words[page | PAGE.summary]! |= 1 << word;
}

/** Marks a level as empty; gives its page back where it was the last. */
export function clearLevel(market: Market, listingAt: number, side: number, level: number): void {
  const words = market.pages.words;
  const page = (level >>> 10) << PAGE_SHIFT;
  const word = (level >>> 5) & 31;
  const bits = words[page | (PAGE.bits + word)]! & ~(1 << (level & 31));
  words[page | (PAGE.bits + word)] = bits;
  if (bits !== 0) return;
  const summary = words[page | PAGE.summary]! & ~(1 << word);
  words[page | PAGE.summary] = summary;
  if (summary === 0) givePageBack(market, listingAt, side, level >>> 10);
}

/** Lowest price from `price` up that holds orders, 0 where none does. */
export function nextUp(market: Market, listingAt: number, side: number, price: number): number {
  const listings = market.listings.words;
  const base = listings[listingAt | LISTING.ladderBase]!;
  const directory = listings[listingAt | (LISTING.bidDirectory + side)]!;
  const pages = listings[listingAt | LISTING.pages]!;
  const offset = price - base;
  let index = offset >>> 10;
  if (index >= pages) return 0;
  const directories = market.directories.words;
  const numbers = directory + SUMMARY_WORDS + bitWords(pages);
  const page = directories[numbers + index]!;
  if (page !== 0) {
    const found = upInPage(market.pages.words, page << PAGE_SHIFT, offset & 1023);
    if (found >= 0) return base + (index << 10) + found;
  }
  index = upInDirectory(directories, directory, index + 1, pages);
  if (index < 0) return 0;
  return base + (index << 10) + upInPage(market.pages.words, directories[numbers + index]! << PAGE_SHIFT, 0);
}

/** Highest price from `price` down that holds orders, 0 where none does. */
export function nextDown(market: Market, listingAt: number, side: number, price: number): number {
  const listings = market.listings.words;
  const base = listings[listingAt | LISTING.ladderBase]!;
  const directory = listings[listingAt | (LISTING.bidDirectory + side)]!;
  const pages = listings[listingAt | LISTING.pages]!;
  const offset = price - base;
  if (offset < 0) return 0;
  let index = offset >>> 10;
  const directories = market.directories.words;
  const numbers = directory + SUMMARY_WORDS + bitWords(pages);
  const page = directories[numbers + index]!;
  if (page !== 0) {
    const found = downInPage(market.pages.words, page << PAGE_SHIFT, offset & 1023);
    if (found >= 0) return base + (index << 10) + found;
  }
  index = downInDirectory(directories, directory, index - 1);
  if (index < 0) return 0;
  return (
    base + (index << 10) + downInPage(market.pages.words, directories[numbers + index]! << PAGE_SHIFT, 1023)
  );
}

/** Lowest bit of a word that is not zero. */
const lowest = (word: number): number => {
  return 31 - Math.clz32(word & -word);
};

/** Bits of a word from place `from` up (0 to 31). */
const fromUp = (word: number, from: number): number => {
  return word & (-1 << from);
};

/** Bits of a word from place `from` down (0 to 31). */
const fromDown = (word: number, from: number): number => {
  return word & (-1 >>> (31 - from));
};

const upInPage = (words: Int32Array, page: number, offset: number): number => {
  let word = offset >>> 5;
  const bits = fromUp(words[page | (PAGE.bits + word)]!, offset & 31);
  if (bits !== 0) return (word << 5) + lowest(bits);
  if (word === 31) return -1;
  const summary = fromUp(words[page | PAGE.summary]!, word + 1);
  if (summary === 0) return -1;
  word = lowest(summary);
  return (word << 5) + lowest(words[page | (PAGE.bits + word)]!);
};

const downInPage = (words: Int32Array, page: number, offset: number): number => {
  let word = offset >>> 5;
  const bits = fromDown(words[page | (PAGE.bits + word)]!, offset & 31);
  if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits);
  if (word === 0) return -1;
  const summary = fromDown(words[page | PAGE.summary]!, word - 1);
  if (summary === 0) return -1;
  word = 31 - Math.clz32(summary);
  return (word << 5) + 31 - Math.clz32(words[page | (PAGE.bits + word)]!);
};

function upInDirectory(words: Int32Array, directory: number, index: number, pages: number): number {
  if (index >= pages) return -1;
  let word = index >>> 5;
  const bits = fromUp(words[directory + SUMMARY_WORDS + word]!, index & 31);
  if (bits !== 0) return (word << 5) + lowest(bits);
  word++;
  for (let top = word >>> 5; top < SUMMARY_WORDS; top++) {
    const summary = top === word >>> 5 ? fromUp(words[directory + top]!, word & 31) : words[directory + top]!;
    if (summary === 0) continue;
    const found = (top << 5) + lowest(summary);
    return (found << 5) + lowest(words[directory + SUMMARY_WORDS + found]!);
  }
  return -1;
}

function downInDirectory(words: Int32Array, directory: number, index: number): number {
  if (index < 0) return -1;
  let word = index >>> 5;
  const bits = fromDown(words[directory + SUMMARY_WORDS + word]!, index & 31);
  if (bits !== 0) return (word << 5) + 31 - Math.clz32(bits);
  word--;
  if (word < 0) return -1;
  for (let top = word >>> 5; top >= 0; top--) {
    const summary =
      top === word >>> 5 ? fromDown(words[directory + top]!, word & 31) : words[directory + top]!;
    if (summary === 0) continue;
    const found = (top << 5) + 31 - Math.clz32(summary);
    return (found << 5) + 31 - Math.clz32(words[directory + SUMMARY_WORDS + found]!);
  }
  return -1;
}

function takePage(market: Market, basePrice: number): number {
  const general = market.general.words;
  let page = general[GENERAL_AT + GENERAL.freePage]!;
  if (page === 0) {
    page = market.pages.add();
    market.levels.add(PAGE_TICKS);
  } else {
    general[GENERAL_AT + GENERAL.freePage] = market.pages.words[(page << PAGE_SHIFT) | PAGE.nextFree]!;
    market.pages.words[(page << PAGE_SHIFT) | PAGE.nextFree] = 0;
  }
  market.pages.words[(page << PAGE_SHIFT) | PAGE.basePrice] = basePrice;
  return page;
}

function givePageBack(market: Market, listingAt: number, side: number, page: number): void {
  const listings = market.listings.words;
  const pageAt = page << PAGE_SHIFT;
  const index =
    (market.pages.words[pageAt | PAGE.basePrice]! - listings[listingAt | LISTING.ladderBase]!) >>> 10;
  const directory = listings[listingAt | (LISTING.bidDirectory + side)]!;
  const pages = listings[listingAt | LISTING.pages]!;
  const words = market.directories.words;
  words[directory + SUMMARY_WORDS + bitWords(pages) + index] = 0;
  const bits = words[directory + SUMMARY_WORDS + (index >>> 5)]! & ~(1 << (index & 31));
  words[directory + SUMMARY_WORDS + (index >>> 5)] = bits;
  if (bits === 0) words[directory + (index >>> 10)]! &= ~(1 << ((index >>> 5) & 31));
  const general = market.general.words;
  market.pages.words[pageAt | PAGE.nextFree] = general[GENERAL_AT + GENERAL.freePage]!;
  general[GENERAL_AT + GENERAL.freePage] = page;
}

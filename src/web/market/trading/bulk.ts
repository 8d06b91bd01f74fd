/** Orders from a spreadsheet or a CSV file: one a line, told apart by tabs, semicolons or commas. Pure. */
import type { ListingItem } from '#wire/market.ts';
import { type Money, readPrice } from '../money.ts';
import type { OrderIn } from './deeds.ts';

export type BulkError = 'columns' | 'instrument' | 'side' | 'price' | 'lots' | 'client' | 'most';

export interface BulkLine {
  /** As a text editor counts them. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly order: OrderIn | null;
  readonly listing: ListingItem | null;
  readonly errors: readonly BulkError[];
}

export interface BulkContext {
  /** Listings that take orders now, by all that an instrument may be called. */
  readonly listings: ReadonlyMap<string, ListingItem>;
  readonly moneyOf: (currency: number) => Money;
  readonly clients: ReadonlySet<number>;
}

export const MOST_ORDERS = 1_000;

const BUY: ReadonlySet<string> = new Set(['buy', 'b', 'achat', 'a', 'покупка', 'купить', 'купля', 'купіць']);
const SELL: ReadonlySet<string> = new Set([
  'sell',
  's',
  'vente',
  'v',
  'продажа',
  'продать',
  'продаж',
  'прадаць',
]);

/** How instruments are looked up: without regard to case and blanks. */
export function bulkName(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

/** Splits a line at its separator; quotes keep a separator inside, doubled quotes stand for one. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] as string;
    if (sign === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  cells.push(cell.trim());
  return cells;
}

/** The sign that tells columns apart: a comma may be a decimal one, and comes last. */
export function separatorOf(text: string): string {
  if (text.includes('\t')) return '\t';
  return text.includes(';') ? ';' : ',';
}

function sideOf(word: string): 'buy' | 'sell' | null {
  const plain = word.toLowerCase();
  if (BUY.has(plain)) return 'buy';
  return SELL.has(plain) ? 'sell' : null;
}

function wholeOf(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

function readLine(line: number, cells: readonly string[], context: BulkContext): BulkLine {
  const [name = '', word = '', priceText = '', lotsText = '', clientText = ''] = cells;
  if (cells.length < 4) return { line, cells, order: null, listing: null, errors: ['columns'] };
  const errors: BulkError[] = [];
  const listing = context.listings.get(bulkName(name)) ?? null;
  if (listing === null) errors.push('instrument');
  const side = sideOf(word);
  if (side === null) errors.push('side');
  const price =
    listing === null ? null : readPrice(priceText, listing.tickValue, context.moneyOf(listing.currency));
  if (listing !== null && (price === null || price < listing.bandFloor || price > listing.bandCap))
    errors.push('price');
  const lots = wholeOf(lotsText);
  if (
    lots === null ||
    lots < 1 ||
    (listing !== null && (lots < listing.minimumLots || lots > listing.maximumLots))
  )
    errors.push('lots');
  const client = clientText === '' ? 0 : wholeOf(clientText);
  if (client === null || (client !== 0 && !context.clients.has(client))) errors.push('client');
  const isGood = errors.length === 0 && listing !== null && side !== null && price !== null && lots !== null;
  const order = isGood
    ? { listing: listing.listing, side, price, lots, ...(client ? { client } : {}) }
    : null;
  return { line, cells, order, listing, errors };
}

/** Reads pasted text; a first line of headings (no number where the lots stand) is passed over, and so are blank ones. */
export function readBulk(text: string, context: BulkContext): BulkLine[] {
  const separator = separatorOf(text);
  const lines = text.split(/\r?\n/).map((content, index) => ({ content, line: index + 1 }));
  const found = lines
    .filter(({ content }) => content.trim() !== '')
    .map(({ content, line }) => ({ line, cells: cellsOf(content, separator) }));
  const [first] = found;
  const hasHeadings =
    first !== undefined && first.cells.length >= 4 && !/\d/.test(first.cells.slice(2, 4).join(''));
  return found
    .slice(hasHeadings ? 1 : 0)
    .map(({ line, cells }, index) =>
      index < MOST_ORDERS
        ? readLine(line, cells, context)
        : { line, cells, order: null, listing: null, errors: ['most'] },
    );
}

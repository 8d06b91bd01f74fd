import { describe, expect, it } from 'vitest';
import type { ListingItem } from '#wire/market.ts';
import { moneyOf } from '../money.ts';
import { type BulkContext, bulkName, cellsOf, MOST_ORDERS, readBulk } from './bulk.ts';

const LISTING = {
  listing: 7,
  currency: 1,
  tickValue: 50,
  bandFloor: 100,
  bandCap: 900,
  minimumLots: 1,
  maximumLots: 50,
} as ListingItem;
const CONTEXT: BulkContext = {
  listings: new Map([[bulkName('Pine boards, 25 mm'), LISTING]]),
  moneyOf: () => moneyOf('933'),
  clients: new Set([4]),
};

describe('orders from a spreadsheet', () => {
  it('are read with headings, thousands and decimal commas, and for clients', () => {
    const text =
      'instrument\tside\tprice\tlots\tclient\nPine boards,  25 MM\tbuy\t225,50\t1 0\t\n\nPine boards, 25 mm\tпродажа\t250\t5\t4\n';
    expect(readBulk(text, CONTEXT).map(({ line, order }) => [line, order])).toEqual([
      [2, { listing: 7, side: 'buy', price: 451, lots: 10 }],
      [4, { listing: 7, side: 'sell', price: 500, lots: 5, client: 4 }],
    ]);
  });

  it('are told what is wrong with each line', () => {
    const text = [
      'a;buy;225;1',
      'Pine boards, 25 mm;hold;225;1',
      'Pine boards, 25 mm;buy;225.25;1',
      'Pine boards, 25 mm;buy;9000;1',
      'Pine boards, 25 mm;buy;225;51',
      'Pine boards, 25 mm;buy;225;1;9',
      'Pine boards, 25 mm;buy',
    ].join('\n');
    expect(readBulk(text, CONTEXT).map(({ errors }) => errors)).toEqual([
      ['instrument'],
      ['side'],
      ['price'],
      ['price'],
      ['lots'],
      ['client'],
      ['columns'],
    ]);
  });

  it('are as many as go in one request', () => {
    const lines = Array.from({ length: MOST_ORDERS + 1 }, () => '"Pine boards, 25 mm",buy,225,1').join('\n');
    expect(readBulk(lines, CONTEXT).at(-1)?.errors).toEqual(['most']);
    expect(readBulk(lines, CONTEXT).filter(({ order }) => order !== null)).toHaveLength(MOST_ORDERS);
  });

  it('keep separators inside quotes', () => {
    expect(cellsOf('"a ""b"", c",d', ',')).toEqual(['a "b", c', 'd']);
  });
});

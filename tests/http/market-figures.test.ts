/** Turnover and the course of prices, from deals that were made. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CandlesOut, TurnoverOut } from '#wire/market-figures.ts';
import { type MarketApi, marketApi } from '../support/market-api.ts';

let api: MarketApi;

beforeAll(async () => {
  api = await marketApi();
  for (const [price, lots] of [
    [10, 2],
    [14, 1],
    [9, 3],
    [12, 4],
  ] as const) {
    await api.json('POST', '/orders', 'one', { listing: 1, side: 'sell', price, lots });
    await api.json('POST', '/orders', 'two', { listing: 1, side: 'buy', price, lots });
  }
  await api.settled();
});
afterAll(() => api.close());

test('turnover is the sum of price × lots, by section and currency', async () => {
  const { items } = await api.json<TurnoverOut>('GET', '/turnover');
  expect(items).toEqual([
    {
      section: 1,
      currency: 1,
      deals: 4,
      namedDeals: 0,
      lots: 10,
      value: String(20 + 14 + 27 + 48),
      simulated: true,
    },
  ]);
  expect((await api.json<TurnoverOut>('GET', '/turnover?day=2001-01-01')).items).toEqual([]);
});

test('a candle has the first, highest, lowest and last price, and the lots', async () => {
  const { items } = await api.json<CandlesOut>('GET', '/instruments/1/candles?seconds=604800');
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ open: 10, high: 14, low: 9, close: 12, lots: 10, deals: 4 });
  expect((await api.json<CandlesOut>('GET', '/instruments/2/candles')).items).toEqual([]);
  expect((await api.ask('GET', '/instruments/99/candles')).statusCode).toBe(404);
});

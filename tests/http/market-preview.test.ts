/** What is said to be blocked and charged is what then is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BalanceItem } from '#wire/market.ts';
import type { PreviewOut } from '#wire/market-figures.ts';
import { type MarketApi, marketApi } from '../support/market-api.ts';

let api: MarketApi;

beforeAll(async () => {
  api = await marketApi();
});
afterAll(() => api.close());

async function own(key: 'one' | 'two'): Promise<BalanceItem> {
  const { items } = await api.json<{ items: BalanceItem[] }>('GET', '/balances', key);
  return items.find(({ client }) => client === null) as BalanceItem;
}

test('an order blocks what was said, and its deal costs the fee that was said', async () => {
  const seen = await api.json<PreviewOut>('GET', '/listings/1/preview?side=buy&price=333&lots=7', 'two');
  const before = await own('two');
  expect(seen).toMatchObject({ value: 2331, free: before.free, freeAfter: before.free - seen.block });
  await api.json('POST', '/orders', 'two', { listing: 1, side: 'buy', price: 333, lots: 7 });
  const blocked = await own('two');
  expect(blocked.blockedForOrders).toBe(seen.block);
  expect(blocked.free).toBe(seen.freeAfter);

  // A sale below the best buy is reckoned at that buy, which is the price at which it trades.
  const sale = await api.json<PreviewOut>('GET', '/listings/1/preview?side=sell&price=300&lots=7', 'one');
  const earlier = await own('one');
  await api.json('POST', '/orders', 'one', { listing: 1, side: 'sell', price: 300, lots: 7 });
  const seller = await own('one');
  expect(earlier.free - seller.free).toBeLessThanOrEqual(sale.block);
  expect(sale.block - (earlier.free - seller.free)).toBeLessThanOrEqual(1);
  expect((await own('two')).feesDue).toBe(seen.fee);
});

test('a market order is reckoned at the edge of the band, and another’s client is nobody', async () => {
  const seen = await api.json<PreviewOut>('GET', '/listings/1/preview?side=buy&lots=1', 'two');
  expect(seen.block).toBe(100);
  expect((await api.ask('GET', '/listings/1/preview?side=buy&lots=1&client=4', 'one')).statusCode).toBe(404);
  expect((await api.ask('GET', '/listings/1/preview?side=buy&lots=1&client=4', 'two')).statusCode).toBe(200);
  expect((await api.ask('GET', '/listings/1/preview?side=buy&lots=0', 'one')).statusCode).toBe(400);
});

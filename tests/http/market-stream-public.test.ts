/** Public channels are open to everybody, one's own to nobody without a key, and an address can't take everything. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SETTING } from '../support/market-setting.ts';
import { type StreamClient, type TestStream, testStream } from '../support/market-stream.ts';

let stream: TestStream;
const clients: StreamClient[] = [];

beforeAll(async () => {
  stream = await testStream(
    SETTING,
    {},
    { connectionsPerAddress: 3, requestsPerAddressSecond: 12, authenticateWithinMs: 300 },
  );
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await stream.close();
  expect(stream.log).toEqual([]);
});

async function stranger(): Promise<StreamClient> {
  const one = await stream.stranger();
  clients.push(one);
  return one;
}

test('anybody follows sessions, a book and its deals, and stays; orders and one’s own need a key', async () => {
  const one = await stranger();
  expect(await one.ask({ op: 'ping' })).toMatchObject({ op: 'pong' });
  for (const asked of [
    { channel: 'sessions' },
    { channel: 'book', listing: 1 },
    { channel: 'deals', listing: 1 },
    { channel: 'call', listing: 1 },
  ]) {
    expect(await one.ask({ op: 'subscribe', ...asked })).toMatchObject({ op: 'subscribed' });
  }
  expect(await one.hear('book')).toMatchObject({ snapshot: true, hidden: null });
  expect(await one.ask({ op: 'subscribe', channel: 'own' })).toMatchObject({ code: 'unauthorized' });
  expect(await one.submit({ kind: 'cancelAll' })).toMatchObject({ code: 'unauthorized' });
  // Longer than the time in which a key must be shown.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const trader = await stream.client(1);
  clients.push(trader);
  const given = await trader.submit({ kind: 'submitOrder', listing: 1, side: 'buy', price: 10, lots: 2 });
  expect(await one.hear('book')).toMatchObject({ bids: [[10, 2]] });
  const { order } = (given.results as { order: number }[])[0] as { order: number };
  await trader.submit({ kind: 'cancelOrder', order });
});

test('an address has so many connections without a key, and those with one are not counted', async () => {
  const three = [await stranger(), await stranger(), await stranger()];
  // Who follows something stays, however long the others take to come.
  for (const one of three) await one.ask({ op: 'subscribe', channel: 'sessions' });
  const [first] = three;
  const fourth = await stream.stranger();
  expect(await fourth.ended).toEqual({ code: 4030, reason: 'too-many-connections' });
  await first?.ask({ op: 'authenticate', key: await stream.key(1) });
  const fifth = await stranger();
  expect(await fifth.ask({ op: 'ping' })).toMatchObject({ op: 'pong' });
});

test('an address that asks for too much waits', async () => {
  const one = await stranger();
  const answers: unknown[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const { op, code } = await one.ask({ op: 'subscribe', channel: 'sessions' });
    answers.push(code ?? op);
    if (op === 'subscribed') await one.ask({ op: 'unsubscribe', channel: 'sessions' });
  }
  expect(answers).toContain('rate-limited');
});

/** The pages' end of the stream against the real one: it comes back after a loss, and nothing is missing or double. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_DEALS, reduceDeals } from '#web/market/live/deals-state.ts';
import { type Line, Stream } from '#web/market/live/stream.ts';
import { SETTING } from '../support/market-setting.ts';
import { type StreamClient, type TestStream, testStream } from '../support/market-stream.ts';
import { until } from '../support/waiting.ts';

let stream: TestStream;
let buyer: StreamClient;
let seller: StreamClient;

beforeAll(async () => {
  stream = await testStream(SETTING);
  buyer = await stream.client(1);
  seller = await stream.client(2);
});
afterAll(async () => {
  await buyer.close();
  await seller.close();
  await stream.close();
});

async function deal(lots: number): Promise<void> {
  await seller.submit({ kind: 'submitOrder', listing: 1, side: 'sell', price: 10, lots });
  await buyer.submit({ kind: 'submitOrder', listing: 1, side: 'buy', price: 10, lots });
}

test('after the line was cut, deals go on where they stood, and the reader is told meanwhile', async () => {
  const address = stream.server.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const lines: Line[] = [];
  const sockets: WebSocket[] = [];
  let state = NO_DEALS;
  const live = new Stream(
    () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/api/market/stream`);
      sockets.push(socket);
      return socket;
    },
    (line) => lines.push(line),
  );
  live.open('deals', 1, {
    from: () => (state.sequence === 0 ? undefined : state.sequence),
    take: (message) => {
      if (message.op === 'deals') state = reduceDeals(state, message);
    },
    gap: () => expect.fail('nothing is missing'),
  });
  live.actAs(null);
  await until(async () => live.line.state === 'live');
  await deal(1);
  await until(async () => state.deals.length === 1);
  sockets[0]?.close();
  await until(async () => live.line.state === 'lost');
  await deal(2);
  await deal(3);
  await until(async () => state.deals.length === 3);
  expect(state.deals.map(({ lots }) => lots)).toEqual([3, 2, 1]);
  expect(live.line.state).toBe('live');
  expect(lines.map((line) => line.state)).toContain('lost');
  // Both clocks are this machine's.
  expect(Math.abs(live.line.clockOffsetMs)).toBeLessThan(1_000);
  live.stop();
});

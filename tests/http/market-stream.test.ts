import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '#access/keys.ts';
import { PHASE } from '#market/terms.ts';
import { CALLS, SETTING } from '../support/market-setting.ts';
import { type Message, type StreamClient, type TestStream, testStream } from '../support/market-stream.ts';

const LIMITS = { recheckMs: 50, ringWords: 4_000, callEveryMs: 5, connectionsPerKey: 2 } as const;
let stream: TestStream;
const clients: StreamClient[] = [];

async function client(trader: number, more: object = {}): Promise<StreamClient> {
  const one = await stream.client(trader, more);
  clients.push(one);
  return one;
}

const order = (side: 'buy' | 'sell', price: number, lots: number, more: object = {}) => ({
  kind: 'submitOrder',
  listing: 1,
  side,
  price,
  lots,
  ...more,
});

const numberOf = (answer: Message, place = 0): number =>
  (answer.results as { order: number }[])[place]?.order as number;

/** Takes all orders of both traders out of the books, so that tests do not meet. */
async function clear(): Promise<void> {
  for (const trader of [1, 2, 3])
    await stream.gateway.submit(stream.gateway.callerOf(trader), [{ kind: 'cancelAll' }]);
}

beforeAll(async () => {
  stream = await testStream([...SETTING, ...CALLS], {}, LIMITS);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((one) => one.close()));
  await clear();
});
afterAll(async () => {
  await stream.close();
  expect(stream.log).toEqual([]);
});

describe('commands', () => {
  test('an order is answered with its number, what was dealt and what stands', async () => {
    const seller = await client(1);
    const buyer = await client(2);
    const offered = await seller.submit(order('sell', 500, 10));
    expect(offered).toMatchObject({ op: 'answer', results: [{ filled: 0, open: 10 }] });
    const bought = await buyer.submit(order('buy', 500, 4));
    expect(bought.results).toEqual([{ order: numberOf(bought), filled: 4, open: 0 }]);
    const changed = await seller.submit({
      kind: 'replaceOrder',
      order: numberOf(offered),
      price: 499,
      lots: 20,
    });
    expect(changed.results).toEqual([{ order: numberOf(offered), filled: 0, open: 16 }]);
    const gone = await seller.submit({ kind: 'cancelOrder', order: numberOf(offered) });
    expect(gone.results).toEqual([{ order: numberOf(offered), cancelled: 16 }]);
    expect(gone.firstCommand).toBeGreaterThan(changed.firstCommand as number);
  });

  test('a batch is one: its commands follow each other, each with what came of it', async () => {
    const trader = await client(1);
    const commands = Array.from({ length: 1_000 }, (_, index) => order('buy', 1 + (index % 100), 1));
    const { results } = await trader.submit(...commands);
    expect(results).toHaveLength(1_000);
    const all = await trader.submit({ kind: 'cancelAll' });
    expect((all.results as { cancelled: number[] }[])[0]?.cancelled).toHaveLength(1_000);
    expect((await trader.submit({ kind: 'cancelAll' })).results).toEqual([{ cancelled: [] }]);
  });

  test('an immediate order says what did not trade; what the market refuses is told by name, code and text', async () => {
    const trader = await client(1);
    const answer = await trader.submit(
      order('buy', 500, 5, { timeInForce: 'immediate-or-cancel' }),
      order('buy', 5_000, 5),
      { kind: 'cancelOrder', order: 2 ** 53 - 1 },
      { kind: 'signContract', contract: 99_999 },
    );
    expect(answer.results).toEqual([
      { order: numberOf(answer), filled: 0, open: 0 },
      { rejection: { name: 'PRICE_OUTSIDE_BAND', code: 16, text: expect.any(String) } },
      { rejection: { name: 'ORDER_UNKNOWN', code: 28, text: expect.any(String) } },
      { rejection: { name: 'CONTRACT_UNKNOWN', code: 70, text: expect.any(String) } },
    ]);
  });

  test('a repeated idempotency key gives the first answer, also on another connection', async () => {
    const first = await client(1);
    const request = {
      op: 'submit',
      commands: [order('buy', 10, 1), order('buy', 5_000, 1)],
      idempotencyKey: 'k',
    };
    const done = await first.ask(request);
    const again = await (await client(1)).ask(request);
    expect(again).toEqual({ ...done, id: again.id, repeated: true });
    const other = await first.ask({ ...request, commands: [order('buy', 11, 1)] });
    expect(other).toMatchObject({ op: 'error', code: 'key-used' });
  });

  test('another’s order can’t be withdrawn', async () => {
    const owner = await client(1);
    const offered = await owner.submit(order('sell', 900, 1));
    const thief = await client(2);
    const { results } = await thief.submit({ kind: 'cancelOrder', order: numberOf(offered) });
    expect(results).toMatchObject([{ rejection: { name: 'ORDER_NOT_YOURS' } }]);
  });

  test('ids may be texts, and one that waits is not taken twice', async () => {
    const trader = await client(1);
    const id = 'a "quoted" id';
    expect(await trader.ask({ op: 'ping', id })).toMatchObject({ op: 'pong', id });
    trader.socket.send(JSON.stringify({ op: 'submit', id: 7, commands: [order('buy', 10, 1)] }));
    trader.socket.send(JSON.stringify({ op: 'submit', id: 7, commands: [order('buy', 11, 1)] }));
    expect(await trader.hear('error')).toMatchObject({ id: 7, code: 'id-under-way' });
    expect(await trader.hear('answer')).toMatchObject({ id: 7, results: [{ open: 1 }] });
  });
});

describe('one’s own channel', () => {
  test('begins with all that stands, then tells each change with the balances after it', async () => {
    const seller = await client(1);
    const resting = await seller.submit(order('sell', 700, 3, { reference: 77 }));
    expect(await seller.ask({ op: 'subscribe', channel: 'own' })).toMatchObject({
      op: 'subscribed',
      channel: 'own',
    });
    const snapshot = await seller.hear('own');
    expect(snapshot).toMatchObject({
      snapshot: 'end',
      orders: [{ order: numberOf(resting), price: 700, remaining: 3, reference: 77 }],
      balances: [{ currency: 1, client: null }],
      remarks: [],
    });
    const buyer = await client(2);
    await buyer.submit(order('buy', 700, 2));
    const change = await seller.hear('own');
    const [one] = change.changes as { command: number; events: object[] }[];
    expect(one?.events).toEqual([
      expect.objectContaining({
        kind: 'deal',
        side: 'sell',
        order: numberOf(resting),
        price: 700,
        lots: 2,
        deal: 'continuous',
      }),
    ]);
    expect(JSON.stringify(change)).not.toContain('buy');
    expect(change.balances).toHaveLength(1);
    expect(change.sequence).toBe(one?.command);
  });

  test('tells the operator’s remarks', async () => {
    const trader = await client(2);
    await trader.ask({ op: 'subscribe', channel: 'own' });
    await trader.hear('own');
    await stream.operate([{ kind: 'setRemark', participant: 2, remark: 9, sides: 2 }]);
    expect(await trader.hear('own')).toMatchObject({
      changes: [{ events: [{ kind: 'remarkSet', remark: 9, sides: 'sell' }] }],
    });
    await stream.operate([{ kind: 'setRemark', participant: 2, remark: 9, sides: 0 }]);
  });

  test('goes on from a number: nothing twice, nothing missing', async () => {
    const trader = await client(1);
    await trader.ask({ op: 'subscribe', channel: 'own' });
    await trader.hear('own');
    const first = await trader.submit(order('buy', 20, 1));
    const { sequence } = await trader.hear('own');
    await trader.ask({ op: 'unsubscribe', channel: 'own' });
    const second = await trader.submit(order('buy', 21, 1));
    await trader.submit({ kind: 'replaceOrder', order: numberOf(first), price: 22, lots: 1 });
    await trader.submit({ kind: 'cancelOrder', order: numberOf(first) });
    const back = await trader.ask({ op: 'subscribe', channel: 'own', from: sequence });
    expect(back).not.toHaveProperty('gap');
    const events: unknown[] = [];
    for (;;) {
      const { changes, balances } = (await trader.hear('own')) as unknown as {
        changes: { events: unknown[] }[];
        balances: unknown[];
      };
      if (balances.length > 0) break;
      events.push(...changes.flatMap((change) => change.events));
    }
    expect(events).toMatchObject([
      { kind: 'orderAccepted', order: numberOf(second) },
      { kind: 'orderReplaced', order: numberOf(first), price: 22 },
      { kind: 'orderCancelled', order: numberOf(first), reason: 'owner' },
    ]);
  });

  test('what is no longer kept is said to be missing, and what stands is told anew', async () => {
    const trader = await client(1);
    const { sequence } = await trader.ask({ op: 'subscribe', channel: 'deals', listing: 1 });
    for (let round = 0; round < 3; round += 1) {
      await trader.submit(...Array.from({ length: 200 }, () => order('buy', 30, 1)));
    }
    const late = await trader.ask({ op: 'subscribe', channel: 'own', from: sequence });
    expect(late).toMatchObject({ gap: { from: (sequence as number) + 1, to: expect.any(Number) } });
    const snapshot = await trader.hear('own');
    expect(snapshot.snapshot).toBe('end');
    expect(snapshot.orders).toHaveLength(600);
    // A number that this market has not reached is none of it.
    const future = await client(1);
    const strange = await future.ask({ op: 'subscribe', channel: 'own', from: 2 ** 40 });
    expect(strange).toHaveProperty('gap');
  });
});

/** Applies what the book channel tells to a book of one's own. */
function follow(book: Map<number, number>, levels: unknown): void {
  for (const [price, lots] of levels as [number, number][]) {
    if (lots === 0) book.delete(price);
    else book.set(price, lots);
  }
}

describe('public channels', () => {
  test('the book: a snapshot, then levels as they change', async () => {
    const watcher = await client(2);
    const trader = await client(1);
    await trader.submit(order('buy', 100, 5), order('buy', 99, 1), order('sell', 110, 2));
    await watcher.ask({ op: 'subscribe', channel: 'book', listing: 1 });
    expect(await watcher.hear('book')).toMatchObject({
      snapshot: true,
      hidden: null,
      bids: [
        [100, 5],
        [99, 1],
      ],
      asks: [[110, 2]],
    });
    const { firstCommand } = await trader.submit(
      order('buy', 100, 3),
      order('buy', 98, 1),
      order('sell', 111, 1),
    );
    expect(await watcher.hear('book')).toEqual({
      op: 'book',
      listing: 1,
      sequence: (firstCommand as number) + 2,
      bids: [
        [100, 8],
        [98, 1],
      ],
      asks: [[111, 1]],
    });
    await watcher.submit(order('sell', 100, 8));
    expect(await watcher.hear('book')).toMatchObject({ bids: [[100, 0]], asks: [] });
  });

  test('a client that follows the increments has the book that a new one is given', async () => {
    const trader = await client(1);
    const follower = await client(2);
    await follower.ask({ op: 'subscribe', channel: 'book', listing: 1 });
    const bids = new Map<number, number>();
    const asks = new Map<number, number>();
    for (let round = 0; round < 60; round += 1) {
      const answers: Promise<Message>[] = [];
      for (let index = 0; index < 5; index += 1) {
        const price = 300 + ((round * 7 + index * 13) % 90);
        answers.push(trader.submit(order(price % 2 === 0 ? 'buy' : 'sell', price, 1 + index)));
      }
      await Promise.all(answers);
    }
    await follower.ask({ op: 'ping' });
    for (const message of follower.heard) {
      follow(bids, message.bids);
      follow(asks, message.asks);
    }
    const fresh = await client(3);
    await fresh.ask({ op: 'subscribe', channel: 'book', listing: 1 });
    const book = await fresh.hear('book');
    expect([...bids].sort(([a], [b]) => b - a)).toEqual(book.bids);
    expect([...asks].sort(([a], [b]) => a - b)).toEqual(book.asks);
  });

  test('deals come without names', async () => {
    const watcher = await client(3);
    await watcher.ask({ op: 'subscribe', channel: 'deals', listing: 1 });
    const trader = await client(1);
    const other = await client(2);
    await trader.submit(order('sell', 400, 2));
    const { firstCommand } = await other.submit(order('buy', 400, 2));
    expect(await watcher.hear('deals')).toEqual({
      op: 'deals',
      listing: 1,
      sequence: firstCommand,
      time: expect.any(Number),
      deals: [{ command: firstCommand, price: 400, lots: 2, kind: 'continuous', aggressor: 'buy' }],
    });
  });

  test('an open call auction tells its indicative price while orders gather', async () => {
    const watcher = await client(3);
    await watcher.ask({ op: 'subscribe', channel: 'call', listing: 2 });
    expect(await watcher.hear('call')).toMatchObject({ hidden: null, indicative: null });
    await (await client(1)).submit(order('sell', 450, 6, { listing: 2 }));
    await (await client(2)).submit(order('buy', 460, 4, { listing: 2 }));
    expect(await watcher.hear('call', ({ indicative }) => indicative !== null)).toMatchObject({
      indicative: { price: 450, lots: 4, surplus: -2 },
    });
  });

  test('of a sealed auction nothing is told: not its book, not its price, not that an order came', async () => {
    const watcher = await client(3);
    for (const channel of ['book', 'call', 'deals'])
      await watcher.ask({ op: 'subscribe', channel, listing: 3 });
    expect(await watcher.hear('book')).toMatchObject({ hidden: 'sealed', bids: [], asks: [] });
    expect(await watcher.hear('call')).toMatchObject({ hidden: 'sealed', indicative: null });
    const buyer = await client(1);
    const seller = await client(2);
    for (const one of [buyer, seller]) {
      await one.ask({ op: 'subscribe', channel: 'own' });
      await one.hear('own');
    }
    await buyer.submit(order('buy', 460, 4, { listing: 3 }));
    await seller.submit(order('sell', 450, 6, { listing: 3 }));
    await seller.submit({ kind: 'cancelAll', listing: 3 });
    // Each hears of its own orders alone, though the orders of the two cross.
    expect(await buyer.hear('own')).toMatchObject({ changes: [{ events: [{ kind: 'orderAccepted' }] }] });
    await seller.hear('own');
    await seller.hear('own');
    await new Promise((resolve) => setTimeout(resolve, 5 * LIMITS.callEveryMs));
    for (const one of [watcher, buyer, seller]) await one.ask({ op: 'ping' });
    expect(watcher.heard).toEqual([]);
    expect(buyer.heard).toEqual([]);
    expect(seller.heard).toEqual([]);
  });

  test('sessions: those that are on, then phases and halts', async () => {
    const watcher = await client(3);
    await watcher.ask({ op: 'subscribe', channel: 'sessions' });
    expect(await watcher.hear('sessions')).toMatchObject({
      snapshot: true,
      sessions: [
        { session: 1, mode: 'continuous', phase: 'trading', sealed: false },
        { session: 2, mode: 'call' },
        { session: 3, sealed: true },
      ],
    });
    await stream.operate([{ kind: 'halt', session: 1, listing: 1, reason: 4 }]);
    expect(await watcher.hear('sessions')).toMatchObject({
      events: [{ kind: 'halted', session: 1, listing: 1, reason: 4 }],
    });
    await stream.operate([
      { kind: 'resume', session: 1, listing: 1 },
      { kind: 'openPhase', session: 2, phase: PHASE.namedDeals },
    ]);
    const { sequence, events } = await watcher.hear('sessions');
    expect(events).toMatchObject([
      { kind: 'resumed' },
      { kind: 'phaseOpened', session: 2, phase: 'named-deals' },
    ]);
    // Told again to one who comes back from before.
    const late = await client(2);
    await late.ask({ op: 'subscribe', channel: 'sessions', from: (sequence as number) - 2 });
    expect(await late.hear('sessions')).toMatchObject({ sequence, events });
  });

  test('a channel is opened once, closed once, and of a listing that there is', async () => {
    const trader = await client(1);
    const book = { channel: 'book', listing: 1 };
    await trader.ask({ op: 'subscribe', ...book });
    expect(await trader.ask({ op: 'subscribe', ...book })).toMatchObject({ code: 'subscribed-already' });
    expect(await trader.ask({ op: 'unsubscribe', ...book })).toMatchObject({ op: 'unsubscribed', ...book });
    expect(await trader.ask({ op: 'unsubscribe', ...book })).toMatchObject({ code: 'not-subscribed' });
    for (const wrong of [{ listing: 99 }, {}, { listing: 0 }, { listing: 1.5 }]) {
      expect(await trader.ask({ op: 'subscribe', channel: 'book', ...wrong })).toMatchObject({
        code: 'bad-request',
        errors: [{ path: 'listing' }],
      });
    }
    expect(await trader.ask({ op: 'subscribe', channel: 'own', listing: 1 })).toMatchObject({
      errors: [{ path: 'listing' }],
    });
  });
});

describe('who may come in', () => {
  test('nothing is done before a key is shown, and a wrong one opens nothing', async () => {
    const stranger = await stream.stranger();
    clients.push(stranger);
    expect(await stranger.submit(order('buy', 1, 1))).toMatchObject({ op: 'error', code: 'unauthorized' });
    const key = await stream.key(1);
    for (const wrong of ['', 'krm_1_x', `${key}x`, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`]) {
      expect(await stranger.ask({ op: 'authenticate', key: wrong })).toMatchObject({ code: 'unauthorized' });
    }
    expect(await stranger.ask({ op: 'authenticate', key })).toMatchObject({
      op: 'authenticated',
      role: 'trader',
      trader: 1,
      participant: 1,
      simulated: true,
    });
    expect(await stranger.ask({ op: 'authenticate', key })).toMatchObject({ code: 'authenticated-already' });
  });

  test('a key that is revoked closes what it had opened', async () => {
    const trader = await client(1);
    const { id } = await stream.storage.db
      .selectFrom('access_key')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await revokeKey(stream.storage.db, stream.gateway.journal.market.id, id);
    expect(await trader.ended).toEqual({ code: 4003, reason: 'key-invalid' });
  });

  test('a trader who may act no more opens nothing', async () => {
    await stream.operate([{ kind: 'addTrader', participant: 1, expiryDay: 60_000 }]);
    const trader = stream.gateway.market.traders.rows - 1;
    await stream.operate([{ kind: 'changeTrader', trader, active: 0, expiryDay: 60_000 }]);
    const stranger = await stream.stranger();
    clients.push(stranger);
    const key = await stream.key(trader);
    expect(await stranger.ask({ op: 'authenticate', key })).toMatchObject({ code: 'trader-inactive' });
  });

  test('the operator watches, and has nothing of its own', async () => {
    const operator = await client(0);
    await operator.ask({ op: 'subscribe', channel: 'book', listing: 1 });
    expect(await operator.hear('book')).toMatchObject({ snapshot: true });
    expect(await operator.ask({ op: 'subscribe', channel: 'own' })).toMatchObject({
      code: 'bad-request',
      errors: [{ path: 'channel' }],
    });
  });

  test('a key has only so many connections', async () => {
    const key = await stream.key(1);
    for (const allowed of [true, true, false]) {
      const one = await stream.stranger();
      clients.push(one);
      expect((await one.ask({ op: 'authenticate', key })).op).toBe(allowed ? 'authenticated' : 'error');
    }
  });
});

describe('orders that end with the connection', () => {
  test('those of the trader alone, when its last such connection has ended', async () => {
    const other = await client(2);
    await other.submit(order('buy', 40, 1));
    const bystander = await client(1);
    const leaving = await client(1, { cancelOnDisconnect: {} });
    const staying = await client(1, { cancelOnDisconnect: {} });
    await leaving.submit(order('buy', 41, 1));
    await bystander.ask({ op: 'subscribe', channel: 'own' });
    await bystander.hear('own');
    await leaving.close();
    await bystander.submit(order('buy', 42, 1));
    expect(await bystander.hear('own')).toMatchObject({ changes: [{ events: [{ kind: 'orderAccepted' }] }] });
    staying.socket.terminate();
    const { changes } = await bystander.hear('own');
    expect((changes as { events: object[] }[]).flatMap(({ events }) => events)).toMatchObject([
      { kind: 'orderCancelled' },
      { kind: 'orderCancelled' },
    ]);
    await other.ask({ op: 'subscribe', channel: 'own' });
    expect((await other.hear('own')).orders).toHaveLength(1);
  });

  test('with a grace, one who comes back in time keeps them', async () => {
    const away = await client(1, { cancelOnDisconnect: { graceSeconds: 3_600 } });
    await away.submit(order('buy', 43, 1));
    await away.close();
    const back = await client(1, { cancelOnDisconnect: { graceSeconds: 0 } });
    await back.ask({ op: 'subscribe', channel: 'own' });
    expect((await back.hear('own')).orders).toHaveLength(1);
  });
});

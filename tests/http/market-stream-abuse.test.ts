/** What a broken or hostile program can do to the stream: nothing but hear what was wrong, or be shown out. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ERRORS } from '#api/errors.ts';
import { seededRandom } from '#base/random.ts';
import { CALLS, SETTING } from '../support/market-setting.ts';
import { type StreamClient, type TestStream, testStream } from '../support/market-stream.ts';

const LIMITS = { heartbeatMs: 60_000, badMessages: 5_000 } as const;
const PER_SECOND = 1_000;
let stream: TestStream;
const clients: StreamClient[] = [];

beforeAll(async () => {
  stream = await testStream([...SETTING, ...CALLS], { perSecond: PER_SECOND }, LIMITS);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await stream.close();
  // Whatever came in, nothing went wrong inside.
  expect(stream.log).toEqual([]);
});

async function client(trader: number): Promise<StreamClient> {
  const one = await stream.client(trader);
  clients.push(one);
  return one;
}

const BUY = { kind: 'submitOrder', listing: 1, side: 'buy', price: 10, lots: 1 };
/** A command that is answered without moving anything: a sign that the market serves. */
const PROBE = { kind: 'cancelOrder', order: 0 };

async function serves(other: StreamClient): Promise<void> {
  expect((await other.submit(PROBE)).results).toMatchObject([{ rejection: { name: 'ORDER_UNKNOWN' } }]);
}

describe('each bad message is refused with a code and the request’s id, and the connection stays', () => {
  const texts: readonly (readonly [string, string, number | null])[] = [
    ['', 'malformed-message', null],
    ['{', 'malformed-message', null],
    ['[]', 'malformed-message', null],
    ['null', 'malformed-message', null],
    ['12', 'malformed-message', null],
    ['"submit"', 'malformed-message', null],
    ['{"op":"submit","id":1,"commands":[NaN]}', 'malformed-message', null],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'malformed-message', null],
    ['{}', 'bad-request', null],
    ['{"op":"submit"}', 'bad-request', null],
    ['{"op":"submit","id":-1}', 'bad-request', null],
    ['{"op":"submit","id":1.5}', 'bad-request', null],
    ['{"op":"submit","id":1e400}', 'bad-request', null],
    ['{"op":"submit","id":""}', 'bad-request', null],
    ['{"op":"submit","id":{}}', 'bad-request', null],
    ['{"op":"submit","id":5}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":{}}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":[]}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":[null]}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":[[]]}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":[{"kind":"__proto__"}]}', 'bad-request', 5],
    ['{"op":"submit","id":5,"commands":[{"kind":"beginDay","day":1}]}', 'bad-request', 5],
    [`{"op":"submit","id":5,"commands":[${JSON.stringify(BUY)}],"more":1}`, 'bad-request', 5],
    [`{"op":"submit","id":5,"commands":[${JSON.stringify(BUY)}],"__proto__":1}`, 'bad-request', 5],
    [`{"op":"submit","id":5,"commands":[${JSON.stringify(BUY)}],"idempotencyKey":7}`, 'bad-request', 5],
    [`{"op":"submit","id":5,"commands":[${JSON.stringify(BUY)}],"idempotencyKey":""}`, 'bad-request', 5],
    [`{"op":"submit","id":5,"commands":[${Array(1_001).fill('{}').join()}]}`, 'bad-request', 5],
    ['{"op":"nonsense","id":6}', 'bad-request', 6],
    ['{"op":"constructor","id":6}', 'bad-request', 6],
    ['{"op":"subscribe","id":6,"channel":"all"}', 'bad-request', 6],
    ['{"op":"ping","id":6,"more":1}', 'bad-request', 6],
  ];
  test('messages that are none', async () => {
    const bad = await client(1);
    for (const [text, code, id] of texts) {
      bad.socket.send(text);
      expect(await bad.hear('error'), text.slice(0, 80)).toMatchObject({ code, id });
    }
    bad.socket.send(Buffer.from(JSON.stringify({ op: 'ping', id: 1 })));
    expect(await bad.hear('error')).toMatchObject({ code: 'malformed-message', id: null });
    await serves(bad);
  });

  const numbers = [
    '1.5',
    '"1"',
    'null',
    'true',
    '{}',
    '[1]',
    '1e400',
    '-1e400',
    '2147483648',
    '-2147483649',
    '9007199254740993',
  ];
  test.each(['listing', 'price', 'lots', 'minimumLots', 'client'])(
    'numbers for %s that are none',
    async (field) => {
      const bad = await client(1);
      const before = stream.gateway.journal.runner.end.nextCommand;
      for (const number of numbers) {
        const { [field as 'price']: _, ...rest } = BUY;
        bad.socket.send(
          `{"op":"submit","id":8,"commands":[${JSON.stringify(BUY)},${JSON.stringify(rest).replace('}', `,"${field}":${number}}`)}]}`,
        );
        expect(await bad.hear('error'), number).toMatchObject({
          id: 8,
          code: 'bad-request',
          errors: [{ path: `commands.1.${field}` }],
        });
      }
      // Of a list with something wrong in it nothing is done.
      expect(stream.gateway.journal.runner.end.nextCommand).toBe(before);
    },
  );

  test('numbers that are whole reach the market, which rejects them', async () => {
    const bad = await client(1);
    const { results } = await bad.submit(
      ...[-1, 0, 2 ** 31 - 1, -(2 ** 31)].flatMap((number) => [
        { ...BUY, price: number },
        { ...BUY, lots: number },
        { ...BUY, listing: number },
        { ...BUY, minimumLots: number === 0 ? -5 : number },
      ]),
      { ...BUY, reference: 2 ** 53 - 1, lots: 0 },
      { kind: 'cancelOrder', order: 2 ** 53 - 1 },
      // The other's, a phase that takes none, a contract that is not there.
      { kind: 'replaceOrder', order: 1, price: 1, lots: 1 },
      { kind: 'placeBid', listing: 1, price: 5, lots: 1 },
      { kind: 'proposeDeal', listing: 1, side: 'buy', counterparty: 2, price: 5, lots: 1 },
      { kind: 'reportDefault', contract: 1, due: '2999-12-31' },
    );
    for (const result of results as object[]) expect(result).toHaveProperty('rejection.code');
  });

  test('days that are none', async () => {
    const bad = await client(1);
    for (const expiry of ['', 'tomorrow', '2024-02-30', '2024-13-01', 5, '2024-01-01T00:00:00Z']) {
      expect(await bad.submit({ ...BUY, timeInForce: 'until-date', expiry }), String(expiry)).toMatchObject({
        code: 'bad-request',
        errors: [{ path: 'commands.0.expiry' }],
      });
    }
  });
});

test('100,000 orders of one participant at once: those above its rate are refused, and the other is served', async () => {
  const flood = await client(1);
  const other = await client(2);
  let answered = 0;
  let limited = 0;
  const all = new Promise<void>((resolve) => {
    flood.socket.removeAllListeners('message');
    flood.socket.on('message', (data: Buffer) => {
      const { op, code } = JSON.parse(data.toString()) as { op: string; code?: string };
      if (op === 'answer') answered += 1;
      else if (code === 'rate-limited') limited += 1;
      if (answered + limited === 100_000) resolve();
    });
  });
  const command = JSON.stringify(PROBE);
  const begun = performance.now();
  const probes: Promise<void>[] = [];
  for (let id = 0; id < 100_000; id += 1) {
    flood.socket.send(`{"op":"submit","id":${id},"commands":[${command}]}`);
    if (id % 10_000 === 0) probes.push(serves(other));
  }
  await Promise.all(probes);
  await all;
  const seconds = (performance.now() - begun) / 1_000;
  expect(answered).toBeGreaterThanOrEqual(PER_SECOND);
  expect(answered).toBeLessThanOrEqual(PER_SECOND * (seconds + 1) + 1);
  await serves(other);
});

test('the same in lists of 1,000', async () => {
  const flood = await client(2);
  const other = await client(3);
  const commands = Array.from({ length: 1_000 }, () => PROBE);
  const answers = await Promise.all(Array.from({ length: 100 }, () => flood.ask({ op: 'submit', commands })));
  expect(answers.filter(({ op }) => op === 'answer').length).toBeLessThan(20);
  expect(new Set(answers.map(({ op, code }) => code ?? op))).toEqual(new Set(['answer', 'rate-limited']));
  await serves(other);
});

test('a message of 10 MB ends the connection with code 1009, and costs no memory', async () => {
  const other = await client(3);
  const big = await client(1);
  const before = process.memoryUsage();
  big.socket.send(`{"op":"ping","id":"${'x'.repeat(10_000_000)}"}`);
  expect((await big.ended).code).toBe(1009);
  await serves(other);
  expect(process.memoryUsage().rss - before.rss).toBeLessThan(200_000_000);
});

/** A connection of which every byte is written by hand. */
async function rawConnection(): Promise<Socket> {
  const { port } = stream.server.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `GET /api/market/stream HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${createHash('md5').update('key').digest('base64')}\r\n\r\n`,
  );
  await once(socket, 'data');
  return socket;
}

test('frames that are none end their connection, and nothing else', async () => {
  const other = await client(3);
  const frames = [
    Buffer.from([0x81, 0x05, 1, 2, 3, 4, 5]), // without a mask
    Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), // reserved bits
    Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // an unknown kind
    Buffer.from([0x80, 0x80, 0, 0, 0, 0]), // the rest of a message that never began
    Buffer.from([0x89, 0xfe, 1, 0, 0, 0, 0, 0]), // a ping that is too long
    Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]), // no UTF-8
    Buffer.from([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]), // 2^63 bytes to come
    Buffer.from([0x88, 0x81, 0, 0, 0, 0, 9]), // a farewell of half a code
  ];
  for (const frame of frames) {
    const socket = await rawConnection();
    const closed = once(socket, 'close');
    socket.resume();
    socket.write(frame);
    socket.on('data', () => socket.end());
    await closed;
  }
  await serves(other);
});

test('a connection that only goes wrong is closed', async () => {
  const own = await testStream(SETTING, {}, { badMessages: 20 });
  const bad = await own.client(1);
  for (let count = 0; count < 30; count += 1) bad.socket.send('{');
  expect(await bad.ended).toEqual({ code: 4029, reason: 'abuse' });
  await own.close();
});

test('a connection that shows no key in time, or gives no sign of life, is closed', async () => {
  const own = await testStream(SETTING, {}, { authenticateWithinMs: 1_000, heartbeatMs: 500 });
  const silent = await own.stranger();
  expect(await silent.ended).toEqual({ code: 4001, reason: 'not-authenticated' });
  const dead = await own.client(1);
  const alive = await own.client(2);
  // It reads no more, and so does not answer the question either.
  dead.socket.pause();
  await alive.hear('heartbeat');
  await alive.hear('heartbeat');
  await alive.hear('heartbeat');
  dead.socket.resume();
  expect((await dead.ended).code).toBe(1006);
  await alive.ask({ op: 'ping' });
  await own.close();
});

describe('a client that does not read', () => {
  const small = { pauseBytes: 100_000, closeBytes: 1_000_000 };
  const lines = (price: number): object[] =>
    Array.from({ length: 1_000 }, (_, index) => ({ ...BUY, price: price + (index % 45) }));

  test('is told of the book anew when it reads again, and of every deal', async () => {
    const own = await testStream([...SETTING, ...CALLS], {}, small);
    const { sockets } = own;
    const slow = await own.client(2);
    await slow.ask({ op: 'subscribe', channel: 'book', listing: 1 });
    await slow.ask({ op: 'subscribe', channel: 'deals', listing: 1 });
    const trader = await own.client(1);
    const seller = await own.client(3);
    slow.socket.pause();
    let rounds = 0;
    const round = async (): Promise<void> => {
      await trader.submit(...lines(100));
      await seller.submit({ ...BUY, side: 'sell', price: 100, lots: 1_000 });
      rounds += 1;
    };
    while (![...sockets].some(({ writableLength }) => writableLength > small.pauseBytes)) await round();
    await round();
    await round();
    // What waits does not grow any more.
    for (const { writableLength } of sockets) expect(writableLength).toBeLessThan(small.closeBytes);
    const last = await seller.submit({ ...BUY, price: 3 });
    slow.socket.resume();
    const book = await slow.hear('book', ({ snapshot, sequence }) => {
      return snapshot === true && (sequence as number) >= (last.firstCommand as number);
    });
    expect(book.bids).toContainEqual([3, 1]);
    let lots = 0;
    while (lots < rounds * 1_000) {
      const { deals } = await slow.hear('deals');
      for (const deal of deals as { lots: number }[]) lots += deal.lots;
    }
    expect(lots).toBe(rounds * 1_000);
    await own.close();
  });

  test('is shown out where its own orders are concerned, so that it comes back', async () => {
    const own = await testStream(SETTING, {}, small);
    const { sockets } = own;
    const slow = await own.client(2);
    await slow.ask({ op: 'subscribe', channel: 'own' });
    const busy = await own.client(2);
    slow.socket.pause();
    while (sockets.size === 2) {
      await busy.submit(...lines(100));
      await busy.submit({ kind: 'cancelAll' });
    }
    slow.socket.resume();
    await slow.ended;
    await busy.ask({ op: 'ping' });
    await own.close();
  });
});

test('a server that stops says so, and a market that stopped takes no more', async () => {
  const own = await testStream(SETTING);
  const trader = await own.client(1);
  await own.gateway.close();
  expect(await trader.ended).toEqual({ code: 4050, reason: 'market-stopped' });
  await own.server.close();
  await own.storage.close();
});

describe('any message, made by chance', () => {
  const WORDS = [
    'op',
    'id',
    'commands',
    'kind',
    'submit',
    'subscribe',
    'ping',
    'authenticate',
    'channel',
    'own',
    'book',
    'listing',
    'price',
    'lots',
    'side',
    'buy',
    'order',
    'key',
    'from',
    'submitOrder',
    'cancelOrder',
    'idempotencyKey',
    '__proto__',
    'constructor',
    'toString',
  ];
  const NUMBERS = [0, -0, 1, -1, 1.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -1e308, Number.MIN_VALUE];

  test.each([1, 2, 3])('seed %i: all are answered, and others are served', async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T;
    const value = (depth: number): unknown => {
      const kind = random.integer(depth > 3 ? 5 : 8);
      if (kind === 0) return pick(WORDS);
      if (kind === 1) return pick(NUMBERS);
      if (kind === 2) return random.integer(5);
      if (kind === 3) return pick([true, false, null, '', '💶\u0000"\\']);
      if (kind === 4) return pick(WORDS).repeat(random.integer(20));
      if (kind === 5) return Array.from({ length: random.integer(4) }, () => value(depth + 1));
      const fields: [string, unknown][] = Array.from({ length: random.integer(5) }, () => [
        pick(WORDS),
        value(depth + 1),
      ]);
      return Object.fromEntries(fields);
    };
    const message = (): string => {
      const shape = random.integer(4);
      if (shape === 0) return JSON.stringify(value(0)) ?? '';
      const good = { op: 'submit', id: random.integer(1_000_000), commands: [{ ...BUY }, { ...PROBE }] } as {
        [field: string]: unknown;
      };
      if (shape === 1) {
        const target = pick([good, (good.commands as object[])[0] as { [field: string]: unknown }]);
        target[pick([...Object.keys(target), pick(WORDS)])] = value(2);
        return JSON.stringify(good);
      }
      if (shape === 2)
        return JSON.stringify({ ...good, op: pick(WORDS), channel: pick(WORDS), listing: value(3) });
      const text = JSON.stringify(good);
      const at = random.integer(text.length);
      return (
        text.slice(0, at) +
        pick(['', '}', ',', '"', '\u0000', '9'.repeat(400)]) +
        text.slice(at + random.integer(3))
      );
    };
    const other = await client(3);
    const bad = await client(1 + (seed % 2));
    const MESSAGES = 600;
    let heard = 0;
    const all = new Promise<void>((resolve) => {
      bad.socket.on('message', (data: Buffer) => {
        const { op, code } = JSON.parse(data.toString()) as { op: string; code?: string };
        if (['answer', 'error', 'pong', 'subscribed', 'unsubscribed'].includes(op)) heard += 1;
        if (op === 'error') expect(Object.keys(ERRORS)).toContain(code);
        if (op === 'error') expect(code).not.toBe('internal');
        if (heard === MESSAGES) resolve();
      });
    });
    for (let count = 0; count < MESSAGES; count += 1) bad.socket.send(message());
    await all;
    await serves(other);
  });
});

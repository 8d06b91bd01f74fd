/** What the market does not take over REST: coded problem details each, whatever is sent, and never a fault. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '#api/errors.ts';
import { openGateway } from '#api/market/gateway.ts';
import { type Random, seededRandom } from '#base/random.ts';
import { assertLedger } from '#market/ledger.ts';
import { REJECTIONS } from '#market/rejections.ts';
import type { Problem } from '#wire/common.ts';
import type { CommandAnswer, OrderAnswer } from '#wire/market-answers.ts';
import { testApi } from '../support/api.ts';
import { type KeyName, type MarketApi, type Method, marketApi } from '../support/market-api.ts';

let api: MarketApi;
const log: string[] = [];
beforeAll(async () => {
  api = await marketApi({ log: { write: (line) => log.push(line) } });
});
afterAll(() => api.close());

const order = { listing: 1, side: 'buy', price: 100, lots: 10 } as const;

describe('what is refused whole', () => {
  const CASES: readonly (readonly [
    path: string,
    body: unknown,
    status: number,
    code: string,
    path: string | null,
  ])[] = [
    ['/orders', { ...order, price: 1.5 }, 400, 'bad-request', 'price'],
    ['/orders', { ...order, price: '100' }, 400, 'bad-request', 'price'],
    ['/orders', { ...order, price: null }, 400, 'bad-request', 'price'],
    ['/orders', { ...order, price: 2 ** 31 }, 400, 'bad-request', 'price'],
    ['/orders', { ...order, lots: 2 ** 53 }, 400, 'bad-request', 'lots'],
    ['/orders', { ...order, reference: 2 ** 53 }, 400, 'bad-request', 'reference'],
    ['/orders', { ...order, side: 'both' }, 400, 'bad-request', 'side'],
    ['/orders', { ...order, side: 0 }, 400, 'bad-request', 'side'],
    ['/orders', { ...order, timeInForce: 'until-date', expiry: '2021-02-30' }, 400, 'bad-request', 'expiry'],
    ['/orders', { ...order, allOrNone: 1 }, 400, 'bad-request', 'allOrNone'],
    ['/orders', { ...order, stop: 90 }, 400, 'bad-request', 'stop'],
    ['/orders', { ...order, kind: 'cancelAll' }, 400, 'bad-request', 'kind'],
    ['/orders', { side: 'buy', lots: 1 }, 400, 'bad-request', 'listing'],
    ['/orders', [order, { ...order, lots: 'x' }], 400, 'bad-request', '1.lots'],
    ['/orders', [order, 5], 400, 'bad-request', '1'],
    ['/orders', [], 400, 'bad-request', ''],
    ['/orders', {}, 400, 'bad-request', 'listing'],
    ['/orders/replace', { order: 1 }, 400, 'bad-request', ''],
    ['/orders/replace', [{ order: -1, price: 1, lots: 1 }], 400, 'bad-request', '0.order'],
    ['/orders/cancel', { orders: [] }, 400, 'bad-request', 'orders'],
    ['/orders/cancel', { orders: ['x'] }, 400, 'bad-request', 'orders.0'],
    ['/orders/cancel', { orders: [2 ** 53] }, 400, 'bad-request', 'orders.0'],
    ['/orders/cancel', { order: 5 }, 400, 'bad-request', 'orders'],
    ['/orders/cancel-all', { everything: true }, 400, 'bad-request', 'everything'],
    ['/orders/cancel-all', [], 400, 'bad-request', ''],
    ['/listings/x/bids', { price: 1, lots: 1 }, 400, 'bad-request', 'listing'],
    ['/listings/99999999999/bids', { price: 1, lots: 1 }, 400, 'bad-request', 'listing'],
    ['/listings/1/bids', { listing: 2, price: 1, lots: 1 }, 400, 'bad-request', 'listing'],
    ['/contracts/1/default-report', { due: 'soon' }, 400, 'bad-request', 'due'],
    ['/withdrawals', { currency: 1, amount: -5 }, 400, 'bad-request', 'amount'],
    ['/withdrawals', { currency: 1, amount: 0.1 }, 400, 'bad-request', 'amount'],
    ['/commands', { commands: [{ kind: 'explode' }] }, 400, 'bad-request', 'commands.0.kind'],
    ['/commands', { commands: [{ kind: 'constructor' }] }, 400, 'bad-request', 'commands.0.kind'],
    [
      '/commands',
      { commands: [{ kind: 'cancelAll', listing: 1.5 }] },
      400,
      'bad-request',
      'commands.0.listing',
    ],
    [
      '/commands',
      { commands: [{ kind: 'cancelAll', listing: 2 ** 31 }] },
      400,
      'bad-request',
      'commands.0.listing',
    ],
    ['/commands', { commands: [{ kind: 'cancelAll', market: 2 }] }, 400, 'bad-request', 'commands.0.market'],
    ['/commands', { commands: [{ kind: 'cancelAll' }], also: 1 }, 400, 'bad-request', 'also'],
    ['/commands', { commands: {} }, 400, 'bad-request', 'commands'],
    ['/commands', { commands: [{ kind: 'beginDay', day: 30_000 }] }, 403, 'operator-only', null],
  ];
  test.each(CASES)('POST %s %j → %i %s', async (path, body, status, code, field) => {
    const before = api.gateway.journal.runner.end.nextCommand;
    const answer = await api.ask('POST', path, 'one', body);
    const problem = answer.json<Problem>();
    expect([answer.statusCode, problem.code]).toEqual([status, code]);
    if (field !== null) expect(problem.errors?.map((error) => error.path)).toContain(field);
    expect(api.gateway.journal.runner.end.nextCommand).toBe(before);
  });

  test('several fields are told at once', async () => {
    const answer = await api.ask('POST', '/orders', 'one', { listing: 'a', side: 'b', lots: 1.5, more: 1 });
    expect(
      answer
        .json<Problem>()
        .errors?.map(({ path }) => path)
        .sort(),
    ).toEqual(['listing', 'lots', 'more', 'side']);
  });

  test.each([
    ['{"listing":1,', 'application/json', 400, 'malformed-body'],
    ['', 'application/json', 400, 'malformed-body'],
    ['{"price":NaN}', 'application/json', 400, 'malformed-body'],
    ['{"__proto__":{"listing":1}}', 'application/json', 400, 'malformed-body'],
    ['\u0000\u0001', 'application/json', 400, 'malformed-body'],
    ['"text"', 'application/json', 400, 'bad-request'],
    ['5', 'application/json', 400, 'bad-request'],
    ['{"listing":1}', 'text/plain', 415, 'unsupported-media-type'],
    ['listing=1', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['<order/>', 'application/xml', 415, 'unsupported-media-type'],
  ])('a body %j of type %s → %i %s', async (payload, type, status, code) => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/api/market/orders',
      payload,
      headers: { authorization: `Bearer ${api.keys.one}`, 'content-type': type },
    });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([status, code]);
  });

  test('ten megabytes are refused, and before that whoever has no key', async () => {
    const huge = JSON.stringify({ ...order, reference: 'x'.repeat(10_000_000) });
    const send = (key?: string) =>
      api.server.inject({
        method: 'POST',
        url: '/api/market/orders',
        payload: huge,
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      });
    const answer = await send(api.keys.one);
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([413, 'body-too-large']);
    expect((await send()).statusCode).toBe(401);
  });

  test.each([
    ['/sessions/9', 404, 'number-not-found'],
    ['/sessions/0', 400, 'bad-request'],
    ['/sessions/x', 400, 'bad-request'],
    ['/sessions/1.5', 400, 'bad-request'],
    ['/sessions/1e9999', 400, 'bad-request'],
    ['/sessions?mode=loud', 400, 'bad-request'],
    ['/sessions?mode=call&mode=dutch', 400, 'bad-request'],
    ['/sessions?colour=red', 400, 'unknown-parameter'],
    ['/instruments/77', 404, 'number-not-found'],
    ['/listings/77', 404, 'number-not-found'],
    ['/listings/77/book', 404, 'number-not-found'],
    ['/listings/1/book?levels=0', 400, 'bad-request'],
    ['/listings/1/book?levels=100000', 400, 'bad-request'],
    ['/orders/77', 404, 'number-not-found'],
    ['/orders/9007199254740991', 404, 'number-not-found'],
    ['/orders/9007199254740993', 400, 'bad-request'],
    ['/contracts/77', 404, 'number-not-found'],
    ['/deals?cursor=zzz', 400, 'bad-cursor'],
    ['/orders?cursor=WyJhIiwiYiJd', 400, 'bad-cursor'],
    ['/nothing', 404, 'not-found'],
  ])('GET %s → %i %s', async (path, status, code) => {
    const answer = await api.ask('GET', path, 'one');
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([status, code]);
  });

  test('another method: 405 with Allow', async () => {
    const answer = await api.ask('PUT', '/orders', 'one', {});
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('a cursor of another list is refused', async () => {
    await api.json('POST', '/orders', 'one', [order, order]);
    const { nextCursor } = await api.json<{ nextCursor: string }>('GET', '/orders?limit=1', 'one');
    expect((await api.ask('GET', `/orders?limit=1&cursor=${nextCursor}`, 'one')).statusCode).toBe(200);
    for (const path of [`/orders?listing=1&cursor=${nextCursor}`, `/balances?cursor=${nextCursor}`]) {
      expect((await api.ask('GET', path, 'one')).json<Problem>().code).toBe('bad-cursor');
    }
    expect((await api.ask('GET', `/orders?cursor=${nextCursor}`, 'two')).json<Problem>().code).toBe(
      'bad-cursor',
    );
  });
});

describe('a market that does not run', () => {
  test('off: 503 for its addresses, the registry as ever', async () => {
    const off = await testApi(async () => {});
    const answer = await off.get('/market/sessions');
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([503, 'market-off']);
    expect((await off.get('/market')).json<Problem>().code).toBe('market-off');
    expect((await off.get('/entities')).statusCode).toBe(200);
    expect((await off.get('/openapi.json')).statusCode).toBe(200);
    await off.close();
  });

  test('taken over by another: 503, but for the summary that says so', async () => {
    const first = await marketApi();
    const second = await openGateway({
      url: first.url,
      market: 'main',
      simulated: true,
      program: 'test',
      follow: false,
    });
    const lost = await first.ask('POST', '/orders', 'one', order);
    expect([lost.statusCode, lost.json<Problem>().code]).toEqual([503, 'outcome-unknown']);
    const after = await first.ask('POST', '/orders', 'one', order);
    expect([after.statusCode, after.json<Problem>().code]).toEqual([503, 'market-stopped']);
    expect((await first.ask('GET', '/balances', 'one')).json<Problem>().code).toBe('market-stopped');
    expect(await first.json('GET', '')).toMatchObject({ state: 'stopped' });
    await second.close();
    await first.close();
  });
});

describe('too much', () => {
  test('100,000 orders of one participant in a second: 429 with Retry-After, and others are served', async () => {
    const limited = await marketApi({ perSecond: 1_000 });
    const many = Array.from({ length: 1_000 }, () => ({ ...order, lots: 1 }));
    const flood = Array.from({ length: 100 }, () => limited.ask('POST', '/orders', 'one', many));
    const begun = performance.now();
    const others = await limited.ask('POST', '/orders', 'two', order);
    const tookMs = performance.now() - begun;
    expect(others.json<OrderAnswer>().results?.[0]?.accepted).toBe(true);
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ statusCode }) => statusCode !== 200);
    expect(refused.length).toBeGreaterThan(90);
    for (const answer of refused) {
      expect([answer.statusCode, answer.json<Problem>().code, answer.headers['retry-after']]).toEqual([
        429,
        'rate-limited',
        '1',
      ]);
    }
    const taken = answers.length - refused.length;
    expect(await limited.json('GET', '/orders?limit=1', 'one')).toMatchObject({ total: taken * 1_000 });
    expect(tookMs).toBeLessThan(10_000);
    await limited.close();
  });

  test('more than may wait: 503 busy with Retry-After, and nothing of it is done', async () => {
    const narrow = await marketApi({ limits: { waiting: 100, frameCommands: 100 } });
    const many = Array.from({ length: 60 }, () => ({ ...order, lots: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => narrow.ask('POST', '/orders', 'one', many)),
    );
    const busy = answers.filter(({ statusCode }) => statusCode === 503);
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) {
      expect([answer.json<Problem>().code, answer.headers['retry-after']]).toEqual(['busy', '1']);
    }
    const taken = (answers.length - busy.length) * 60;
    expect(await narrow.json('GET', '/orders?limit=1', 'one')).toMatchObject({ total: taken });
    await narrow.close();
  });
});

/** Requests made of right ones by chance. Run another seed with SEED=… */
describe('whatever is sent', () => {
  const seed = Number(process.env.SEED ?? 20_211_123);
  const REQUESTS = 1_500;

  const ABSURD: readonly unknown[] = [
    -1,
    0,
    1,
    2,
    1.5,
    -0,
    2 ** 29 + 1,
    2 ** 30,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    1e308,
    '',
    '1',
    'buy',
    'NaN',
    'x'.repeat(5_000),
    null,
    true,
    false,
    [],
    {},
    [[]],
    { kind: 'x' },
    '2021-02-30',
    '0000-01-01',
    '9999-12-31',
    '\u0000',
    '𝟙',
  ];
  const SAMPLES: readonly (readonly [method: Method, path: string, body: unknown])[] = [
    ['POST', '/orders', order],
    [
      'POST',
      '/orders',
      { ...order, side: 'sell', timeInForce: 'until-date', expiry: '2090-01-01', client: 0, reference: 7 },
    ],
    [
      'POST',
      '/orders',
      { listing: 1, side: 'buy', type: 'market', lots: 5, minimumLots: 1, timeInForce: 'fill-or-kill' },
    ],
    [
      'POST',
      '/orders',
      [order, { ...order, side: 'sell', price: 120, selfTrade: 'decrement', allOrNone: false }],
    ],
    ['PUT', '/orders/N', { price: 99, lots: 5 }],
    ['DELETE', '/orders/N', undefined],
    ['POST', '/orders/replace', [{ order: 2 ** 29 + 1, price: 98, lots: 4 }]],
    ['POST', '/orders/cancel', { orders: [2 ** 29 + 1, 2 ** 30 + 1] }],
    ['POST', '/orders/cancel-all', { listing: 1 }],
    ['POST', '/listings/N/lot', { lots: 1, startPrice: 1, step: 1, reservePrice: 1, divisible: true }],
    ['POST', '/listings/N/bids', { price: 1, lots: 1 }],
    ['POST', '/listings/N/take', { client: 4 }],
    ['POST', '/proposals', { listing: 1, side: 'buy', counterparty: 2, price: 1, lots: 1 }],
    ['POST', '/proposals/N/confirm', { price: 1, lots: 1 }],
    ['POST', '/proposals/N/refuse', { reason: 1 }],
    ['POST', '/proposals/N/amend', { price: 1, lots: 1 }],
    ['POST', '/contracts/N/sign', { client: 0 }],
    ['POST', '/contracts/N/default-report', { due: '2090-01-01' }],
    ['POST', '/withdrawals', { currency: 1, amount: 10 }],
    [
      'POST',
      '/commands',
      { commands: [{ kind: 'submitOrder', listing: 1, terms: 0, price: 1, lots: 1 }, { kind: 'cancelAll' }] },
    ],
    ['GET', '/orders?listing=N&participant=N&limit=N', undefined],
    ['GET', '/orders/history?state=N&cursor=N', undefined],
    ['GET', '/sessions?mode=N&ended=N&lang=N', undefined],
    ['GET', '/sessions/N/admission?participant=N', undefined],
    ['GET', '/listings/N/book?levels=N', undefined],
    ['GET', '/deals?instrument=N&format=N', undefined],
    ['GET', '/contracts/N', undefined],
  ];

  /** Changes one thing somewhere in a value. */
  function spoiled(value: unknown, by: Random): unknown {
    if (by.integer(4) === 0 || typeof value !== 'object' || value === null) return by.pick(ABSURD);
    if (Array.isArray(value)) {
      if (by.integer(6) === 0) return [...value, by.pick(ABSURD)];
      const place = by.integer(Math.max(1, value.length));
      return value.map((each: unknown, index) => (index === place ? spoiled(each, by) : each));
    }
    const entries = Object.entries(value);
    const place = by.integer(entries.length + 2);
    if (place >= entries.length) {
      const name = by.pick(['extra', 'constructor', 'toString', 'actor', 'time', 'kind', '']);
      return { ...value, [name]: by.pick(ABSURD) };
    }
    if (by.integer(4) === 0) return Object.fromEntries(entries.filter((_, index) => index !== place));
    return Object.fromEntries(
      entries.map(([name, each], index) => [name, index === place ? spoiled(each, by) : each]),
    );
  }

  test(`${REQUESTS} spoiled requests are each answered with a code (seed ${seed})`, async () => {
    const by = seededRandom(seed);
    const codes = new Map<string, number>();
    const count = (code: string): void => void codes.set(code, (codes.get(code) ?? 0) + 1);
    const twoBefore = await api.json('GET', '/balances', 'two');
    log.length = 0;
    for (let number = 0; number < REQUESTS; number += 1) {
      const [method, path, sample] = by.pick(SAMPLES);
      const key = by.pick<KeyName>(['one', 'one', 'one', 'three', 'four', 'revoked']);
      const url = path.replace(/N/g, () =>
        encodeURIComponent(
          String(
            by.integer(3) === 0
              ? by.pick(ABSURD.filter((value) => typeof value !== 'object'))
              : by.integer(4),
          ).slice(0, 300),
        ),
      );
      const body = by.integer(3) === 0 ? sample : spoiled(sample, by);
      const text = body === undefined ? undefined : JSON.stringify(body);
      const cut = by.integer(12) === 0 ? text?.slice(0, by.integer(text.length + 1)) : text;
      const type = by.integer(20) === 0 ? 'text/plain' : 'application/json';
      const answer = await api.server.inject({
        method,
        url: `/api/market${url}`,
        headers: {
          authorization: `Bearer ${api.keys[key]}`,
          ...(cut === undefined ? {} : { 'content-type': type }),
        },
        ...(cut === undefined || method === 'GET' ? {} : { payload: cut }),
      });
      const said = `${method} ${url} ${cut?.slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`;
      if (answer.statusCode !== 200) {
        expect(answer.headers['content-type'], said).toBe('application/problem+json');
        const { code, status } = answer.json<Problem>();
        expect([ERRORS[code as ErrorCode]?.status, status], said).toEqual([
          answer.statusCode,
          answer.statusCode,
        ]);
        expect(answer.statusCode, said).toBeLessThan(500);
        count(code);
      } else if (method !== 'GET') {
        for (const { accepted, rejection } of answer.json<OrderAnswer | CommandAnswer>().results ?? []) {
          expect(accepted, said).toBe(rejection === null);
          if (rejection) {
            expect(Object.keys(REJECTIONS), said).toContain(rejection.name);
            count(rejection.name);
          } else count('accepted');
        }
      } else count('read');
    }
    expect(log).toEqual([]);
    // It has been through much, not stopped at the door; and nobody else's money has moved.
    expect(codes.size).toBeGreaterThan(20);
    for (const code of [
      'accepted',
      'read',
      'bad-request',
      'malformed-body',
      'unauthorized',
      'ORDER_UNKNOWN',
    ]) {
      expect([code, codes.has(code)]).toEqual([code, true]);
    }
    assertLedger(api.gateway.market);
    expect(await api.json('GET', '/balances', 'two')).toEqual(twoBefore);
    expect(await api.json('GET', '')).toMatchObject({ state: 'running' });
  }, 120_000);
});

/** Who gets what: every address of the market by every kind of key, and nothing of one participant to another. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueKey, revokeKey } from '#access/keys.ts';
import type { Problem } from '#wire/common.ts';
import type { CommandAnswer, OrderAnswer } from '#wire/market-answers.ts';
import { type KeyName, type MarketApi, type Method, marketApi } from '../support/market-api.ts';
import { until } from '../support/waiting.ts';

let api: MarketApi;
/** Numbers that stand in what is participant 1's alone, and nowhere else. */
const SECRET = {
  reference: 777_001_777,
  deposit: 9_123_457,
  lots: 613,
  price: 463,
  amount: 765_432,
} as const;
const ORDER = 2 ** 29 + 1;

beforeAll(async () => {
  api = await marketApi();
  await api.operate(
    { kind: 'recordReceipt', participant: 1, currency: 1, amount: SECRET.deposit },
    { kind: 'setRemark', participant: 1, remark: 7, sides: 1 },
    { kind: 'announceSession', section: 1, mode: 6 },
    { kind: 'addListing', session: 3, instrument: 1 },
    { kind: 'openPhase', session: 3, phase: 5 },
    { kind: 'openPhase', session: 2, phase: 2 },
  );
  await api.json('POST', '/orders', 'one', {
    listing: 2,
    side: 'sell',
    price: SECRET.price,
    lots: SECRET.lots,
    reference: SECRET.reference,
  });
  await api.json('POST', '/withdrawals', 'one', { currency: 1, amount: SECRET.amount });
  await api.json('POST', '/proposals', 'one', {
    listing: 3,
    side: 'sell',
    counterparty: 2,
    price: SECRET.price,
    lots: SECRET.lots,
    reference: SECRET.reference,
  });
  await api.json('POST', '/orders', 'two', { listing: 1, side: 'buy', price: 10, lots: 1 });
  await api.json('POST', '/orders', 'one', { listing: 1, side: 'sell', price: 10, lots: 1 });
  await api.settled();
});
afterAll(() => api.close());

const OPEN: readonly string[] = [
  '',
  '/currencies',
  '/sections',
  '/instruments',
  '/instruments/1',
  '/sessions',
  '/sessions/1',
  '/listings/1',
  '/listings/1/book',
  '/deals',
  '/quotations',
  '/turnover',
  '/instruments/1/candles',
];
const OWN: readonly string[] = [
  '/me',
  '/sessions/1/admission',
  '/orders',
  '/orders/history',
  `/orders/${ORDER}`,
  '/contracts',
  '/contracts/1',
  '/proposals',
  '/balances',
  '/withdrawals',
  '/clients',
];
/** For those who trade: it asks what their own order would block. */
const TRADING: readonly string[] = ['/listings/1/preview?side=buy&price=10&lots=1'];
const OPERATOR: readonly string[] = ['/participants', '/participants/1'];
const NAME = { fr: 'a', en: 'b', ru: 'c', be: 'd' };
const WRITE: readonly (readonly [method: Method, path: string, body: object | undefined])[] = [
  ['POST', '/orders', { listing: 9, side: 'buy', price: 1, lots: 1 }],
  ['PUT', `/orders/${ORDER}`, { price: 1, lots: 1 }],
  ['DELETE', `/orders/${ORDER}`, undefined],
  ['POST', '/orders/replace', [{ order: ORDER, price: 1, lots: 1 }]],
  ['POST', '/orders/cancel', { orders: [ORDER] }],
  ['POST', '/orders/cancel-all', { participant: 1 }],
  ['POST', '/listings/9/lot', { lots: 1, startPrice: 1, step: 1 }],
  ['POST', '/listings/9/bids', { price: 1, lots: 1 }],
  ['POST', '/listings/9/take', {}],
  ['POST', '/proposals', { listing: 9, side: 'buy', counterparty: 1, price: 1, lots: 1 }],
  ['POST', '/proposals/1/confirm', { price: 1, lots: 1 }],
  ['POST', '/proposals/1/refuse', {}],
  ['POST', '/proposals/1/amend', { price: 1, lots: 1 }],
  ['POST', '/contracts/1/sign', {}],
  ['POST', '/contracts/1/default-report', { due: '2090-01-01' }],
  ['POST', '/withdrawals', { currency: 1, amount: 10 ** 12 }],
  ['POST', '/sections', { code: 'OWN', name: NAME }],
  ['PUT', '/sections/1/names', { code: 'OWN', name: NAME }],
  [
    'POST',
    '/instruments',
    {
      symbol: 'OWN',
      name: NAME,
      unit: 't',
      lotSize: '1',
      section: 1,
      currency: 1,
      priceFloor: 1,
      priceCap: 9,
      minimumLots: 1,
      maximumLots: 9,
      depositPpm: { buy: 0, sell: 0 },
      quotationDeals: 1,
      tickValue: 1,
    },
  ],
  ['PUT', '/instruments/1/names', { symbol: 'OWN', name: NAME, unit: 't', lotSize: '1' }],
  ['POST', '/sessions', { section: 1, mode: 'call', title: NAME, timezone: 'UTC' }],
  ['PUT', '/sessions/1/names', { title: NAME, timezone: 'UTC' }],
  ['POST', '/commands', { commands: [{ kind: 'cancelAll', participant: 1 }] }],
];

type Asked = readonly [method: Method, path: string, body: object | undefined];
const reads = (paths: readonly string[]): Asked[] => paths.map((path) => ['GET', path, undefined]);
const ALL: readonly Asked[] = [
  ...reads(OPEN),
  ...reads(OWN),
  ...reads(TRADING),
  ...reads(OPERATOR),
  ...WRITE,
];

test('these are all addresses of the market', async () => {
  const { paths } = (await api.server.inject('/api/openapi.json')).json<{
    paths: { [path: string]: object };
  }>();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    path.startsWith('/api/market')
      ? Object.keys(methods).map((method) => `${method} ${path.slice(11).replace(/\{\w+\}/g, 'N')}`)
      : [],
  );
  const asked = ALL.map(
    ([method, path]) => `${method.toLowerCase()} ${path.replace(/\?.*/, '').replace(/\d+/g, 'N')}`,
  );
  expect([...new Set(asked)].sort()).toEqual(described.sort());
});

describe.each(ALL)('%s %s', (method, path, body) => {
  const isOpen = method === 'GET' && OPEN.includes(path);

  test('without a key', async () => {
    const answer = await api.ask(method, path, undefined, body);
    if (isOpen) expect(answer.statusCode).toBe(200);
    else {
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([401, 'unauthenticated']);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  test.each(['revoked', 'expired'] as const)('with a key that is %s', async (key) => {
    const answer = await api.ask(method, path, key, body);
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([401, 'unauthorized']);
  });

  test.each([
    'Bearer krm_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer nonsense',
    'Basic dXNlcjpwYXNz',
    'Bearer',
    '',
  ])('with what is no key: %s', async (authorization) => {
    const answer = await api.ask(method, path, undefined, body, { authorization });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([401, 'unauthorized']);
  });
});

test('HEAD passes the same door', async () => {
  const head = async (path: string, key?: string): Promise<number> =>
    (
      await api.server.inject({
        method: 'HEAD',
        url: `/api/market${path}`,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      })
    ).statusCode;
  expect(await head('/balances')).toBe(401);
  expect(await head('/balances', api.keys.revoked)).toBe(401);
  expect(await head('/balances', api.keys.one)).toBe(200);
  expect(await head('/participants', api.keys.one)).toBe(403);
});

test.each(reads(OPERATOR))('%s %s is for the operator alone', async (method, path) => {
  const answer = await api.ask(method, path, 'one');
  expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'not-allowed']);
  expect((await api.ask(method, path, 'operator')).statusCode).toBe(200);
});

const needsParticipant = (path: string): boolean => path === '/orders/history' || path.endsWith('/admission');

test.each(reads(OWN))(
  '%s %s: the operator sees everybody’s, a trader cannot ask for another’s',
  async (method, path) => {
    const suffix = needsParticipant(path) ? '?participant=1' : '';
    expect((await api.ask(method, path + suffix, 'operator')).statusCode).toBe(200);
    if (needsParticipant(path)) expect((await api.ask(method, path, 'operator')).statusCode).toBe(400);
    if (path === '/me' || /\d$/.test(path)) return;
    const foreign = await api.ask(method, `${path}?participant=1`, 'three');
    expect([foreign.statusCode, foreign.json<Problem>().code]).toEqual([403, 'operator-only']);
    expect((await api.ask(method, `${path}?participant=1`, 'one')).statusCode).toBe(200);
  },
);

test('what is one’s own alone shows nowhere to others, in no form', async () => {
  const seenBy = async (key: KeyName | undefined): Promise<string> => {
    const texts: string[] = [];
    for (const path of [...OPEN, ...OWN]) {
      for (const format of ['', '?format=csv']) {
        const answer = await api.ask('GET', path + format, key);
        if (answer.statusCode === 200) texts.push(answer.body);
      }
    }
    for (const path of [
      '/sessions/2',
      '/listings/2',
      '/listings/2/book',
      '/listings/3',
      '/listings/3/book',
    ]) {
      texts.push((await api.ask('GET', path, key)).body);
    }
    return texts.join('\n');
  };
  const own = await seenBy('one');
  const balance = 10_000_000 + SECRET.deposit - SECRET.amount;
  for (const secret of [SECRET.reference, SECRET.amount, SECRET.lots, SECRET.price])
    expect(own).toContain(String(secret));
  for (const key of ['three', undefined] as const) {
    const seen = await seenBy(key);
    for (const secret of [...Object.values(SECRET), balance]) {
      expect([key, secret, seen.includes(String(secret))]).toEqual([key, secret, false]);
    }
    // A remark is between the exchange and its participant.
    expect(seen).not.toContain('"remark":7');
  }
  // The counterparty of a proposal sees what is proposed, and nothing else.
  const two = await seenBy('two');
  expect(two).toContain(String(SECRET.lots));
  expect(two).not.toContain(String(SECRET.reference));
  expect(two).not.toContain(String(SECRET.amount));
});

test('a trader’s commands are its own, whatever they say', async () => {
  for (const command of [
    { kind: 'cancelAll', participant: 1 },
    { kind: 'cancelOrder', slot: 1, generation: 1 },
    { kind: 'replaceOrder', slot: 1, generation: 1, price: 5, lots: 5 },
    { kind: 'requestWithdrawal', client: 4, currency: 1, amount: 1 },
    { kind: 'signContract', contract: 1 },
    { kind: 'submitOrder', listing: 1, client: 4, price: 1, lots: 1 },
  ]) {
    const answer = await api.json<{ results: { accepted: boolean; events: object[] }[] }>(
      'POST',
      '/commands',
      'three',
      {
        commands: [command],
      },
    );
    expect([command.kind, answer.results[0]]).toMatchObject([command.kind, { accepted: false, events: [] }]);
  }
  for (const pretence of [{ actor: 1 }, { actor: 0 }, { time: 1 }]) {
    const answer = await api.ask('POST', '/commands', 'three', {
      commands: [{ kind: 'cancelAll', ...pretence }],
    });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'bad-request']);
  }
  const operators = await api.ask('POST', '/commands', 'one', {
    commands: [{ kind: 'cancelAll' }, { kind: 'recordReceipt', participant: 1, currency: 1, amount: 1_000 }],
  });
  expect([operators.statusCode, operators.json<Problem>().code]).toEqual([403, 'operator-only']);
});

test('a deal tells its maker nothing of the other side, by whatever door', async () => {
  await api.json('POST', '/orders', 'two', { listing: 1, side: 'sell', price: 20, lots: 2, client: 4 });
  const { results } = await api.json<{ results: { events: { kind: string }[] }[] }>(
    'POST',
    '/commands',
    'four',
    {
      commands: [{ kind: 'submitOrder', listing: 1, terms: 0, price: 20, lots: 2 }],
    },
  );
  // Participant 1 has a remark against buying: it is taken away for this.
  expect(results[0]?.events).toEqual([]);
  await api.operate({ kind: 'setRemark', participant: 1, remark: 7, sides: 0 });
  const bought = await api.json<{ results: { events: { kind: string }[] }[] }>('POST', '/commands', 'four', {
    commands: [{ kind: 'submitOrder', listing: 1, terms: 0, price: 20, lots: 2 }],
  });
  const deal = bought.results[0]?.events.find(({ kind }) => kind === 'deal');
  expect(deal).toMatchObject({
    sellSlot: 0,
    sellGeneration: 0,
    sellAccount: 0,
    sellDeposit: 0,
    sellFee: 0,
    released: 0,
  });
  expect(deal).toMatchObject({ buyDeposit: 4 });
});

test.each([
  ['cancel-oldest', 1, 'orderCancelled'],
  ['decrement', 2, 'orderReduced'],
] as const)(
  'an order that gives way to one of its owner’s (%s) is told to its own participant alone',
  async (rule, word, kind) => {
    const price = 30 + word;
    const particulars = {
      role: 1,
      resident: 1,
      group: 5,
      sellSections: 1,
      buySections: 1,
      expiryDay: 60_000,
    };
    await api.operate(
      { kind: 'changeAccreditation', participant: 1, ...particulars },
      { kind: 'changeAccreditation', participant: 2, ...particulars, role: 2 },
    );
    const { results: rested } = await api.json<OrderAnswer>('POST', '/orders', 'two', {
      listing: 1,
      side: 'buy',
      price,
      lots: 9,
    });
    const { results } = await api.json<CommandAnswer>('POST', '/commands', 'one', {
      commands: [{ kind: 'submitOrder', listing: 1, terms: 1 | (word << 4), price, lots: 4 }],
    });
    expect(results?.[0]?.accepted).toBe(true);
    const slot = Math.floor((rested?.[0]?.order?.order ?? 0) / 2 ** 29);
    const events: readonly { kind: string; slot?: unknown }[] = results?.[0]?.events ?? [];
    expect(events.map((event) => event.kind)).toContain('orderAccepted');
    expect(events.filter((event) => event.slot === slot)).toEqual([]);
    // It did give way, as its own participant sees, and the operator.
    const seen = await api.json<{ items: { remaining: number; price: number }[] }>(
      'GET',
      '/orders?listing=1',
      'two',
    );
    const left = seen.items.filter((item) => item.price === price).map(({ remaining }) => remaining);
    expect([rule, kind, left]).toEqual([rule, kind, word === 1 ? [] : [5]]);
    await api.json('POST', '/orders/cancel-all', 'one', {});
    await api.json('POST', '/orders/cancel-all', 'two', {});
  },
);

describe('a key', () => {
  const issue = (trader: number, expires: Date | null = null) =>
    issueKey(api.storage.db, { market: api.gateway.journal.market.id, trader, label: 'x', expires });
  const me = async (secret: string): Promise<string> => {
    const answer = await api.ask('GET', '/me', undefined, undefined, { authorization: `Bearer ${secret}` });
    return answer.statusCode === 200 ? 'open' : answer.json<Problem>().code;
  };

  test('that is revoked opens nothing from a few seconds later on', async () => {
    const { key, secret } = await issue(1);
    expect(await me(secret)).toBe('open');
    await revokeKey(api.storage.db, api.gateway.journal.market.id, key.id);
    await until(async () => (await me(secret)) === 'unauthorized', 5_000);
  });

  test('that expires opens nothing at once', async () => {
    const { secret } = await issue(1, new Date(Date.now() + 700));
    expect(await me(secret)).toBe('open');
    await until(async () => (await me(secret)) === 'unauthorized', 1_500);
  });

  test('of a trader who is withdrawn, or whom the market does not know, shows nothing', async () => {
    await api.operate({ kind: 'addTrader', participant: 1, expiryDay: 60_000 });
    const { secret } = await issue(5);
    expect(await me(secret)).toBe('open');
    await api.operate({ kind: 'changeTrader', trader: 5, active: 0, expiryDay: 60_000 });
    expect(await me(secret)).toBe('trader-inactive');
    expect(await me((await issue(99)).secret)).toBe('trader-inactive');
  });

  test('of another market opens nothing', async () => {
    const other = await api.storage.db
      .insertInto('journal_market')
      .values({ name: 'other', simulated: true })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { secret } = await issueKey(api.storage.db, {
      market: other.id,
      trader: 0,
      label: 'x',
      expires: null,
    });
    expect(await me(secret)).toBe('unauthorized');
  });
});

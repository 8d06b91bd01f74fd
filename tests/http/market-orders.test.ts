/** Orders over REST, from giving one to its deal, and what stands of it at every step. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '#wire/common.ts';
import type { BalanceItem, BookOut, ContractItem, OpenOrderItem, PastOrderItem } from '#wire/market.ts';
import type { CommandAnswer, OrderAnswer, OrderResult } from '#wire/market-answers.ts';
import { type KeyName, type MarketApi, marketApi } from '../support/market-api.ts';

interface Listed<T> {
  items: T[];
  total: number;
  nextCursor: string | null;
}

let api: MarketApi;
beforeAll(async () => {
  api = await marketApi();
});
afterAll(() => api.close());

const buy = { listing: 1, side: 'buy', price: 100, lots: 10 } as const;

async function give(key: KeyName, order: object): Promise<OrderResult> {
  const { results } = await api.json<OrderAnswer>('POST', '/orders', key, order);
  return results?.[0] as OrderResult;
}

async function balance(key: KeyName, client: number | null = null): Promise<BalanceItem> {
  const { items } = await api.json<Listed<BalanceItem>>('GET', '/balances', key);
  return items.find((item) => item.client === client) as BalanceItem;
}

const book = (): Promise<BookOut> => api.json('GET', '/listings/1/book');
const open = async (key: KeyName): Promise<OpenOrderItem[]> =>
  (await api.json<Listed<OpenOrderItem>>('GET', '/orders', key)).items;

test('an order is given, seen in the book without a name, and blocks its deposit at once', async () => {
  const before = await balance('one');
  const { accepted, order, deals, rejection } = await give('one', { ...buy, reference: 42 });
  expect({ accepted, rejection, deals }).toEqual({ accepted: true, rejection: null, deals: [] });
  expect(order).toMatchObject({ state: 'open', remaining: 10, reason: null });
  const after = await balance('one');
  expect(after.free).toBe(before.free - 100);
  expect(after.blockedForOrders).toBe(before.blockedForOrders + 100);
  expect(await book()).toMatchObject({ hidden: null, bids: [{ price: 100, lots: 10 }], asks: [] });
  expect(await open('one')).toMatchObject([
    {
      order: order?.order,
      kind: 'order',
      participant: 1,
      trader: 1,
      side: 'buy',
      price: 100,
      lots: 10,
      reference: 42,
    },
  ]);
  // A colleague sees it, another participant does not.
  expect(await open('four')).toHaveLength(1);
  expect(await open('two')).toEqual([]);
  expect((await api.ask('GET', `/orders/${order?.order}`, 'two')).statusCode).toBe(404);
  expect(await api.json('GET', `/orders/${order?.order}`, 'four')).toMatchObject({
    open: { lots: 10 },
    past: null,
  });
});

test('it is replaced, and withdrawn by a colleague of its trader', async () => {
  const [{ order: number = 0 } = {}] = await open('one');
  const replaced = await api.json<OrderAnswer>('PUT', `/orders/${number}`, 'one', { price: 101, lots: 8 });
  expect(replaced.results?.[0]).toMatchObject({
    accepted: true,
    order: { order: number, state: 'open', remaining: 8 },
  });
  expect(await book()).toMatchObject({ bids: [{ price: 101, lots: 8 }] });

  const foreign = await api.json<OrderAnswer>('DELETE', `/orders/${number}`, 'two');
  expect(foreign.results?.[0]).toMatchObject({
    accepted: false,
    order: null,
    rejection: { name: 'ORDER_NOT_YOURS', code: 29, text: expect.stringContaining('another participant') },
  });
  const withdrawn = await api.json<OrderAnswer>('DELETE', `/orders/${number}`, 'four');
  expect(withdrawn.results?.[0]).toMatchObject({ order: { state: 'ended', reason: 'owner', remaining: 8 } });
  expect(await open('one')).toEqual([]);
  expect(await balance('one')).toMatchObject({ free: 10_000_000, blockedForOrders: 0 });
  await api.settled();
  expect(await api.json('GET', `/orders/${number}`, 'one')).toMatchObject({
    open: null,
    past: { state: 'ended', reason: 'owner', remaining: 8 },
  });
});

test('two orders meet: each side sees its own of the deal, the public no names', async () => {
  const client = await balance('two', 4);
  const first = await give('two', { ...buy, side: 'sell', lots: 6, client: 4, reference: 7 });
  const second = await give('one', buy);
  expect(second.order).toMatchObject({ state: 'open', remaining: 4 });
  expect(second.deals).toEqual([{ deal: 1, price: 100, lots: 6, deposit: 60, fee: 1 }]);
  expect(await balance('two', 4)).toMatchObject({
    free: client.free - 60,
    blockedForContracts: 60,
    feesDue: 1,
  });
  expect(await balance('two')).toMatchObject({ blockedForContracts: 0 });
  await api.settled();

  const { items: deals } = await api.json<Listed<object>>('GET', '/deals?listing=1');
  expect(deals).toMatchObject([{ deal: 1, price: 100, lots: 6, kind: 'continuous', aggressor: 'buy' }]);
  expect(JSON.stringify(deals)).not.toMatch(/participant|account|trader|order"/);

  const contracts = await api.json<Listed<ContractItem>>('GET', '/contracts', 'two');
  expect(contracts.total).toBe(1);
  const [contract] = contracts.items;
  expect(contract).toMatchObject({ contract: 1, state: 'drafted', delivered: 0 });
  expect(contract?.parties).toEqual([
    {
      side: 'buy',
      participant: 1,
      signed: false,
      client: null,
      order: null,
      trader: null,
      deposit: null,
      fee: null,
    },
    {
      side: 'sell',
      participant: 2,
      signed: false,
      client: 4,
      order: first.order?.order,
      trader: 2,
      deposit: 60,
      fee: 1,
    },
  ]);
  expect((await api.ask('GET', '/contracts/1', 'three')).statusCode).toBe(404);
  const { parties } = await api.json<ContractItem>('GET', '/contracts/1', 'operator');
  expect(parties.map(({ order }) => order)).toEqual([second.order?.order, first.order?.order]);

  const signed = await api.json<CommandAnswer>('POST', '/contracts/1/sign', 'one');
  expect(signed.results?.[0]).toMatchObject({
    accepted: true,
    events: [{ kind: 'contractSigned', contract: 1 }],
  });
  expect(
    (await api.json<ContractItem>('GET', '/contracts/1', 'two')).parties.map((side) => side.signed),
  ).toEqual([true, false]);

  const past = await api.json<Listed<PastOrderItem>>('GET', '/orders/history?state=filled', 'two');
  expect(past.items).toMatchObject([
    { order: first.order?.order, client: 4, lots: 6, remaining: 0, reference: 7 },
  ]);
  await api.json('POST', '/orders/cancel-all', 'one', {});
});

describe('many at once', () => {
  test('a batch is taken in its order, each with its own result', async () => {
    const { results, firstCommand } = await api.json<OrderAnswer>('POST', '/orders', 'one', [
      buy,
      { ...buy, price: 0 },
      { ...buy, price: 5_000 },
      { ...buy, type: 'market', price: undefined, timeInForce: 'immediate-or-cancel' },
      { ...buy, lots: -1 },
    ]);
    expect(results?.map(({ command }) => command - firstCommand)).toEqual([0, 1, 2, 3, 4]);
    expect(results?.map(({ rejection }) => rejection?.name ?? null)).toEqual([
      null,
      'PRICE_INVALID',
      'PRICE_OUTSIDE_BAND',
      null,
      'LOTS_INVALID',
    ]);
    expect(results?.[3]?.order).toMatchObject({ state: 'ended', reason: 'market-remainder', remaining: 10 });
  });

  test('a thousand go, one more is refused whole', async () => {
    const many = Array.from({ length: 1_000 }, (_, place) => ({ ...buy, price: 1 + (place % 50), lots: 1 }));
    const answer = await api.json<OrderAnswer>('POST', '/orders', 'one', many);
    expect(answer.results?.every(({ accepted }) => accepted)).toBe(true);
    const refused = await api.ask('POST', '/orders', 'one', [...many, buy]);
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([400, 'bad-request']);

    const pages: OpenOrderItem[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Listed<OpenOrderItem> = await api.json(
        'GET',
        `/orders?limit=300${cursor === '' ? '' : `&cursor=${cursor}`}`,
        'one',
      );
      expect(page.total).toBe(1_001);
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(new Set(pages.map(({ order }) => order)).size).toBe(1_001);

    const orders = pages.map(({ order }) => order);
    const replaced = await api.json<OrderAnswer>(
      'POST',
      '/orders/replace',
      'one',
      orders.slice(0, 3).map((order) => ({ order, price: 60, lots: 2 })),
    );
    expect(replaced.results?.every(({ accepted }) => accepted)).toBe(true);
    const withdrawn = await api.json<OrderAnswer>('POST', '/orders/cancel', 'one', {
      orders: orders.slice(0, 1_000),
    });
    expect(withdrawn.results?.every(({ order }) => order?.state === 'ended')).toBe(true);
    const all = await api.json<CommandAnswer>('POST', '/orders/cancel-all', 'one', {});
    expect(all.results?.[0]?.events).toMatchObject([{ kind: 'orderCancelled' }]);
    expect(await open('one')).toEqual([]);
  });
});

describe('an answer that was lost', () => {
  test('the same key with the same body is not done twice, and is answered as the first time', async () => {
    const key = { 'idempotency-key': 'b8f9b7a0-0000-4000-8000-000000000001' };
    const first = (await api.ask('POST', '/orders', 'one', buy, key)).json<OrderAnswer>();
    const second = (await api.ask('POST', '/orders', 'one', buy, key)).json<OrderAnswer>();
    expect(first.repeated).toBe(false);
    expect(second).toEqual({ ...first, repeated: true });
    expect(await open('one')).toHaveLength(1);
    // Another participant's key of the same name is another key.
    const other = (await api.ask('POST', '/orders', 'two', buy, key)).json<OrderAnswer>();
    expect(other.repeated).toBe(false);
  });

  test('the same key with another body: 422', async () => {
    const key = { 'idempotency-key': 'b8f9b7a0-0000-4000-8000-000000000001' };
    const answer = await api.ask('POST', '/orders', 'one', { ...buy, lots: 11 }, key);
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([422, 'key-used']);
  });

  test.each(['', 'x'.repeat(65)])('a key that is none: %j', async (key) => {
    const answer = await api.ask('POST', '/orders', 'one', buy, { 'idempotency-key': key });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'bad-request']);
  });
});

test('named deals: proposed, seen by both alone, confirmed', async () => {
  await api.operate({ kind: 'announceSession', section: 1, mode: 6 });
  const { items: sessions } = await api.json<Listed<{ session: number }>>('GET', '/sessions?mode=named');
  const session = sessions[0]?.session ?? 0;
  await api.operate({ kind: 'addListing', session, instrument: 1 }, { kind: 'openPhase', session, phase: 5 });
  const { listings } = await api.json<{ listings: { listing: number }[] }>('GET', `/sessions/${session}`);
  const listing = listings[0]?.listing ?? 0;
  const proposed = await api.json<CommandAnswer>('POST', '/proposals', 'one', {
    listing,
    side: 'sell',
    counterparty: 2,
    price: 200,
    lots: 3,
  });
  expect(proposed.results?.[0]).toMatchObject({
    accepted: true,
    events: [{ kind: 'dealProposed', proposal: 1 }],
  });
  for (const [key, total] of [
    ['one', 1],
    ['two', 1],
    ['three', 0],
    ['operator', 1],
  ] as const) {
    expect((await api.json<Listed<object>>('GET', '/proposals', key)).total).toBe(total);
  }
  expect(await open('one')).toContainEqual(expect.objectContaining({ kind: 'proposal', listing, lots: 3 }));
  const amended = await api.json<CommandAnswer>('POST', '/proposals/1/amend', 'one', { price: 190, lots: 2 });
  expect(amended.results?.[0]?.accepted).toBe(true);
  expect(await open('one')).toContainEqual(
    expect.objectContaining({ kind: 'proposal', price: 190, lots: 2, remaining: 2 }),
  );
  const late = await api.json<CommandAnswer>('POST', '/proposals/1/confirm', 'two', { price: 200, lots: 3 });
  expect(late.results?.[0]?.rejection?.name).toBe('PROPOSAL_CHANGED');
  const confirmed = await api.json<CommandAnswer>('POST', '/proposals/1/confirm', 'two', {
    price: 190,
    lots: 2,
  });
  const deal = confirmed.results?.[0]?.events.find(({ kind }) => kind === 'deal');
  expect(deal).toMatchObject({ price: 190, lots: 2, sellAccount: 0, sellDeposit: 0, sellFee: 0 });
  expect((await api.json<Listed<object>>('GET', '/proposals', 'one')).total).toBe(0);
});

test('a withdrawal leaves the free deposit at once, and shows where it stands', async () => {
  const before = await balance('one');
  const asked = await api.json<CommandAnswer>('POST', '/withdrawals', 'one', { currency: 1, amount: 1_000 });
  expect(asked.results?.[0]).toMatchObject({ accepted: true });
  expect(await balance('one')).toMatchObject({ free: before.free - 1_000, inTransit: 1_000 });
  expect(await api.json('GET', '/withdrawals', 'one')).toMatchObject({
    items: [{ withdrawal: 1, participant: 1, client: null, amount: 1_000, state: 'requested' }],
  });
  await api.operate(
    { kind: 'approveWithdrawal', withdrawal: 1, officer: 1 },
    { kind: 'payWithdrawal', withdrawal: 1 },
  );
  expect(await api.json('GET', '/withdrawals', 'one')).toMatchObject({ items: [{ state: 'paid' }] });
  expect(await balance('one')).toMatchObject({ inTransit: 0 });
  const tooMuch = await api.json<CommandAnswer>('POST', '/withdrawals', 'one', {
    currency: 1,
    amount: 2 ** 40,
  });
  expect(tooMuch.results?.[0]?.rejection?.name).toBe('BALANCE_INSUFFICIENT');
});

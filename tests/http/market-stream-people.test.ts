/** People on the stream: by the cookie of their session from our own pages, for what they are, as long as they are it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issuePersonKey, revokePersonKey } from '#access/keys.ts';
import type { People } from '#access/people.ts';
import { STREAM_LIMITS } from '#api/market/stream/limits.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import { type MarketApi, marketApi } from '../support/market-api.ts';
import { StreamClient } from '../support/market-stream.ts';
import { askAs, enterAs, makePerson, testPeople } from '../support/people-api.ts';

let api: MarketApi;
let people: People;
let server: Api;
let address: string;
let trader: string;
let head: string;

beforeAll(async () => {
  api = await marketApi();
  const { db } = api.storage;
  const market = api.gateway.journal.market.id;
  people = await testPeople(db);
  const streamLimits = { ...STREAM_LIMITS, recheckMs: 300 };
  server = await buildServer({ storage: api.storage, market: api.gateway, people, streamLimits });
  address = await server.listen({ port: 0, host: '127.0.0.1' });
  for (const [participant, organisation] of [
    [1, 'mill'],
    [2, 'house'],
  ] as const)
    await db.insertInto('office_participant').values({ market, participant, organisation }).execute();
  trader = await makePerson(db, { role: 'trader', organisation: 'mill' });
  head = await makePerson(db, { role: 'head', organisation: 'mill' });
  for (const number of [1, 4])
    await db
      .insertInto('office_trader')
      .values({ market, trader: number, participant: 1, person: trader })
      .execute();
});
afterAll(async () => {
  await server.close();
  await api.close();
});

async function connect(headers: Record<string, string>): Promise<StreamClient> {
  const client = new StreamClient(`${address.replace('http', 'ws')}/api/market/stream`, headers);
  await new Promise((resolve) => {
    client.socket.once('open', resolve);
    client.socket.once('close', resolve);
  });
  return client;
}
const fromOwnPage = (cookie: string) => connect({ cookie, origin: address });

test('who is logged in trades as each of the own traders, and as no other', async () => {
  const cookie = await enterAs(people, trader);
  const client = await fromOwnPage(cookie);
  expect(await client.ask({ op: 'authenticate' })).toMatchObject({
    op: 'authenticated',
    trader: 1,
    participant: 1,
  });
  expect(
    await client.submit({ kind: 'submitOrder', listing: 1, side: 'sell', price: 10, lots: 1 }),
  ).toMatchObject({
    results: [{ open: 1 }],
  });
  const other = await fromOwnPage(cookie);
  expect(await other.ask({ op: 'authenticate', trader: 4 })).toMatchObject({
    op: 'authenticated',
    trader: 4,
  });
  const foreign = await fromOwnPage(cookie);
  expect(await foreign.ask({ op: 'authenticate', trader: 2 })).toMatchObject({
    op: 'error',
    code: 'unauthorized',
  });
  for (const one of [client, other, foreign]) await one.close();
});

test('a head sees the own participant’s, and sends nothing', async () => {
  const client = await fromOwnPage(await enterAs(people, head));
  expect(await client.ask({ op: 'authenticate' })).toMatchObject({
    role: 'reader',
    trader: 0,
    participant: 1,
  });
  const order = { kind: 'submitOrder', listing: 1, side: 'sell', price: 10, lots: 1 };
  expect(await client.submit(order)).toMatchObject({ op: 'error', code: 'not-allowed' });
  await client.close();
});

test('without a session, and without a role in the market, nobody comes in', async () => {
  const stranger = await connect({});
  expect(await stranger.ask({ op: 'authenticate' })).toMatchObject({ op: 'error', code: 'unauthorized' });
  await stranger.close();
  const nobody = await fromOwnPage(await enterAs(people, await makePerson(api.storage.db)));
  expect(await nobody.ask({ op: 'authenticate' })).toMatchObject({ op: 'error', code: 'unauthorized' });
  await nobody.close();
});

test('a page of another site does not even get a connection', async () => {
  const cookie = await enterAs(people, trader);
  for (const headers of [{ cookie, origin: 'https://elsewhere.example' }, { cookie }]) {
    const client = await connect(headers as Record<string, string>);
    expect((await client.ended).code).toBe(1006);
  }
});

test('the session that ends, ends its connections; the role that ends, too', async () => {
  const cookie = await enterAs(people, trader);
  const client = await fromOwnPage(cookie);
  await client.ask({ op: 'authenticate' });
  await askAs(server, 'POST', '/auth/log-out', { cookie, body: {} });
  expect((await client.ended).code).toBe(4003);

  const person = await makePerson(api.storage.db, { role: 'auditor' });
  const auditor = await fromOwnPage(await enterAs(people, person));
  expect(await auditor.ask({ op: 'authenticate' })).toMatchObject({ role: 'reader', participant: 0 });
  await api.storage.db
    .updateTable('membership')
    .set({ until: new Date() })
    .where('person', '=', person)
    .execute();
  expect((await auditor.ended).code).toBe(4003);
});

test('a person’s key comes in within its scopes, and goes when it is revoked', async () => {
  const { db } = api.storage;
  const issue = async (...scopes: string[]) =>
    issuePersonKey(db, {
      person: trader,
      market: api.gateway.journal.market.id,
      trader: 1,
      label: 'robot',
      scopes,
      expires: new Date(Date.now() + 3_600_000),
    });
  const reading = await issue('market.own');
  const client = await connect({});
  expect(await client.ask({ op: 'authenticate', key: reading.secret })).toMatchObject({
    role: 'reader',
    participant: 1,
  });
  const trading = await issue('market.own', 'market.trade');
  const robot = await connect({});
  expect(await robot.ask({ op: 'authenticate', key: trading.secret })).toMatchObject({
    role: 'trader',
    trader: 1,
  });
  await revokePersonKey(db, trader, trading.key.id);
  expect((await robot.ended).code).toBe(4003);
  await client.close();
});

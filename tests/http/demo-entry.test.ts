/** Entering the demo: one click as each of its people, and impossible where the market is real. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureDemoPerson, tieDemoPerson } from '#access/demo-people.ts';
import { OPERATOR, openGateway } from '#api/market/gateway.ts';
import { buildServer } from '#api/server.ts';
import { openStorage } from '#storage/database.ts';
import type { Problem } from '#wire/common.ts';
import { type AccountOut, DEMO_ROLES } from '#wire/people.ts';
import { testDatabase } from '../support/database.ts';
import { type MarketApi, marketApi, SETTING } from '../support/market-api.ts';
import { askAs, cookieOf, enterAs, testPeople } from '../support/people-api.ts';

let api: MarketApi;
beforeAll(async () => {
  api = await marketApi();
  const market = api.gateway.journal.market.id;
  await tieDemoPerson(api.storage.db, 'seller', { market, participant: 1, trader: 1, organisation: 'mill' });
  await tieDemoPerson(api.storage.db, 'head', { market, participant: 1, trader: 0, organisation: 'mill' });
});
afterAll(() => api.close());

async function enter(role: string): Promise<string> {
  const answer = await askAs(api.server, 'POST', '/demo/enter', { body: { role } });
  expect(answer.statusCode).toBe(200);
  return cookieOf([answer.headers['set-cookie'] ?? []].flat());
}

describe.each(DEMO_ROLES)('as %s', (role) => {
  test('the session cookie works, and says who one is', async () => {
    const cookie = await enter(role);
    const account = (await askAs(api.server, 'GET', '/account', { cookie })).json<AccountOut>();
    expect(account.person).toMatchObject({ id: `demo-${role}`, simulated: true });
    expect(account.memberships.length).toBeGreaterThan(0);
  });
});

test('the cookie is for this site and for no script', async () => {
  const answer = await askAs(api.server, 'POST', '/demo/enter', { body: { role: 'operator' } });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^kirmash\.session_token=.*; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('who is tied to a trader trades as it, and as no other', async () => {
  const cookie = await enter('seller');
  const order = { listing: 1, side: 'sell', price: 10, lots: 1 };
  const given = await askAs(api.server, 'POST', '/market/orders', { cookie, body: order });
  expect(given.json()).toMatchObject({ results: [{ accepted: true }] });
  const headers = { 'x-acting-as': '2' };
  const asOther = await askAs(api.server, 'POST', '/market/orders', { cookie, body: order, headers });
  expect([asOther.statusCode, asOther.json<Problem>().code]).toEqual([403, 'not-allowed']);
});

test('the head sees what is of the participant, and sends no order', async () => {
  const cookie = await enter('head');
  const me = await askAs(api.server, 'GET', '/market/me', { cookie });
  expect(me.json()).toMatchObject({ role: 'reader', trader: null, participant: { participant: 1 } });
  const order = { listing: 1, side: 'sell', price: 10, lots: 1 };
  const refused = await askAs(api.server, 'POST', '/market/orders', { cookie, body: order });
  expect([refused.statusCode, refused.json<Problem>().code]).toEqual([403, 'not-allowed']);
});

test('the auditor reads everybody’s orders, and changes nothing', async () => {
  const cookie = await enter('auditor');
  expect((await askAs(api.server, 'GET', '/market/orders?participant=1', { cookie })).statusCode).toBe(200);
  const body = { commands: [{ kind: 'cancelAll', participant: 1 }] };
  const refused = await askAs(api.server, 'POST', '/market/commands', { cookie, body });
  expect([refused.statusCode, refused.json<Problem>().code]).toEqual([403, 'not-allowed']);
});

test('which person the operator was stands in the audit log', async () => {
  const cookie = await enter('operator');
  const commands = [{ kind: 'setRemark', participant: 3, remark: 5, sides: 2 }];
  expect(
    (await askAs(api.server, 'POST', '/market/commands', { cookie, body: { commands } })).statusCode,
  ).toBe(200);
  const log = await askAs(api.server, 'GET', '/audit?action=market', { cookie: await enter('auditor') });
  expect(log.json()).toMatchObject({
    items: [{ action: 'market.commanded', actor: 'demo-operator', after: { commands: [['setRemark', 1]] } }],
  });
});

test('in a real market there is no such address, and people of the demo are nobody', async () => {
  const url = await testDatabase();
  const storage = await openStorage({ url, connections: 4 });
  const gateway = await openGateway({ url, market: 'main', simulated: false, program: 'test' });
  const people = await testPeople(storage.db);
  const server = await buildServer({ storage, market: gateway, people });
  try {
    await gateway.submit(OPERATOR, SETTING);
    const answer = await askAs(server, 'POST', '/demo/enter', { body: { role: 'operator' } });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'not-found']);
    // As if the folder of a demo were served: its person is there, with a session that has not expired.
    const cookie = await enterAs(people, await ensureDemoPerson(storage.db, 'operator'));
    const account = (await askAs(server, 'GET', '/account', { cookie })).json<AccountOut>();
    expect(account).toMatchObject({ person: null, mayEnterAs: [], acting: null });
    const refused = await askAs(server, 'GET', '/market/participants', { cookie });
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([401, 'unauthenticated']);
  } finally {
    await server.close();
    await gateway.close();
    await storage.close();
  }
});

test('without a market there is no such address either', async () => {
  const storage = await openStorage({ url: await testDatabase(), connections: 4 });
  const server = await buildServer({ storage });
  const answer = await askAs(server, 'POST', '/demo/enter', { body: { role: 'operator' } });
  expect(answer.statusCode).toBe(404);
  await server.close();
  await storage.close();
});

test('a page of another site can make nobody enter', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const answer = await askAs(api.server, 'POST', '/demo/enter', { body: { role: 'operator' }, headers });
  expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'foreign-origin']);
});

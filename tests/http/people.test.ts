/** Administrators and heads of organisations: whom they see, what they give, what is written down of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { People } from '#access/people.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import { openStorage, type Storage } from '#storage/database.ts';
import type { Problem } from '#wire/common.ts';
import type { AccountOut, AuditList, MailList, PeopleList } from '#wire/people.ts';
import { testDatabase } from '../support/database.ts';
import { askAs, cookieOf, enterAs, makePerson, testPeople } from '../support/people-api.ts';

let storage: Storage;
let people: People;
let server: Api;
let administrator: string;
let head: string;
let dairyman: string;

beforeAll(async () => {
  storage = await openStorage({ url: await testDatabase(), connections: 4 });
  const { db } = storage;
  people = await testPeople(db);
  server = await buildServer({ storage, people });
  administrator = await enterAs(people, await makePerson(db, { role: 'administrator' }));
  head = await enterAs(people, await makePerson(db, { role: 'head', organisation: 'mill' }));
  dairyman = await makePerson(db, { role: 'trader', organisation: 'dairy' });
});
afterAll(async () => {
  await server.close();
  await storage.close();
});

const INVITED = { name: 'Olga', email: 'Olga@Example.org', language: 'be' };

async function code(
  ...asked: Parameters<typeof askAs> extends [Api, ...infer Rest] ? Rest : never
): Promise<[number, string]> {
  const answer = await askAs(server, ...asked);
  return [answer.statusCode, answer.json<Problem>().code];
}

describe('an invitation', () => {
  test('makes an account with a role; its link sets the password, and the person enters', async () => {
    const answer = await askAs(server, 'POST', '/people', {
      cookie: head,
      body: { ...INVITED, role: 'trader', organisation: 'mill' },
    });
    expect(answer.json()).toMatchObject({ membership: { role: 'trader', organisation: { id: 'mill' } } });
    const mail = (await askAs(server, 'GET', '/mail', { cookie: administrator })).json<MailList>();
    expect(mail).toMatchObject({ sends: false, total: 1 });
    expect(mail.items[0]).toMatchObject({ recipient: 'olga@example.org', subject: 'Запрашэнне ў Kirmash' });
    const token = /token=(\S+)/.exec(mail.items[0]?.body ?? '')?.[1];
    const set = await askAs(server, 'POST', '/auth/password', {
      body: { token, newPassword: 'a forest of pines' },
    });
    expect(set.statusCode).toBe(200);
    const entered = await askAs(server, 'POST', '/auth/log-in', {
      body: { email: 'olga@example.org', password: 'a forest of pines' },
    });
    const cookie = cookieOf([entered.headers['set-cookie'] ?? []].flat());
    const account = (await askAs(server, 'GET', '/account', { cookie })).json<AccountOut>();
    expect(account).toMatchObject({
      person: { name: 'Olga', language: 'be' },
      memberships: [{ role: 'trader' }],
    });
    expect(account.actions).toContain('market.own');
  });

  test('of somebody who has an account gives the role, and sends no link', async () => {
    const answer = await askAs(server, 'POST', '/people', {
      cookie: administrator,
      body: { ...INVITED, role: 'analyst' },
    });
    expect(answer.statusCode).toBe(200);
    const list = (await askAs(server, 'GET', '/people?q=OLGA', { cookie: administrator })).json<PeopleList>();
    expect(list.items[0]?.memberships.map(({ role }) => role)).toEqual(['trader', 'analyst']);
    expect((await askAs(server, 'GET', '/mail', { cookie: administrator })).json<MailList>().total).toBe(2);
  });
});

describe('a head', () => {
  test('sees the people of the own organisation, and of them nothing of others', async () => {
    const list = (await askAs(server, 'GET', '/people', { cookie: head })).json<PeopleList>();
    expect(list.total).toBe(2);
    const memberships = list.items.flatMap((item) => item.memberships);
    expect(new Set(memberships.map(({ organisation }) => organisation?.id))).toEqual(new Set(['mill']));
    const other = (
      await askAs(server, 'GET', '/people?organisation=dairy', { cookie: head })
    ).json<PeopleList>();
    expect(other.items).toEqual([]);
  });

  test('gives no role elsewhere, and none that is the exchange’s to give', async () => {
    const invite = (body: object) => code('POST', '/people', { cookie: head, body: { ...INVITED, ...body } });
    expect(await invite({ role: 'trader', organisation: 'dairy' })).toEqual([403, 'not-allowed']);
    expect(await invite({ role: 'operator' })).toEqual([403, 'not-allowed']);
    expect(await invite({ role: 'operator', organisation: 'mill' })).toEqual([403, 'not-allowed']);
    expect(await invite({ role: 'trader' })).toEqual([403, 'not-allowed']);
  });

  test('cannot take in, or end a role of, whoever is of another organisation', async () => {
    const body = { role: 'trader', organisation: 'mill' };
    expect(await code('POST', `/people/${dairyman}/memberships`, { cookie: head, body })).toEqual([
      404,
      'person-not-found',
    ]);
    const list = (
      await askAs(server, 'GET', '/people?organisation=dairy', { cookie: administrator })
    ).json<PeopleList>();
    const membership = list.items[0]?.memberships[0]?.id;
    expect(await code('DELETE', `/people/${dairyman}/memberships/${membership}`, { cookie: head })).toEqual([
      404,
      'person-not-found',
    ]);
  });

  test('gives and ends roles in the own organisation', async () => {
    const list = (await askAs(server, 'GET', '/people?q=olga', { cookie: head })).json<PeopleList>();
    const [person] = list.items;
    const granted = await askAs(server, 'POST', `/people/${person?.id}/memberships`, {
      cookie: head,
      body: { role: 'broker', organisation: 'mill', until: '2099-01-01' },
    });
    expect(granted.statusCode).toBe(200);
    const at = `/people/${person?.id}/memberships/${granted.json<{ id: number }>().id}`;
    expect((await askAs(server, 'DELETE', at, { cookie: head })).statusCode).toBe(200);
    expect(await code('DELETE', at, { cookie: head })).toEqual([409, 'already-so']);
  });
});

describe('the administrator', () => {
  test('is told of roles that make no sense', async () => {
    const body = { ...INVITED, role: 'operator', organisation: 'mill' };
    expect(await code('POST', '/people', { cookie: administrator, body })).toEqual([400, 'bad-request']);
    const past = { ...INVITED, role: 'operator', until: '2020-01-01' };
    expect(await code('POST', '/people', { cookie: administrator, body: past })).toEqual([
      400,
      'bad-request',
    ]);
  });

  test('closes an account: it is logged out at once, and cannot log in; and opens it again', async () => {
    const person = await makePerson(storage.db, { role: 'operator' });
    const cookie = await enterAs(people, person);
    const close = (deed: string) =>
      askAs(server, 'POST', `/people/${person}/${deed}`, {
        cookie: administrator,
        body: { reason: 'left the exchange' },
      });
    expect((await close('close')).statusCode).toBe(200);
    expect((await askAs(server, 'GET', '/account', { cookie })).json<AccountOut>().person).toBeNull();
    expect((await close('close')).statusCode).toBe(409);
    expect((await close('open')).statusCode).toBe(200);
  });

  test('logs a person out everywhere', async () => {
    const person = await makePerson(storage.db, { role: 'operator' });
    const cookies = [await enterAs(people, person), await enterAs(people, person)];
    await askAs(server, 'DELETE', `/people/${person}/sessions`, { cookie: administrator });
    for (const cookie of cookies)
      expect((await askAs(server, 'GET', '/account', { cookie })).json<AccountOut>().person).toBeNull();
  });

  test('reads lists page by page, and as a table', async () => {
    const first = (
      await askAs(server, 'GET', '/people?limit=2', { cookie: administrator })
    ).json<PeopleList>();
    const names = first.items.map(({ id }) => id);
    let cursor = first.nextCursor;
    while (cursor !== null) {
      const page = (
        await askAs(server, 'GET', `/people?limit=2&cursor=${cursor}`, { cookie: administrator })
      ).json<PeopleList>();
      names.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(names).toHaveLength(first.total);
    expect(new Set(names).size).toBe(first.total);
    const table = await askAs(server, 'GET', '/people?format=csv&lang=be', { cookie: administrator });
    expect(table.body.split('\r\n')[0]).toBe('\ufeffідэнтыфікатар,імя,эл. пошта,другі фактар,закрыты,ролі');
  });
});

test('all of it stands in the audit log, with who, from where, and what', async () => {
  const read = async (query: string): Promise<AuditList> =>
    (await askAs(server, 'GET', `/audit${query}`, { cookie: administrator })).json<AuditList>();
  const granted = await read('?action=role.granted&organisation=mill');
  expect(granted.items.find(({ actor }) => actor !== null)).toMatchObject({
    actorName: expect.stringMatching(/^Person/),
    via: 'web',
    address: '127.0.0.1',
    subjectKind: 'person',
    after: { role: 'broker', organisation: 'mill' },
  });
  expect((await read('?action=person')).items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['person.invited', 'person.closed', 'person.opened']),
  );
  const closed = await read('?action=person.closed');
  expect(closed.items[0]?.reason).toBe('left the exchange');
  const first = await read('?limit=3');
  const second = await read(`?limit=3&cursor=${first.nextCursor}`);
  expect(second.items[0]?.id).toBeLessThan(first.items.at(-1)?.id ?? 0);
  const everything = JSON.stringify((await read('?limit=1000')).items);
  for (const secret of ['example.org', 'token', 'forest']) expect(everything).not.toContain(secret);
});

test('an access key of a person: made with the password, within what is one’s own, revoked', async () => {
  const email = 'keys@example.org';
  await askAs(server, 'POST', '/people', {
    cookie: administrator,
    body: { name: 'K', email, role: 'auditor' },
  });
  const mail = (await askAs(server, 'GET', '/mail?limit=1', { cookie: administrator })).json<MailList>();
  const token = /token=(\S+)/.exec(mail.items[0]?.body ?? '')?.[1];
  const password = 'a forest of pines';
  await askAs(server, 'POST', '/auth/password', { body: { token, newPassword: password } });
  const entered = await askAs(server, 'POST', '/auth/log-in', { body: { email, password } });
  const cookie = cookieOf([entered.headers['set-cookie'] ?? []].flat());
  const wanted = { label: 'nightly copy', scopes: ['audit.read'], days: 30, password };
  const make = (change: object) => code('POST', '/account/keys', { cookie, body: { ...wanted, ...change } });
  expect(await make({ password: 'wrong password' })).toEqual([422, 'wrong-password']);
  expect(await make({ scopes: ['market.operate'] })).toEqual([400, 'bad-request']);
  expect(await make({ scopes: ['people.manage'] })).toEqual([400, 'bad-request']);
  expect(await make({ trader: 1 })).toEqual([400, 'bad-request']);
  expect(await make({ label: 'a\u001b[31m' })).toEqual([400, 'bad-request']);
  const issued = await askAs(server, 'POST', '/account/keys', { cookie, body: wanted });
  const { key, secret } = issued.json<{ key: { id: number }; secret: string }>();
  const stored = await storage.db
    .selectFrom('access_key')
    .selectAll()
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain(secret);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await askAs(server, 'GET', '/audit', { headers })).statusCode).toBe(200);
  expect((await askAs(server, 'GET', '/people', { headers })).statusCode).toBe(403);
  expect((await askAs(server, 'GET', '/account/keys', { headers })).statusCode).toBe(403);
  expect(
    (await askAs(server, 'DELETE', `/account/keys/${key.id}`, { cookie: administrator })).statusCode,
  ).toBe(409);
  expect((await askAs(server, 'DELETE', `/account/keys/${key.id}`, { cookie })).statusCode).toBe(200);
  expect((await askAs(server, 'GET', '/audit', { headers })).statusCode).toBe(401);
});

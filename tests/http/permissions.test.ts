/**
 * The permission table against the server: every address in every role, logged in and by access key, and what reaches
 * only one's own organisation. An address that is added is asked without a line here.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuePersonKey } from '#access/keys.ts';
import type { People } from '#access/people.ts';
import { type Actor, isAllowed, KEY_SCOPES, PERMISSIONS } from '#access/permissions.ts';
import { ROLES, type Role } from '#access/roles.ts';
import type { GuardedRoute } from '#api/identity.ts';
import { permissionsAsMarkdown } from '#api/permission-reference.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import type { Problem } from '#wire/common.ts';
import { type MarketApi, marketApi } from '../support/market-api.ts';
import { askAs, enterAs, makePerson, testPeople } from '../support/people-api.ts';

interface Walker extends Actor {
  readonly name: string;
  readonly person: string | null;
}

let api: MarketApi;
let people: People;
let server: Api;
const walkers: Walker[] = [];
const keys = new Map<string, { secret: string; actor: Actor }>();

/** Participant of each organisation that the walkers belong to. */
const ORGANISATION: {
  readonly [role in Role]?: { organisation: string; participant: number; trader: number };
} = {
  trader: { organisation: 'mill', participant: 1, trader: 1 },
  head: { organisation: 'mill', participant: 1, trader: 0 },
  broker: { organisation: 'house', participant: 2, trader: 2 },
};

beforeAll(async () => {
  api = await marketApi();
  const { db } = api.storage;
  const market = api.gateway.journal.market.id;
  people = await testPeople(db);
  server = await buildServer({ storage: api.storage, market: api.gateway, people });
  await server.ready();
  for (const [organisation, participant] of [
    ['mill', 1],
    ['house', 2],
    ['dairy', 3],
  ] as const)
    await db.insertInto('office_participant').values({ market, participant, organisation }).execute();
  walkers.push(
    { name: 'public', person: null, isPerson: false, memberships: [], scopes: null },
    { name: 'without roles', person: await makePerson(db), isPerson: true, memberships: [], scopes: null },
  );
  for (const role of ROLES) {
    const { organisation = '', trader = 0, participant = 0 } = ORGANISATION[role] ?? {};
    const person = await makePerson(db, { role, organisation });
    if (trader > 0)
      await db.insertInto('office_trader').values({ market, trader, person, participant }).execute();
    const memberships = [{ id: 0, role, organisation, area: {} }];
    walkers.push({ name: role, person, isPerson: true, memberships, scopes: null });
    const scopes = KEY_SCOPES.filter((action) => !action.startsWith('market.t'));
    const issued = await issuePersonKey(db, {
      person,
      market,
      trader,
      label: 'without trading',
      scopes,
      expires: new Date(Date.now() + 3_600_000),
    });
    keys.set(role, {
      secret: issued.secret,
      actor: { isPerson: false, memberships, scopes: new Set(scopes) },
    });
  }
});
afterAll(async () => {
  await server.close();
  await api.close();
});

const REFUSED = ['unauthenticated', 'not-allowed'];

function addressOf({ url }: GuardedRoute): string {
  return url
    .replace(/^\/api/, '')
    .replace(/:\w+/g, '1')
    .replace('*', 'index.css');
}

async function outcome(route: GuardedRoute, asking: Parameters<typeof askAs>[3]): Promise<string> {
  const body = ['POST', 'PUT', 'PATCH'].includes(route.method) ? {} : undefined;
  const answer = await askAs(server, route.method as 'GET', addressOf(route), { body, ...asking });
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  const code = isProblem ? answer.json<Problem>().code : '';
  // A fault is neither: it would hide a permission that is missing.
  if (answer.statusCode === 500) return `fault at ${route.method} ${route.url}`;
  return REFUSED.includes(code) ? code : 'let in';
}

const expected = (actor: Actor | null, { action }: GuardedRoute): string =>
  isAllowed(actor, action) ? 'let in' : actor === null ? 'unauthenticated' : 'not-allowed';

test('docs/reference/permissions.md is what the table says', () => {
  const written = readFileSync(new URL('../../docs/reference/permissions.md', import.meta.url), 'utf8');
  expect(written).toBe(permissionsAsMarkdown());
});

test('every address names an action, and every action but those to come has an address', () => {
  expect(server.guarded.length).toBeGreaterThan(80);
  const used = new Set(server.guarded.map(({ action }) => action));
  for (const { action } of server.guarded) expect(PERMISSIONS).toHaveProperty([action]);
  for (const action of [
    'registry.read',
    'market.own',
    'market.trade',
    'people.manage',
    'audit.read',
  ] as const)
    expect(used).toContain(action);
});

describe.each(['public', 'without roles', ...ROLES])('%s', (name) => {
  test('is let in at the addresses of the table and at no others', async () => {
    const walker = walkers.find((one) => one.name === name) as Walker;
    const actor = walker.person === null ? null : walker;
    const found: [string, string][] = [];
    const wanted: [string, string][] = [];
    let cookie = walker.person === null ? undefined : await enterAs(people, walker.person);
    for (const route of server.guarded) {
      // These end sessions.
      if (walker.person !== null && /\/auth\/|sessions/.test(route.url))
        cookie = await enterAs(people, walker.person);
      const address = `${route.method} ${route.url}`;
      found.push([address, await outcome(route, { cookie })]);
      wanted.push([address, expected(actor, route)]);
    }
    expect(found).toEqual(wanted);
  });
});

describe.each([...ROLES])('an access key of %s without the scope of trading', (role) => {
  test('is let in where role and scope meet', async () => {
    const { secret, actor } = keys.get(role) as { secret: string; actor: Actor };
    const found: [string, string][] = [];
    const wanted: [string, string][] = [];
    for (const route of server.guarded) {
      const address = `${route.method} ${route.url}`;
      found.push([address, await outcome(route, { headers: { authorization: `Bearer ${secret}` } })]);
      wanted.push([address, expected(actor, route)]);
    }
    expect(found).toEqual(wanted);
  });
});

test('a role that has ended lets nobody in, and a session that goes on is of no use to it', async () => {
  const person = await makePerson(api.storage.db, { role: 'auditor' });
  const cookie = await enterAs(people, person);
  expect((await askAs(server, 'GET', '/audit', { cookie })).statusCode).toBe(200);
  const administrator = walkers.find(({ name }) => name === 'administrator')?.person ?? '';
  const list = (await askAs(server, 'GET', '/people?role=auditor', { cookie })).json<{
    items: { id: string; memberships: { id: number }[] }[];
  }>();
  const membership = list.items.find(({ id }) => id === person)?.memberships[0]?.id;
  const ended = await askAs(server, 'DELETE', `/people/${person}/memberships/${membership}`, {
    cookie: await enterAs(people, administrator),
  });
  expect(ended.statusCode).toBe(200);
  expect((await askAs(server, 'GET', '/audit', { cookie })).statusCode).toBe(403);
});

test('the key of a closed account opens nothing', async () => {
  const { db } = api.storage;
  const person = await makePerson(db, { role: 'auditor' });
  const { secret } = await issuePersonKey(db, {
    person,
    market: null,
    trader: 0,
    label: 'reader',
    scopes: ['audit.read'],
    expires: new Date(Date.now() + 3_600_000),
  });
  const headers = { authorization: `Bearer ${secret}` };
  expect((await askAs(server, 'GET', '/audit', { headers })).statusCode).toBe(200);
  await db.updateTable('person').set({ closed: new Date() }).where('id', '=', person).execute();
  expect((await askAs(server, 'GET', '/audit', { headers })).statusCode).toBe(401);
});

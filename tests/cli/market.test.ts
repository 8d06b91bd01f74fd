/** The market as the command line runs it: keys beside it, orderly ends, and a registry that outlives it. */
import { expect, test } from 'vitest';
import { openStorage } from '#storage/database.ts';
import type { MarketSummary } from '#wire/market.ts';
import type { OrderAnswer } from '#wire/market-answers.ts';
import { testDatabase } from '../support/database.ts';
import { kirmash, until } from '../support/kirmash.ts';

const SERVE = ['serve', '--api-only'];

async function database(): Promise<Record<string, string>> {
  return { DATABASE_URL: await testDatabase() };
}

async function summary(address: string): Promise<MarketSummary> {
  return (await (await fetch(`${address}/api/market`)).json()) as MarketSummary;
}

async function secretFor(environment: Record<string, string>, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kirmash(['key', 'issue', ...words], environment).ended;
  expect([code, stderr]).toEqual([0, '']);
  return /^krm_\S+$/m.exec(stdout)?.[0] ?? '';
}

async function post<T>(
  address: string,
  secret: string,
  path: string,
  body: object,
  more: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(`${address}/api/market${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

const STILL = ['demo', '--api-only', '--still-market'];

/** Opens a session with the first instrument as listing 1, in which everybody may trade; gives a price in its band. */
async function openSession(address: string, environment: Record<string, string>): Promise<number> {
  const operator = await secretFor(environment, '--market', 'demo', 'operator', 'opening');
  await post(address, operator, '/commands', {
    commands: [
      { kind: 'announceSession', section: 1, mode: 1 },
      { kind: 'addListing', session: 1, instrument: 1 },
      { kind: 'openPhase', session: 1, phase: 3 },
    ],
  });
  const listing = await fetch(`${address}/api/market/listings/1`);
  return ((await listing.json()) as { bandFloor: number }).bandFloor;
}

test('demo: a simulated market, set up once; a key issued beside it trades, revoked it does not', async () => {
  const environment = await database();
  const first = kirmash(STILL, environment);
  const address = await first.ready;
  const made = await summary(address);
  expect(made).toMatchObject({ name: 'demo', simulated: true, state: 'running' });
  expect(first.output()).toContain("kirmash key issue --market demo 1 'my program'");

  const price = await openSession(address, environment);
  const secret = await secretFor(environment, '--market', 'demo', '--days', '1', '2', 'a program');
  const { results } = await post<OrderAnswer>(address, secret, '/orders', {
    listing: 1,
    side: 'buy',
    price,
    lots: 2,
  });
  expect(results?.[0]).toMatchObject({ accepted: true, order: { state: 'open', remaining: 2 } });

  const listed = await kirmash(['key', 'list', '--market', 'demo'], environment).ended;
  expect(listed.stdout).toMatch(/trader 2 .*valid until \d{4}-\d\d-\d\d.*a program/);
  expect(listed.stdout).not.toContain(secret.slice(-43));
  const number = /krm_(\d+)_/.exec(secret)?.[1] ?? '';
  const revoked = await kirmash(['key', 'revoke', '--market', 'demo', number], environment).ended;
  expect(revoked).toMatchObject({ code: 0, stderr: '' });
  await until(async () => {
    const headers = { authorization: `Bearer ${secret}` };
    return (await fetch(`${address}/api/market/me`, { headers })).status === 401;
  });
  const again = await kirmash(['key', 'revoke', '--market', 'demo', number], environment).ended;
  expect(again).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no valid key \d+: kirmash key list/),
  });

  const { command } = await summary(address);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0, stderr: '' });

  const second = kirmash(STILL, environment);
  const next = await summary(await second.ready);
  // Nothing was set up a second time, and the order is there: only the opening of the journal is new.
  expect(next).toMatchObject({ command, simulated: true });
  const operator = await secretFor(environment, '--market', 'demo', 'operator', 'duty');
  const answer = await fetch(`${await second.ready}/api/market/orders`, {
    headers: { authorization: `Bearer ${operator}` },
  });
  expect(await answer.json()).toMatchObject({ total: 1, items: [{ participant: 2, price, lots: 2 }] });
});

test('a market taken over by another Kirmash leaves the registry served, and says so once', async () => {
  const environment = await database();
  const first = kirmash(SERVE, environment);
  const address = await first.ready;
  const operator = await secretFor(environment, 'operator', 'duty');
  const second = kirmash(SERVE, environment);
  await second.ready;
  // It finds out with the next command that it wants to write.
  const refused = await fetch(`${address}/api/market/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ commands: [{ kind: 'beginDay', day: 20_000 }] }),
  });
  expect(await refused.json()).toMatchObject({ code: 'outcome-unknown' });
  expect(await summary(address)).toMatchObject({ state: 'stopped' });
  const stopped = await fetch(`${address}/api/market/sessions`);
  expect([stopped.status, await stopped.json()]).toMatchObject([503, { code: 'market-stopped' }]);
  expect((await fetch(`${address}/api/entities`)).status).toBe(200);
  expect(await summary(await second.ready)).toMatchObject({ state: 'running', day: null });

  first.child.kill('SIGTERM');
  const { code, stderr } = await first.ended;
  expect(code).toBe(0);
  expect(stderr).toBe(
    'kirmash: Another Kirmash has taken market main over: this one has stopped running it. The registry goes on.\n',
  );
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a market that can’t be brought up leaves the registry served', async () => {
  const environment = await database();
  const storage = await openStorage({ url: environment.DATABASE_URL ?? '' });
  await storage.db.insertInto('journal_market').values({ name: 'main', simulated: true }).execute();
  await storage.close();
  const { ready, child, ended } = kirmash(SERVE, environment);
  const address = await ready;
  const off = await fetch(`${address}/api/market`);
  expect([off.status, await off.json()]).toMatchObject([503, { code: 'market-off' }]);
  expect((await fetch(`${address}/api/entities`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^kirmash: Market main is a simulated one.*The registry is served without the market\.\n$/,
    ),
  });
});

test('stopped while commands come, it answers those that it took, and they are there afterwards', async () => {
  const environment = await database();
  const first = kirmash(STILL, environment);
  const address = await first.ready;
  const price = await openSession(address, environment);
  const secret = await secretFor(environment, '--market', 'demo', '2', 'a program');
  let accepted = 0;
  let going = true;
  const trade = async (): Promise<void> => {
    while (going) {
      const answer = await fetch(`${address}/api/market/orders`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ listing: 1, side: 'buy', price, lots: 1 }),
      }).catch(() => undefined);
      const body = answer?.ok
        ? ((await answer.json().catch(() => undefined)) as OrderAnswer | undefined)
        : undefined;
      if (body?.results?.[0]?.accepted) accepted += 1;
      if (answer === undefined) return;
    }
  };
  const order = { listing: 2, side: 'buy', price: 6_000, lots: 1 };
  const key = { 'idempotency-key': 'before the stop' };
  const once = await post<OrderAnswer>(address, secret, '/orders', order, key);
  const traders = Array.from({ length: 4 }, trade);
  await until(() => accepted > 50);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
  going = false;
  await Promise.all(traders);

  const second = kirmash(STILL, environment);
  const headers = { authorization: `Bearer ${secret}` };
  const again = await post<OrderAnswer>(await second.ready, secret, '/orders', order, key);
  expect(again).toEqual({ ...once, repeated: true });
  const orders = await fetch(`${await second.ready}/api/market/orders?limit=1`, { headers });
  expect(((await orders.json()) as { total: number }).total).toBeGreaterThanOrEqual(accepted);
});

test.for([
  { words: ['issue', '0', 'x'], says: /'0' is neither the number of a trader nor 'operator'/ },
  { words: ['issue', 'somebody', 'x'], says: /'somebody' is neither/ },
  { words: ['issue', '--days', '-1', '1', 'x'], says: /days/ },
  { words: ['issue', '1', ''], says: /label of a key is one line/ },
  { words: ['list', '--market', 'other'], says: /no market 'other'.*'main' and 'demo'/ },
  { words: ['revoke', 'x'], says: /no valid key x/ },
])('kirmash key $words says what is wrong', async ({ words, says }) => {
  const environment = await database();
  const storage = await openStorage({ url: environment.DATABASE_URL ?? '' });
  await storage.db.insertInto('journal_market').values({ name: 'main', simulated: false }).execute();
  await storage.close();
  const { code, stderr } = await kirmash(['key', ...words], environment).ended;
  expect([1, 2]).toContain(code);
  expect(stderr).toMatch(says);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

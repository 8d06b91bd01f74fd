/** Accounts from end to end: made, proved, entered, locked, recovered, guarded by a second factor, ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMailer } from '#access/mail.ts';
import { openPeople, type People } from '#access/people.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import { openStorage, type Storage } from '#storage/database.ts';
import type { Problem } from '#wire/common.ts';
import type { AccountOut } from '#wire/people.ts';
import { testDatabase } from '../support/database.ts';
import { askAs, cookieOf, PUBLIC_URL, testPeople } from '../support/people-api.ts';
import { totpCode } from '../support/totp.ts';

let storage: Storage;
let people: People;
let server: Api;
beforeAll(async () => {
  storage = await openStorage({ url: await testDatabase(), connections: 4 });
  people = await testPeople(storage.db);
  server = await buildServer({ storage, people });
});
afterAll(async () => {
  await server.close();
  await storage.close();
});

const PASSWORD = 'a forest of pines';

async function post(path: string, body: object, cookie?: string) {
  const answer = await askAs(server, 'POST', path, { body, cookie });
  const set = [answer.headers['set-cookie'] ?? []].flat();
  return { status: answer.statusCode, code: answer.json<Problem>().code, answer, cookie: cookieOf(set), set };
}

/** The link of the newest mail to somebody. */
async function newestLink(email: string): Promise<URL> {
  const row = await storage.db
    .selectFrom('mail')
    .select('body')
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return new URL(/https?:\/\/\S+/.exec(row.body ?? '')?.[0] ?? '');
}

const mailTo = async (email: string): Promise<number> =>
  (await storage.db.selectFrom('mail').select('id').where('recipient', '=', email).execute()).length;

const tokenIn = (link: URL): string => link.searchParams.get('token') ?? '';

/** Makes an account with a proved address. */
async function signUp(email: string): Promise<void> {
  expect((await post('/auth/sign-up', { name: 'Nina', email, password: PASSWORD })).status).toBe(200);
  expect((await post('/auth/confirm', { token: tokenIn(await newestLink(email)) })).status).toBe(200);
}

async function logIn(email: string, password = PASSWORD): Promise<string> {
  const { status, cookie } = await post('/auth/log-in', { email, password });
  expect(status).toBe(200);
  return cookie;
}

async function whoIs(cookie: string | undefined): Promise<AccountOut> {
  return (await askAs(server, 'GET', '/account', { cookie })).json<AccountOut>();
}

async function logged(action: string): Promise<number> {
  const rows = await storage.db.selectFrom('audit_event').select('id').where('action', '=', action).execute();
  return rows.length;
}

describe('an account', () => {
  test('is made without roles, and is entered only when the address is proved', async () => {
    const email = 'first@example.org';
    const made = await post('/auth/sign-up', { name: 'Nina', email, password: PASSWORD });
    expect([made.status, made.set]).toEqual([200, []]);
    const early = await post('/auth/log-in', { email, password: PASSWORD });
    expect([early.status, early.code]).toEqual([403, 'mailbox-unproven']);
    const link = await newestLink(email);
    expect(link.href).toMatch(/^http:\/\/localhost\/account\/verify\?token=/);
    expect((await post('/auth/confirm', { token: tokenIn(link) })).status).toBe(200);
    const account = await whoIs(await logIn(email));
    expect(account).toMatchObject({ person: { email, name: 'Nina', twoFactor: false }, memberships: [] });
    expect(account.actions).not.toContain('market.own');
  });

  test('tells nobody whether an address has one', async () => {
    await signUp('known@example.org');
    const [known, unknown] = await Promise.all(
      ['known@example.org', 'unknown@example.org'].map((email) =>
        post('/auth/sign-up', { name: 'N', email, password: 'another password' }),
      ),
    );
    expect(known?.answer.body).toBe(unknown?.answer.body);
    // The owner of the address is told instead; the password is as it was.
    expect((await newestLink('known@example.org')).pathname).toBe('/account/forgotten');
    await logIn('known@example.org');
    const refused = await Promise.all(
      ['known@example.org', 'nobody@example.org'].map((email) =>
        post('/auth/log-in', { email, password: 'wrong password' }),
      ),
    );
    expect(refused.map(({ status, code }) => [status, code])).toEqual([
      [401, 'log-in-failed'],
      [401, 'log-in-failed'],
    ]);
    const before = await mailTo('nobody@example.org');
    expect((await post('/auth/forgotten', { email: 'nobody@example.org' })).answer.body).toBe(
      (await post('/auth/forgotten', { email: 'known@example.org' })).answer.body,
    );
    expect(await mailTo('nobody@example.org')).toBe(before);
  });

  test('needs a password of ten characters', async () => {
    const short = await post('/auth/sign-up', { name: 'N', email: 'short@example.org', password: 'short' });
    expect([short.status, short.code]).toEqual([400, 'bad-request']);
  });

  test('gives no token of a session to scripts', async () => {
    await signUp('token@example.org');
    const { answer, set } = await post('/auth/log-in', { email: 'token@example.org', password: PASSWORD });
    expect(answer.json()).toEqual({ secondFactor: false });
    const session = await storage.db
      .selectFrom('person_session')
      .select('token')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(answer.body).not.toContain(session.token);
    for (const cookie of set) expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  });
});

describe('lock-out', () => {
  test('after ten failures in a row nothing is tried, not even the right password; a reset opens', async () => {
    const email = 'locked@example.org';
    await signUp(email);
    for (let failure = 0; failure < 10; failure += 1)
      expect((await post('/auth/log-in', { email, password: 'wrong password' })).code).toBe('log-in-failed');
    const right = await post('/auth/log-in', { email, password: PASSWORD });
    expect([right.status, right.code, right.set]).toEqual([429, 'locked-out', []]);
    expect(await logged('person.locked-out')).toBe(1);
    expect((await newestLink(email)).pathname).toBe('/account/forgotten');
    await post('/auth/forgotten', { email });
    const newPassword = 'a forest of birches';
    await post('/auth/password', { token: tokenIn(await newestLink(email)), newPassword });
    await logIn(email, newPassword);
  });

  test('attempts at the same moment do not slip through', async () => {
    const email = 'burst@example.org';
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post('/auth/log-in', { email, password: 'wrong password' })),
    );
    expect(answers.filter(({ code }) => code === 'log-in-failed')).toHaveLength(10);
    expect(answers.filter(({ code }) => code === 'locked-out')).toHaveLength(20);
  });

  test('a success begins the count anew', async () => {
    const email = 'anew@example.org';
    await signUp(email);
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 5; failure += 1)
        await post('/auth/log-in', { email, password: 'wrong password' });
      await logIn(email);
    }
  });
});

describe('a forgotten password', () => {
  test('is set by a link that works once, and all sessions end', async () => {
    const email = 'forgot@example.org';
    await signUp(email);
    const old = await logIn(email);
    await post('/auth/forgotten', { email });
    const token = tokenIn(await newestLink(email));
    const stored = await storage.db.selectFrom('person_verification').select('identifier').execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    const newPassword = 'a forest of birches';
    expect((await post('/auth/password', { token, newPassword })).status).toBe(200);
    expect((await whoIs(old)).person).toBeNull();
    const again = await post('/auth/password', { token, newPassword: 'a forest of oaks' });
    expect([again.status, again.code]).toEqual([410, 'link-expired']);
    expect((await post('/auth/log-in', { email, password: PASSWORD })).code).toBe('log-in-failed');
    await logIn(email, newPassword);
  });

  test('a link that was made up opens nothing', async () => {
    const made = await post('/auth/password', { token: 'x'.repeat(32), newPassword: 'a forest of oaks' });
    expect([made.status, made.code]).toEqual([410, 'link-expired']);
  });

  test('a new password ends all other sessions, and the present one goes on', async () => {
    const email = 'change@example.org';
    await signUp(email);
    const [other, own] = [await logIn(email), await logIn(email)];
    const wrong = await post(
      '/auth/change-password',
      { currentPassword: 'wrong password', newPassword: 'a forest of oaks' },
      own,
    );
    expect([wrong.status, wrong.code]).toEqual([422, 'wrong-password']);
    const changed = await post(
      '/auth/change-password',
      { currentPassword: PASSWORD, newPassword: 'a forest of oaks' },
      own,
    );
    expect(changed.status).toBe(200);
    expect((await whoIs(changed.cookie)).person).toMatchObject({ email });
    expect((await whoIs(other)).person).toBeNull();
  });
});

describe('the second factor', () => {
  const email = 'two@example.org';
  let uri: string;
  let codes: string[];

  test('is switched on by a code of the app', async () => {
    await signUp(email);
    const cookie = await logIn(email);
    expect((await post('/auth/second-factor/prepare', { password: 'wrong password' }, cookie)).code).toBe(
      'wrong-password',
    );
    const prepared = await post('/auth/second-factor/prepare', { password: PASSWORD }, cookie);
    ({ uri, recoveryCodes: codes } = prepared.answer.json<{ uri: string; recoveryCodes: string[] }>());
    expect(uri).toMatch(/^otpauth:\/\/totp\/Kirmash/);
    // Prepared is not switched on.
    expect(await logIn(email)).toContain('session_token');
    expect((await post('/auth/second-factor', { code: '000000' }, cookie)).code).toBe('wrong-code');
    const on = await post('/auth/second-factor', { code: totpCode(uri) }, cookie);
    expect(on.status).toBe(200);
    expect((await whoIs(on.cookie)).person).toMatchObject({ twoFactor: true });
  });

  test('is asked for at the log-in, and nobody is in before', async () => {
    const first = await post('/auth/log-in', { email, password: PASSWORD });
    expect(first.answer.json()).toEqual({ secondFactor: true });
    expect((await whoIs(first.cookie)).person).toBeNull();
    expect((await post('/auth/second-factor', { code: '000000' }, first.cookie)).code).toBe('wrong-code');
    const second = await post('/auth/second-factor', { code: totpCode(uri) }, first.cookie);
    expect((await whoIs(second.cookie)).person).toMatchObject({ email });
  });

  test('a code without a log-in before it opens nothing', async () => {
    const alone = await post('/auth/second-factor', { code: totpCode(uri) });
    expect([alone.status, alone.code]).toEqual([401, 'log-in-expired']);
  });

  test('guessing codes ends the log-in', async () => {
    const first = await post('/auth/log-in', { email, password: PASSWORD });
    const found: string[] = [];
    for (let guess = 0; guess < 7; guess += 1)
      found.push((await post('/auth/second-factor', { code: '000000' }, first.cookie)).code);
    expect(found.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong-code'));
    expect(found.slice(5).every((code) => code === 'locked-out' || code === 'log-in-expired')).toBe(true);
  });

  test('a recovery code works once', async () => {
    const code = codes[0] ?? '';
    const enter = async () => {
      const { cookie } = await post('/auth/log-in', { email, password: PASSWORD });
      return post('/auth/recovery-code', { code }, cookie);
    };
    const entered = await enter();
    expect((await whoIs(entered.cookie)).person).toMatchObject({ email });
    expect((await enter()).code).toBe('wrong-code');
    const renewed = await post('/auth/second-factor/recovery-codes', { password: PASSWORD }, entered.cookie);
    expect(renewed.answer.json<{ recoveryCodes: string[] }>().recoveryCodes).not.toContain(codes[1]);
    const off = await post('/auth/second-factor/off', { password: PASSWORD }, entered.cookie);
    expect((await whoIs(off.cookie)).person).toMatchObject({ twoFactor: false });
  });
});

describe('sessions', () => {
  test('are listed, ended one by one or all others, and end at the log-out', async () => {
    const email = 'sessions@example.org';
    await signUp(email);
    const [one, two, three] = [await logIn(email), await logIn(email), await logIn(email)];
    const list = (await askAs(server, 'GET', '/account/sessions', { cookie: one })).json<{
      items: { id: string; current: boolean }[];
    }>().items;
    expect(list).toHaveLength(3);
    const current = list.find(({ current }) => current);
    const end = (session: string, cookie: string) =>
      askAs(server, 'DELETE', `/account/sessions/${session}`, { cookie });
    expect((await end(current?.id ?? '', two)).statusCode).toBe(200);
    expect((await whoIs(one)).person).toBeNull();
    expect((await end('others', two)).statusCode).toBe(200);
    expect((await whoIs(three)).person).toBeNull();
    expect((await post('/auth/log-out', {}, two)).status).toBe(200);
    expect((await whoIs(two)).person).toBeNull();
  });

  test('of others cannot be ended by a guessed id', async () => {
    await signUp('victim@example.org');
    await signUp('intruder@example.org');
    const victim = await logIn('victim@example.org');
    const [{ id = '' } = {}] = (await askAs(server, 'GET', '/account/sessions', { cookie: victim })).json<{
      items: { id: string }[];
    }>().items;
    const cookie = await logIn('intruder@example.org');
    expect((await askAs(server, 'DELETE', `/account/sessions/${id}`, { cookie })).statusCode).toBe(409);
    expect((await whoIs(victim)).person).not.toBeNull();
  });

  test('a cookie that was altered is nobody’s', async () => {
    await signUp('altered@example.org');
    const cookie = await logIn('altered@example.org');
    const altered = cookie.replace(/=(.)/, (_all, letter: string) => `=${letter === 'a' ? 'b' : 'a'}`);
    expect((await whoIs(altered)).person).toBeNull();
  });
});

describe('what another site makes a browser send', () => {
  test.each([
    ['a foreign origin', { origin: 'https://elsewhere.example' }],
    ['no origin', { origin: '' }],
    ['the origin of a frame without one', { origin: 'null' }],
  ])('is refused: %s', async (_what, headers) => {
    const email = `csrf-${Math.random().toString(36).slice(2)}@example.org`;
    await signUp(email);
    const cookie = await logIn(email);
    const answer = await askAs(server, 'DELETE', '/account/sessions/others', { cookie, headers });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'foreign-origin']);
  });
});

test('served under https, cookies are Secure and browsers are told to stay with https', async () => {
  const publicUrl = 'https://kirmash.example.org';
  const secure = await openPeople({ db: storage.db, mailer: openMailer(storage.db, null), publicUrl });
  const behind = await buildServer({ storage, people: secure, behindProxy: true, loopbackOnly: true });
  await signUp('secure@example.org');
  const answer = await behind.inject({
    method: 'POST',
    url: '/api/auth/log-in',
    headers: { host: 'kirmash.example.org', origin: publicUrl, 'x-forwarded-for': '203.0.113.9' },
    payload: { email: 'secure@example.org', password: PASSWORD },
  });
  expect(answer.statusCode).toBe(200);
  expect([answer.headers['set-cookie']].flat()[0]).toMatch(
    /^__Secure-kirmash\.session_token=.*; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
  const session = await storage.db
    .selectFrom('person_session')
    .select('ip_address')
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  expect(session?.ip_address).toBe('203.0.113.9');
  await behind.close();
});

test('one network address cannot ask for ever', async () => {
  const limited = await testPeople(storage.db, true);
  const strict = await buildServer({ storage, people: limited });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const answer = await askAs(strict, 'POST', '/auth/forgotten', { body: { email: 'spray@example.org' } });
    statuses.push(answer.statusCode);
    if (answer.statusCode === 429) expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
  await strict.close();
});

test('two starts at once have one key for cookies', async () => {
  const opened = await Promise.all([testPeople(storage.db), testPeople(storage.db)]);
  expect(opened.map(({ publicUrl }) => publicUrl)).toEqual([PUBLIC_URL, PUBLIC_URL]);
  const secrets = await storage.db.selectFrom('access_secret').selectAll().execute();
  expect(secrets).toHaveLength(1);
  expect(secrets[0]?.value.length).toBeGreaterThan(60);
});

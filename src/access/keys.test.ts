import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure } from '#base/failure.ts';
import type { Storage } from '#storage/database.ts';
import { testStorage } from '../../tests/support/database.ts';
import { findKey, issueKey, listKeys, type NewKey, revokeKey } from './keys.ts';

let storage: Storage;
let market: number;
let other: number;
beforeAll(async () => {
  storage = await testStorage();
  const made = await storage.db
    .insertInto('journal_market')
    .values([
      { name: 'main', simulated: false },
      { name: 'demo', simulated: true },
    ])
    .returning('id')
    .execute();
  [market = 0, other = 0] = made.map(({ id }) => id);
});
afterAll(() => storage.close());

const issue = (wanted: Partial<NewKey> = {}) =>
  issueKey(storage.db, { market, trader: 7, label: 'robot', expires: null, ...wanted });

test('a key is found by its secret, and says for whom it acts', async () => {
  const { key, secret } = await issue();
  expect(secret).toMatch(/^krm_\d+_[A-Za-z0-9_-]{43}$/);
  expect(key).toMatchObject({ market, role: 'trader', trader: 7, label: 'robot', expires: null });
  expect(await findKey(storage.db, secret)).toEqual(key);
  const operator = await issue({ trader: 0 });
  expect(await findKey(storage.db, operator.secret)).toMatchObject({ role: 'operator', trader: 0 });
});

test('nothing but the very secret finds it', async () => {
  const { key, secret } = await issue();
  const second = await issue();
  const bits = secret.split('_').slice(2).join('_');
  const turned = (bits.startsWith('A') ? 'B' : 'A') + bits.slice(1);
  for (const wrong of [
    '',
    'krm_',
    secret.slice(0, -1),
    `${secret} `,
    ` ${secret}`,
    secret.toUpperCase(),
    `krm_${key.id}_${turned}`,
    `krm_${second.key.id}_${bits}`,
    `krm_0${key.id}_${bits}`,
    `krm_999999999_${bits}`,
    `krm_99999999999999999999_${bits}`,
    `krm_1 or 1=1_${bits}`,
  ]) {
    expect([wrong, await findKey(storage.db, wrong)]).toEqual([wrong, undefined]);
  }
});

test('the secret is nowhere in the database', async () => {
  const { key, secret } = await issue();
  const row = await storage.db
    .selectFrom('access_key')
    .selectAll()
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow();
  const bits = secret.split('_').slice(2).join('_');
  expect(JSON.stringify(row)).not.toContain(bits);
  expect(row.hash.includes(Buffer.from(bits))).toBe(false);
  expect(row.hash.includes(Buffer.from(bits, 'base64url'))).toBe(false);
});

test('revoked and expired keys are found no more', async () => {
  const { key, secret } = await issue();
  expect(await revokeKey(storage.db, other, key.id)).toBe(false);
  expect(await revokeKey(storage.db, market, key.id)).toBe(true);
  expect(await revokeKey(storage.db, market, key.id)).toBe(false);
  expect(await findKey(storage.db, secret)).toBeUndefined();

  const past = await issue({ expires: new Date(Date.now() - 1) });
  expect(await findKey(storage.db, past.secret)).toBeUndefined();
  const future = await issue({ expires: new Date(Date.now() + 60_000) });
  expect(await findKey(storage.db, future.secret)).toEqual(future.key);
});

test('lists are of one market, with what became of each key, without secrets', async () => {
  const { key, secret } = await issue({ market: other, label: '  for the audit ' });
  await revokeKey(storage.db, other, key.id);
  const listed = await listKeys(storage.db, other);
  expect(listed).toMatchObject([{ id: key.id, label: 'for the audit', revoked: expect.any(Date) }]);
  expect(JSON.stringify(listed)).not.toContain(secret.slice(-43));
  expect(Object.keys(listed[0] ?? {})).not.toContain('hash');
});

test.each(['', '   ', 'x'.repeat(101), 'two\nlines', 'bell\u0007'])(
  'a label that does not suit: %j',
  async (label) => {
    await expect(issue({ label })).rejects.toThrow(Failure);
  },
);

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '#storage/database.ts';
import { testStorage } from '../../tests/support/database.ts';
import { clearFailures, LOCKED_MS, MOST_FAILURES, takeAttempt } from './lock-out.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testStorage();
});
afterAll(() => storage.close());

const START = Date.parse('2030-01-01T00:00:00Z');
const attempt = (email: string, afterMs = 0) => takeAttempt(storage.db, email, new Date(START + afterMs));

async function fail(email: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await attempt(email);
}

test('locks after so many failures, for a quarter of an hour that more attempts do not prolong', async () => {
  await fail('a@example.org', MOST_FAILURES - 1);
  expect(await attempt('a@example.org')).toEqual({ lockedUntil: null, last: true });
  const until = new Date(START + LOCKED_MS);
  expect((await attempt('A@Example.org ')).lockedUntil).toEqual(until);
  expect((await attempt('a@example.org', LOCKED_MS - 1)).lockedUntil).toEqual(until);
  expect(await attempt('a@example.org', LOCKED_MS)).toEqual({ lockedUntil: null, last: false });
});

test('counts each address by itself, and keeps none of them in clear', async () => {
  await fail('b@example.org', MOST_FAILURES + 1);
  expect((await attempt('c@example.org')).lockedUntil).toBeNull();
  const rows = await storage.db.selectFrom('person_lock_out').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('example.org');
});

test('a success, or a day without failures, begins the count anew', async () => {
  await fail('d@example.org', MOST_FAILURES);
  await clearFailures(storage.db, 'd@example.org');
  expect(await attempt('d@example.org')).toEqual({ lockedUntil: null, last: false });
  await fail('e@example.org', MOST_FAILURES);
  expect((await attempt('e@example.org', 25 * 3_600_000)).lockedUntil).toBeNull();
});

import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { until } from '../../tests/support/kirmash.ts';
import { Connection, isPassing } from './connection.ts';

let url: string;
let admin: pg.Client;
beforeAll(async () => {
  url = await testDatabase();
  admin = new pg.Client({ connectionString: url });
  await admin.connect();
});
afterAll(() => admin.end());

async function sessions(name: string): Promise<number> {
  const { rows } = await admin.query(
    'select count(*)::int as count from pg_stat_activity where application_name = $1',
    [name],
  );
  return rows[0].count;
}

test('whoever asks at the same time gets the same connection, and a broken one is replaced', async () => {
  const connection = new Connection(url, 'shared');
  onTestFinished(() => connection.close());
  const clients = await Promise.all(Array.from({ length: 5 }, () => connection.client()));
  expect(new Set(clients).size).toBe(1);
  expect(await sessions('shared')).toBe(1);
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'shared'`,
  );
  const ask = () => connection.query<{ one: number }>({ text: 'select 1 as one' });
  await ask().catch((error: unknown) => expect(isPassing(error)).toBe(true));
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  expect(await sessions('shared')).toBe(1);
});

test('one that was closed stays closed, also when it was being opened', async () => {
  const connection = new Connection(url, 'closed');
  const opening = connection.client();
  await connection.close();
  await expect(opening).rejects.toThrow('closed');
  await expect(connection.query({ text: 'select 1' })).rejects.toThrow('closed');
  await until(async () => (await sessions('closed')) === 0);
});

test('a quota that is full passes as a full disk does, other faults of the server do not', () => {
  const of = (message: string) => Object.assign(new Error(message), { code: 'XX000' });
  expect(isPassing(of('could not extend file "base/5/16400": Disk quota exceeded'))).toBe(true);
  expect(isPassing(of('could not write to file "pg_wal/xlogtemp.9": File too large'))).toBe(true);
  expect(isPassing(of('cache lookup failed for relation 5'))).toBe(false);
});

test.each([
  ['08006', true],
  ['40001', true],
  ['40P01', true],
  ['53100', true],
  ['57P01', true],
  ['57014', true],
  ['25006', true],
  ['55P03', true],
  ['ECONNREFUSED', true],
  ['ENOENT', true],
  ['23505', false],
  ['42P01', false],
  ['22P02', false],
])('an error with code %s passes: %s', (code, passes) => {
  expect(isPassing(Object.assign(new Error('of the database'), { code }))).toBe(passes);
});

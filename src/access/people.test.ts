/** better-auth and Kirmash's own tables: whether it finds in them all that it needs. */
import { getMigrations } from 'better-auth/db/migration';
import { expect, test } from 'vitest';
import { testStorage } from '../../tests/support/database.ts';
import { testPeople } from '../../tests/support/people-api.ts';

test('better-auth misses no table and no column of its own', async () => {
  const storage = await testStorage();
  const { auth } = await testPeople(storage.db, true);
  const { toBeCreated, toBeAdded } = await getMigrations({
    ...auth.options,
    database: { db: storage.db, type: 'postgres' },
  });
  expect(toBeCreated.map(({ table }) => table)).toEqual([]);
  expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([]);
  await storage.close();
});

import { expect, test } from 'vitest';
import { testStorage } from '../../tests/support/database.ts';

test('the migrated database answers through the typed tables', async () => {
  const storage = await testStorage();
  expect(await storage.db.selectFrom('entity').selectAll().execute()).toEqual([]);
  await storage.close();
});

import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';

/** Gives a database of one's own, migrated and empty, as a copy of the template; `close` when done. */
export async function testStorage(): Promise<Storage> {
  const adminUrl = inject('adminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabase(adminUrl, name, 'template_kirmash');
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return openStorage({ url: url.href, connections: 4 });
}

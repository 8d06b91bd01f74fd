import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';

/** Gives a database of one's own, migrated and empty, as a copy of the template; `close` when done. */
export async function testStorage(): Promise<Storage> {
  return openStorage({ url: await testDatabase(), connections: 4 });
}

/** Gives the URL of a database of one's own, migrated and empty. */
export async function testDatabase(): Promise<string> {
  return newDatabase('template_kirmash');
}

/** Gives the URL of a database of one's own without any table. */
export async function emptyDatabase(): Promise<string> {
  return newDatabase();
}

async function newDatabase(template?: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabase(inject('adminUrl'), name, template);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

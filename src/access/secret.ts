/** Secrets that Kirmash makes up once and keeps in the database, so that nobody has to set them. */
import { randomBytes } from 'node:crypto';
import type { Database } from '#storage/database.ts';

const BYTES = 48;

/** Gives the secret of that name, made up at the first call. Processes that call at once get the same. */
export async function keptSecret(db: Database, name: string): Promise<string> {
  await db
    .insertInto('access_secret')
    .values({ name, value: randomBytes(BYTES).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('access_secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}

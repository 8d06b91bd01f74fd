/** A PostgreSQL server of a benchmark's own: the embedded one, with durable commits, in a folder that goes with it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, openStorage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';

/** Gives an empty, migrated database to a task, by its URL. */
export async function withDatabase<T>(task: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-bench-'));
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder });
  try {
    const url = server.url('kirmash');
    await createDatabase(server.url('postgres'), 'kirmash');
    await (await openStorage({ url })).close();
    return await task(url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

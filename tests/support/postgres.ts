/** One real PostgreSQL for the whole test run, with a migrated template that each test file copies. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase, openStorage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

// Vitest ends at these signals without its teardown; leaving in order tells the server at least.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-test-'));
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  // Tests check results, not durability: without fsync they are several times faster.
  const server = await startEmbedded({ folder, settings: ['fsync=off', 'max_connections=200'] });
  const adminUrl = server.url('postgres');
  await createDatabase(adminUrl, 'template_kirmash');
  const storage = await openStorage({ url: server.url('template_kirmash'), connections: 1 });
  await storage.close();
  project.provide('adminUrl', adminUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

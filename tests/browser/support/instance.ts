/** One real Kirmash on the reference data for the whole run of the browser tests, built as `npm start` builds it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startKirmash } from '../../support/process.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where it answers: http://127.0.0.1:PORT. */
    address: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Said at once, not once for every test.
  findChromium();
  const home = await mkdtemp(join(tmpdir(), 'kirmash-browser-'));
  // As root PostgreSQL runs as another user, who must be able to enter.
  await chmod(home, 0o711);
  const { child, ready, ended } = startKirmash(['demo'], { KIRMASH_HOME: home });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  try {
    project.provide('address', await ready);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

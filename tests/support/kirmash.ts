/** Runs the real kirmash command in tests, on data folders of their own, and leaves nothing behind. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, onTestFinished, vi } from 'vitest';
import { clusterOf } from '#storage/home.ts';
import { readPostmaster, servesCluster } from '#storage/postmaster.ts';
import { type Kirmash, startKirmash } from './process.ts';

// Each start of a program and of a database takes its second, more on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** Gives a folder that is removed after the test, with any database server that still runs on it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-cli-'));
  // As root PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  onTestFinished(async () => {
    for (const inside of ['', ...(await readdir(folder))]) await stopServer(join(folder, inside));
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

let template: Promise<string> | null = null;

/** A data folder that Kirmash has served and stopped on, made once for all tests of a file. */
async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-template-'));
  await chmod(folder, 0o711);
  const home = join(folder, 'home');
  const { ready, child, ended } = startKirmash(['serve', '--api-only'], { KIRMASH_HOME: home });
  await ready;
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  if (code !== 0) throw new Error(`the template's Kirmash ended with ${code}: ${stderr}`);
  return home;
}

afterAll(async () => {
  if (template !== null) await rm(dirname(await template), { recursive: true, force: true });
});

/**
 * Gives a data folder as an earlier Kirmash left it, for tests of what is no first start: a copy, since making a
 * database takes several times as long as anything that is done with it.
 */
export async function servedHome(): Promise<string> {
  template ??= makeTemplate();
  const from = await template;
  const home = join(await temporaryFolder(), 'home');
  // As root the files belong to PostgreSQL's account, and so must their copies.
  await promisify(execFile)('cp', ['-a', from, home]);
  return home;
}

async function stopServer(home: string): Promise<void> {
  const pid = await serverOf(home);
  if (pid === null) return;
  process.kill(pid, 'SIGQUIT');
  while ((await serverOf(home)) !== null) await sleep(20);
}

/** Gives the process number of the database server that runs on a data folder; null if none does. */
export async function serverOf(home: string): Promise<number | null> {
  const found = await readPostmaster(clusterOf(home));
  return found && (await servesCluster(found.pid, clusterOf(home))) ? found.pid : null;
}

/** Runs the command; after the test it is killed if it still runs. */
export function kirmash(...given: Parameters<typeof startKirmash>): Kirmash {
  const started = startKirmash(...given);
  const { child, ended } = started;
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return started;
}

export { until } from './waiting.ts';

/** Starts the real kirmash command in a process of its own, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { clusterOf } from '#storage/home.ts';
import { readPostmaster, servesCluster } from '#storage/postmaster.ts';

const ENTRY = fileURLToPath(new URL('../../src/cli/kirmash.ts', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Kirmash {
  pid: number;
  child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  /** Resolves with its address when it says that it is ready; fails if it ends before. */
  ready: Promise<string>;
  ended: Promise<Ended>;
}

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
export function kirmash(
  words: readonly string[],
  environment: Record<string, string>,
  options: { group?: boolean } = {},
): Kirmash {
  const { DATABASE_URL: _url, KIRMASH_HOME: _home, ...inherited } = process.env;
  const child = spawn(process.execPath, [ENTRY, ...words], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.group ?? false,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /ready:\s+(http\S+)/.exec(stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`kirmash ended before it was ready:\n${stdout}${stderr}`)));
  });
  // A test that awaits only the end is not to fail because of this one.
  ready.catch(() => {});
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return { pid: child.pid as number, child, output: () => stdout + stderr, ready, ended };
}

/** Waits until something holds, looking every few milliseconds. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await sleep(10);
  }
}

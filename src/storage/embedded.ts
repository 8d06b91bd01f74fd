/**
 * The PostgreSQL server that Kirmash brings along, kept in the data folder.
 *
 * Goals: durable by default (fsync and synchronous_commit stay on), loopback only, one password per folder, and a
 * start that mends what an earlier one left when it was killed: a server still running, a half-made cluster, a
 * lost password.
 * Non-goals: tuning for large machines (use DATABASE_URL for that).
 *
 * The data folder holds `postgres/` (the cluster), `postgres.log`, `postgres-password`, `kirmash.lock`, `kirmash.pid`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Failure } from '#base/failure.ts';
import { type Account, serverAccount } from './account.ts';
import { explainOutput, spawnOptions } from './child.ts';
import { type Cluster, ensureCluster, ROLE, readPassword, resetPassword } from './cluster.ts';
import { explainFileError } from './explain.ts';
import { lockFolder } from './folder-lock.ts';
import { clusterOf } from './home.ts';
import { readPostmaster, servesCluster, stopOrphan } from './postmaster.ts';
import { findPrograms } from './programs.ts';

export interface EmbeddedServer {
  /** Connection URL of a database on this server. */
  url(database: string): string;
  /** Tells others who find the folder in use where this Kirmash answers. */
  announce(address: string): void;
  /** Resolves if the server ends without having been told to. */
  lost: Promise<Failure>;
  /** Stops the server and gives the folder free; a second call does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The data folder; as root one that PostgreSQL's account may enter, which `openHome` sees to. */
  folder: string;
  /** Further server settings, 'name=value'. */
  settings?: readonly string[];
  /** Told what takes time or was mended, in a few words. */
  report?: (line: string) => void;
  /** Run once the folder is held, before anything in it is looked at. */
  prepare?: () => Promise<void>;
  /** Ends the start; what was begun is stopped, and the reason thrown. */
  signal?: AbortSignal | undefined;
}

const READY_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts the embedded server, making its cluster the first time.
 * Errors: FolderInUseError; Failure with the reason where it can't start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { folder, signal, report = () => {}, settings = [] } = options;
  const lock = lockFolder(folder);
  try {
    await options.prepare?.();
    const account: Account | null = await serverAccount(clusterOf(folder));
    const cluster: Cluster = { folder, account, programs: await findPrograms(account) };
    if (await stopOrphan(clusterOf(folder))) {
      report('stopped a database server that an earlier Kirmash left running');
    }
    await ensureCluster(cluster, signal, report);
    let password = await readPassword(folder);
    if (password === null) {
      password = await resetPassword(cluster);
      report('gave the database a new password, since the old one was gone');
    }
    let server = await run(cluster, settings, signal, report);
    if (!(await accepts(server.port, password))) {
      await server.stop();
      password = await resetPassword(cluster);
      report('gave the database a new password, since the old one did not open it');
      server = await run(cluster, settings, signal, report);
    }
    const { port, lost, stop } = server;
    const known = password;
    return {
      url: (database) => urlOf(port, known, database),
      announce: lock.announce,
      lost,
      stop: async () => {
        await stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Finds the server that another Kirmash runs on a folder.
 * Gives a function from database to URL. Errors: Failure where no server answers in time.
 */
export async function attachEmbedded(folder: string): Promise<(database: string) => string> {
  const end = performance.now() + 20_000;
  do {
    const found = await readPostmaster(clusterOf(folder));
    const password = await readPassword(folder);
    if (found?.ready && password !== null && (await servesCluster(found.pid, clusterOf(folder)))) {
      return (database) => urlOf(found.port, password, database);
    }
    await sleep(100);
  } while (performance.now() < end);
  throw new Failure(
    `Another Kirmash holds ${folder} but its database does not answer: try again when it has started.`,
  );
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${ROLE}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

async function accepts(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

interface Running {
  port: number;
  lost: Promise<Failure>;
  stop(): Promise<void>;
}

/** Starts the server process and waits until it takes connections. */
async function run(
  cluster: Cluster,
  settings: readonly string[],
  signal: AbortSignal | undefined,
  report: (line: string) => void,
): Promise<Running> {
  const { folder } = cluster;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const port = await freePort();
    const { child, written } = await launch(cluster, port, settings);
    const ended = once(child, 'close');
    // Should this process end in a way that skips `stop`, the server is told at least.
    const farewell = (): void => void child.kill('SIGINT');
    process.once('exit', farewell);
    let stopping = false;
    const stop = async (): Promise<void> => {
      stopping = true;
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
      process.off('exit', farewell);
    };
    const state = await untilReady(child, folder, signal, report);
    if (state === 'ready') {
      const lost = new Promise<Failure>((resolve) => {
        void ended.then(async () => {
          if (!stopping) resolve(explainOutput(await written(), folder));
        });
      });
      return { port, lost, stop };
    }
    await stop();
    signal?.throwIfAborted();
    const output = await written();
    // Another program was given the port in between, or workers of a killed server are still ending.
    const passing =
      /could not (?:bind|create any)|Address already in use/.test(output) ||
      /shared memory block .* is still in use/.test(output);
    if (state === 'late' || !passing || attempt === 20) throw explainOutput(output, folder);
    await sleep(250);
  }
}

/** Starts the process; `written` gives what it added to the log since. */
async function launch(
  { folder, programs, account }: Cluster,
  port: number,
  settings: readonly string[],
): Promise<{ child: ChildProcess; written: () => Promise<string> }> {
  const file = join(folder, 'postgres.log');
  try {
    if (((await stat(file).catch(() => null))?.size ?? 0) > LOG_LIMIT_BYTES) await rename(file, `${file}.1`);
    const log = await open(file, 'a', 0o600);
    try {
      const { size: before } = await log.stat();
      const flags = [`listen_addresses=127.0.0.1`, 'unix_socket_directories=', ...settings];
      const child = spawn(
        programs.postgres,
        ['-D', clusterOf(folder), '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
        { ...spawnOptions(account), stdio: ['ignore', log.fd, log.fd] },
      );
      const written = async (): Promise<string> =>
        (await readFile(file)).subarray(before).toString('utf8').slice(-20_000);
      return { child, written };
    } finally {
      await log.close();
    }
  } catch (error) {
    throw explainFileError(error, `PostgreSQL can't be started on ${folder}`) ?? error;
  }
}

async function untilReady(
  child: ChildProcess,
  folder: string,
  signal: AbortSignal | undefined,
  report: (line: string) => void,
): Promise<'ready' | 'ended' | 'late'> {
  const begun = performance.now();
  let told = false;
  while (child.exitCode === null && child.signalCode === null && !signal?.aborted) {
    const found = await readPostmaster(clusterOf(folder));
    if (found?.pid === child.pid && found?.ready) return 'ready';
    const waitedMs = performance.now() - begun;
    if (waitedMs > READY_WITHIN_MS) return 'late';
    if (waitedMs > 3_000 && !told) {
      told = true;
      report('the database is recovering from an unclean stop');
    }
    await sleep(15);
  }
  return 'ended';
}

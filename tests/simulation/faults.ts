/**
 * Runs under faults on a database server of their own, durable as in use, which is killed too. It lies on a small disk
 * of its own, to be filled, where one can be mounted; elsewhere the size of its files is limited.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { createDatabase, openStorage } from '#storage/database.ts';
import { type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { clusterOf } from '#storage/home.ts';
import { readPostmaster } from '#storage/postmaster.ts';
import { PURSES_TABLES } from '../support/purses-projection.ts';
import { marketLoad, pursesLoad } from './fault-machines.ts';
import { ALL_FAULTS, type Fault, runFaults, type Server } from './fault-run.ts';

const DATABASE = 'faults';
/** The disk is small, so that it is soon full, and so is what the server keeps of its log. */
const DISK = '400m';
const SETTINGS = ['max_wal_size=64MB'];
/** Less than the journal's table reaches in a run, and than a file of the log has. */
const FILE_BYTES = '400000';
const BLOCK = Buffer.alloc(1 << 20, 1);

const run = promisify(execFile);

type Disk = 'own' | 'shared';

/** A server on a folder that can be killed and started again; its port changes then. */
class BreakableServer implements Server {
  readonly #folder: string;
  /** A small one of its own can be filled; of another one the size of files is limited. */
  readonly #disk: Disk;
  #server: EmbeddedServer;

  constructor(folder: string, server: EmbeddedServer, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
    this.#server = server;
  }

  url(): string {
    return this.#server.url(DATABASE);
  }

  async restart(kill: boolean): Promise<void> {
    if (kill) {
      const postmaster = await readPostmaster(clusterOf(this.#folder));
      if (postmaster) process.kill(postmaster.pid, 'SIGKILL');
      await this.#server.lost;
    }
    await this.#server.stop();
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#server = await startEmbedded({ folder: this.#folder, settings: SETTINGS });
        return;
      } catch (error) {
        // Processes of the killed server are still ending.
        if (attempt === 20) throw error;
        await sleep(250);
      }
    }
  }

  async fillDisk(forMs: number): Promise<boolean> {
    if (this.#disk === 'own') await this.#fill(forMs);
    else await this.#limit(forMs);
    const ended = await Promise.race([this.#server.lost.then(() => true), sleep(200).then(() => false)]);
    if (ended) await this.restart(false);
    return ended;
  }

  /** Lets no file of the server grow beyond what the journal has reached: to it that is a full disk. */
  async #limit(forMs: number): Promise<void> {
    const postmaster = await readPostmaster(clusterOf(this.#folder));
    if (postmaster === null) return;
    const limit = async (bytes: string): Promise<void> => {
      const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(postmaster.pid)]);
      const children = stdout.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
      for (const pid of [String(postmaster.pid), ...children]) {
        // One that has ended meanwhile has no limit any more.
        await run('prlimit', ['--pid', pid, `--fsize=${bytes}:unlimited`]).catch(() => {});
      }
    };
    await limit(FILE_BYTES);
    await sleep(forMs);
    await limit('unlimited');
  }

  async #fill(forMs: number): Promise<void> {
    const path = join(this.#folder, 'ballast');
    const ballast = await open(path, 'w');
    try {
      // Whole blocks first, then the rest of the last one.
      for (let size = BLOCK.length; size >= 1; ) {
        const written = await ballast.write(BLOCK, 0, size).then(
          ({ bytesWritten }) => bytesWritten === size,
          () => false,
        );
        if (!written) size = size === 1 ? 0 : Math.floor(size / 16);
      }
      await sleep(forMs);
    } finally {
      await ballast.close();
      await rm(path);
    }
  }

  /** Empties the tables of the journal and of all that is derived from it. */
  async clear(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url() });
    await client.connect();
    await client.query('truncate journal_market, journal_frame, purse_move, purse_balance cascade');
    await client.end();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

async function startServer(): Promise<{
  server: BreakableServer;
  faults: readonly Fault[];
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-faults-'));
  const succeeds = (command: string, words: readonly string[]): Promise<boolean> =>
    run(command, words).then(
      () => true,
      () => false,
    );
  const own = await succeeds('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]);
  const canFill = own || (await succeeds('prlimit', ['--version']));
  if (!own) {
    process.stdout.write(
      `No disk can be mounted here: ${canFill ? 'the size of files is limited instead' : 'it is not filled'}.\n`,
    );
  }
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const embedded = await startEmbedded({ folder, settings: SETTINGS });
  await createDatabase(embedded.url('postgres'), DATABASE);
  await (await openStorage({ url: embedded.url(DATABASE), connections: 1 })).close();
  const client = new pg.Client({ connectionString: embedded.url(DATABASE) });
  await client.connect();
  await client.query(PURSES_TABLES);
  await client.end();
  const server = new BreakableServer(folder, embedded, own ? 'own' : 'shared');
  const remove = async (): Promise<void> => {
    await server.stop();
    if (own) await run('umount', [folder]);
    await rm(folder, { recursive: true, force: true });
  };
  return {
    server,
    faults: canFill ? ALL_FAULTS : ALL_FAULTS.filter((fault) => fault !== 'fill the disk'),
    remove,
  };
}

/** Runs with so many seeds from the first on, the purses and the market in turn. Gives whether all was right. */
export async function simulate(first: number, runs: number): Promise<boolean> {
  const { server, faults: possible, remove } = await startServer();
  const failed: number[] = [];
  const totals = new Map<string, number>();
  const add = (counts: { readonly [name: string]: number }): void => {
    for (const [name, count] of Object.entries(counts)) totals.set(name, (totals.get(name) ?? 0) + count);
  };
  try {
    for (let seed = first; seed < first + runs; seed += 1) {
      const load = seed % 2 === 0 ? pursesLoad(seed) : marketLoad(seed);
      const result = await runFaults({ ...load, seed, server, faults: possible, count: 6 });
      const faults = Object.entries(result.faults).map(([fault, count]) => `${fault} ${count}`);
      add(result.faults);
      add({ ...result.effects, submissions: result.submissions, 'asked again': result.repeated });
      process.stdout.write(
        `seed ${seed}: ${result.submissions} submissions, ${result.repeated} asked again; ${faults.join(', ')}\n`,
      );
      for (const line of result.wrong) process.stdout.write(`  WRONG ${line}\n`);
      if (result.wrong.length > 0) failed.push(seed);
      await server.clear();
    }
  } finally {
    await remove();
  }
  for (const [name, count] of [...totals].sort())
    process.stdout.write(`${String(count).padStart(8)} ${name}\n`);
  const { stdout } = await run('uptime');
  process.stdout.write(
    `${runs} runs, ${failed.length} failed${failed.length > 0 ? `: seeds ${failed.join(', ')}` : ''};${stdout}`,
  );
  return failed.length === 0;
}

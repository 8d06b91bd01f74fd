/** Connections: one pool per process, typed queries through Kysely. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
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
}

/** Opens a database by URL and brings its schema up to date. Errors: connection errors, NewerDatabaseError. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connections ?? 10 });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      const version = await migrate(client);
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
    throw error;
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

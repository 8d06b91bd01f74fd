/** Checks that a database is what this Kirmash's migrations make, and that everything in it can be read. */
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { copyTarget, listTables } from './backup/tables.ts';
import { describeSchema } from './describe.ts';
import { applyMigrations, checkVersion, loadMigrations, type Migration } from './migrate.ts';

export interface Finding {
  /** What was checked: 'Schema'. */
  check: string;
  /** What was found, for people. */
  found: string;
  /** What is wrong; empty: nothing. */
  wrong: readonly string[];
}

/**
 * Checks migrations and schema. The schema is compared with one that the migrations make beside it, in a transaction
 * that is rolled back.
 * Errors: NewerDatabaseError; ChangedMigrationError; errors of the connection.
 */
export async function verifySchema(
  client: pg.ClientBase,
  migrations?: readonly Migration[],
): Promise<Finding[]> {
  const known = migrations ?? (await loadMigrations());
  const reached = await checkVersion(client, known);
  const { rows } = await client.query<{ name: string }>('select current_schema() as name');
  const actual = await describeSchema(client, rows[0]?.name ?? 'public');
  const wanted = await scratch(client, known.slice(0, reached));
  const missing = wanted.filter((line) => !actual.includes(line)).map((line) => `missing: ${line}`);
  const surplus = actual
    .filter((line) => !wanted.includes(line))
    .map((line) => `not of a migration: ${line}`);
  const behind = known.length - reached;
  return [
    {
      check: 'Migrations',
      found: `schema version ${reached}, all applied as this Kirmash has them${behind > 0 ? `; ${behind} to come at the next start` : ''}`,
      wrong: [],
    },
    {
      check: 'Schema',
      found: `${actual.length} columns, constraints and indexes`,
      wrong: [...missing, ...surplus],
    },
  ];
}

async function scratch(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  const schema = `verify_${randomBytes(6).toString('hex')}`;
  await client.query('begin');
  try {
    await client.query(`create schema ${schema}`);
    // Extensions stay where they are; whatever a migration makes lands in the first schema.
    await client.query(
      `select set_config('search_path', $1 || ', ' || current_setting('search_path'), true)`,
      [schema],
    );
    await applyMigrations(client, migrations);
    return await describeSchema(client, schema);
  } finally {
    await client.query('rollback');
  }
}

/** Reads every row of every table, which also has PostgreSQL check its page checksums. */
export async function verifyReadable(client: pg.ClientBase, signal?: AbortSignal): Promise<Finding> {
  const wrong: string[] = [];
  let rows = 0;
  let bytes = 0;
  const tables = await listTables(client);
  for (const table of tables) {
    signal?.throwIfAborted();
    const stream = client.query(copyTo(`copy ${copyTarget(client, table)} to stdout`));
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length;
        done();
      },
    });
    try {
      await pipeline(stream, sink);
      rows += stream.rowCount;
    } catch (error) {
      wrong.push(`${table.name} can't be read: ${(error as Error).message}`);
    }
  }
  return {
    check: 'Tables',
    found: `${tables.length} tables, ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB read`,
    wrong,
  };
}

/**
 * Migrations: plain SQL files, forward only, each in one transaction, in the order of their numbers.
 * A file that has landed on main in a release is never edited again; its checksum is kept to prove it.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { Failure } from '#base/failure.ts';

export interface Migration {
  number: number;
  name: string;
  sql: string;
  checksum: string;
}

/** A database that was written by a later Kirmash than this one. */
export class NewerDatabaseError extends Failure {
  readonly databaseVersion: number;
  readonly programVersion: number;
  constructor(databaseVersion: number, programVersion: number) {
    super(
      `The database has schema version ${databaseVersion}, this Kirmash knows ${programVersion}: ` +
        'start it with the newer Kirmash that wrote it, or with another data folder.',
    );
    this.databaseVersion = databaseVersion;
    this.programVersion = programVersion;
  }
}

/** A migration that was applied to the database is not the one that this Kirmash has. */
export class ChangedMigrationError extends Failure {
  readonly migration: string;
  constructor(migration: string) {
    super(
      `The migration ${migration} is not the one that this database was made with: ` +
        'use the Kirmash that made it, or another data folder.',
    );
    this.migration = migration;
  }
}

const FOLDER = new URL('./migrations/', import.meta.url);

/** Gives all migrations in order. Errors: a file name without a number, a number missing or twice. */
export async function loadMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number.parseInt(file, 10);
      if (number !== index + 1) throw new Error(`migration ${file} should have the number ${index + 1}`);
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { number, name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

// Any two programs that migrate one database take turns by this advisory lock ('kirm' in ASCII).
const LOCK = 0x6b69726d;

const VERSION_TABLE = `create table if not exists schema_version (
  number int primary key, name text not null, checksum text not null, applied timestamptz not null default now())`;

/** Applies migrations in the transaction that the client is in. */
export async function applyMigrations(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<void> {
  await client.query(VERSION_TABLE);
  for (const { number, name, sql, checksum } of migrations) {
    await client.query(sql);
    await client.query('insert into schema_version (number, name, checksum) values ($1, $2, $3)', [
      number,
      name,
      checksum,
    ]);
  }
}

/**
 * Reads which migrations a database has, and checks them against those that are known.
 * Gives the schema version reached. Errors: NewerDatabaseError; ChangedMigrationError.
 */
export async function checkVersion(client: pg.ClientBase, known: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('schema_version') is not null as there`,
  );
  if (!rows[0]?.there) return 0;
  const applied = await client.query<{ number: number; checksum: string }>(
    'select number, checksum from schema_version order by number',
  );
  const reached = applied.rows.at(-1)?.number ?? 0;
  if (reached > known.length) throw new NewerDatabaseError(reached, known.length);
  const changed = known.find(
    (migration, index) => index < reached && applied.rows[index]?.checksum !== migration.checksum,
  );
  if (changed) throw new ChangedMigrationError(changed.name);
  return reached;
}

/**
 * Brings a database to the newest schema.
 * Takes a connected client; gives the schema version reached.
 * Errors: NewerDatabaseError; ChangedMigrationError; a migration that fails leaves the database at the version before it.
 */
export async function migrate(client: pg.ClientBase, migrations?: readonly Migration[]): Promise<number> {
  const all = migrations ?? (await loadMigrations());
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    const reached = await checkVersion(client, all);
    for (const migration of all.slice(reached)) {
      await client.query('begin');
      try {
        await applyMigrations(client, [migration]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
    return all.length;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

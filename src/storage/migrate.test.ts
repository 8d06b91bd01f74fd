import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDatabase, testStorage } from '../../tests/support/database.ts';
import { readTables } from '../../tests/support/table-types.ts';
import { listTables } from './backup/tables.ts';
import { openStorage } from './database.ts';
import { describeSchema } from './describe.ts';
import {
  ChangedMigrationError,
  loadMigrations,
  type Migration,
  migrate,
  NewerDatabaseError,
} from './migrate.ts';
import { verifySchema } from './verify.ts';

let url: string;
let client: pg.Client;
let all: Migration[];

beforeEach(async () => {
  url = await emptyDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  all = await loadMigrations();
});
afterEach(async () => {
  await client.end();
});

function later(sql: string): Migration {
  return { number: all.length + 1, name: 'later.sql', sql, checksum: 'later' };
}

async function versions(): Promise<number[]> {
  const { rows } = await client.query<{ number: number }>(
    'select number from schema_version order by number',
  );
  return rows.map((row) => row.number);
}

test('from nothing, and again: the second time changes nothing', async () => {
  expect(await migrate(client, all)).toBe(all.length);
  const first = await describeSchema(client, 'public');
  expect(await migrate(client, all)).toBe(all.length);
  expect(await describeSchema(client, 'public')).toEqual(first);
  expect(await versions()).toEqual(all.map((migration) => migration.number));
});

test('from each version before, the schema is the same as from nothing', async () => {
  const storage = await testStorage();
  const whole = await storage.pool.connect();
  const wanted = await describeSchema(whole, 'public');
  whole.release();
  await storage.close();
  for (let version = 1; version <= all.length; version += 1) {
    await migrate(client, all.slice(0, version));
    expect(await versions()).toHaveLength(version);
  }
  expect(await describeSchema(client, 'public')).toEqual(wanted);
});

test('a migration that fails leaves the version before it, whole', async () => {
  const failing = later('create table half_made (a int); select 1 / 0;');
  await expect(migrate(client, [...all, failing])).rejects.toThrow('division by zero');
  expect(await versions()).toHaveLength(all.length);
  expect((await listTables(client)).map((table) => table.name)).not.toContain('half_made');
});

test('an applied migration that has changed since is reported by name', async () => {
  await migrate(client, all);
  const changed = all.map((migration) => ({ ...migration, checksum: 'another' }));
  await expect(migrate(client, changed)).rejects.toThrow(ChangedMigrationError);
  await expect(migrate(client, changed)).rejects.toThrow(all[0]?.name as string);
});

test('a database of a newer program is refused, and left alone', async () => {
  await migrate(client, [...all, later('create table later (a int)')]);
  await expect(openStorage({ url })).rejects.toThrow(NewerDatabaseError);
  expect(await versions()).toHaveLength(all.length + 1);
});

test('two programs that migrate at once take turns', async () => {
  const storages = await Promise.all([openStorage({ url }), openStorage({ url }), openStorage({ url })]);
  expect(storages.map((storage) => storage.version)).toEqual([all.length, all.length, all.length]);
  for (const storage of storages) await storage.close();
});

test('schema.ts has the tables, columns and nullability that the database has', async () => {
  await migrate(client, all);
  const { rows } = await client.query<{ table: string; column: string; nullable: boolean }>(
    `select table_name as table, column_name as column, is_nullable = 'YES' as nullable
       from information_schema.columns
      where table_schema = 'public' and table_name <> 'schema_version'`,
  );
  const actual = rows.map((row) => `${row.table}.${row.column}${row.nullable ? ' or null' : ''}`).sort();
  const source = await readFile(new URL('./schema.ts', import.meta.url), 'utf8');
  const declared = readTables(source, 'Schema')
    .map((column) => `${column.table}.${column.name}${column.nullable ? ' or null' : ''}`)
    .sort();
  expect(declared).toEqual(actual);
});

test('verify finds what was changed by hand', async () => {
  await migrate(client, all);
  expect((await verifySchema(client)).flatMap((finding) => finding.wrong)).toEqual([]);
  await client.query('drop index statement_entity; alter table entity add column extra int');
  expect((await verifySchema(client)).flatMap((finding) => finding.wrong)).toEqual([
    expect.stringContaining('missing: index CREATE INDEX statement_entity ON statement '),
    'not of a migration: column entity.extra integer',
  ]);
});

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, testStorage } from '../../../tests/support/database.ts';
import type { Storage } from '../database.ts';
import { describeSchema } from '../describe.ts';
import { loadMigrations, type Migration, migrate } from '../migrate.ts';
import { backup } from './backup.ts';
import { checkBackup, restore } from './restore.ts';
import { listSequences, listTables } from './tables.ts';

const OPTIONS = { program: 'kirmash test' };
const STATEMENTS = 30_000;

let folder: string;
let file: string;
let storage: Storage;

/** Rows with what COPY has to escape, references to the same table both ways, and more than one member's worth. */
const SAMPLE = `
  insert into recording (author, kind, note) select 'system', 'import', note
    from unnest(array[null, 'tab\there', E'line\\nend', E'back\\\\slash \\\\. \\\\N', 'Магілёў · Гродно · Élan', '']) note;
  insert into entity (id, kind, recording) select 'entity-' || i, 'company', 1 from generate_series(1, 3000) i;
  update entity set merged_into = 'entity-3000' where id = 'entity-1';
  update entity set merged_into = 'entity-2' where id = 'entity-2999';
  insert into citation (source, locator, doubt) values ('entity-5', 'article 8', '{"en": "a \\"doubt\\"\\n"}');
  insert into statement (entity, property, value, valid, citation, fingerprint, recording, supersedes)
    select 'entity-' || (1 + i % 3000), 'note', to_jsonb(repeat(md5(i::text), 5)), daterange('2021-01-01', null), 1,
           decode(md5(i::text), 'hex'), 1, case when i = 1 then ${STATEMENTS} end from generate_series(1, ${STATEMENTS}) i;
  insert into cell (measure, area, period) values ('exports', 'entity-7', '[2021-01-01,2021-09-01)');
  insert into figure (id, cell, form, value, low, high, unit, wording, citation, fingerprint, recording)
    values ('f-1', 1, 'level', 19500000.000, 19450000, 'NaN', 'USD', 'exact', 1, '\\x00ff', 1);
  insert into remark (id, severity, text, entities, citation, fingerprint, recording)
    values ('k-1', 'doubt', '{"en": "?"}', array['entity-1', 'with "quotes", and comma'], 1, '', 1);`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirmash-backup-'));
  file = join(folder, 'backup.tar.zst');
  storage = await testStorage();
  const client = await storage.pool.connect();
  await client.query(SAMPLE);
  const result = await backup(client, file, OPTIONS);
  expect(result.tables).toBe((await listTables(client)).length);
  expect(result.rows).toBeGreaterThan(STATEMENTS);
  client.release();
});

afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

/** Everything that a database holds. */
async function contents(client: pg.ClientBase) {
  const rows: { [table: string]: unknown } = {};
  for (const { name } of await listTables(client)) {
    const table = client.escapeIdentifier(name);
    rows[name] = (
      await client.query(
        `select count(*), md5(string_agg(t::text, '|' order by t::text collate "C")) from ${table} t`,
      )
    ).rows[0];
  }
  return { rows, sequences: await listSequences(client), schema: await describeSchema(client, 'public') };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

test('a restored database has every row, sequence, constraint and index of the one backed up', async () => {
  const client = await connected(await emptyDatabase());
  const result = await restore(client, await checkBackup(file));
  const original = await storage.pool.connect();
  expect(await contents(client)).toEqual(await contents(original));
  original.release();
  expect(result.to).toBe(result.from);
  // What comes next gets a number of its own.
  const { rows } = await client.query(
    `insert into recording (author, kind) values ('system', 'edit') returning id`,
  );
  expect(rows).toEqual([{ id: 7 }]);
  await client.end();
});

test('a backup is the state of one moment, whatever is written meanwhile', async () => {
  const own = await testStorage();
  const client = await own.pool.connect();
  const during = join(folder, 'during.tar.zst');
  await client.query(SAMPLE);
  let written: Promise<unknown> = Promise.resolve();
  const result = await backup(client, during, {
    ...OPTIONS,
    progress: (table) => {
      // Entities are copied by now; without the snapshot the statement would lack its entity.
      if (table === 'entity_view') {
        written = own.pool.query(`insert into entity (id, kind, recording) values ('late', 'city', 1);
          insert into statement (entity, property, citation, fingerprint, recording) values ('late', 'note', 1, '', 1)`);
      }
    },
  });
  await written;
  client.release();
  await own.close();
  const restored = await connected(await emptyDatabase());
  expect((await restore(restored, await checkBackup(during))).rows).toBe(result.rows);
  const { rows } = await restored.query(`select count(*)::int as late from entity where id = 'late'`);
  expect(rows).toEqual([{ late: 0 }]);
  await restored.end();
});

test('a database that is not empty is left alone', async () => {
  const url = await emptyDatabase();
  const client = await connected(url);
  await client.query('create table mine (a int)');
  await expect(restore(client, await checkBackup(file))).rejects.toThrow('The database is not empty');
  expect((await listTables(client)).map((table) => table.name)).toEqual(['mine']);
  await client.end();
});

test('an existing file is not overwritten', async () => {
  const client = await storage.pool.connect();
  await expect(backup(client, file, OPTIONS)).rejects.toThrow('is there already');
  client.release();
});

async function refused(spoilt: string, reason: RegExp): Promise<void> {
  await expect(checkBackup(spoilt)).rejects.toThrow(reason);
}

test('a damaged backup, one cut off, and what is none are refused, and nothing is restored', async () => {
  const whole = await readFile(file);
  const spoilt = join(folder, 'spoilt.tar.zst');
  for (const share of [0.2, 0.5, 0.9]) {
    const copy = Buffer.from(whole);
    const at = Math.floor(whole.length * share);
    copy[at] = (copy[at] as number) ^ 0x10;
    await writeFile(spoilt, copy);
    await refused(spoilt, /is damaged/);
  }
  await writeFile(spoilt, whole);
  await truncate(spoilt, Math.floor(whole.length * 0.7));
  await refused(spoilt, /is damaged \(its end is missing\)/);
  await writeFile(spoilt, 'hello');
  await refused(spoilt, /is not a backup of Kirmash/);
  await refused(join(folder, 'no-such-file'), /There is no file/);
});

test('a backup that is changed after it was checked is refused, and nothing is restored', async () => {
  const changing = join(folder, 'changing.tar.zst');
  const whole = await readFile(file);
  await writeFile(changing, whole);
  const checked = await checkBackup(changing);
  const at = Math.floor(whole.length * 0.9);
  whole[at] = (whole[at] as number) ^ 0x10;
  await writeFile(changing, whole);
  const client = await connected(await emptyDatabase());
  await expect(restore(client, checked)).rejects.toThrow(/is damaged/);
  expect(await listTables(client)).toEqual([]);
  await client.end();
});

const LATER: Migration = {
  number: 0,
  name: 'later.sql',
  sql: `create table later (id bigint generated always as identity primary key, entity text references entity,
          half numeric generated always as (id / 2.0) stored);
        insert into later (entity) select id from entity order by id limit 3;`,
  checksum: 'later',
};

async function withLater(): Promise<Migration[]> {
  const known = await loadMigrations();
  return [...known, { ...LATER, number: known.length + 1 }];
}

test('a backup of an older schema is brought to the present one', async () => {
  const client = await connected(await emptyDatabase());
  const migrations = await withLater();
  const result = await restore(client, await checkBackup(file, migrations), { migrations });
  expect(result).toMatchObject({ from: migrations.length - 1, to: migrations.length });
  expect((await client.query('select id, half from later order by id')).rows).toEqual([
    { id: 1, half: '0.50000000000000000000' },
    { id: 2, half: '1.00000000000000000000' },
    { id: 3, half: '1.5000000000000000' },
  ]);
  await client.end();
});

test('tables of later migrations are backed up too; a backup of a newer schema is refused', async () => {
  const migrations = await withLater();
  const source = await connected(await emptyDatabase());
  await migrate(source, migrations);
  await source.query(`insert into recording (author, kind) values ('system', 'import');
    insert into entity (id, kind, recording) values ('minsk', 'city', 1);
    insert into later (entity) values ('minsk'), (null)`);
  const newer = join(folder, 'newer.tar.zst');
  await backup(source, newer, OPTIONS);
  const target = await connected(await emptyDatabase());
  await restore(target, await checkBackup(newer, migrations), { migrations });
  expect(await contents(target)).toEqual(await contents(source));
  await source.end();
  await target.end();
  await refused(
    newer,
    /schema version \d+, this Kirmash knows \d+: restore it with the Kirmash that wrote it/,
  );
});

test('a backup made with a migration that has changed since is refused', async () => {
  const [first, ...rest] = await loadMigrations();
  const changed = [{ ...(first as Migration), checksum: 'another' }, ...rest];
  await expect(checkBackup(file, changed)).rejects.toThrow(/is not the one that this database was made with/);
});

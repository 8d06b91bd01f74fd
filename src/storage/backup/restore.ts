/**
 * Restores a backup into an empty database, all or nothing: schema, rows and later migrations are one transaction.
 * Foreign keys are taken away while rows come in, in whatever order, and put back at the end, which checks them all.
 */
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Failure } from '#base/failure.ts';
import { applyMigrations, ChangedMigrationError, loadMigrations, type Migration } from '../migrate.ts';
import { type CheckedArchive, checkArchive, type Manifest, type Member, readTables } from './archive.ts';
import { copyTarget, listForeignKeys, listTables, type Table } from './tables.ts';

export interface RestoreResult {
  tables: number;
  rows: number;
  /** Schema version of the backup, before later migrations. */
  from: number;
  /** Schema version reached. */
  to: number;
}

/**
 * Reads a backup through without restoring it.
 * Errors: Failure for a file that is damaged, cut off, no backup, or from a newer Kirmash; ChangedMigrationError.
 */
export async function checkBackup(file: string, migrations?: readonly Migration[]): Promise<CheckedArchive> {
  const known = migrations ?? (await loadMigrations());
  const archive = await checkArchive(file);
  const { schemaVersion, program, migrations: applied } = archive.header;
  if (schemaVersion > known.length) {
    throw new Failure(
      `The backup ${file} has schema version ${schemaVersion}, this Kirmash knows ${known.length}: restore it with the Kirmash that wrote it (${program}) or a newer one.`,
    );
  }
  const changed = known.find(({ checksum }, index) => index < schemaVersion && applied[index] !== checksum);
  if (changed) throw new ChangedMigrationError(changed.name);
  return archive;
}

/**
 * Restores a backup that was checked into the database of a connected client.
 * Errors: Failure where the database is not empty, or the file is not what was checked; the database is then as it
 * was.
 */
export async function restore(
  client: pg.ClientBase,
  archive: CheckedArchive,
  options: {
    progress?: (text: string) => void;
    signal?: AbortSignal;
    migrations?: readonly Migration[];
  } = {},
): Promise<RestoreResult> {
  const { progress = () => {}, signal } = options;
  const { header, manifest } = archive;
  const migrations = options.migrations ?? (await loadMigrations());
  if ((await listTables(client)).length > 0) {
    throw new Failure('The database is not empty: a backup is restored into an empty one only.');
  }
  await client.query('begin');
  try {
    await applyMigrations(client, migrations.slice(0, header.schemaVersion));
    const target = new Target(client);
    await target.prepare(header.tables);
    for await (const member of readTables(archive)) {
      signal?.throwIfAborted();
      await target.write(member, progress);
    }
    await target.finish(manifest);
    await applyMigrations(client, migrations.slice(header.schemaVersion));
    await client.query('commit');
    await client.query('analyze');
    return {
      tables: header.tables.length,
      rows: Object.values(manifest.rows).reduce((sum, count) => sum + count, 0),
      from: header.schemaVersion,
      to: migrations.length,
    };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** The tables while rows come in. */
class Target {
  readonly #client: pg.ClientBase;
  readonly #tables = new Map<string, Table>();
  readonly #rows = new Map<string, number>();
  #putBack: string[] = [];

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  async prepare(tables: readonly Table[]): Promise<void> {
    const client = this.#client;
    const name = (identifier: string): string => client.escapeIdentifier(identifier);
    const there = new Set((await listTables(client)).map((table) => table.name));
    const unknown = tables.find((table) => !there.has(table.name));
    if (unknown)
      throw new Failure(`The backup has a table ${unknown.name} that its schema version does not have.`);
    for (const key of await listForeignKeys(client)) {
      await client.query(`alter table ${name(key.table)} drop constraint ${name(key.name)}`);
      this.#putBack.push(`alter table ${name(key.table)} add constraint ${name(key.name)} ${key.definition}`);
    }
    for (const table of tables) {
      // A migration may have put rows there, or triggers that would act on what they have acted on before.
      await client.query(`delete from ${name(table.name)}`);
      await client.query(`alter table ${name(table.name)} disable trigger user`);
      this.#putBack.push(`alter table ${name(table.name)} enable trigger user`);
      this.#tables.set(table.name, table);
      this.#rows.set(table.name, 0);
    }
  }

  async write(member: Member, progress: (text: string) => void): Promise<void> {
    const [, name = ''] = member.name.split('/');
    const table = this.#tables.get(name);
    if (!table) throw new Failure(`The backup has a member ${member.name} that belongs to no table.`);
    progress(name);
    const stream = this.#client.query(copyFrom(`copy ${copyTarget(this.#client, table)} from stdin`));
    const done = once(stream, 'finish');
    stream.end(member.content);
    await done;
    this.#rows.set(name, (this.#rows.get(name) ?? 0) + stream.rowCount);
  }

  async finish(manifest: Manifest): Promise<void> {
    for (const [table, rows] of this.#rows) {
      if (manifest.rows[table] !== rows) {
        throw new Failure(`The backup promises ${manifest.rows[table]} rows of ${table} and has ${rows}.`);
      }
    }
    for (const [sequence, value] of Object.entries(manifest.sequences)) {
      if (value === null) continue;
      await this.#client.query(`select setval($1::text::regclass, $2::bigint)`, [
        this.#client.escapeIdentifier(sequence),
        value,
      ]);
    }
    // What is deferred to the end of the transaction would bar the changes of tables below.
    await this.#client.query('set constraints all immediate');
    for (const statement of this.#putBack) await this.#client.query(statement);
  }
}

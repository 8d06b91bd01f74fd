/**
 * Writes a backup: every table as it was at one moment, while others go on reading and writing.
 * It needs no program of PostgreSQL's, of which the embedded server brings only some, and is alike for any server.
 */
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Add, FORMAT, type Manifest, writeArchive } from './archive.ts';
import { copyTarget, listSequences, listTables, type Table } from './tables.ts';

/** Members are cut at the first line end after this many bytes. */
const MEMBER_BYTES = 4_000_000;
const LINE_END = 0x0a;

export interface BackupResult {
  /** Size of the file. */
  bytes: number;
  tables: number;
  rows: number;
}

/**
 * Backs up the database of a connected client into a file that is not there yet.
 * `program` names what writes it ('kirmash 0.1.0'); `progress` is told each table as it begins.
 * Errors: Failure where the file can't be written; AbortSignal's reason; errors of the connection.
 */
export async function backup(
  client: pg.ClientBase,
  file: string,
  options: { program: string; progress?: (text: string) => void; signal?: AbortSignal },
): Promise<BackupResult> {
  const { program, progress = () => {}, signal } = options;
  await client.query('begin isolation level repeatable read read only');
  try {
    const tables = await listTables(client);
    const applied = await client.query<{ checksum: string }>(
      'select checksum from schema_version order by number',
    );
    const header = {
      format: FORMAT,
      program,
      created: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
      schemaVersion: applied.rows.length,
      migrations: applied.rows.map((row) => row.checksum),
      tables,
    };
    const rows: Manifest['rows'] = {};
    const bytes = await writeArchive(file, header, async (add) => {
      for (const table of tables) {
        signal?.throwIfAborted();
        progress(table.name);
        rows[table.name] = await copyTable(client, table, add, signal);
      }
      // Read last: a sequence that has gone on since the snapshot does no harm, one that lags behind would.
      return { rows, sequences: await listSequences(client) };
    });
    return { bytes, tables: tables.length, rows: Object.values(rows).reduce((sum, count) => sum + count, 0) };
  } finally {
    await client.query('rollback');
  }
}

/** Copies one table into as many members as it takes; gives the number of rows. */
async function copyTable(
  client: pg.ClientBase,
  table: Table,
  add: Add,
  signal?: AbortSignal,
): Promise<number> {
  const stream = client.query(copyTo(`copy ${copyTarget(client, table)} to stdout`));
  let parts: Buffer[] = [];
  let size = 0;
  let count = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (size === 0) return;
    count += 1;
    const content = Buffer.concat(parts);
    parts = [];
    size = 0;
    await add(`tables/${table.name}/${String(count).padStart(6, '0')}`, content);
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    // In COPY's text form a line end stands only between rows.
    for (const byte of chunk) if (byte === LINE_END) rows += 1;
    const cut = size + chunk.length >= MEMBER_BYTES ? chunk.lastIndexOf(LINE_END) + 1 : 0;
    if (cut > 0) {
      parts.push(chunk.subarray(0, cut));
      size += cut;
      await flush();
    }
    parts.push(chunk.subarray(cut));
    size += chunk.length - cut;
  }
  await flush();
  return rows;
}

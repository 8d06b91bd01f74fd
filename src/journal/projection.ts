/** What turns events into rows of SQL: a projection. It can always be built again from the journal. */
import type pg from 'pg';
import type { Machine } from './machine.ts';
import type { Applied } from './runner.ts';

export interface Projection {
  readonly name: string;
  /** Raised with every change of what it writes: tables of another version are built anew. */
  readonly version: number;
  /** Its tables; each has a column `market`, by which it is emptied. */
  readonly tables: readonly string[];
  /** Begins for one market. */
  start(market: number): Fold;
}

/** Gathers rows from frames, and writes them many at a time. */
export interface Fold {
  /** Rows that wait to be written. */
  readonly waiting: number;
  /** Takes in a frame that was just executed by the machine. */
  take(applied: Applied, machine: Machine): void;
  /** Writes what was gathered, inside the transaction that moves the progress on. It may be called again after a failure. */
  flush(client: pg.ClientBase): Promise<void>;
  /** Forgets what was gathered: it is in the database. */
  clear(): void;
}

/** How far a projection has come. */
export interface Progress {
  readonly name: string;
  readonly version: number;
  readonly frame: number;
}

/** Reads how far the projections of a market have come. */
export async function readProgress(client: pg.ClientBase, market: number): Promise<Progress[]> {
  const { rows } = await client.query<{ name: string; version: number; frame: number }>(
    'select name, version, frame from journal_projection where market = $1',
    [market],
  );
  return rows.map((row) => ({ ...row, frame: Number(row.frame) }));
}

/** Empties a projection of a market, so that it is built anew from the first frame. One transaction. */
export async function resetProjection(
  client: pg.ClientBase,
  market: number,
  projection: Projection,
): Promise<void> {
  await client.query('begin');
  try {
    // The progress first, as followers do: its lock keeps them from writing rows that this would leave behind.
    await client.query(
      `insert into journal_projection (market, name, version) values ($1, $2, $3)
       on conflict (market, name) do update set version = excluded.version, frame = 0, updated = now()`,
      [market, projection.name, projection.version],
    );
    for (const table of projection.tables) {
      await client.query(`delete from ${client.escapeIdentifier(table)} where market = $1`, [market]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Projections of the purses: every move as a row, and the balance of each purse. */
import type pg from 'pg';
import type { Fold, Projection } from '#journal/projection.ts';
import type { Applied } from '#journal/runner.ts';
import { RecordBuffer, readRecord } from '#market/record.ts';
import { DONE } from './purses.ts';

export { createMachine } from './purses.ts';

/** The tables, which no migration makes. */
export const PURSES_TABLES = `
  create table purse_move (market int, number bigint, purse int, balance float8, primary key (market, number));
  create table purse_balance (market int, purse int, balance float8, primary key (market, purse));`;

function fold(
  market: number,
  write: (client: pg.ClientBase, market: number, rows: readonly number[][]) => Promise<void>,
): Fold {
  const rows: number[][] = [];
  const view = new RecordBuffer(16);
  return {
    get waiting() {
      return rows.length;
    },
    take({ events }: Applied) {
      for (let at = 0; at < events.length; at += (events.words[at] as number) >>> 16) {
        if (((events.words[at] as number) & 0xffff) !== DONE.kind) continue;
        view.words.set(events.words.subarray(at, at + DONE.words));
        const { number = 0, purse = 0, balance = 0 } = readRecord(view, 0, DONE);
        rows.push([number, purse, balance]);
      }
    },
    flush: (client) => write(client, market, rows),
    clear() {
      rows.length = 0;
    },
  };
}

const column = (rows: readonly number[][], index: number): number[] =>
  rows.map((row) => row[index] as number);

export const moves: Projection = {
  name: 'moves',
  version: 1,
  tables: ['purse_move'],
  start: (market) =>
    fold(market, async (client, id, rows) => {
      await client.query(
        'insert into purse_move select $1, * from unnest($2::bigint[], $3::int[], $4::float8[])',
        [id, column(rows, 0), column(rows, 1), column(rows, 2)],
      );
    }),
};

export const balances: Projection = {
  name: 'balances',
  version: 1,
  tables: ['purse_balance'],
  start: (market) =>
    fold(market, async (client, id, rows) => {
      const last = [...new Map(rows.map(([, purse, balance]) => [purse, balance])).entries()];
      await client.query(
        `insert into purse_balance select $1, * from unnest($2::int[], $3::float8[])
         on conflict (market, purse) do update set balance = excluded.balance`,
        [id, last.map(([purse]) => purse), last.map(([, balance]) => balance)],
      );
    }),
};

export const projections: readonly Projection[] = [moves, balances];

/** The market's engine as the machine that a journal runs. */
import { createHash } from 'node:crypto';
import { AUDIT_INTERVAL, executeAll } from '#market/execute.ts';
import { assertLedger } from '#market/ledger.ts';
import { type Capacity, Market } from '#market/state.ts';
import type { Machine, Part } from './machine.ts';
import type { RecordBuffer } from './records.ts';

/** Raised when an event gains a field or a command gives other events than before. */
const EVENT_VERSION = 1;
const HASH_HEX = 32;

/** Bytes of a table's rows that are in use. */
function rowsOf(table: { words: Int32Array; rows: number; stride: number }): Uint8Array {
  return new Uint8Array(table.words.buffer, 0, table.rows * table.stride * 4);
}

export class MarketMachine implements Machine {
  readonly name = 'kirmash-market';
  readonly eventVersion: number = EVENT_VERSION;
  readonly market: Market;

  constructor(capacity: Capacity = {}) {
    this.market = new Market(capacity);
  }

  execute(commands: RecordBuffer, _firstCommand: number, output: RecordBuffer, ends: Int32Array): void {
    executeAll(this.market, commands, 0, commands.length, output, ends);
  }

  hash(): string {
    const hash = createHash('sha256');
    for (const table of this.market.tables) {
      // Tables of later versions leave the hashes of older journals as they are.
      if (table.rows === 1) continue;
      hash.update(`${table.name}:${table.rows}:${table.stride};`).update(rowsOf(table));
    }
    return hash.digest('hex').slice(0, HASH_HEX);
  }

  *snapshot(): Iterable<Part> {
    for (const table of this.market.tables) yield { name: table.name, bytes: rowsOf(table) };
  }

  /** Tables that a later version added are empty in an older snapshot. Errors: RangeError. */
  restore(parts: Iterable<Part>): void {
    const tables = new Map(this.market.tables.map((table) => [table.name, table]));
    for (const { name, bytes } of parts) {
      const table = tables.get(name);
      if (table === undefined) throw new RangeError(`the market has no table ${name}`);
      const rows = bytes.length / (table.stride * 4);
      if (!Number.isInteger(rows)) throw new RangeError(`table ${name} has other rows than the snapshot`);
      table.reserve(rows);
      new Uint8Array(table.words.buffer).set(bytes);
      table.rows = rows;
      // Row 0 means 'none', and that of an empty table is not in the hash.
      if (table.words.subarray(0, table.stride).some((word) => word !== 0)) {
        throw new RangeError(`table ${name} begins with something`);
      }
    }
    this.market.sinceAudit = AUDIT_INTERVAL;
  }

  check(): string[] {
    try {
      assertLedger(this.market);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }
}

/** A market's engine, empty. */
export function createMachine(): Machine {
  return new MarketMachine();
}

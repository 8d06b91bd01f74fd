/** Sends rows to tables by COPY, a few megabytes at a time, while the next rows are being made. */
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** A column's value in PostgreSQL's text form. */
export type Column = string | number | boolean | null;

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function write(column: Column): string {
  if (column === null) return '\\N';
  if (typeof column === 'string') {
    return SPECIAL.test(column) ? column.replace(/[\\\n\r\t]/g, (mark) => ESCAPES[mark] as string) : column;
  }
  return typeof column === 'boolean' ? (column ? 't' : 'f') : String(column);
}

const BATCH_BYTES = 2 * 1024 * 1024;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/** Rows of one table that wait to be sent: bytes, not strings, so that the garbage collector has nothing to keep. */
interface Waiting {
  bytes: Buffer;
  used: number;
}

/** One connection; any number of tables in turns. */
export class CopyWriter {
  readonly #client: pg.ClientBase;
  readonly #tables = new Map<string, Waiting>();
  /** Buffers that were sent, to be filled again. */
  readonly #spare: Buffer[] = [];
  #sending: Promise<void> = Promise.resolve();
  #discarding = false;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  /** Adds a row; `table` with its columns, as COPY names them: 'staged_entity (id, kind)'. */
  row(table: string, columns: readonly Column[]): void {
    if (this.#discarding) return;
    let line = write(columns[0] ?? null);
    for (let i = 1; i < columns.length; i++) line += `\t${write(columns[i] as Column)}`;
    line += '\n';
    let waiting = this.#tables.get(table);
    if (!waiting) {
      waiting = { bytes: this.#spare.pop() ?? Buffer.allocUnsafe(64 * 1024), used: 0 };
      this.#tables.set(table, waiting);
    }
    const needed = waiting.used + line.length * MOST_BYTES;
    if (needed > waiting.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, waiting.bytes.length * 2));
      waiting.bytes.copy(larger, 0, 0, waiting.used);
      waiting.bytes = larger;
    }
    waiting.used += waiting.bytes.write(line, waiting.used);
  }

  /** Drops what was not sent yet and all rows to come: what was begun will be rolled back. */
  discard(): void {
    this.#tables.clear();
    this.#discarding = true;
  }

  /** Sends what is full. Await it now and then: it waits while more than one batch is under way. */
  async drain(): Promise<void> {
    for (const [table, { used }] of this.#tables) if (used >= BATCH_BYTES) await this.#send(table);
  }

  /** Sends all that is left and waits until it is there. */
  async end(): Promise<void> {
    for (const table of this.#tables.keys()) await this.#send(table);
    await this.#sending;
  }

  async #send(table: string): Promise<void> {
    const waiting = this.#tables.get(table);
    if (!waiting || waiting.used === 0) return;
    this.#tables.delete(table);
    await this.#sending;
    const stream = this.#client.query(from(`copy ${table} from stdin`));
    stream.end(waiting.bytes.subarray(0, waiting.used));
    this.#sending = finished(stream).then(() => {
      this.#spare.push(waiting.bytes);
    });
    // The error is thrown where it is awaited; until then it is not an unhandled one.
    this.#sending.catch(() => {});
  }
}

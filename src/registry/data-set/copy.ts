/** Sends rows to a table by COPY, a few megabytes at a time, while the next rows are being made. */
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

const BATCH_CHARACTERS = 4_000_000;

/** One connection; any number of tables in turns. */
export class CopyWriter {
  readonly #client: pg.ClientBase;
  readonly #buffers = new Map<string, string[]>();
  readonly #sizes = new Map<string, number>();
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
    const buffer = this.#buffers.get(table);
    if (buffer) buffer.push(line);
    else this.#buffers.set(table, [line]);
    this.#sizes.set(table, (this.#sizes.get(table) ?? 0) + line.length);
  }

  /** Drops what was not sent yet and all rows to come: what was begun will be rolled back. */
  discard(): void {
    this.#buffers.clear();
    this.#sizes.clear();
    this.#discarding = true;
  }

  /** Sends what is full. Await it now and then: it waits while more than one batch is under way. */
  async drain(): Promise<void> {
    for (const [table, size] of this.#sizes) if (size >= BATCH_CHARACTERS) await this.#send(table);
  }

  /** Sends all that is left and waits until it is there. */
  async end(): Promise<void> {
    for (const table of this.#buffers.keys()) await this.#send(table);
    await this.#sending;
  }

  async #send(table: string): Promise<void> {
    const lines = this.#buffers.get(table);
    if (!lines || lines.length === 0) return;
    this.#buffers.set(table, []);
    this.#sizes.set(table, 0);
    await this.#sending;
    const stream = this.#client.query(from(`copy ${table} from stdin`));
    stream.end(`${lines.join('\n')}\n`);
    this.#sending = finished(stream);
    // The error is thrown where it is awaited; until then it is not an unhandled one.
    this.#sending.catch(() => {});
  }
}

/**
 * One connection to PostgreSQL that comes back: a query that fails because the server or the way to it went away
 * closes it, and the next one opens another. Whether such a query took effect is for the caller to find out.
 */
import pg from 'pg';

// Errors that pass. Classes: connection, rollback (deadlock, serialization), resources (disk full among them), operator
// intervention, system. Single ones: a server that only reads, as the one before a failover does; idle or waited too long.
const PASSING = /^(08|40|53|57|58|25006|25P0[34]|55P03)/;
// Of what fails on the disk only 'no space' has a code; a quota or a limit of size is met in the same way.
const UNCODED = 'XX000';
const DISK = /could not (extend|write|fsync)/;
// What Node reports when the way to the server is gone.
const NETWORK = /^(ECONN|EPIPE|ENOENT|EADDRNOTAVAIL|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ERR_STREAM_)/;
const MESSAGES =
  /Connection terminated|connection timeout|not queryable|Client has encountered a connection error|Query read timeout|timeout expired/;

/** How long an answer may take where many rows are written, removed or read at once. */
export const BULK_ANSWER_MS = 900_000;

/** Can it be that the same query succeeds later? */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === UNCODED) return DISK.test(message ?? '');
  if (code !== undefined) return PASSING.test(code) || NETWORK.test(code);
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  return MESSAGES.test(message ?? '');
}

/** A query came after the connection was closed for good. */
export class ClosedConnectionError extends Error {
  constructor() {
    super('the connection was closed');
  }
}

export class Connection {
  readonly #url: string;
  readonly #name: string;
  readonly #answerWithinMs: number;
  #client: pg.Client | undefined;
  /** While one is being opened: whoever asks meanwhile gets the same. */
  #opening: Promise<pg.Client> | undefined;
  #closed = false;

  /** Takes a name that the server's administrator sees; after `answerWithinMs` without an answer it is closed. */
  constructor(url: string, name: string, answerWithinMs = 30_000) {
    this.#url = url;
    this.#name = name;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Gives the open connection, or opens one. Errors: those of pg; ClosedConnectionError after `close`. */
  async client(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<pg.Client> {
    if (this.#closed) throw new ClosedConnectionError();
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: this.#name,
      connectionTimeoutMillis: 10_000,
      query_timeout: this.#answerWithinMs,
      keepAlive: true,
    });
    const gone = (): void => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on('error', gone);
    client.on('end', gone);
    try {
      await client.connect();
      // A server whose administrator trades durability for speed must not do so here.
      await client.query(`select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') in ('off', 'local')`);
    } catch (error) {
      // Without a farewell, for which a server that does not answer would be waited for.
      client.connection.stream.destroy();
      throw error;
    }
    if (this.#closed) {
      await client.end().catch(() => {});
      throw new ClosedConnectionError();
    }
    this.#client = client;
    return client;
  }

  /** Sends a query. Errors: those of pg; after one that passes the connection is closed. */
  async query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    config: pg.QueryConfig,
  ): Promise<pg.QueryResult<R>> {
    const client = this.#client ?? (await this.client());
    try {
      return await client.query<R>(config);
    } catch (error) {
      if (isPassing(error)) this.drop();
      throw error;
    }
  }

  /** Closes the connection without a farewell: a server that does not answer would not answer to that either. */
  drop(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.connection.stream.destroy();
  }

  /** Closes it for good. */
  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}

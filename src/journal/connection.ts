/**
 * One connection to PostgreSQL that comes back: a query that fails because the server or the way to it went away
 * closes it, and the next one opens another. Whether such a query took effect is for the caller to find out.
 */
import pg from 'pg';

// Classes of errors that pass: connection, resources (disk full among them), operator intervention, system.
const PASSING = /^(08|53|57|58)/;
// What Node reports when the way to the server is gone.
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
const MESSAGES =
  /Connection terminated|connection timeout|not queryable|Client has encountered a connection error|Query read timeout|timeout expired/;

/** Can it be that the same query succeeds later? */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined) return PASSING.test(code) || NETWORK.test(code);
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  return MESSAGES.test(message ?? '');
}

export class Connection {
  readonly #url: string;
  readonly #name: string;
  readonly #answerWithinMs: number;
  #client: pg.Client | undefined;

  /** Takes a name that the server's administrator sees; after `answerWithinMs` without an answer it is closed. */
  constructor(url: string, name: string, answerWithinMs = 30_000) {
    this.#url = url;
    this.#name = name;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Gives the open connection, or opens one. Errors: those of pg. */
  async client(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client;
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
      await client.end().catch(() => {});
      throw error;
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

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}

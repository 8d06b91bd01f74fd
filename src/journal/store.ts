/**
 * Frames in PostgreSQL: reading them in order, and appending one so that its fate is always known in the end.
 *
 * Fencing: a sequencer takes a market over by beginning a new epoch, and by an opening frame that says so. Whoever
 * still writes under an old epoch finds the epoch changed, or his frame's number taken, and stops.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Failure } from '#base/failure.ts';
import { type Connection, isPassing } from './connection.ts';
import type { Frame } from './frame.ts';

/** Another sequencer runs this market now. */
export class FencedError extends Failure {
  constructor(market: string) {
    super(`Another Kirmash has taken market ${market} over: this one has stopped running it.`);
  }
}

/** The database no longer holds what it had confirmed. */
export class LostFramesError extends Failure {
  constructor(market: string, frame: number) {
    super(
      `The database no longer holds frame ${frame} of market ${market}, which it had confirmed: it seems to be an older copy. The market has stopped, so that nothing is written over it; put the newer one back.`,
    );
  }
}

export interface MarketRow {
  readonly id: number;
  readonly name: string;
  readonly simulated: boolean;
  readonly epoch: number;
}

const UNIQUE_VIOLATION = '23505';
const COLUMNS = `number, kind, format, epoch, time, first_command, commands, witness_frame, witness, checksum,
  previous, hash, payload`;

// One statement is one transaction: the epoch is checked in the one that writes, and that the frame before is there,
// so that a database which has lost frames (an older copy in its place) gets no hole.
const APPEND = `insert into journal_frame (market, ${COLUMNS})
  select id, $2::bigint, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::bytea, $13, $14 from journal_market
  where id = $1 and epoch = $5 and ($2::bigint = 1 or exists (
    select 1 from journal_frame where market = $1 and number = $2::bigint - 1 and hash = $12::bytea))`;
function parameters(market: number, frame: Frame): unknown[] {
  return [
    market,
    frame.number,
    frame.kind,
    frame.format,
    frame.epoch,
    frame.time,
    frame.firstCommand,
    frame.commands,
    frame.witnessFrame,
    frame.witness,
    frame.checksum,
    frame.previous,
    frame.hash,
    frame.payload,
  ];
}

// Of bigint columns pg gives numbers or text, as the process has set it.
type Integer = number | string;
type Row = {
  [K in
    | 'number'
    | 'kind'
    | 'format'
    | 'epoch'
    | 'time'
    | 'first_command'
    | 'commands'
    | 'witness_frame'
    | 'checksum']: Integer;
} & { [K in 'witness' | 'previous' | 'hash' | 'payload']: Buffer };

function frameOf(row: Row): Frame {
  return {
    number: Number(row.number),
    kind: Number(row.kind),
    format: Number(row.format),
    epoch: Number(row.epoch),
    time: Number(row.time),
    firstCommand: Number(row.first_command),
    commands: Number(row.commands),
    witnessFrame: Number(row.witness_frame),
    witness: row.witness,
    checksum: Number(row.checksum),
    previous: row.previous,
    hash: row.hash,
    payload: row.payload,
  };
}

/** Anything that sends a query: a connection, or a client of a pool. */
export interface Queries {
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>>;
}

const BATCH_FRAMES = 256;
const BATCH_BYTES = 32_000_000;

/**
 * Gives the frames after a number, in order, in batches that are read ahead of their use.
 * Errors: those of pg.
 */
export async function* readFrames(
  queries: Queries,
  market: number,
  after: number,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Frame> {
  const next = async (from: number): Promise<Frame[]> => {
    // The first rows whose payloads together stay within the bound, at least one.
    const { rows } = await queries.query<Row>({
      name: 'journal-read',
      text: `select ${COLUMNS} from (
          select *, sum(octet_length(payload)) over (order by number) - octet_length(payload) as before
          from (select * from journal_frame where market = $1 and number > $2 and number <= $3
            order by number limit ${BATCH_FRAMES}) as few
        ) as frame where before < ${BATCH_BYTES} order by number`,
      values: [market, from, upTo],
    });
    return rows.map(frameOf);
  };
  let batch = await next(after);
  while (batch.length > 0) {
    const ahead = next((batch.at(-1) as Frame).number);
    // An error is thrown where it is awaited; a reader that stops early does not care.
    ahead.catch(() => {});
    yield* batch;
    batch = await ahead;
  }
}

/** Reads one frame. */
export async function readFrame(
  queries: Queries,
  market: number,
  number: number,
): Promise<Frame | undefined> {
  for await (const frame of readFrames(queries, market, number - 1, number)) return frame;
  return undefined;
}

/** Number of the last frame, 0 where there is none. */
export async function lastFrame(queries: Queries, market: number): Promise<number> {
  const { rows } = await queries.query<{ number: number }>({
    text: 'select coalesce(max(number), 0)::int8 as number from journal_frame where market = $1',
    values: [market],
  });
  return Number(rows[0]?.number);
}

/** Finds a market by its name. */
export async function findMarket(queries: Queries, name: string): Promise<MarketRow | undefined> {
  const { rows } = await queries.query<{ id: number; name: string; simulated: boolean; epoch: number }>({
    text: 'select id, name, simulated, epoch from journal_market where name = $1',
    values: [name],
  });
  const row = rows[0];
  return row && { ...row, epoch: Number(row.epoch) };
}

/** Finds a market, or makes it. Whether an existing one is simulated stays as it is. */
export async function ensureMarket(queries: Queries, name: string, simulated: boolean): Promise<MarketRow> {
  await queries.query({
    text: 'insert into journal_market (name, simulated) values ($1, $2) on conflict (name) do nothing',
    values: [name, simulated],
  });
  const found = await findMarket(queries, name);
  if (found === undefined) throw new Error(`market ${name} is not there after it was made`);
  return found;
}

/**
 * Begins a new epoch, after which the sequencers of earlier ones can write no more, apart from a frame that is under
 * way already. Takes the epoch of the last frame, which the new one is above in any case. Gives the epoch.
 */
export async function beginEpoch(queries: Queries, market: number, last: number): Promise<number> {
  const { rows } = await queries.query<{ epoch: number }>({
    text: 'update journal_market set epoch = greatest(epoch, $2) + 1 where id = $1 returning epoch',
    values: [market, last],
  });
  return Number(rows[0]?.epoch);
}

/** Is told what keeps a frame from being written: once for each frame and reason, however many attempts it takes. */
export type OnTrouble = (error: Error) => void;

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1_000;

export class FrameStore {
  readonly #connection: Connection;
  readonly #market: MarketRow;
  readonly #onTrouble: OnTrouble;
  readonly #closing = new AbortController();

  constructor(connection: Connection, market: MarketRow, onTrouble: OnTrouble = () => {}) {
    this.#connection = connection;
    this.#market = market;
    this.#onTrouble = onTrouble;
  }

  /**
   * Appends a frame; resolves when it is durable. As long as the database can't be reached, or is out of disk, it
   * tries again; where an answer was lost it looks whether the frame is there before it writes again.
   * Errors: FencedError; LostFramesError; an AbortError after `giveUp`; others of pg that would come again.
   */
  async append(frame: Frame): Promise<void> {
    if (await this.tryAppend(frame)) return;
    const { id, name } = this.#market;
    let lost = false;
    try {
      const before = await readFrame(this.#connection, id, frame.number - 1);
      lost = before?.hash.equals(frame.previous) !== true;
    } catch {
      // Which of the two it is can't be asked now; that it must stop is certain.
    }
    throw lost ? new LostFramesError(name, frame.number - 1) : new FencedError(name);
  }

  /**
   * As `append`, but gives false where another frame has that number, another epoch has begun, or the frame before is
   * not there.
   */
  async tryAppend(frame: Frame): Promise<boolean> {
    const values = parameters(this.#market.id, frame);
    let pauseMs = FIRST_PAUSE_MS;
    let trouble: string | undefined;
    // After a lost answer the frame is perhaps there; after a conflict it, or another's, is there for certain.
    let fate: 'not sent' | 'unknown' | 'conflict' = 'not sent';
    for (;;) {
      try {
        if (fate !== 'not sent' && (await this.#isThere(frame))) return true;
        if (fate === 'conflict') return false;
        const { rowCount } = await this.#connection.query({ name: 'journal-append', text: APPEND, values });
        if (rowCount === 1) return true;
        fate = 'conflict';
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) {
          fate = 'conflict';
          continue;
        }
        if (!isPassing(error)) throw error;
        if (fate === 'not sent') fate = 'unknown';
        if ((error as Error).message !== trouble) this.#onTrouble(error as Error);
        trouble = (error as Error).message;
        this.#closing.signal.throwIfAborted();
        await sleep(pauseMs, undefined, { signal: this.#closing.signal });
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Ends the attempts to reach the database, also one whose answer is waited for. */
  giveUp(): void {
    this.#closing.abort();
    this.#connection.drop();
  }

  async #isThere(frame: Frame): Promise<boolean> {
    const { rows } = await this.#connection.query<{ hash: Buffer }>({
      text: 'select hash from journal_frame where market = $1 and number = $2',
      values: [this.#market.id, frame.number],
    });
    return rows[0]?.hash.equals(frame.hash) ?? false;
  }
}

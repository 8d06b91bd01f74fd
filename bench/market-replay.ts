/**
 * How long a market takes to be there again: replayed from its first frame, and started from a snapshot. The frames
 * are those that the sequencer has written into the embedded PostgreSQL, with checksums, chain and witnesses, and all
 * of these are checked on the way back.
 */
import '#journal/v8-flags.ts';
import { seededRandom } from '#base/random.ts';
import { Connection } from '#journal/connection.ts';
import { type Journal, openJournal, replay } from '#journal/journal.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import { Runner } from '#journal/runner.ts';
import { encodeCommand } from '#market/commands.ts';
import { executeAll } from '#market/execute.ts';
import { RecordBuffer } from '#market/record.ts';
import { LISTING, Market } from '#market/state.ts';
import { BUY, packTerms } from '#market/terms.ts';
import { withDatabase } from './embedded.ts';
import { makeStream, STREAMS, setUp } from './market-streams.ts';
import { stopwatch, type Took } from './measurement.ts';

const MARKET = 'bench';
const SUBMISSION_COMMANDS = 1_000;

function open(url: string): Promise<Journal> {
  return openJournal({
    url,
    market: MARKET,
    simulated: true,
    createMachine: () => new MarketMachine(),
    program: 'bench',
  });
}

/** Submits records as fast as the sequencer takes them; resolves when all are durable and executed. */
async function submitAll(journal: Journal, input: RecordBuffer): Promise<void> {
  const { words } = input;
  let waiting = 0;
  let failed: Error | undefined;
  let wake = (): void => {};
  for (let from = 0; from < input.length; ) {
    let to = from;
    for (let count = 0; count < SUBMISSION_COMMANDS && to < input.length; count++) to += words[to]! >>> 16;
    const outcome = journal.sequencer.submit({
      words,
      from,
      to,
      receiver: {
        answered: () => {
          waiting -= 1;
          wake();
        },
        lost: (reason) => {
          failed = reason;
          wake();
        },
      },
    });
    if (failed !== undefined) throw failed;
    if (outcome.state === 'taken') {
      waiting += 1;
      from = to;
    } else if (outcome.state !== 'busy' || waiting === 0) {
      throw new Error(`the sequencer answered ${JSON.stringify(outcome)}`);
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  while (waiting > 0 && failed === undefined) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  if (failed !== undefined) throw failed;
}

export interface ReplayFigures {
  readonly commands: number;
  readonly frames: number;
  readonly megabytes: number;
  readonly took: Took;
  /** The same commands executed without a journal. */
  readonly executeTook: Took;
  readonly writeTook: Took;
  /** Of the state, after the run and after the replay alike. */
  readonly hash: string;
}

/** Writes so many commands of the stream 'mid' through the sequencer, and replays them. Errors: where hashes differ. */
export async function replayFrames(commands: number, seed: number): Promise<ReplayFigures> {
  const shape = STREAMS.find(({ name }) => name === 'mid');
  if (shape === undefined) throw new Error("there is no stream 'mid'");
  const { input } = makeStream(shape, commands, seed);
  return withDatabase(async (url) => {
    const journal = await open(url);
    let stop = stopwatch();
    await submitAll(journal, input);
    const writeTook = stop();
    const hash = journal.runner.machine.hash();
    // As a crash would end it: no snapshot is left behind.
    await journal.abort();

    const market = new Market();
    const output = new RecordBuffer(1 << 20);
    stop = stopwatch();
    for (let at = 0; at < input.length; output.clear()) {
      let to = at;
      while (to < input.length && to - at < 1 << 15) to += input.words[to]! >>> 16;
      executeAll(market, input, at, to, output);
      at = to;
    }
    const executeTook = stop();

    const connection = new Connection(url, 'kirmash bench');
    try {
      const { rows } = await connection.query<{ frames: number; bytes: number }>({
        text: 'select count(*)::int as frames, sum(octet_length(payload))::float8 as bytes from journal_frame',
      });
      const runner = new Runner(MARKET, new MarketMachine());
      stop = stopwatch();
      const replayed = await replay(connection, journal.market.id, runner);
      const took = stop();
      if (runner.machine.hash() !== hash) throw new Error('the replay came to another state than the run');
      return {
        commands: replayed,
        frames: rows[0]?.frames ?? 0,
        megabytes: (rows[0]?.bytes ?? 0) / 1e6,
        took,
        executeTook,
        writeTook,
        hash,
      };
    } finally {
      await connection.close();
    }
  });
}

export interface StartFigures {
  readonly resting: number;
  readonly startTook: Took;
  /** Commands after the snapshot that the start has replayed. */
  readonly replayed: number;
  readonly stateMegabytes: number;
  /** The clean stop before it, most of which is the snapshot. */
  readonly saveTook: Took;
  readonly snapshotMegabytes: number;
  readonly hash: string;
}

const PARTICIPANTS = 500;

/** Buys and sells that do not meet. */
function restingOrders(input: RecordBuffer, orders: number, seed: number): void {
  const random = seededRandom(seed);
  for (let order = 0; order < orders; order++) {
    const side = random.integer(2);
    const away = 1 + random.integer(10_000);
    encodeCommand(input, {
      kind: 'submitOrder',
      actor: 1 + random.integer(PARTICIPANTS),
      listing: 1,
      terms: packTerms({ side }),
      price: side === BUY ? 20_000 - away : 20_000 + away,
      lots: 1 + random.integer(100),
      reference: order,
    });
  }
}

/** Fills a book, stops the market, and starts it again. Errors: where the snapshot was not used, or hashes differ. */
export async function startFromSnapshot(orders: number, seed: number): Promise<StartFigures> {
  const input = new RecordBuffer(1 << 22);
  setUp(input, PARTICIPANTS);
  restingOrders(input, orders, seed);
  return withDatabase(async (url) => {
    const before = await open(url);
    await submitAll(before, input);
    const { machine } = before.runner;
    const hash = machine.hash();
    let bytes = 0;
    for (const part of machine.snapshot()) bytes += part.bytes.length;
    let stop = stopwatch();
    await before.close();
    const saveTook = stop();

    const connection = new Connection(url, 'kirmash bench');
    const { rows } = await connection.query<{ bytes: number }>({
      text: 'select bytes::float8 as bytes from journal_snapshot',
    });
    await connection.close();

    stop = stopwatch();
    const after = await open(url);
    const startTook = stop();
    try {
      if (after.start.snapshot === 0) throw new Error('the start has not used the snapshot');
      if (after.runner.machine.hash() !== hash) throw new Error('the start came to another state');
      const { listings } = (after.runner.machine as MarketMachine).market;
      return {
        resting:
          (listings.words[LISTING.stride + LISTING.bidOrders] ?? 0) +
          (listings.words[LISTING.stride + LISTING.askOrders] ?? 0),
        startTook,
        replayed: after.start.replayed,
        stateMegabytes: bytes / 1e6,
        saveTook,
        snapshotMegabytes: (rows[0]?.bytes ?? 0) / 1e6,
        hash,
      };
    } finally {
      await after.abort();
    }
  });
}

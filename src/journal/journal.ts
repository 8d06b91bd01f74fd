/** A market that runs: its state brought up from the journal, taken over by this process, and served by a sequencer. */
import { Failure } from '#base/failure.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { encodeOpening, FRAME_FORMAT, FRAME_KIND, type Frame, NO_WITNESS, sealFrame } from './frame.ts';
import { HASHING_LIMITS, type HashingLimits, recordHash, recordHashes } from './hashing.ts';
import { KEY_LIMITS, type KeyLimits } from './keys.ts';
import type { Machine } from './machine.ts';
import type { Runner } from './runner.ts';
import { Sequencer, type SequencerLimits } from './sequencer.ts';
import { newestState, saveSnapshot } from './snapshot.ts';
import { beginEpoch, ensureMarket, FrameStore, type MarketRow, type Queries, readFrames } from './store.ts';

export interface JournalOptions {
  /** The database, migrated. */
  readonly url: string;
  /** The market's name; it is made where there is none. */
  readonly market: string;
  /** Whether it is a simulated one: fixed when it is made. */
  readonly simulated: boolean;
  /** Gives a fresh machine each time: more than one may be needed. The one that runs is the runner's. */
  readonly createMachine: () => Machine;
  /** Version of the program, for the opening frame. */
  readonly program: string;
  readonly clock?: Clock;
  readonly limits?: Partial<SequencerLimits>;
  readonly keyLimits?: KeyLimits;
  readonly hashing?: HashingLimits;
  /** After an answer from the database has been missing for so long, it counts as lost. */
  readonly answerWithinMs?: number;
  /** Told of what went wrong and was mended, in a few words. */
  readonly report?: (line: string) => void;
}

export interface Journal {
  readonly market: MarketRow;
  readonly runner: Runner;
  readonly sequencer: Sequencer;
  /** What the start found: the frame of the snapshot it began from, 0 for none, and the commands replayed. */
  readonly start: { readonly snapshot: number; readonly replayed: number };
  /** Stops taking commands, answers those that wait, leaves a snapshot and the state's hash behind. */
  close(): Promise<void>;
  /** Stops at once, as a crash would. */
  abort(): Promise<void>;
}

// Of those that write an opening frame at once, each round lets one through.
const OPENING_ATTEMPTS = 100;
/** Commands since the start from which on a clean stop leaves a snapshot. */
const SNAPSHOT_AFTER = 1_000;

/** Executes all frames after those that a runner has executed. Gives the number of commands. */
export async function replay(
  queries: Queries,
  market: number,
  runner: Runner,
  upTo?: number,
): Promise<number> {
  const before = runner.end.nextCommand;
  for await (const frame of readFrames(queries, market, runner.end.number, upTo)) runner.apply(frame);
  return runner.end.nextCommand - before;
}

function openingFrame(options: JournalOptions, runner: Runner, epoch: number, time: number): Frame {
  const { machine, end } = runner;
  return sealFrame(
    {
      number: end.number + 1,
      kind: FRAME_KIND.opening,
      format: FRAME_FORMAT,
      epoch,
      time: Math.max(time, end.time),
      firstCommand: end.nextCommand,
      commands: 0,
      witnessFrame: 0,
      witness: NO_WITNESS,
    },
    end.hash,
    encodeOpening({
      market: options.market,
      simulated: options.simulated,
      machine: machine.name,
      eventVersion: machine.eventVersion,
      program: options.program,
    }),
  );
}

/**
 * Brings a market up and takes it over; whoever ran it before can write no more.
 * Errors: DamagedJournalError; Failure where the market is not of the kind asked for; those of pg.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { report = () => {}, clock = systemClock(), keyLimits = KEY_LIMITS } = options;
  const connection = new Connection(options.url, `kirmash market ${options.market}`, options.answerWithinMs);
  try {
    const market = await ensureMarket(connection, options.market, options.simulated);
    const runner = await newestState(connection, market, options.createMachine, keyLimits, report);
    const snapshot = runner.end.number;
    let replayed = await replay(connection, market.id, runner);
    const simulated = runner.genesis?.simulated ?? market.simulated;
    if (simulated !== options.simulated || market.simulated !== simulated) {
      throw new Failure(
        `Market ${market.name} is ${simulated ? 'a simulated one' : 'a real one, not simulated'}, and stays so: give the other one another name.`,
      );
    }
    const store = new FrameStore(connection, market, (error) =>
      report(`market ${market.name} waits for the database: ${error.message}`),
    );
    const epoch = await beginEpoch(connection, market.id, runner.end.epoch);
    for (let attempt = 1; ; attempt += 1) {
      const opening = openingFrame(options, runner, epoch, clock());
      if (await store.tryAppend(opening)) {
        runner.apply(opening);
        break;
      }
      // A frame of the one before that was under way; or another has begun a later epoch.
      const more = await replay(connection, market.id, runner);
      replayed += more;
      if (runner.end.epoch > epoch || attempt === OPENING_ATTEMPTS || runner.end.number < opening.number) {
        throw new Failure(`Market ${market.name} is being taken over by another Kirmash.`);
      }
    }
    const sequencer = new Sequencer(runner, store, clock, options.limits, (line) =>
      report(`market ${market.name}: ${line}`),
    );
    const opened = runner.end.nextCommand;
    const aside = new Connection(
      options.url,
      `kirmash market ${options.market} hashes`,
      options.answerWithinMs,
    );
    const stopHashing = recordHashes(aside, market.id, runner, sequencer, options.hashing ?? HASHING_LIMITS);
    const close = async (): Promise<void> => {
      const running = sequencer.state === 'running';
      await sequencer.close();
      const failed = await sequencer.ended;
      await stopHashing();
      await aside.close();
      try {
        // After a fault the state is not what the frames say, and must leave nothing behind.
        if (!running || failed !== undefined) return;
        if (runner.end.nextCommand > 1) await recordHash(connection, market.id, runner);
        if (runner.end.nextCommand - opened + replayed >= SNAPSHOT_AFTER) {
          await saveSnapshot(await connection.client(), market, runner);
        }
      } finally {
        await connection.close();
      }
    };
    const abort = async (): Promise<void> => {
      sequencer.abort();
      await stopHashing();
      await aside.close();
      await connection.close();
    };
    return { market, runner, sequencer, start: { snapshot, replayed }, close, abort };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

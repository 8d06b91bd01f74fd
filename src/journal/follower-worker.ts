/** Runs a follower in a thread of its own, as long as it is not told to stop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '#base/failure.ts';
import { BULK_ANSWER_MS, Connection, isPassing } from './connection.ts';
import { Follower, type Standing } from './follower.ts';
import type { KeyLimits } from './keys.ts';
import type { Machine } from './machine.ts';
import { type Pace, paceBy, standBack } from './pacing.ts';
import type { Projection } from './projection.ts';
import { findMarket, type MarketRow } from './store.ts';

/** What the thread is given. */
export interface FollowerTask {
  readonly url: string;
  readonly market: string;
  /** Module that exports `createMachine` and `projections`. */
  readonly module: string;
  readonly keyLimits: KeyLimits;
  readonly snapshotEvery: number;
  /** Pause after it has caught up. */
  readonly pauseMs: number;
  /** How busy the sequencer's thread is: see pacing.ts. */
  readonly busy: SharedArrayBuffer;
}

/** What the thread says. */
export type FollowerMessage =
  | { readonly kind: 'standing'; readonly standing: Standing }
  | { readonly kind: 'report'; readonly line: string }
  /** It ends, and another start would come to the same: the journal can't be read. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What a module of a machine exports. */
export interface MachineModule {
  readonly createMachine: () => Machine;
  readonly projections: readonly Projection[];
}

const RETRY_MS = 500;
/** How often it says where it stands while it catches up. */
const SAY_EVERY_MS = 200;

const task = workerData as FollowerTask;
const port = parentPort;
if (port === null) throw new Error('the follower is to run in a worker');
const say = (message: FollowerMessage): void => port.postMessage(message);
const report = (line: string): void => say({ kind: 'report', line });
const stopping = new AbortController();
port.once('message', () => stopping.abort());

standBack();
const loaded = (await import(task.module)) as MachineModule;
const connection = new Connection(task.url, `kirmash market ${task.market} follower`, BULK_ANSWER_MS);
const pause = (ms: number): Promise<void> =>
  sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});

/** Finds the market; waits for a database that is away. Undefined where it was told to stop meanwhile. */
async function find(): Promise<MarketRow | undefined> {
  while (!stopping.signal.aborted) {
    try {
      const market = await findMarket(connection, task.market);
      if (market === undefined) throw new Failure(`There is no market ${task.market}.`);
      return market;
    } catch (error) {
      if (!isPassing(error)) throw error;
      await pause(RETRY_MS);
    }
  }
  return undefined;
}

async function follow(market: MarketRow): Promise<void> {
  let said = 0;
  const waitFor = paceBy(task.busy, stopping.signal);
  const pace: Pace = (executedMicroseconds) => {
    const now = performance.now();
    if (now - said > SAY_EVERY_MS) {
      said = now;
      say({ kind: 'standing', standing: follower.standing });
    }
    return waitFor(executedMicroseconds);
  };
  const follower = new Follower({
    connection,
    market,
    createMachine: loaded.createMachine,
    projections: loaded.projections,
    keyLimits: task.keyLimits,
    snapshotEvery: task.snapshotEvery,
    report,
    pace,
  });
  while (!stopping.signal.aborted) {
    const frames = await follower.catchUp(stopping.signal);
    say({ kind: 'standing', standing: follower.standing });
    if (frames === 0) await pause(task.pauseMs);
  }
}

try {
  const market = await find();
  if (market !== undefined) await follow(market);
} catch (error) {
  // Other faults are thrown on, and the follower is started again.
  if (!(error instanceof Failure)) throw error;
  say({ kind: 'failed', reason: error.message });
}
await connection.close();
port.close();

/**
 * Records hashes of the running state, for replays to be compared with: at intervals, when nothing waits, and only
 * of a state so small that nobody notices. Of a larger one the hashes of snapshots and of clean stops remain.
 */
import type { Runner } from './runner.ts';
import type { Sequencer } from './sequencer.ts';
import type { Queries } from './store.ts';

export interface HashingLimits {
  /** Commands between two hashes. */
  readonly everyCommands: number;
  /** A state of more bytes is not hashed: that would take more than a few milliseconds. */
  readonly mostBytes: number;
  /** How long nothing must have waited. */
  readonly quietMs: number;
}

export const HASHING_LIMITS: HashingLimits = { everyCommands: 10_000, mostBytes: 4 << 20, quietMs: 50 };

/** Records the state's hash after the last frame. Errors: those of pg. */
export async function recordHash(queries: Queries, market: number, runner: Runner): Promise<void> {
  // Read before anything is awaited: the market may go on meanwhile.
  const values = [market, runner.end.number, runner.end.nextCommand - 1, runner.machine.hash()];
  await queries.query({
    text: 'insert into journal_hash (market, frame, command, hash) values ($1, $2, $3, $4) on conflict do nothing',
    values,
  });
}

/**
 * Starts recording, over a connection that the sequencer does not use. Gives a function that ends it.
 * A hash that can't be written is left out: it is worth no more than that.
 */
export function recordHashes(
  queries: Queries,
  market: number,
  runner: Runner,
  sequencer: Sequencer,
  limits: HashingLimits = HASHING_LIMITS,
): () => Promise<void> {
  let next = runner.end.nextCommand + limits.everyCommands;
  let timer: NodeJS.Timeout | undefined;
  let recording = Promise.resolve();
  const record = (): void => {
    timer = undefined;
    if (sequencer.state !== 'running') return;
    if (sequencer.waiting > 0) {
      timer = setTimeout(record, limits.quietMs);
      return;
    }
    next = runner.end.nextCommand + limits.everyCommands;
    let bytes = 0;
    for (const part of runner.machine.snapshot()) bytes += part.bytes.length;
    if (bytes <= limits.mostBytes) recording = recordHash(queries, market, runner).catch(() => {});
  };
  const stopListening = sequencer.listen(() => {
    if (runner.end.nextCommand < next || timer !== undefined) return;
    timer = setTimeout(record, limits.quietMs);
  });
  return async () => {
    stopListening();
    clearTimeout(timer);
    await recording;
  };
}

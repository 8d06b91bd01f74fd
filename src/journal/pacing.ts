/**
 * Who goes first when there is not processor enough for both: the sequencer's thread tells through shared memory how
 * busy it is, and the follower waits while that is much, but never lets the projections fall behind by more than a
 * bound.
 */
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Share of the time in which a thread computes, in thousandths, from which on it counts as busy. */
const BUSY_THOUSANDTHS = 300;
/**
 * Commands a second from which on it counts as busy too: where each waits for a commit, disk and database are what is
 * short, and the thread itself computes little just because the follower is in its way.
 */
const BUSY_PER_SECOND = 6_000;
const SECOND_MS = 1_000;
const MEASURE_EVERY_MS = 50;
const LOOK_EVERY_MS = 20;
/** Projections fall behind by so much before the follower waits no longer. */
export const MOST_LAG_MS = 30_000;
/** Politeness of the follower's thread to all others of the machine, as `nice` counts it. */
const NICENESS = 5;

export interface Pacer {
  /** Memory by which the follower's thread learns how busy this one is. */
  readonly share: SharedArrayBuffer;
  stop(): void;
}

/**
 * Measures from now on how busy the calling thread is: by what it computes, not what it waits for a processor, and by
 * the commands that it has executed so far.
 */
export function measureBusy(executed: () => number): Pacer {
  const share = new SharedArrayBuffer(4);
  const busy = new Int32Array(share);
  let before = threadMicroseconds();
  let beganMs = performance.now();
  let commands = executed();
  const timer = setInterval(() => {
    const now = threadMicroseconds();
    const nowMs = performance.now();
    const after = executed();
    const perSecond = ((after - commands) * SECOND_MS) / (nowMs - beganMs);
    // Microseconds a millisecond are thousandths.
    const computed = (now - before) / (nowMs - beganMs);
    Atomics.store(busy, 0, Math.round(Math.max(computed, (perSecond * BUSY_THOUSANDTHS) / BUSY_PER_SECOND)));
    before = now;
    commands = after;
    beganMs = nowMs;
  }, MEASURE_EVERY_MS);
  timer.unref();
  return { share, stop: () => clearInterval(timer) };
}

function threadMicroseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** Waits while the other thread is busy, unless what was last executed lies too far back. */
export type Pace = (executedMicroseconds: number) => Promise<void> | undefined;

/** Takes the memory that the other thread writes, and the signal that ends all waiting. */
export function paceBy(share: SharedArrayBuffer, signal: AbortSignal): Pace {
  const busy = new Int32Array(share);
  const mayWait = (executedMicroseconds: number): boolean =>
    Atomics.load(busy, 0) > BUSY_THOUSANDTHS &&
    !signal.aborted &&
    Date.now() - executedMicroseconds / 1_000 < MOST_LAG_MS;
  const wait = async (executedMicroseconds: number): Promise<void> => {
    while (mayWait(executedMicroseconds)) {
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  };
  return (executedMicroseconds) => (mayWait(executedMicroseconds) ? wait(executedMicroseconds) : undefined);
}

/** Lets the calling thread stand back behind others. Only Linux has priorities of threads; elsewhere nothing happens. */
export function standBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, NICENESS);
  } catch {
    // Without the right to it everything works as well, if not as smoothly.
  }
}

/**
 * Who goes first when there is not processor enough for both: the sequencer's thread tells through shared memory how
 * busy it is, and the follower waits while that is much, but never lets the projections fall behind by more than a
 * bound.
 */
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Share of the time in which a thread computes, in thousandths, from which on it counts as busy. Little, since
 * the database's processes and the disk are shared too.
 */
const BUSY_THOUSANDTHS = 150;
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

/** Measures from now on how busy the calling thread is: what it computes, not what it waits for a processor. */
export function measureBusy(): Pacer {
  const share = new SharedArrayBuffer(4);
  const busy = new Int32Array(share);
  let before = threadMicroseconds();
  let beganMs = performance.now();
  const timer = setInterval(() => {
    const now = threadMicroseconds();
    const nowMs = performance.now();
    // Microseconds a millisecond are thousandths.
    Atomics.store(busy, 0, Math.round((now - before) / (nowMs - beganMs)));
    before = now;
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

/**
 * Runs a follower in a worker thread, and tells where it stands. One that fails is started again from the database,
 * which is always safe, after a pause that grows; only a journal that can't be read ends it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Failure } from '#base/failure.ts';
import type { Standing } from './follower.ts';
import type { FollowerMessage, FollowerTask } from './follower-worker.ts';
import { measureBusy } from './pacing.ts';

export interface Following {
  /** Where it stood when it last said so. */
  standing(): Standing | undefined;
  /** Resolves with the reason if it has ended for good: the journal can't be read. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** How long a worker may take to end when the database does not answer. */
const STOP_WITHIN_MS = 10_000;

/**
 * Starts it; it stands back while the calling thread, which is the sequencer's, is busy. `executed` gives the number of
 * commands that this has executed so far.
 */
export function startFollower(
  task: Omit<FollowerTask, 'busy'>,
  report: (line: string) => void,
  executed: () => number = () => 0,
): Following {
  const pacer = measureBusy(executed);
  let standing: Standing | undefined;
  let worker: Worker | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  const stopping = new AbortController();

  /** Runs one worker to its end. Gives the fault that it fell over; undefined where it ended as it should. */
  const runOnce = async (): Promise<unknown> => {
    const own = new Worker(new URL('./follower-worker.ts', import.meta.url), {
      workerData: { ...task, busy: pacer.share } satisfies FollowerTask,
    });
    worker = own;
    let fault: unknown;
    own.on('message', (message: FollowerMessage) => {
      if (message.kind === 'standing') {
        standing = message.standing;
        pauseMs = FIRST_PAUSE_MS;
      } else if (message.kind === 'report') report(message.line);
      else fault = new Failure(message.reason);
    });
    // `once` would fail at it before the worker's end.
    own.on('error', (error: unknown) => {
      fault = error;
    });
    await new Promise<void>((resolve) => own.once('exit', () => resolve()));
    return fault ?? new Error('it ended by itself');
  };

  const run = async (): Promise<Error | undefined> => {
    for (;;) {
      const fault = await runOnce();
      if (stopping.signal.aborted) return undefined;
      if (fault instanceof Failure) return fault;
      const reason = fault instanceof Error ? fault.message : String(fault);
      report(`market ${task.market}, projections: ${reason}; they go on in ${pauseMs / 1_000} s`);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return undefined;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  };

  const ended = run();
  const lost = new Promise<Error>((resolve) => {
    void ended.then((failure) => {
      if (failure !== undefined) resolve(failure);
    });
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    pacer.stop();
    worker?.postMessage('stop');
    // A transaction that it can't end now is none.
    const late = setTimeout(() => void worker?.terminate(), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };
  return { standing: () => standing, lost, stop };
}

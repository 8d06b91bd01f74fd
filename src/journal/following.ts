/** Starts a follower in a worker thread and tells where it stands. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Standing } from './follower.ts';
import type { FollowerMessage, FollowerTask } from './follower-worker.ts';
import { measureBusy } from './pacing.ts';

export interface Following {
  /** Where it stood when it last said so. */
  standing(): Standing | undefined;
  /** Resolves with the reason if it ends by itself. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

/** Starts it; it stands back while the calling thread, which is the sequencer's, is busy. */
export function startFollower(task: Omit<FollowerTask, 'busy'>, report: (line: string) => void): Following {
  const pacer = measureBusy();
  const worker = new Worker(new URL('./follower-worker.ts', import.meta.url), {
    workerData: { ...task, busy: pacer.share } satisfies FollowerTask,
  });
  let standing: Standing | undefined;
  let stopping = false;
  worker.on('message', (message: FollowerMessage) => {
    if (message.kind === 'standing') standing = message.standing;
    else report(message.line);
  });
  const exited = once(worker, 'exit').catch(() => {});
  const lost = new Promise<Error>((resolve) => {
    worker.once('error', (error: unknown) =>
      resolve(error instanceof Error ? error : new Error(String(error))),
    );
    worker.once('exit', () => {
      if (!stopping) resolve(new Error('the follower has ended'));
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    pacer.stop();
    worker.postMessage('stop');
    await exited;
  };
  return { standing: () => standing, lost, stop };
}

/** Parts of the benchmark that run in processes of their own, so that their memory is theirs alone. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** The next message that it sends. Errors: it ended before. */
  next<T>(): Promise<T>;
  /** Tells it to end; gives its last message. */
  end<T>(): Promise<T>;
}

/** Starts a script of this folder as a process of its own. */
export function startChild(script: string, ...args: readonly string[]): Child {
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), [...args]);
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const message = (value: unknown): void => {
        child.off('exit', ended);
        resolve(value as T);
      };
      const ended = (code: number | null): void => {
        child.off('message', message);
        reject(new Error(`${script} ended with ${code}`));
      };
      child.once('message', message);
      child.once('exit', ended);
    });
  return {
    next,
    end: async <T>() => {
      const last = next<T>();
      child.send('end');
      return last;
    },
  };
}

/** The most memory that this process ever held, in megabytes. */
export function largestMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

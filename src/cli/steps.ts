/**
 * Shows what takes time: a line when a step begins to take long, its progress, and a line with the seconds at its
 * end. On a terminal the progress stands in place; in a log every line stays and progress is left out.
 */
import type { WriteStream } from 'node:tty';

export interface Step {
  /** Shows how far it is: '1,200 of 4,000 records'. */
  progress(text: string): void;
  /** A line that stays. */
  note(text: string): void;
}

export interface Steps {
  /** Runs one step and shows it. Passes on what `work` gives and throws. */
  step<T>(name: string, work: (step: Step) => Promise<T>): Promise<T>;
  /** A line that stays, outside any step. */
  note(text: string): void;
}

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean; columns?: number };

// A step that is over sooner is not announced, only reported.
const ANNOUNCE_AFTER_MS = 300;

export function showSteps(output: Output, now: () => number = () => performance.now()): Steps {
  const live = output.isTTY === true;
  const running = new Map<string, string>();
  let painted = false;

  const clear = (): void => {
    if (painted) output.write('\r\x1b[2K');
    painted = false;
  };
  const paint = (): void => {
    if (!live || running.size === 0) return;
    const line = `  ${[...running].map(([name, progress]) => `${name} … ${progress}`.trimEnd()).join('   ')}`;
    clear();
    output.write(line.slice(0, (output.columns ?? 80) - 1));
    painted = true;
  };
  const line = (text: string): void => {
    clear();
    output.write(`  ${text}\n`);
    paint();
  };

  return {
    note: line,
    async step(name, work) {
      const begun = now();
      running.set(name, '');
      const announce = setTimeout(() => (live ? paint() : line(`${name} …`)), ANNOUNCE_AFTER_MS);
      try {
        const result = await work({
          progress: (text) => {
            running.set(name, text);
            paint();
          },
          note: (text) => line(`${name}: ${text}`),
        });
        running.delete(name);
        line(`${name}: done in ${((now() - begun) / 1000).toFixed(1)} s`);
        return result;
      } catch (error) {
        running.delete(name);
        clear();
        throw error;
      } finally {
        clearTimeout(announce);
      }
    },
  };
}

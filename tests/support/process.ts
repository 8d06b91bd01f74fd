/** Starts the real kirmash command in a process of its own. For tests, see kirmash.ts, which also clears up. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/cli/launch.ts', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Kirmash {
  pid: number;
  child: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  /** Resolves with its address when it says that it is ready; fails if it ends before. */
  ready: Promise<string>;
  ended: Promise<Ended>;
}

/** Runs the command; `group`: in a process group of its own, as a terminal would. */
export function startKirmash(
  words: readonly string[],
  environment: Record<string, string>,
  options: { group?: boolean } = {},
): Kirmash {
  const { DATABASE_URL: _url, KIRMASH_HOME: _home, ...inherited } = process.env;
  const child = spawn(process.execPath, [ENTRY, ...words], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.group ?? false,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /ready:\s+(http\S+)/.exec(stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`kirmash ended before it was ready:\n${stdout}${stderr}`)));
  });
  // Who awaits only the end is not to fail because of this one.
  ready.catch(() => {});
  return { pid: child.pid as number, child, output: () => stdout + stderr, ready, ended };
}

/** Running PostgreSQL's programs, and reading from their words why they failed. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Failure } from '#base/failure.ts';
import type { Account } from './account.ts';

/**
 * How PostgreSQL's programs are run: under their account; in a folder that exists for everybody; without the PG*
 * variables of the user's shell, which would steer them; and in a session of their own, so that a Ctrl-C in the
 * terminal reaches Kirmash alone, which stops them in order.
 */
export function spawnOptions(account: Account | null): SpawnOptions {
  return {
    ...account,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', TZ: process.env.TZ ?? 'UTC' },
    detached: true,
  };
}

/** Runs a program to its end, with what it reads; gives its exit code and the end of what it printed. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  account: Account | null,
  options: { input?: string; signal?: AbortSignal | undefined } = {},
): Promise<{ code: number | null; output: string }> {
  const child: ChildProcess = spawn(program, parameters, { ...spawnOptions(account), stdio: 'pipe' });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  // A program that ends before it has read everything is judged by its exit code.
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  const stop = (): void => void child.kill('SIGTERM');
  options.signal?.addEventListener('abort', stop);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

/** Says in one sentence why a program of PostgreSQL failed, from what it wrote. */
export function explainOutput(output: string, folder: string): Failure {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output)) {
    return new Failure(
      `PostgreSQL can't write to ${folder}: the disk is full; make room and start again, nothing that was confirmed is lost.`,
    );
  }
  // The first is the cause, later ones follow from it; clients that come too early are no cause at all.
  const cause = output
    .split('\n')
    .find((line) => /FATAL|PANIC|error:/.test(line) && !line.includes('the database system is'))
    ?.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '')
    .replace(/\.$/, '');
  const more = cause === undefined ? `: see ${join(folder, 'postgres.log')}` : `: ${cause}`;
  return new Failure(`PostgreSQL could not work on ${folder}${more}.`);
}

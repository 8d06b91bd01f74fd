/**
 * The server process of a cluster: what its `postmaster.pid` says, whether that process is really this cluster's
 * server, and how to stop it.
 */
import { execFile } from 'node:child_process';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Failure } from '#base/failure.ts';

const run = promisify(execFile);

export interface Postmaster {
  pid: number;
  port: number;
  /** It says that it accepts connections. */
  ready: boolean;
}

/** Reads postmaster.pid (lines: pid, folder, start, port, sockets, address, memory, status); null if there is none. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  let text: string;
  try {
    text = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return null;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Whether a process is the server of this cluster. A server works in its cluster's folder, so that a number that
 * was given to another program since, or to the server of a copied folder, is told apart.
 */
export async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') {
      const [works, program] = await Promise.all([
        stat(`/proc/${pid}/cwd/`),
        readFile(`/proc/${pid}/cmdline`, 'utf8'),
      ]);
      const here = await stat(cluster);
      return works.dev === here.dev && works.ino === here.ino && program.includes('postgres');
    }
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']);
    const real = await realpath(cluster);
    return stdout.includes('postgres') && (stdout.includes(cluster) || stdout.includes(real));
  } catch {
    return false;
  }
}

async function gone(pid: number, cluster: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (await servesCluster(pid, cluster)) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}

/**
 * Puts a process number that no process can have into postmaster.pid: PostgreSQL would refuse to start while the
 * number there is some living process of the same user. The rest of the file stays, for by it PostgreSQL finds
 * workers of the dead server that may still be writing.
 */
async function disown(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^\d+/, '2147483646'));
}

/**
 * Stops a server that an earlier Kirmash left behind when it was killed, and disowns a postmaster.pid that names
 * another process. Only the holder of the folder's lock may call it.
 * Gives whether a server was stopped. Errors: Failure where it doesn't stop.
 */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const found = await readPostmaster(cluster);
  if (!found) return false;
  if (!(await servesCluster(found.pid, cluster))) {
    await disown(cluster);
    return false;
  }
  // SIGINT: PostgreSQL's fast shutdown. SIGQUIT: at once, with recovery at the next start.
  for (const [signal, withinMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(found.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') break;
    }
    if (await gone(found.pid, cluster, withinMs)) return true;
  }
  throw new Failure(
    `A PostgreSQL server left from before (process ${found.pid}) still runs on ${cluster} and does not stop: stop it and start again.`,
  );
}

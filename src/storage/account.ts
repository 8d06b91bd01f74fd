/**
 * The system account that the embedded PostgreSQL runs under. PostgreSQL refuses to run as root, so that for root
 * (containers) it runs as the user `postgres`, made where there is none. That user must be able to enter every
 * folder on the way to its data and its programs.
 */
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '#base/failure.ts';

const run = promisify(execFile);

export interface Account {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

async function lookUp(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

// useradd is Debian's and Red Hat's, adduser with these flags BusyBox's (Alpine).
const MAKERS: readonly (readonly [string, readonly string[]])[] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
];

/**
 * Gives the account for PostgreSQL: null for an ordinary user, who runs it as himself; for root the owner of the
 * cluster if there is one, else the user `postgres`, made if need be. Errors: Failure if it can't be made.
 */
export async function serverAccount(cluster: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = await lookUp();
  if (known) return known;
  for (const [program, parameters] of MAKERS) {
    await run(program, [...parameters]).catch(() => {});
    const made = await lookUp();
    if (made) return made;
  }
  throw new Failure(
    `PostgreSQL does not run as root and the user '${NAME}' could not be made: make it (useradd ${NAME}), or run Kirmash as another user.`,
  );
}

/** Whether an account may enter a folder, asked of the system itself so that access lists count too. */
export async function mayEnter(account: Account, folder: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** Gives the nearest folder on the way up that exists. Errors: of the file system, where a file is in the way. */
export async function nearestExisting(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      await readdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === dirname(folder)) throw error;
    }
  }
}

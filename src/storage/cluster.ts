/**
 * The cluster of a data folder: the files that a PostgreSQL server works on, and the password to it.
 * It is made aside and put in its place in one step, so that `postgres/` is always whole.
 */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#base/failure.ts';
import type { Account } from './account.ts';
import { explainOutput, runProgram } from './child.ts';
import { explainFileError } from './explain.ts';
import { clusterOf } from './home.ts';
import type { Programs } from './programs.ts';

/** The role that Kirmash connects as. */
export const ROLE = 'kirmash';

export interface Cluster {
  /** The data folder that holds it. */
  folder: string;
  programs: Programs;
  account: Account | null;
}

function passwordFile(folder: string): string {
  return join(folder, 'postgres-password');
}

/** Gives the password of a folder's cluster; null where it has none (any more). Errors: Failure if it can't be read. */
export async function readPassword(folder: string): Promise<string | null> {
  const text = await readOrNull(passwordFile(folder));
  return text === null || text.trim() === '' ? null : text.trim();
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw explainFileError(error, `${file} can't be read`) ?? error;
  }
}

/**
 * Makes the cluster if there is none, and checks it if there is.
 * Errors: Failure for a cluster of another PostgreSQL, an incomplete one, one that belongs to somebody else.
 */
export async function ensureCluster(
  cluster: Cluster,
  signal: AbortSignal | undefined,
  report: (line: string) => void,
): Promise<void> {
  const { folder, programs, account } = cluster;
  const place = clusterOf(folder);
  // An empty folder is as good as none.
  if ((await readdir(place).catch(() => null))?.length === 0) await rmdir(place);
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw explainFileError(error, `${place} can't be read`) ?? error;
  });
  if (!found) {
    report('making a new database');
    return initialise(cluster, signal);
  }
  const uid = account?.uid ?? process.getuid?.();
  if (uid !== undefined && found.uid !== uid) {
    throw new Failure(
      `The database in ${folder} belongs to another user (number ${found.uid}): start Kirmash as that user or as root, or set KIRMASH_HOME to another folder.`,
    );
  }
  const version = (await readOrNull(join(place, 'PG_VERSION')))?.trim();
  const whole = await stat(join(place, 'global', 'pg_control')).catch(() => null);
  if (version === undefined || !whole) {
    throw new Failure(
      `The database in ${place} is incomplete: move that folder away and restore a backup, or start anew.`,
    );
  }
  if (version !== programs.major) {
    throw new Failure(
      `The database in ${folder} was written by PostgreSQL ${version}, this Kirmash brings PostgreSQL ${programs.major}: ` +
        'make a backup with the Kirmash that wrote it and restore that here.',
    );
  }
}

async function initialise({ folder, programs, account }: Cluster, signal?: AbortSignal): Promise<void> {
  const suffix = `.initialising-${randomBytes(4).toString('hex')}`;
  const draft = clusterOf(folder) + suffix;
  const draftPassword = passwordFile(folder) + suffix;
  const password = randomBytes(24).toString('base64url');
  try {
    // What a start that was killed left; its initdb may still run, so that each start has a name of its own.
    for (const name of await readdir(folder)) {
      if (name.includes('.initialising-')) await rm(join(folder, name), { recursive: true, force: true });
    }

    await writeFile(draftPassword, password, { mode: 0o600 });
    if (account) await chown(draftPassword, account.uid, account.gid);
    // Letters and order by PostgreSQL's own tables, alike on all systems; pg_trgm still asks the C library what a
    // letter is, by LC_CTYPE: with 'C' it would see none in Cyrillic.
    for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'UTF-8']) {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { mode: 0o700 });
      if (account) await chown(draft, account.uid, account.gid);
      signal?.throwIfAborted();
      const { code, output } = await runProgram(
        programs.initdb,
        [
          `--pgdata=${draft}`,
          `--username=${ROLE}`,
          `--pwfile=${draftPassword}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
          `--lc-ctype=${letters}`,
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--no-instructions',
        ],
        account,
        { signal },
      );
      signal?.throwIfAborted();
      if (code === 0) {
        await writeFile(passwordFile(folder), password, { mode: 0o600 });
        await rename(draft, clusterOf(folder));
        return;
      }
      if (!/invalid locale/.test(output)) throw explainOutput(output, folder);
    }
    throw new Failure(`PostgreSQL needs a UTF-8 locale, and this system has none: install C.UTF-8.`);
  } catch (error) {
    throw explainFileError(error, `The database in ${folder} can't be made`) ?? error;
  } finally {
    await rm(draftPassword, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Gives the role a new password, by PostgreSQL's single-user mode: whoever owns the cluster's files may do that
 * without the old one. The server must not run.
 */
export async function resetPassword({ folder, programs, account }: Cluster): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const { code, output } = await runProgram(
    programs.postgres,
    ['--single', '-D', clusterOf(folder), 'postgres'],
    account,
    { input: `alter role "${ROLE}" password '${password}'\n` },
  );
  if (code !== 0 || /ERROR|FATAL/.test(output)) throw explainOutput(output, folder);
  const draft = `${passwordFile(folder)}.new`;
  await writeFile(draft, password, { mode: 0o600 });
  await rename(draft, passwordFile(folder));
  return password;
}

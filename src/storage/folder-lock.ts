/**
 * One Kirmash per data folder.
 *
 * The lock is the operating system's own, held through SQLite (part of Node) on the file `kirmash.lock`: the
 * kernel drops it when the process ends, however it ends, so a lock can never be stale and no process number has
 * to be guessed about. `kirmash.pid` beside it only says who holds the lock, for the message.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '#base/failure.ts';
import { explainFileError } from './explain.ts';
import { makeFolder } from './make-folder.ts';

/** Who holds a folder, as far as it said. */
export interface Holder {
  pid: number;
  /** When it took the folder, ISO 8601 with its zone. */
  since: string;
  /** Where it answers, once it does. */
  address?: string;
}

export interface FolderLock {
  /** Tells others where the holder answers. */
  announce(address: string): void;
  /** Gives the folder free; a second call does nothing. */
  release(): void;
}

/** The folder belongs to another Kirmash that is running now. */
export class FolderInUseError extends Failure {
  readonly holder: Holder | null;
  constructor(folder: string, holder: Holder | null) {
    const who = holder
      ? ` (process ${holder.pid}, since ${holder.since.slice(0, 16).replace('T', ' ')}${holder.address ? `, at ${holder.address}` : ''})`
      : '';
    super(
      `Another Kirmash is already running on ${folder}${who}: use that one, stop it, or set KIRMASH_HOME to another folder.`,
    );
    this.holder = holder;
  }
}

const SQLITE_BUSY = 5;

/** Gives what the holder of a folder said of itself; null where it said nothing. */
export function readHolder(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'kirmash.pid'), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/**
 * Takes a data folder for this process, making the folder if need be.
 * Errors: FolderInUseError; Failure where the folder can't be made or written.
 */
export function lockFolder(folder: string): FolderLock {
  const note = join(folder, 'kirmash.pid');
  // Written aside first: whether the folder can be written shows before the lock, which may belong to another.
  const draft = `${note}.${process.pid}`;
  const holder: Holder = {
    pid: process.pid,
    since: Temporal.Now.zonedDateTimeISO().toString({ smallestUnit: 'second', timeZoneName: 'never' }),
  };
  let database: DatabaseSync;
  try {
    makeFolder(folder);
    writeFileSync(draft, JSON.stringify(holder));
    database = new DatabaseSync(join(folder, 'kirmash.lock'), { timeout: 0 });
  } catch (error) {
    throw explainFileError(error, `The data folder ${folder} can't be written`) ?? error;
  }
  try {
    database.exec('pragma journal_mode = off; begin exclusive');
  } catch (error) {
    database.close();
    rmSync(draft, { force: true });
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new FolderInUseError(folder, readHolder(folder));
  }
  renameSync(draft, note);
  let held = true;
  return {
    announce: (address) => {
      writeFileSync(draft, JSON.stringify({ ...holder, address }));
      renameSync(draft, note);
    },
    release: () => {
      if (!held) return;
      held = false;
      rmSync(note, { force: true });
      database.close();
    },
  };
}

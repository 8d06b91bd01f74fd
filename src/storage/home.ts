/**
 * Where the data lies. For root the folder asked for may be one that PostgreSQL's account can't reach (below
 * /root, say); the data then goes to the system's state folder, and the caller says so.
 */
import { createHash } from 'node:crypto';
import { chmod, chown, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '#base/failure.ts';
import { type Account, mayEnter, nearestExisting, serverAccount } from './account.ts';
import { explainFileError } from './explain.ts';
import { makeFolder } from './make-folder.ts';

/** The system's folder for the state of programs. */
export const STATE_FOLDER = '/var/lib/kirmash';

export interface Home {
  folder: string;
  /** The account that PostgreSQL runs under; null: this process's own. */
  account: Account | null;
  /** Why this is not the folder that was asked for; null: it is. */
  moved: string | null;
}

/** Where the cluster of a data folder lies. */
export function clusterOf(folder: string): string {
  return join(folder, 'postgres');
}

/** Makes a folder that the account may enter and others may not list. */
async function makeEnterable(folder: string, account: Account): Promise<void> {
  makeFolder(folder, 0o711);
  if (await mayEnter(account, folder)) return;
  await chown(folder, -1, account.gid);
  await chmod(folder, ((await stat(folder)).mode & 0o7777) | 0o010);
}

/**
 * Finds and makes the data folder. `standard` tells that it was not asked for by name but is the default.
 * Errors: Failure where no folder can be made, or where data lies in a folder that can't be reached any more.
 */
export async function openHome(wanted: string, standard: boolean): Promise<Home> {
  const account = await serverAccount(clusterOf(wanted));
  if (!account) return { folder: wanted, account, moved: null };
  try {
    // The data folder itself is Kirmash's own and may be opened; what lies above it belongs to others.
    if (await mayEnter(account, await nearestExisting(dirname(wanted)))) {
      await makeEnterable(wanted, account);
      return { folder: wanted, account, moved: null };
    }
    if (await stat(join(clusterOf(wanted), 'PG_VERSION')).catch(() => null)) {
      throw new Failure(
        `The database in ${wanted} lies below a folder that only root may enter, and PostgreSQL does not run as root: ` +
          'open that folder (chmod o+x) or move the data folder.',
      );
    }
    const folder = standard ? STATE_FOLDER : join(STATE_FOLDER, 'homes', nameFor(wanted));
    makeFolder(STATE_FOLDER, 0o711);
    await makeEnterable(dirname(folder), account);
    await makeEnterable(folder, account);
    return {
      folder,
      account,
      moved: `${wanted} lies below a folder that only root may enter, and PostgreSQL does not run as root`,
    };
  } catch (error) {
    throw explainFileError(error, `The data folder ${wanted} can't be made`) ?? error;
  }
}

/** A readable name for a path, with a hash so that two paths never share one. */
function nameFor(path: string): string {
  const words = path
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(-40);
  return `${words}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

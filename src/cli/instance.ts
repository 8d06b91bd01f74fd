/** Opens the database that the configuration names: the embedded one in the data folder, or any by URL. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#base/failure.ts';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';
import { attachEmbedded, type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { withoutPassword } from '#storage/explain.ts';
import { FolderInUseError } from '#storage/folder-lock.ts';
import { clusterOf, openHome } from '#storage/home.ts';
import { loadMigrations } from '#storage/migrate.ts';
import type { Context } from './command.ts';
import type { Config } from './config.ts';
import type { Step } from './steps.ts';

/** The database of Kirmash on the embedded server. */
export const DATABASE = 'kirmash';

export interface Instance {
  storage: Storage;
  /** The address of the database, with its password. */
  url: string;
  /** Whether the database has the schema of this Kirmash. */
  current: boolean;
  /** Where the data lies, for people. */
  place: string;
  /** Resolves if the embedded server ends by itself. */
  lost: Promise<Failure>;
  /** Tells others who find the data folder in use where this Kirmash answers. */
  announce(address: string): void;
  close(): Promise<void>;
}

async function isCurrent(storage: Storage): Promise<boolean> {
  return storage.version === (await loadMigrations()).length;
}

/** Errors: Failure where the database has not the schema of this Kirmash. */
export function expectCurrent({ current }: Instance): void {
  if (current) return;
  throw new Failure(
    'The database has the schema of an older Kirmash: start kirmash serve once, which brings it up to date.',
  );
}

const never = new Promise<never>(() => {});

/** Finds the data folder, and says so where it is not the one that was asked for. Errors: Failure. */
export async function findHome(config: Config, step: Step): Promise<string> {
  const home = await openHome(config.home, config.homeIsStandard);
  if (home.moved !== null) step.note(`${home.moved}; the data therefore lies in ${home.folder}`);
  return home.folder;
}

/** A file in the data folder while a restore is under way. */
export function restoreMark(folder: string): string {
  return join(folder, 'restore-unfinished');
}

async function refuseUnfinishedRestore(folder: string): Promise<void> {
  if (await stat(restoreMark(folder)).catch(() => null)) {
    throw new Failure(`A restore into ${folder} did not finish: run kirmash restore again.`);
  }
}

export interface InstanceOptions {
  /** Where another Kirmash runs on the data folder, its database is used, else that is refused. */
  share?: boolean;
  /** False: the schema stays as it is, and a database that Kirmash has not used yet is refused. */
  migrate?: boolean;
}

/**
 * Opens the database, in a step that is shown.
 * Errors: Failure in all its kinds.
 */
export async function openInstance(context: Context, options: InstanceOptions = {}): Promise<Instance> {
  const { share = false, migrate = true } = options;
  return context.steps.step('Database', async (step) => {
    const { config, signal } = context;
    if (config.databaseUrl !== null) {
      const storage = await openStorage({ url: config.databaseUrl, migrate });
      const place = withoutPassword(config.databaseUrl);
      const current = await isCurrent(storage);
      return {
        storage,
        url: config.databaseUrl,
        current,
        place,
        lost: never,
        announce: () => {},
        close: storage.close,
      };
    }
    const folder = await findHome(config, step);
    await refuseUnfinishedRestore(folder);
    if (!migrate && !(await stat(join(clusterOf(folder), 'PG_VERSION')).catch(() => null))) {
      throw new Failure(`There is no database in ${folder} yet: kirmash serve makes one.`);
    }
    signal.throwIfAborted();
    let server: EmbeddedServer | null = null;
    try {
      let url: (database: string) => string;
      try {
        server = await startEmbedded({ folder: folder, signal, report: step.note });
        url = server.url;
      } catch (error) {
        if (!share || !(error instanceof FolderInUseError)) throw error;
        url = await attachEmbedded(folder);
        step.note('using the database of the Kirmash that is running');
      }
      signal.throwIfAborted();
      if (server) await createDatabase(url('postgres'), DATABASE);
      const storage = await openStorage({
        url: url(DATABASE),
        place: `The database in ${folder}`,
        migrate,
      });
      const close = async (): Promise<void> => {
        await storage.close();
        await server?.stop();
      };
      return {
        storage,
        url: url(DATABASE),
        current: await isCurrent(storage),
        place: folder,
        lost: server?.lost ?? never,
        announce: (address) => server?.announce(address),
        close,
      };
    } catch (error) {
      await server?.stop();
      throw error;
    }
  });
}

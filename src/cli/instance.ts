/** Opens the database that the configuration names: the embedded one in the data folder, or any by URL. */
import type { Failure } from '#base/failure.ts';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';
import { attachEmbedded, type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { withoutPassword } from '#storage/explain.ts';
import { FolderInUseError } from '#storage/folder-lock.ts';
import { openHome } from '#storage/home.ts';
import type { Context } from './command.ts';

/** The database of Kirmash on the embedded server. */
export const DATABASE = 'kirmash';

export interface Instance {
  storage: Storage;
  /** Where the data lies, for people. */
  place: string;
  /** Resolves if the embedded server ends by itself. */
  lost: Promise<Failure>;
  /** Tells others who find the data folder in use where this Kirmash answers. */
  announce(address: string): void;
  close(): Promise<void>;
}

const never = new Promise<never>(() => {});

/**
 * Opens the database, in a step that is shown.
 * `share`: where another Kirmash runs on the data folder, its database is used, else refused.
 * Errors: Failure in all its kinds.
 */
export async function openInstance(context: Context, share: boolean): Promise<Instance> {
  return context.steps.step('Database', async (step) => {
    const { config, signal } = context;
    if (config.databaseUrl !== null) {
      const storage = await openStorage({ url: config.databaseUrl });
      const place = withoutPassword(config.databaseUrl);
      return { storage, place, lost: never, announce: () => {}, close: storage.close };
    }
    const home = await openHome(config.home, config.homeIsStandard);
    if (home.moved !== null) step.note(`${home.moved}; the data therefore lies in ${home.folder}`);
    signal.throwIfAborted();
    let server: EmbeddedServer | null = null;
    try {
      let url: (database: string) => string;
      try {
        server = await startEmbedded({ folder: home.folder, signal, report: step.note });
        url = server.url;
      } catch (error) {
        if (!share || !(error instanceof FolderInUseError)) throw error;
        url = await attachEmbedded(home.folder);
        step.note('using the database of the Kirmash that is running');
      }
      signal.throwIfAborted();
      if (server) await createDatabase(url('postgres'), DATABASE);
      const storage = await openStorage({
        url: url(DATABASE),
        place: `The database in ${home.folder}`,
      });
      const close = async (): Promise<void> => {
        await storage.close();
        await server?.stop();
      };
      return {
        storage,
        place: home.folder,
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

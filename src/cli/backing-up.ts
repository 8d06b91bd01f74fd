/** The work of `kirmash backup` and `kirmash restore`. */
import { rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '#base/failure.ts';
import type { CheckedArchive } from '#storage/backup/archive.ts';
import { backup } from '#storage/backup/backup.ts';
import { checkBackup, type RestoreResult, restore } from '#storage/backup/restore.ts';
import { createDatabase, openClient } from '#storage/database.ts';
import { type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { explainDatabaseError, explainFileError, withoutPassword } from '#storage/explain.ts';
import { clusterOf } from '#storage/home.ts';
import type { Context } from './command.ts';
import { DATABASE, findHome, openInstance, restoreMark } from './instance.ts';
import { count, size } from './numbers.ts';
import type { Step } from './steps.ts';
import { programName } from './version.ts';

export async function runBackup(context: Context, given: string): Promise<number> {
  const file = resolve(given);
  await using opened = new AsyncDisposableStack();
  // A backup is what one makes before an upgrade: it must not be what upgrades.
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  const result = await context.steps.step('Backup', async (step) => {
    const client = await instance.storage.pool.connect();
    try {
      return await backup(client, file, {
        program: programName(),
        progress: step.progress,
        signal: context.signal,
      });
    } catch (error) {
      throw explainDatabaseError(error, 'The database') ?? error;
    } finally {
      client.release();
    }
  });
  context.print(
    `${file}: ${count(result.tables, 'table')}, ${count(result.rows, 'row')}, ${size(result.bytes)}`,
  );
  return 0;
}

export async function runRestore(context: Context, given: string): Promise<number> {
  const file = resolve(given);
  const { steps, config } = context;
  const archive = await steps.step('Check of the backup', () => checkBackup(file));
  const result = await steps.step('Restore', (step) =>
    config.databaseUrl === null
      ? intoFolder(context, archive, step)
      : intoDatabase(context, archive, step, config.databaseUrl),
  );
  const migrated = result.to > result.from ? `, brought from schema ${result.from} to ${result.to}` : '';
  context.print(
    `${file}: ${count(result.tables, 'table')}, ${count(result.rows, 'row')} restored${migrated}`,
  );
  return 0;
}

async function intoDatabase(
  context: Context,
  archive: CheckedArchive,
  step: Step,
  url: string,
): Promise<RestoreResult> {
  const place = `The database ${withoutPassword(url)}`;
  const client = await openClient(url, place);
  try {
    return await restore(client, archive, { progress: step.progress, signal: context.signal });
  } catch (error) {
    throw explainDatabaseError(error, place) ?? error;
  } finally {
    await client.end();
  }
}

/** Makes a new cluster for the backup; if anything fails it is taken away again. */
async function intoFolder(context: Context, archive: CheckedArchive, step: Step): Promise<RestoreResult> {
  const { signal } = context;
  const folder = await findHome(context.config, step);
  const mark = restoreMark(folder);
  const discard = async (): Promise<void> => {
    await rm(clusterOf(folder), { recursive: true, force: true });
    await rm(join(folder, 'postgres-password'), { force: true });
  };
  // From here to the end the mark tells of a restore that was killed, whatever state it left.
  const prepare = async (): Promise<void> => {
    if (await stat(mark).catch(() => null)) await discard();
    else if (await stat(join(clusterOf(folder), 'PG_VERSION')).catch(() => null)) {
      throw new Failure(
        `${folder} has a database already: a backup is restored into an empty folder only, so set KIRMASH_HOME to another one.`,
      );
    }
    await writeFile(mark, '');
  };
  let server: EmbeddedServer | null = null;
  try {
    server = await startEmbedded({ folder, signal, report: step.note, prepare });
    await createDatabase(server.url('postgres'), DATABASE);
    const client = await openClient(server.url(DATABASE), `The database in ${folder}`);
    try {
      const result = await restore(client, archive, { progress: step.progress, signal });
      await rm(mark);
      return result;
    } finally {
      await client.end();
    }
  } catch (error) {
    await server?.stop();
    if (await stat(mark).catch(() => null)) {
      await discard();
      await rm(mark);
    }
    throw (
      explainFileError(error, `The data folder ${folder} can't be written`) ??
      explainDatabaseError(error, `The database in ${folder}`) ??
      error
    );
  } finally {
    await server?.stop();
  }
}

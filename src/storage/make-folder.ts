/** Makes folders one level at a time: Node's own recursive mkdir never ends where the system refuses with ENOENT. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whether something is there. Errors: of the file system, where that can't be told or a file is in the way. */
function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Makes a folder and those above it that are missing, each with the mode; one that is there stays as it is.
 * Below /proc and on some mounts mkdir answers 'no such file' although the parent is there: each level is therefore
 * tried once. Errors: of the file system.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !exists(path) && path !== dirname(path); path = dirname(path)) {
    missing.push(path);
  }
  if (missing.length === 0) missing.push(folder);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path, { mode });
    } catch (error) {
      // Another process may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
}

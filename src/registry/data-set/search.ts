/** Finds records by their id, by reading the files once more: for errors that only the database can tell. */
import type { Spot } from './check.ts';
import type { DataSetFiles } from './files.ts';
import { Findings } from './problem.ts';
import { readRecords } from './read.ts';

const FOLDERS = { entity: 'entities', figure: 'figures', remark: 'remarks' } as const;

/** Takes 'figure article-01-o9' and the like; gives where these records stand. */
export async function findRecords(
  files: DataSetFiles,
  wanted: readonly string[],
): Promise<Map<string, Spot>> {
  const spots = new Map<string, Spot>();
  if (wanted.length === 0) return spots;
  const open = new Set(wanted);
  for (const [what, folder] of Object.entries(FOLDERS)) {
    for (const file of files.records[folder]) {
      // The files have been read before, so there is nothing new to find wrong with them.
      for await (const batch of readRecords(file, new Findings())) {
        for (const { record, value } of batch) {
          const key = `${what} ${String((value as { id?: unknown }).id)}`;
          if (open.delete(key)) spots.set(key, { file: file.name, record });
        }
      }
    }
  }
  return spots;
}

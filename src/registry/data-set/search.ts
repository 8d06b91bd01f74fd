/** Finds records by reading the files once more: for errors that only the database can tell. */

import type { VocabularyIndex } from '../vocabulary.ts';
import { Checker, type Spot } from './check.ts';
import type { DataSetFiles } from './files.ts';
import { Findings } from './problem.ts';
import { readRecords } from './read.ts';
import { References } from './references.ts';

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

/** Takes fingerprints of relations that stand several times; gives every place but the first of each. */
export async function findRepeated(
  files: DataSetFiles,
  index: VocabularyIndex,
  fingerprints: ReadonlySet<string>,
): Promise<Spot[]> {
  const seen = new Set<string>();
  const repeated: Spot[] = [];
  let at: Spot = { file: '', record: 0 };
  const nothing = (): void => {};
  const checker = new Checker(index, new Findings(), new References(index), {
    entity: nothing,
    figure: nothing,
    remark: nothing,
    statement({ fingerprint }) {
      if (!fingerprints.has(fingerprint)) return;
      if (seen.has(fingerprint)) repeated.push(at);
      seen.add(fingerprint);
    },
  });
  for (const file of files.records.relations) {
    for await (const batch of readRecords(file, new Findings())) {
      for (const { record, value } of batch) {
        at = { file: file.name, record };
        checker.record('relations', value, file.name, record);
      }
    }
  }
  return repeated;
}

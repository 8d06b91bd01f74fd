/** Which files a data set has: regular files in known places, nothing by way of a link. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_FOLDERS, type RecordFolder } from '#wire/data-set.ts';
import type { Findings } from './problem.ts';

export type Format = 'yaml' | 'json' | 'jsonl';

export interface DataFile {
  /** Path below the set's folder, with '/'. */
  readonly name: string;
  readonly path: string;
  readonly format: Format;
}

export interface DataSetFiles {
  readonly header: DataFile | null;
  /** In the order of their names. */
  readonly records: { readonly [F in RecordFolder]: readonly DataFile[] };
}

const FORMATS: { readonly [extension: string]: Format } = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  jsonl: 'jsonl',
};
// What people put beside data, and what is left alone.
const BESIDE = /^(readme|licen[cs]e|notice|changelog)(\..*)?$/i;

function formatOf(name: string): Format | undefined {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1)];
}

/** Lists a folder, sorted, without hidden files; reports links and what is neither file nor folder. */
async function list(folder: string, below: string, findings: Findings): Promise<Dirent[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.filter((entry) => {
    if (entry.isFile() || entry.isDirectory()) return true;
    const file = `${below}${entry.name}`;
    if (entry.isSymbolicLink()) {
      const reason = 'a symbolic link: a data set holds its own files';
      findings.add({ file, record: null, path: [], code: 'symbolic-link', reason });
    } else {
      findings.add({ file, record: null, path: [], code: 'unknown-file', reason: 'not a regular file' });
    }
    return false;
  });
}

/** Finds the files of a data set. What is wrong with them goes to `findings`. */
export async function findFiles(folder: string, findings: Findings): Promise<DataSetFiles> {
  const records: { [F in RecordFolder]: DataFile[] } = {
    entities: [],
    relations: [],
    figures: [],
    remarks: [],
  };
  let header: DataFile | null = null;
  const unknown = (file: string, reason: string): void =>
    findings.add({ file, record: null, path: [], code: 'unknown-file', reason });

  for (const entry of await list(folder, '', findings)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const below = RECORD_FOLDERS.find((candidate) => candidate === entry.name);
      if (!below) {
        unknown(entry.name, `a data set has the folders ${RECORD_FOLDERS.join(', ')}`);
        continue;
      }
      for (const file of await list(path, `${below}/`, findings)) {
        const name = `${below}/${file.name}`;
        const format = file.isFile() ? formatOf(file.name) : undefined;
        if (format) records[below].push({ name, path: join(path, file.name), format });
        else if (!BESIDE.test(file.name)) unknown(name, 'neither .yaml nor .json nor .jsonl');
      }
    } else if (/^dataset\.(ya?ml|json)$/.test(entry.name)) {
      if (header) unknown(entry.name, `the set is already described by ${header.name}`);
      else header = { name: entry.name, path, format: formatOf(entry.name) ?? 'yaml' };
    } else if (!BESIDE.test(entry.name)) {
      unknown(entry.name, 'only dataset.yaml stands beside the folders');
    }
  }
  return { header, records };
}

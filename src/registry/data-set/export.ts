/**
 * Exports a data set as a folder that `importDataSet` reads.
 *
 * Invariant: export, import into an empty database and export again give the same bytes. What persons said and
 * what other sets say is left out; so is what was rejected.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import type { Storage } from '#storage/database.ts';
import { makeFolder } from '#storage/make-folder.ts';
import { type Json, yamlHeader, yamlItem } from './canonical.ts';
import { type ExportedRecord, headerOf, recordsOf } from './records.ts';

export interface ExportOptions {
  /** yaml: for people; jsonl: for large sets. yaml unless given. */
  readonly format?: 'yaml' | 'jsonl';
  /** Whether a data set that lies in the folder already may be replaced. */
  readonly replace?: boolean;
}

/** Why a set could not be exported: no such set, or a folder that holds something else. */
export class ExportError extends Error {}

const BUFFER_CHARACTERS = 1_000_000;

/** Writes the records that come one after the other into the files that they name. */
class Files {
  readonly #folder: string;
  readonly #format: 'yaml' | 'jsonl';
  readonly #made = new Set<string>();
  #name = '';
  #handle: FileHandle | null = null;
  #buffer = '';
  count = 0;

  constructor(folder: string, format: 'yaml' | 'jsonl') {
    this.#folder = folder;
    this.#format = format;
  }

  async write({ folder, file, record }: ExportedRecord): Promise<void> {
    const name = `${folder}/${file}.${this.#format}`;
    if (name !== this.#name) {
      await this.close();
      if (!this.#made.has(folder)) await mkdir(join(this.#folder, folder));
      this.#made.add(folder);
      this.#handle = await open(join(this.#folder, name), 'wx');
      this.#name = name;
    }
    this.#buffer += this.#format === 'yaml' ? yamlItem(record) : `${JSON.stringify(record)}\n`;
    this.count++;
    if (this.#buffer.length >= BUFFER_CHARACTERS) await this.#flush();
  }

  async #flush(): Promise<void> {
    await this.#handle?.write(this.#buffer);
    this.#buffer = '';
  }

  async close(): Promise<void> {
    if (!this.#handle) return;
    await this.#flush();
    // On disk before the folder gets its name: a half-written set is never seen.
    await this.#handle.sync();
    await this.#handle.close();
    this.#handle = null;
  }
}

/** Moves a finished folder to its place. Errors: ExportError where something else lies there. */
async function put(finished: string, folder: string, replace: boolean): Promise<void> {
  const there = await readdir(folder).catch(() => null);
  if (there === null || there.length === 0) {
    await rm(folder, { recursive: true, force: true });
    await rename(finished, folder);
    return;
  }
  if (!replace) throw new ExportError(`${folder} is not empty.`);
  if (!there.some((name) => /^dataset\.(ya?ml|json)$/.test(name))) {
    throw new ExportError(`${folder} holds something that is no data set: it is not replaced.`);
  }
  const old = `${finished}.old`;
  await rename(folder, old);
  await rename(finished, folder);
  await rm(old, { recursive: true });
}

/**
 * Writes the data set `id` below `folder`, which must be empty or absent; gives the number of records.
 * The folder appears whole or not at all. Errors: ExportError; what the file system and PostgreSQL report.
 */
export async function exportDataSet(
  storage: Storage,
  id: string,
  folder: string,
  options: ExportOptions = {},
): Promise<number> {
  const format = options.format ?? 'yaml';
  const target = resolve(folder);
  const partial = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}`);
  const client = await storage.pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const header = await headerOf(client, id);
    if (!header) throw new ExportError(`There is no data set '${id}'.`);
    makeFolder(partial);
    const files = new Files(partial, format);
    try {
      const description = await open(join(partial, 'dataset.yaml'), 'wx');
      await description.write(yamlHeader(header as { readonly [field: string]: Json }));
      await description.sync();
      await description.close();
      for await (const record of recordsOf(client, pg.escapeLiteral(id))) await files.write(record);
    } finally {
      await files.close();
    }
    await put(partial, target, options.replace ?? false);
    return files.count;
  } finally {
    await rm(partial, { recursive: true, force: true });
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

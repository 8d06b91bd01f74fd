/** Export and import are inverse: on arbitrary sets, in both formats, and on the reference data. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportDataSet } from '#registry/data-set/export.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import { DataSetError } from '#registry/data-set/problem.ts';
import type { Storage } from '#storage/database.ts';
import { anySet, filesOf } from './support/arbitrary-set.ts';
import { writeFiles } from './support/data-set.ts';
import { testStorage } from './support/database.ts';
import { TEST_VOCABULARY } from './support/vocabulary.ts';

async function content(folder: string): Promise<{ [name: string]: string }> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name.slice(folder.length), await readFile(name, 'utf8')])),
  );
}

async function withEmpty<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await testStorage();
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

const REFERENCE = new URL('../data/belarus-2021', import.meta.url).pathname;
const small = { vocabulary: TEST_VOCABULARY, author: 'system' };

test('export → import into an empty database → export gives the same bytes', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      anySet('set'),
      fc.constantFrom('yaml' as const, 'jsonl' as const),
      async (model, format) => {
        const [original, first, second] = await Promise.all([
          writeFiles(filesOf(model)),
          writeFiles({}),
          writeFiles({}),
        ]);
        try {
          await withEmpty(async (storage) => {
            await importDataSet(storage, original, small);
            await exportDataSet(storage, 'set', first, { format });
            // What was exported says the same: importing it changes nothing.
            expect(await importDataSet(storage, first, small)).toMatchObject({ recording: null });
          });
          await withEmpty(async (storage) => {
            await importDataSet(storage, first, small);
            await exportDataSet(storage, 'set', second, { format });
          });
          expect(await content(second)).toEqual(await content(first));
        } catch (error) {
          if (error instanceof DataSetError) error.message += `\n${JSON.stringify(model)}`;
          throw error;
        } finally {
          for (const folder of [original, first, second]) await rm(folder, { recursive: true });
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('so does the reference data, in both formats', { timeout: 120_000 }, async () => {
  const options = { author: 'system' };
  const [first, lines, second] = await Promise.all([writeFiles({}), writeFiles({}), writeFiles({})]);
  await withEmpty(async (storage) => {
    const report = await importDataSet(storage, REFERENCE, options);
    const written = await exportDataSet(storage, 'belarus-2021', first);
    expect(written).toBeGreaterThan(report.entities + report.figures + report.remarks);
    await exportDataSet(storage, 'belarus-2021', lines, { format: 'jsonl' });
    expect(await importDataSet(storage, first, options)).toMatchObject({
      recording: null,
      added: 0,
      retired: 0,
    });
  });
  await withEmpty(async (storage) => {
    await importDataSet(storage, lines, options);
    await exportDataSet(storage, 'belarus-2021', second);
  });
  expect(await content(second)).toEqual(await content(first));
  // The data set in the repository stands in its canonical form.
  expect(await content(REFERENCE)).toEqual(await content(first));
  for (const folder of [first, lines, second]) await rm(folder, { recursive: true });
});

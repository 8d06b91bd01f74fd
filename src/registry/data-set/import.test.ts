import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '#storage/database.ts';
import { SMALL_SET, writeFiles } from '../../../tests/support/data-set.ts';
import { testStorage } from '../../../tests/support/database.ts';
import { TEST_VOCABULARY } from '../../../tests/support/vocabulary.ts';
import { importDataSet } from './import.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testStorage();
});
afterAll(() => storage.close());

const options = { vocabulary: TEST_VOCABULARY, author: 'system' };

test('a set is imported with its projections and checks', async () => {
  const folder = await writeFiles(SMALL_SET);
  const report = await importDataSet(storage, folder, options);
  expect(report).toMatchObject({ dataSet: 'small', entities: 6, statements: 15, figures: 4, remarks: 1 });
  const view = await storage.db.selectFrom('entity_view').selectAll().orderBy('id').execute();
  expect(view.map(({ id }) => id)).toEqual([
    'atlas',
    'belarus',
    'bishkek',
    'mogilev',
    'mogilev-region',
    'yearbook',
  ]);
  expect(view[3]).toMatchObject({
    name: { fr: 'Mogilev', en: 'Mogilev', ru: 'Магілёў', be: 'Магілёў' },
    aliases: ['Mahilyow'],
    current: { founded: ['1267'] },
    places: ['belarus', 'mogilev-region'],
    relations: 2,
  });
  const checks = await storage.db
    .selectFrom('cell_check')
    .innerJoin('cell', 'cell.id', 'cell_check.cell')
    .select(['measure', 'best', 'conflict', 'sources'])
    .orderBy('measure')
    .execute();
  expect(checks).toEqual([
    { measure: 'exports', best: 'x1', conflict: 'cannot_tell', sources: 1 },
    { measure: 'imports', best: 'i1', conflict: 'cannot_tell', sources: 1 },
    { measure: 'turnover', best: 't1', conflict: 'fails', sources: 2 },
  ]);
  expect(await importDataSet(storage, folder, options)).toMatchObject({ recording: null });
});

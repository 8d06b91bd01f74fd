import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '#storage/database.ts';
import { testStorage } from '../../tests/support/database.ts';
import { importDataSet } from './data-set/import.ts';
import { verifyProjections } from './verify.ts';

const REFERENCE_DATA = fileURLToPath(new URL('../../data/belarus-2021', import.meta.url));

let storage: Storage;
let client: pg.PoolClient;

beforeAll(async () => {
  storage = await testStorage();
  await importDataSet(storage, REFERENCE_DATA, { author: 'system' });
  client = await storage.pool.connect();
});
afterAll(async () => {
  client.release();
  await storage.close();
});

test('projections that an import left are those that the statements give', async () => {
  const findings = await verifyProjections(client);
  expect(findings.flatMap((finding) => finding.wrong)).toEqual([]);
  expect(findings).toHaveLength(3);
});

test('a projection that was changed is found, and left as it is', async () => {
  await client.query(`update entity_view set relations = relations + 1 where id = 'minsk';
    update cell_check set sources = 99 where cell = (select min(cell) from cell_check)`);
  const findings = await verifyProjections(client);
  expect(findings.map((finding) => finding.wrong.length)).toEqual([2, 2, 0]);
  expect(findings[0]?.wrong).toEqual(['minsk: given, but not kept', 'minsk: kept, but not given']);
  expect(await verifyProjections(client)).toEqual(findings);
});

/** The participants of the simulated market are entities like others, and in nothing that tells of the reference data. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import { MEMBERS } from '#demo/members.ts';
import { exportDataSet } from '#registry/data-set/export.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import type { Storage } from '#storage/database.ts';
import { writeFiles } from '../support/data-set.ts';
import { testStorage } from '../support/database.ts';

const PARTICIPANTS = fileURLToPath(new URL('../../data/demo-market', import.meta.url));
const by = { author: 'system' };
const title = 'title: { fr: A, en: A, ru: А, be: А }';
const organisation = (id: string, name: string): string => `- id: ${id}
  kind: organisation
  statements:
    - { property: name, lang: en, value: ${name}, cite: { source: atlas } }
    - { property: type, value: company, cite: { source: atlas } }
`;
const ATLAS = `- id: atlas
  kind: source
  statements:
    - { property: name, lang: en, value: Atlas, cite: { source: atlas } }
`;
const realSet = (...more: string[]): Promise<string> =>
  writeFiles({
    'dataset.yaml': `id: real\nversion: 1\n${title}\n`,
    'entities/all.yaml': [ATLAS, organisation('mill', 'Stone Mill'), ...more].join(''),
  });

let storage: Storage;
let server: Api;
let before: unknown[];

const ask = async <T>(url: string): Promise<T> => {
  const answer = await server.inject(`/api${url}`);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<T>();
};
const ids = async (url: string): Promise<string[]> =>
  (await ask<{ items: { id: string }[] }>(url)).items.map(({ id }) => id);
/** Everything that speaks of the reference data as a whole. */
const whole = async (): Promise<unknown[]> => {
  const { dataSets: _, ...overview } = await ask<{ dataSets: unknown }>('/overview');
  return [
    overview,
    await ask('/entities?facets=true&limit=1000'),
    await ask('/entities?kind=organisation&q=sawmill'),
    await ask('/search?q=demo'),
    await ask('/search?q=kolobok'),
    await ask('/sources'),
    await ask('/vocabulary'),
    (await server.inject('/api/entities?format=csv')).body,
  ];
};

beforeAll(async () => {
  storage = await testStorage();
  server = await buildServer({ storage });
  await importDataSet(storage, await realSet(), by);
  before = await whole();
  await importDataSet(storage, PARTICIPANTS, by);
});
afterAll(async () => {
  await server.close();
  await storage.close();
});

test('lists, facets, search, corrections, counts and tables are as they were without them', async () => {
  expect(await whole()).toEqual(before);
  const words = await storage.db
    .selectFrom('search_word')
    .select('word')
    .where('word', 'like', 'kolo%')
    .execute();
  expect(words).toEqual([]);
});

test('the start page says that a simulated set is there', async () => {
  const { dataSets } = await ask<{ dataSets: { id: string; simulated: boolean }[] }>('/overview');
  expect(dataSets).toMatchObject([
    { id: 'demo-market', simulated: true },
    { id: 'real', simulated: false },
  ]);
});

test('each has its page, whose name says in every language that it is simulated', async () => {
  const { total } = await storage.db
    .selectFrom('entity_view')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('simulated', '=', true)
    .where('kind', '=', 'organisation')
    .executeTakeFirstOrThrow();
  expect(total).toBe(MEMBERS.length);
  for (const { id } of MEMBERS) {
    const { names } = await ask<{ names: Record<string, string> }>(`/entities/${id}`);
    expect(names.fr).toMatch(/\(simulé\)$/);
    expect(names.en).toMatch(/\(simulated\)$/);
    expect(names.ru).toMatch(/\(условное\)$/);
    expect(names.be).toMatch(/\(умоўнае\)$/);
  }
});

test('the export of the reference data has none of them, theirs has nothing else', async () => {
  const real = await writeFiles({});
  await exportDataSet(storage, 'real', join(real, 'set'), { format: 'yaml', replace: false });
  const kept = await readFile(join(real, 'set', 'entities', 'organisation.yaml'), 'utf8');
  expect(parse(kept)).toMatchObject([{ id: 'mill' }]);
  const demo = await writeFiles({});
  await exportDataSet(storage, 'demo-market', join(demo, 'set'), { format: 'yaml', replace: false });
  const theirs = parse(
    await readFile(join(demo, 'set', 'entities', 'organisation.yaml'), 'utf8'),
  ) as object[];
  expect(theirs).toHaveLength(MEMBERS.length);
});

test('what a set that is not simulated lists too is in the lists, until it lists it no more', async () => {
  await importDataSet(storage, await realSet(organisation('demo-sawmill', 'Sawmill')), by);
  expect(await ids('/entities')).toContain('demo-sawmill');
  await importDataSet(storage, await realSet(), by);
  expect(await ids('/entities')).not.toContain('demo-sawmill');
});

test('a set that is declared real after all is shown', async () => {
  const set = (simulated: boolean): Promise<string> =>
    writeFiles({
      'dataset.yaml': `id: changing\nversion: 1\n${title}\nsimulated: ${simulated}\n`,
      'entities/all.yaml': organisation('changing-mill', 'Changing Mill'),
    });
  await importDataSet(storage, await set(true), by);
  expect(await ids('/entities')).not.toContain('changing-mill');
  await importDataSet(storage, await set(false), by);
  expect(await ids('/entities')).toContain('changing-mill');
  await importDataSet(storage, await set(true), by);
  expect(await ids('/entities')).not.toContain('changing-mill');
});

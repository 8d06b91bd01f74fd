/** What the registry knew on a date, and entities that were merged. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { merge } from '#registry/judge.ts';
import type { EntityDetail, FigureDetail, FigureList } from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { figuresWith, importTrade, tradeFiles } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi(async (storage) => {
    // What is recorded never changes, nor when: to have something of long ago, a test must take that away.
    await storage.pool.query('alter table recording disable trigger recording_kept');
    await importTrade(storage);
    await storage.pool.query("update recording set recorded = '2022-01-10T12:00:00Z'");
    await importTrade(storage, tradeFiles(figuresWith('article-08-o4', '11000000'), '2'));
    await storage.pool.query("update recording set recorded = '2022-03-10T12:00:00Z' where id > 1");
  });
});
afterAll(() => api.close());

describe('known on', () => {
  const imports = '/figures?measure=imports&area=belarus';
  const values = async (day: string): Promise<(string | null)[]> =>
    (await api.json<FigureList>(`${imports}&knownOn=${day}`)).items.map(({ value }) => value);

  test('a list shows what was recorded by the end of that day', async () => {
    expect(await values('2022-01-09')).toEqual([]);
    expect(await values('2022-01-10')).toEqual(['10000000']);
    expect(await values('2022-03-09')).toEqual(['10000000']);
    expect(await values('2022-03-10')).toEqual(['11000000']);
  });

  test('one figure shows its revision of that day, and all revisions', async () => {
    const then = await api.json<FigureDetail>('/figures/article-08-o4?knownOn=2022-02-01');
    expect(then.figure.value).toBe('10000000');
    expect(then.history.map(({ revision, retired }) => [revision, retired !== null])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect((await api.get('/figures/article-08-o4?knownOn=2021-01-01')).statusCode).toBe(404);
  });

  test('an entity shows the statements of that day', async () => {
    const count = async (day: string): Promise<number> =>
      (await api.json<EntityDetail>(`/entities/mogilev?knownOn=${day}`)).statements.length;
    expect(await count('2022-01-09')).toBe(0);
    expect(await count('2022-01-10')).toBeGreaterThan(3);
  });
});

describe('an entity that was merged into another', () => {
  beforeAll(async () => {
    await merge(api.storage, { from: 'minsk', into: 'grodno', author: 'system', reason: 'for a test' });
  });

  test('answers with the one that took it in', async () => {
    const merged = await api.json<EntityDetail>('/entities/minsk?lang=en');
    expect(merged.id).toBe('grodno');
    expect(merged.mergedInto).toEqual({ id: 'grodno', kind: 'city', name: 'Grodno' });
    expect(merged.mergedFrom).toEqual(['minsk']);
    expect(merged.commitments.map((commitment) => (commitment as { id: string }).id)).toContain(
      'article-08-c2',
    );
  });

  test('is named as that one where others point to it', async () => {
    const commitment = await api.json<EntityDetail>('/entities/article-08-c2?lang=en');
    expect(commitment.relations.find(({ relation }) => relation === 'promised-by')?.other).toMatchObject({
      id: 'grodno',
    });
    expect((await api.get('/entities?place=minsk')).statusCode).toBe(200);
    const list = await api.json<{ items: { id: string }[] }>('/entities?kind=city&limit=100');
    expect(list.items.map(({ id }) => id)).not.toContain('minsk');
  });
});

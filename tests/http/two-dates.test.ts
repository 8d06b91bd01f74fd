/** What the registry knew on a date, and entities that were merged. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECLARED } from '#registry/declared.ts';
import { merge } from '#registry/judge.ts';
import { ENTITY_COLUMNS, type EntityRow } from '#registry/read/entities.ts';
import { NOW } from '#registry/read/moment.ts';
import { entityViewAt } from '#registry/read/view-at.ts';
import type { EntityRecord } from '#wire/data-set.ts';
import type { CommitmentItem, EntityDetail, FigureDetail, FigureList, TimelineItem } from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import type { Files } from '../support/data-set.ts';
import { figuresWith, importTrade, tradeFiles } from '../support/trade-registry.ts';

/** The set as it was changed later: a figure, the name of a city, its new name's day, the due date and state of a promise. */
function laterFiles(): Files {
  const files = tradeFiles(figuresWith('article-08-o4', '11000000'), '2');
  const change = (text: string, from: string, to: string): string => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  };
  const name = '"property":"name","lang":"en","value":';
  let entities = String(files['entities/all.json']);
  entities = change(entities, `${name}"Mogilev"`, `${name}"Mahilyow"`);
  entities = change(
    entities,
    '"property":"state","value":"planned","valid":"2021-07"',
    '"property":"state","value":"done"',
  );
  entities = change(entities, '"property":"due","value":"2021-10"', '"property":"due","value":"2021-11"');
  // A name from a day on, beside the one that has always been.
  entities = change(
    entities,
    `${name}"Dushanbe"`,
    `${name}"Dyushambe","valid":"../1929-12-31","cite":{"source":"note-48"}},{${name}"Dushanbe","valid":"1930-01-01/.."`,
  );
  // Names since 2000 only.
  const named = (JSON.parse(entities) as EntityRecord[]).map((entity) =>
    entity.id === 'minsk'
      ? { ...entity, statements: entity.statements?.map((said) => ({ ...said, valid: '2000/..' })) }
      : entity,
  );
  return { ...files, 'entities/all.json': JSON.stringify(named) };
}

let api: TestApi;
beforeAll(async () => {
  api = await testApi(async (storage) => {
    // What is recorded never changes, nor when: to have something of long ago, a test must take that away.
    await storage.pool.query('alter table recording disable trigger recording_kept');
    await importTrade(storage);
    await storage.pool.query("update recording set recorded = '2022-01-10T12:00:00Z'");
    await importTrade(storage, laterFiles());
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
    const then = await api.json<EntityDetail>('/entities/mogilev?knownOn=2022-01-10');
    expect(then.statements.length).toBeGreaterThan(3);
    // The day before, nobody knew of it.
    const before = await api.get('/entities/mogilev?knownOn=2022-01-09');
    expect([before.statusCode, before.json<{ code: string }>().code]).toEqual([404, 'entity-not-found']);
  });
});

describe('both dates reach', () => {
  const detail = (id: string, dates: string): Promise<EntityDetail> =>
    api.json<EntityDetail>(`/entities/${id}?lang=en&${dates}`);
  const line = async (id: string, dates: string): Promise<string[]> =>
    (await api.json<{ items: TimelineItem[] }>(`/entities/${id}/timeline?lang=en&${dates}`)).items.map(
      ({ text }) => text,
    );

  test('names, also those of what others point to', async () => {
    expect((await detail('mogilev', 'knownOn=2022-02-01')).name).toBe('Mogilev');
    expect((await detail('mogilev', 'knownOn=2022-04-01')).name).toBe('Mahilyow');
    const others = async (dates: string): Promise<string[]> =>
      (await detail('mogilev-dushanbe-cooperation', dates)).relations.map(({ other }) => other?.name ?? '');
    expect(await others('knownOn=2022-02-01')).toContain('Mogilev');
    expect(await others('knownOn=2022-04-01')).toContain('Mahilyow');
    expect((await detail('dushanbe', 'validOn=1925-01-01')).name).toBe('Dyushambe');
    expect((await detail('dushanbe', 'validOn=1931-01-01')).name).toBe('Dushanbe');
    // Before the registry said so, the city had one name at all times.
    expect((await detail('dushanbe', 'validOn=1925-01-01&knownOn=2022-02-01')).name).toBe('Dushanbe');
  });

  test('what had no name on a day goes by its present one', async () => {
    expect(await detail('minsk', 'validOn=1990-01-01')).toMatchObject({ name: 'Minsk', statements: [] });
  });

  test('commitments: their state, when they are due, and whether that has passed', async () => {
    const promise = async (dates: string): Promise<CommitmentItem | undefined> =>
      (await detail('mogilev', dates)).commitments.find(({ id }) => id === 'article-08-c1');
    expect(await promise('knownOn=2022-02-01')).toMatchObject({
      state: { id: 'planned' },
      due: { from: '2021-10', to: '2021-10' },
      overdue: true,
    });
    expect(await promise('knownOn=2022-04-01')).toMatchObject({
      state: { id: 'done' },
      due: { from: '2021-11', to: '2021-11' },
      overdue: false,
    });
    expect(await promise('knownOn=2022-02-01&validOn=2021-07-20')).toMatchObject({ overdue: false });
    expect(await detail('article-08-c1', 'knownOn=2022-02-01')).toMatchObject({
      state: { id: 'planned' },
      period: { from: '2021-10', to: '2021-10' },
    });
  });

  test('the timeline', async () => {
    expect(await line('mogilev', 'knownOn=2022-01-01')).toEqual([]);
    const early = await line('mogilev', 'validOn=2021-07-10');
    expect(early).toContainEqual(expect.stringMatching(/twin.*Dushanbe/i));
    expect(early.filter((text) => text.includes('Cooperation agreement'))).toEqual([]);
    const late = await line('mogilev', 'validOn=2021-07-15');
    expect(late.filter((text) => text.includes('Cooperation agreement'))).toHaveLength(1);
    expect(late).toContain('Open a trading house');
    // Exports of January to August had begun in July, the documents counted in December were to come.
    const trade = await line('tajikistan', 'validOn=2021-07-15');
    expect(trade.some((text) => text.startsWith('exports'))).toBe(true);
    expect(await line('tajikistan', 'validOn=2020-12-31')).toEqual([]);
  });

  test('the timeline names and values what was recorded by then', async () => {
    const imports = async (day: string): Promise<string[]> =>
      (await line('belarus', `knownOn=${day}`)).filter((text) => text.startsWith('imports, Belarus'));
    expect(await imports('2022-02-01')).toEqual([expect.stringContaining('10 million')]);
    expect(await imports('2022-04-01')).toEqual([expect.stringContaining('11 million')]);
    expect(await line('dushanbe', 'knownOn=2022-02-01')).toContainEqual(
      expect.stringMatching(/twin.*Mogilev/i),
    );
    expect(await line('dushanbe', 'knownOn=2022-04-01')).toContainEqual(
      expect.stringMatching(/twin.*Mahilyow/i),
    );
  });

  test('as of the last recording everything is as it is now', async () => {
    const { db } = api.storage;
    const { rows: now } = await sql<EntityRow>`
      select ${ENTITY_COLUMNS} from entity_view as view order by id`.execute(db);
    const last = entityViewAt(DECLARED, { ...NOW, recording: 2 }, sql`select id from entity`);
    const { rows: then } = await sql<EntityRow>`
      select ${ENTITY_COLUMNS} from ${last} as view order by id`.execute(db);
    expect(now.length).toBeGreaterThan(15);
    expect(then).toEqual(now);
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

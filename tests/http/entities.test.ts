import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityDetail, EntityList, Timeline } from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
});
afterAll(() => api.close());

const ids = async (url: string): Promise<string[]> =>
  (await api.json<EntityList>(url)).items.map(({ id }) => id);

describe('the list of entities', () => {
  test('filters by kind and by name in any language, and names in the language asked for', async () => {
    const { items, total, nextCursor } = await api.json<EntityList>('/entities?kind=country&q=tajik&lang=ru');
    expect(items.map(({ id, name }) => [id, name])).toEqual([['tajikistan', 'Таджикистан']]);
    expect(total).toBe(1);
    expect(nextCursor).toBeNull();
    expect(items[0]?.columns).toEqual({ 'iso-3166-1': 'TJ' });
    expect(items[0]?.point).toEqual([38.8, 71]);
  });

  test('without a kind holds all named things, and neither commitments nor sources', async () => {
    const list = await api.json<EntityList>('/entities?limit=1000');
    expect(new Set(list.items.map(({ kind }) => kind))).toEqual(
      new Set(['country', 'city', 'organisation', 'agreement']),
    );
    expect(list.total).toBe(list.items.length);
    expect(await ids('/entities?kind=commitment')).toHaveLength(2);
    expect(await ids('/entities?kind=source,country')).toHaveLength(9);
  });

  test('is sorted by the alphabet of the reader', async () => {
    expect(await ids('/entities?kind=country&lang=fr')).toEqual([
      'belarus',
      'egypt',
      'kazakhstan',
      'russia',
      'tajikistan',
    ]);
    expect(await ids('/entities?kind=country&lang=ru&sort=-name')).toEqual([
      'tajikistan',
      'russia',
      'kazakhstan',
      'egypt',
      'belarus',
    ]);
  });

  test('filters by place, relation, state, type and period', async () => {
    expect(await ids('/entities?kind=city&place=belarus&lang=en')).toEqual(['grodno', 'minsk', 'mogilev']);
    expect(await ids('/entities?kind=agreement&place=tajikistan')).toEqual(['mogilev-dushanbe-cooperation']);
    expect(await ids('/entities?related=dushanbe')).toEqual([
      'mogilev-dushanbe-cooperation',
      'mogilev',
      'tajikistan',
    ]);
    expect(await ids('/entities?kind=agreement&state=signed')).toHaveLength(1);
    expect(await ids('/entities?kind=agreement&state=draft')).toHaveLength(0);
    expect(await ids('/entities?type=company')).toEqual(['formula-works']);
    expect(await ids('/entities?from=2021-07&to=2021-07')).toEqual(['mogilev-dushanbe-cooperation']);
    expect(await ids('/entities?from=2021-08')).toEqual([]);
  });

  test('counts facets, each without its own filter', async () => {
    const { facets } = await api.json<EntityList>('/entities?kind=city&facets=true&lang=fr');
    const kinds = facets?.find(({ id }) => id === 'kind')?.values;
    expect(kinds).toContainEqual({ value: 'city', label: 'villes', count: 4 });
    expect(kinds).toContainEqual({ value: 'country', label: 'pays', count: 5 });
    const places = facets?.find(({ id }) => id === 'place')?.values;
    expect(places).toContainEqual({ value: 'belarus', label: 'Bélarus', count: 3 });
  });

  test('says how many are named of how many', async () => {
    const { known } = await api.json<EntityList>('/entities?kind=agreement&lang=en');
    expect(known).toEqual([
      {
        named: 1,
        figure: 'article-08-o9',
        text: '1 of 12: documents in force, Belarus – Tajikistan, December 2021',
      },
    ]);
    expect((await api.json<EntityList>('/entities?kind=city')).known).toBeUndefined();
  });
});

describe('one entity', () => {
  test('has its names, statements with citations, relations from its side, and where it lies', async () => {
    const mogilev = await api.json<EntityDetail>('/entities/mogilev?lang=be');
    expect(mogilev.name).toBe('Магілёў');
    expect(mogilev.aliases).toContain('Mahilioŭ');
    expect(mogilev.breadcrumb.map(({ id }) => id)).toEqual(['belarus']);
    const twin = mogilev.relations.find(({ relation }) => relation === 'twin-of');
    expect(twin).toMatchObject({
      direction: 'forward',
      label: 'пабрацім',
      other: { id: 'dushanbe', name: 'Душанбэ' },
      valid: { from: '2021-07', to: null },
      qualifiers: [{ id: 'note', text: 'Заўвага' }],
      citation: { source: 'note-48', locator: 'артыкул 8, зноска 48' },
    });
    expect(mogilev.commitments.map((commitment) => (commitment as { id: string }).id)).toEqual([
      'article-08-c1',
    ]);
    expect(mogilev.remarks.map(({ id }) => id)).toEqual(['article-08-k2']);
    expect(mogilev.counts).toMatchObject({ relations: 3, commitments: 1 });
  });

  test('words a relation from the other side too', async () => {
    const belarus = await api.json<EntityDetail>('/entities/belarus?lang=en');
    const minsk = belarus.relations.find(({ other }) => other.id === 'minsk');
    expect(minsk).toMatchObject({
      relation: 'located-in',
      direction: 'reverse',
      label: 'has on its territory',
    });
  });

  test('shows state, period, doubt and what a statement is probably from', async () => {
    const agreement = await api.json<EntityDetail>('/entities/mogilev-dushanbe-cooperation?lang=fr');
    expect(agreement.state).toEqual({ id: 'signed', label: 'signé', tone: 'open' });
    expect(agreement.typeLabel).toBe('accord de coopération');
    expect(agreement.period).toEqual({ from: '2021-07-15', to: '2021-07-15' });
    const signed = agreement.statements.find(({ property }) => property === 'signed');
    expect(signed).toMatchObject({
      text: '15 juillet 2021',
      value: '2021-07-15',
      citation: { source: 'note-49', near: { id: 'note-48' }, doubt: 'Un doute' },
    });
  });

  test('shows a commitment with its own relations', async () => {
    const commitment = await api.json<EntityDetail>('/entities/article-08-c1?lang=en');
    expect(commitment.relations.map(({ label, other }) => [label, other.id])).toContainEqual([
      'owed by',
      'mogilev',
    ]);
  });

  test('validOn leaves out what did not hold on the day', async () => {
    const relations = async (query: string): Promise<string[]> =>
      (await api.json<EntityDetail>(`/entities/mogilev?${query}`)).relations.map(({ relation }) => relation);
    expect(await relations('validOn=2021-06-30')).not.toContain('twin-of');
    expect(await relations('validOn=2021-07-01')).toContain('twin-of');
  });

  test('the timeline runs in the order of time and cites each line', async () => {
    const { items, total } = await api.json<Static<typeof Timeline>>('/entities/mogilev/timeline?lang=en');
    expect(items.map(({ what, text, period }) => [what, text, period.from])).toEqual([
      ['relation', 'twin of: Dushanbe', '2021-07'],
      ['entity', 'cooperation agreement: Cooperation agreement of Mogilev and Dushanbe', '2021-07-15'],
      ['commitment', 'Open a trading house', '2021-10'],
    ]);
    expect(items[1]?.citation.source).toBe('note-49');
    expect(total).toBe(3);
    const belarus = await api.json<Static<typeof Timeline>>('/entities/belarus/timeline?lang=en');
    expect(belarus.items.map(({ text }) => text)).toContain(
      'exports, Belarus → Tajikistan: more than 53 million dollars',
    );
  });
});

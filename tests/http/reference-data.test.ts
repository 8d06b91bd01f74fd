/** The reference data through the API: the addresses that other programs count on, and every kind of page. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '#base/language.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import type {
  CommitmentList,
  EntityDetail,
  EntityList,
  FigureList,
  Overview,
  PairDetail,
  RemarkList,
  SearchResult,
  SourceList,
} from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';

const FOLDER = fileURLToPath(new URL('../../data/belarus-2021', import.meta.url));

let api: TestApi;
beforeAll(async () => {
  api = await testApi(async (storage) => {
    await importDataSet(storage, FOLDER, { author: 'system' });
  });
});
afterAll(() => api.close());

test('ids are found, and two words of which each is another word by itself', async () => {
  const first = async (q: string): Promise<string | undefined> =>
    (await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}&lang=en`)).groups[0]?.hits[0]?.ref.id;
  expect(await first('note-48')).toBe('note-48');
  expect(await first('gret ston')).toBe('great-stone');
});

test.each([
  ['экспорт таджикистан', 'exports', 'tajikistan'],
  ['exports tajikistan', 'exports', 'tajikistan'],
  ['Exportations Tadjikistan', 'exports', 'tajikistan'],
  ['экспарт Таджыкістан', 'exports', 'tajikistan'],
  ['товарооборота Пакистаном', 'turnover', 'pakistan'],
  ['exports belarus tajikstan', 'exports', 'tajikistan'],
])('%s leads to the figures of the measure and the pair', async (q, measure, partner) => {
  const { groups } = await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}&lang=en`);
  const [group] = groups;
  expect(group).toMatchObject({ kind: 'figures', label: 'figures' });
  const hit = group?.hits.find(({ figures }) => figures?.area === 'belarus');
  expect(hit?.figures).toMatchObject({ measure, area: 'belarus', partner });
  const asked = new URLSearchParams(hit?.figures);
  const { total } = await api.json<FigureList>(`/figures?${asked}`);
  expect(hit?.context).toBe(`figures: ${total}`);
  expect(total).toBeGreaterThan(0);
});

test('a measure alone leads to all its figures; what only begins like one stands behind what is named so', async () => {
  const { groups } = await api.json<SearchResult>('/search?q=exports&lang=en');
  expect(groups[0]?.hits[0]?.figures).toEqual({ measure: 'exports' });
  const road = await api.json<SearchResult>('/search?q=great+stone&lang=en');
  expect(road.groups.map(({ kind }) => kind)).not.toContain('figures');
});

test.each(['8701', 'HS 8701', 'hs8701', 'SH 8701', 'ТН ВЭД 8701', '8701.10'])(
  '%s, a code of goods, finds the product',
  async (q) => {
    const { groups } = await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}&lang=en`);
    const products = groups.find(({ kind }) => kind === 'product');
    expect(products?.hits[0]?.context).toContain('HS 8701');
  },
);

test('a commitment points at the figure that it aims at, and no figure stands twice for it', async () => {
  const { items } = await api.json<FigureList>('/figures?limit=1000');
  expect(items.filter(({ id }) => id.endsWith('-target'))).toEqual([]);
  const { items: promised } = await api.json<CommitmentList>('/commitments?limit=1000');
  expect(promised.find(({ id }) => id === 'article-01-c6')?.target).toBe('article-01-o28');
  const figures = new Set(items.map(({ id }) => id));
  for (const { target } of promised) if (target !== null) expect(figures).toContain(target);
});

test('a zone without a point of its own stands at its city, and says so', async () => {
  const city = await api.json<EntityDetail>('/entities/grodno?lang=en');
  const zone = await api.json<EntityDetail>('/entities/fez-grodnoinvest?lang=en');
  expect(zone.point).toEqual(city.point);
  const said = zone.statements.find(({ property }) => property === 'coordinates');
  expect(said?.citation.doubt).toBe(
    'The point of the city of its administration, not of the territory itself.',
  );
});

test('remarks say in words what their figures say', async () => {
  const { items } = await api.json<RemarkList>('/remarks?lang=ru&limit=1000');
  const texts = items.flatMap(({ figureTexts }) => figureTexts ?? []);
  expect(texts.length).toBeGreaterThan(20);
  for (const { id, text } of texts) expect(text).not.toBe(id);
});

test('letters held down are no beginning of everything', async () => {
  for (const q of ['qqqq', 'ssss', 'ааааа', 'кк', 'qqqqaaaa'])
    expect([q, (await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}`)).total]).toEqual([q, 0]);
  // A letter too many in a word is still that word.
  const { groups } = await api.json<SearchResult>(`/search?q=${encodeURIComponent('Минссск')}&lang=en`);
  expect(groups[0]?.hits[0]?.ref.id).toBe('minsk');
});

test('stray letters about punctuation find nothing by their beginnings', async () => {
  expect((await api.json<SearchResult>(`/search?q=${encodeURIComponent('a\'b"<')}`)).total).toBeLessThan(5);
  const named = await api.json<SearchResult>('/search?q=x+minsk&lang=en');
  expect(named.groups[0]?.hits[0]?.ref.id).toBe('minsk');
});

test('a source says in which language its title is given', async () => {
  const inRussian = await api.json<SourceList>('/sources?lang=ru&limit=1');
  expect(inRussian.items[0]?.titleLang).toBe('en');
  const citing = async (lang: string): Promise<(string | undefined)[]> =>
    (await api.json<FigureList>(`/figures?area=belarus&lang=${lang}&limit=200`)).items.map(
      ({ citation }) => citation.sourceLang,
    );
  // Where a figure is cited, too, and only where the title is not in the reader's language.
  expect((await citing('be')).every((lang) => lang === 'en' || lang === 'fr')).toBe(true);
  expect(await citing('fr')).not.toContain('fr');
  expect(await citing('fr')).toContain(undefined);
  const inFrench = await api.json<SourceList>('/sources?lang=fr&limit=1');
  expect(inFrench.items[0]?.titleLang).toBe('fr');
});

describe('addresses that other programs count on', () => {
  test('a country by name', async () => {
    const { items } = await api.json<EntityList>('/entities?kind=country&q=tajik&lang=ru');
    expect(items.map(({ id, name }) => [id, name])).toEqual([['tajikistan', 'Таджикистан']]);
  });

  test('exports to Tajikistan, January to August 2021', async () => {
    const { items } = await api.json<FigureList>(
      '/figures?measure=exports&area=belarus&partner=tajikistan&from=2021-01&to=2021-08',
    );
    const level = items.find(({ form }) => form === 'level');
    expect(level).toMatchObject({
      value: '107500000',
      unit: 'USD',
      low: '107450000',
      high: '107550000',
      period: { from: '2021-01', to: '2021-08' },
      citation: { source: 'note-72', locator: 'article 11, note 72' },
    });
  });

  test('sources by the ids of the collection', async () => {
    const { items, total } = await api.json<SourceList>('/sources?limit=1000');
    const ids = new Set(items.map(({ id }) => id));
    for (let note = 1; note <= 108; note++) expect(ids).toContain(`note-${note}`);
    for (let article = 1; article <= 15; article++)
      expect(ids).toContain(`article-${String(article).padStart(2, '0')}`);
    expect(total).toBe(items.length);
  });
});

describe('words in all four languages', () => {
  test.each(LANGUAGES)('every figure has its words in %s', async (lang) => {
    const { items } = await api.json<FigureList>(`/figures?limit=1000&lang=${lang}`);
    expect(items.length).toBeGreaterThan(200);
    const poor = items.filter(({ text }) => text === '' || /undefined|null|NaN/.test(text));
    expect(poor.map(({ id, text }) => [id, text])).toEqual([]);
  });

  test.each(LANGUAGES)('every thing has a name in %s, and none is its id', async (lang) => {
    const { items } = await api.json<EntityList>(`/entities?limit=1000&lang=${lang}`);
    expect(items.filter(({ id, name }) => name === '' || name === id)).toEqual([]);
  });
});

describe('pages', () => {
  test('one of each kind opens, with all its relations worded', async () => {
    const { items } = await api.json<EntityList>('/entities?limit=1000&sort=-relations');
    const kinds = Map.groupBy(items, ({ kind }) => kind);
    for (const [kind, [most]] of kinds) {
      const page = await api.json<EntityDetail>(`/entities/${most?.id}?lang=be`);
      expect([kind, page.kind]).toEqual([kind, kind]);
      expect(page.relations.filter(({ label, relation }) => label === relation)).toEqual([]);
      expect(page.statements.filter(({ label, property }) => label === property)).toEqual([]);
      expect(page.statements.filter(({ text }) => text === '')).toEqual([]);
    }
  });

  test.each([
    ['belarus', 'tajikistan'],
    ['grodno-region', 'kostanay-region'],
    ['minsk', 'bishkek'],
  ])('the pair %s and %s has something to show', async (a, b) => {
    const pair = await api.json<PairDetail>(`/pairs/${a}/${b}`);
    expect(pair.relations.length).toBeGreaterThan(0);
    expect(pair.timeline.length).toBeGreaterThan(0);
  });

  test('the start page has headline figures, each with a source, and partners on a map', async () => {
    const overview = await api.json<Overview>('/overview');
    expect(overview.home?.ref.id).toBe('belarus');
    expect(overview.headline.map(({ id }) => id).slice(0, 2)).toEqual(['article-06-o6', 'article-06-o4']);
    expect(overview.headline.every(({ citation }) => citation.source !== '')).toBe(true);
    expect(
      overview.partners.filter(({ point, iso }) => point !== null && iso !== null).length,
    ).toBeGreaterThan(15);
  });

  test('Moscow’s turnover printed as Russia’s is remarked on the pages of both', async () => {
    for (const id of ['moscow', 'russia']) {
      const { remarks } = await api.json<EntityDetail>(`/entities/${id}?lang=en`);
      expect(remarks.length).toBeGreaterThan(0);
    }
  });

  test('agreements say that only some of those in force are named', async () => {
    const { known, total } = await api.json<EntityList>('/entities?kind=agreement&lang=en');
    expect(known?.some(({ text }) => text.includes('of more than 800'))).toBe(true);
    for (const { named } of known ?? []) expect(named).toBeLessThanOrEqual(total);
  });
});

test.each(['Mahilioŭ', 'Mogilev', 'Могилёв', 'Магілёў', 'Moguilev'])('%s finds the city', async (q) => {
  const { groups } = await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}`);
  const cities = groups.find(({ kind }) => kind === 'city');
  expect(cities?.hits[0]?.ref.id).toBe('mogilev');
});

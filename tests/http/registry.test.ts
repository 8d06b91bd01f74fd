/** Overview, search, commitments, sources, pairs, graph, checks and history. */
import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CommitmentList,
  Graph,
  HistoryList,
  IdentityList,
  Overview,
  PairDetail,
  RemarkList,
  SearchResult,
  SourceDetail,
  SourceList,
  Vocabulary,
} from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade, tradeFiles } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
});
afterAll(() => api.close());

const idsOf = (list: { items: readonly { id: string }[] }): string[] => list.items.map(({ id }) => id);

describe('overview and vocabulary', () => {
  test('the start page: data sets, counts, home, partners with their newest turnover', async () => {
    const overview = await api.json<Overview>('/overview?lang=fr');
    expect(overview.dataSets).toMatchObject([
      { id: 'trade', title: 'Essai', note: 'Remarque', asOf: '2021-12-31' },
    ]);
    expect(overview.counts).toMatchObject({
      commitments: 2,
      sources: 4,
      figures: 10,
      remarks: 2,
      entities: 11,
    });
    expect(overview.home).toEqual({
      ref: { id: 'belarus', kind: 'country', name: 'Bélarus' },
      point: [53.7, 27.9],
    });
    const tajikistan = overview.partners.find(({ ref }) => ref.id === 'tajikistan');
    expect(tajikistan).toMatchObject({ iso: 'TJ', agreements: 1, turnover: { id: 'article-08-o7' } });
    expect(overview.partners.map(({ ref }) => ref.id)).not.toContain('egypt');
    expect(overview.headline.length).toBeGreaterThan(0);
  });

  test('the start page shows the figures that the data set names, in its order', async () => {
    const files = tradeFiles();
    const description = {
      ...JSON.parse(String(files['dataset.json'])),
      headline: ['article-08-o9', 'article-08-o1'],
    };
    const own = await testApi((storage) =>
      importTrade(storage, { ...files, 'dataset.json': JSON.stringify(description) }),
    );
    expect((await own.json<Overview>('/overview')).headline.map(({ id }) => id)).toEqual(
      description.headline,
    );
    // Without it, the rule chooses again.
    await importTrade(own.storage, files);
    expect((await own.json<Overview>('/overview')).headline[0]?.id).not.toBe('article-08-o9');
    await own.close();
  });

  test('the vocabulary has labels in the language and counts what is there', async () => {
    const vocabulary = await api.json<Vocabulary>('/vocabulary?lang=be');
    expect(vocabulary.kinds.find(({ id }) => id === 'country')).toMatchObject({ many: 'краіны', count: 5 });
    expect(vocabulary.relations.find(({ id }) => id === 'twin-of')).toMatchObject({
      symmetric: true,
      count: 1,
    });
    expect(vocabulary.measures.find(({ id }) => id === 'exports')).toMatchObject({
      label: 'экспарт',
      count: 4,
    });
    expect(vocabulary.kinds.find(({ id }) => id === 'agreement')?.states.map(({ id }) => id)).toContain(
      'signed',
    );
  });
});

describe('search', () => {
  const first = async (q: string): Promise<string | undefined> =>
    (await api.json<SearchResult>(`/search?q=${encodeURIComponent(q)}`)).groups[0]?.hits[0]?.ref.id;

  test.each(['Mahilioŭ', 'mahilio', 'Mogilev', 'Moguilev', 'Могилёв', 'могилев', 'Магілёў', 'магіл', 'mogi'])(
    '%s finds the city',
    async (q) => {
      expect(await first(q)).toBe('mogilev');
    },
  );

  test.each([
    ['Mogliev', 'mogilev'],
    ['tajikstan', 'tajikistan'],
    ['Душамбе', 'dushanbe'],
  ])('%s, mistyped, still finds', async (q, id) => {
    expect(await first(q)).toBe(id);
  });

  test('words are found by their stem, in the language that has one', async () => {
    expect(await first('соглашений')).toBe('mogilev-dushanbe-cooperation');
    expect(await first('agreements')).toBe('mogilev-dushanbe-cooperation');
    expect(await first('accords')).toBe('mogilev-dushanbe-cooperation');
  });

  test('groups by kind, marks the letters that match, and says what and where a thing is', async () => {
    const { groups, total } = await api.json<SearchResult>('/search?q=магіл&lang=be');
    expect(groups.map(({ kind }) => kind)).toEqual(['city', 'agreement', 'source']);
    expect(total).toBe(3);
    const city = groups[0];
    expect(city?.label).toBe('гарады');
    expect(city?.hits[0]).toMatchObject({ matched: 'Магілёў', marks: [[0, 5]], context: 'горад, Беларусь' });
    const [start = 0, end = 0] = groups[1]?.hits[0]?.marks[0] ?? [];
    expect(groups[1]?.hits[0]?.matched.slice(start, end).toLowerCase()).toBe('магіл');
  });

  test('one letter answers, and what is no word finds nothing', async () => {
    expect((await api.json<SearchResult>('/search?q=m')).total).toBeGreaterThan(2);
    for (const q of ['—', '%', "'", '\\', ':*', 'a & b | !c', '<->', '\u0000x']) {
      const answer = await api.get(`/search?q=${encodeURIComponent(q)}`);
      expect([q, answer.statusCode]).toEqual([q, 200]);
    }
    expect((await api.json<SearchResult>('/search?q=%25')).total).toBe(0);
  });

  test('a limit holds for each kind, and the total does not', async () => {
    const { groups } = await api.json<SearchResult>('/search?q=m&limit=1');
    expect(groups.every(({ hits }) => hits.length === 1)).toBe(true);
    expect(groups.find(({ kind }) => kind === 'city')?.total).toBe(2);
  });
});

describe('commitments', () => {
  test('say who, under what, by when, and whether they are overdue as of the data set', async () => {
    const list = await api.json<CommitmentList>('/commitments?lang=en');
    expect(list.items[0]).toMatchObject({
      id: 'article-08-c1',
      name: 'Open a trading house',
      state: { id: 'planned', tone: 'open' },
      due: { from: '2021-10', to: '2021-10' },
      overdue: true,
      under: { id: 'mogilev-dushanbe-cooperation' },
      citation: { source: 'note-48' },
    });
    expect(list.items[0]?.who.map(({ id }) => id).sort()).toEqual(['dushanbe', 'mogilev']);
  });

  test('filter by who, under, state, due and text', async () => {
    const ids = async (query: string) => idsOf(await api.json<CommitmentList>(`/commitments?${query}`));
    expect(await ids('who=minsk')).toEqual(['article-08-c2']);
    expect(await ids('under=mogilev-dushanbe-cooperation')).toEqual(['article-08-c1']);
    expect(await ids('state=done')).toEqual(['article-08-c2']);
    expect(await ids('due=overdue')).toEqual(['article-08-c1']);
    expect(await ids('due=undated')).toEqual(['article-08-c2']);
    expect(await ids('q=foire')).toEqual(['article-08-c2']);
  });
});

describe('sources', () => {
  test('stand in the order of their numbers and count what rests on them', async () => {
    const list = await api.json<SourceList>('/sources?lang=en');
    expect(idsOf(list)).toEqual(['article-08', 'note-48', 'note-49', 'note-100']);
    expect(list.items[1]).toMatchObject({
      publisher: 'belta.by',
      year: '2021',
      url: 'https://example.org/note-48',
      // The article cites it; it is no part of the article.
      partOf: null,
      figures: 8,
      near: 1,
      titleLang: 'en',
    });
    expect(idsOf(await api.json<SourceList>('/sources?type=news&q=tajikistan'))).toEqual(['note-48']);
  });

  test('one source shows all that rests on it, the probable apart', async () => {
    const source = await api.json<SourceDetail>('/sources/note-48');
    expect(source.figures).toHaveLength(8);
    const signed = source.statements.find(({ statement }) => statement.property === 'signed');
    expect(signed).toMatchObject({ probable: true, entity: { id: 'mogilev-dushanbe-cooperation' } });
    expect(source.relations.every(({ probable }) => !probable)).toBe(true);
    const article = await api.json<SourceDetail>('/sources/article-08');
    expect(article.remarks.map(({ id }) => id)).toEqual(['article-08-k1', 'article-08-k2']);
  });
});

describe('pairs', () => {
  test('countries stand for what lies in them', async () => {
    const pair = await api.json<PairDetail>('/pairs/belarus/tajikistan?lang=en');
    expect(pair.relations.map(({ from, label, to }) => `${from.id} ${label} ${to.id}`)).toEqual([
      'mogilev twin of dushanbe',
    ]);
    expect(pair.groups.map(({ kind, items }) => [kind, items.map(({ id }) => id)])).toEqual([
      ['agreement', ['mogilev-dushanbe-cooperation']],
    ]);
    expect(pair.commitments.map(({ id }) => id)).toEqual(['article-08-c1']);
    expect(pair.figures.map(({ id }) => id)).toContain('article-08-o6');
    expect(pair.figures.map(({ id }) => id)).not.toContain('article-08-o8');
    expect(pair.remarks.map(({ id }) => id)).toEqual(['article-08-k1', 'article-08-k2']);
    const dates = pair.timeline.map(({ period }) => period.from ?? '');
    expect(dates).toEqual([...dates].sort());
    expect(new Set(pair.timeline.map(({ what }) => what))).toEqual(
      new Set(['entity', 'relation', 'figure', 'commitment']),
    );
  });

  test('the order of the two does not matter', async () => {
    const [ab, ba] = await Promise.all([
      api.json<PairDetail>('/pairs/belarus/tajikistan'),
      api.json<PairDetail>('/pairs/tajikistan/belarus'),
    ]);
    expect(ba.relations).toEqual(ab.relations);
    expect(ba.timeline).toEqual(ab.timeline);
    expect([ba.a.id, ba.b.id]).toEqual(['tajikistan', 'belarus']);
  });

  test('two that have nothing to do with each other', async () => {
    const pair = await api.json<PairDetail>('/pairs/egypt/russia');
    expect([pair.relations, pair.groups, pair.figures, pair.timeline]).toEqual([[], [], [], []]);
  });
});

describe('graph', () => {
  test('around one entity, as far as asked', async () => {
    const near = await api.json<Graph>('/graph?around=dushanbe');
    expect(near.nodes.map(({ id }) => id).sort()).toEqual([
      'dushanbe',
      'mogilev',
      'mogilev-dushanbe-cooperation',
      'tajikistan',
    ]);
    const far = await api.json<Graph>('/graph?around=dushanbe&depth=2');
    expect(far.nodes.map(({ id }) => id)).toContain('belarus');
    expect(near.truncated).toBe(false);
    expect(near.nodes.find(({ id }) => id === 'mogilev')?.country).toMatchObject({ id: 'belarus' });
  });

  test('of one relation, with cited edges', async () => {
    const twins = await api.json<Graph>('/graph?relation=twin-of&lang=ru');
    expect(twins.edges).toMatchObject([
      {
        from: 'mogilev',
        to: 'dushanbe',
        label: 'побратим',
        valid: { from: '2021-07' },
        citation: { source: 'note-48' },
      },
    ]);
    expect(twins.nodes.map(({ degree }) => degree)).toEqual([1, 1]);
  });

  test('says when it is cut', async () => {
    const cut = await api.json<Graph>('/graph?limit=2');
    expect(cut.nodes).toHaveLength(2);
    expect(cut.truncated).toBe(true);
  });
});

describe('checks', () => {
  test('remarks, the gravest first', async () => {
    const remarks = await api.json<Static<typeof RemarkList>>('/remarks?lang=ru');
    expect(remarks.items.map(({ id, text }) => [id, text])).toEqual([
      ['article-08-k1', 'Сомнение'],
      ['article-08-k2', 'Сомнение'],
    ]);
    expect(idsOf(await api.json<Static<typeof RemarkList>>('/remarks?figure=article-08-o1'))).toEqual([
      'article-08-k1',
    ]);
  });

  test('identities with the figures that they join', async () => {
    const list = await api.json<Static<typeof IdentityList>>('/identities?entity=tajikistan&lang=en');
    expect(list.items.length).toBeGreaterThan(0);
    expect(list.items[0]?.label).toMatch(/is/);
    expect(list.items[0]?.figures.length).toBeGreaterThan(1);
    const holding = await api.json<Static<typeof IdentityList>>('/identities?verdict=holds');
    expect(holding.items.every(({ verdict }) => verdict === 'holds')).toBe(true);
  });
});

describe('history', () => {
  test('what was recorded, and how much of it touched an entity', async () => {
    const history = await api.json<Static<typeof HistoryList>>('/history');
    expect(history.items).toMatchObject([{ kind: 'import', dataSet: 'trade', author: 'system', retired: 0 }]);
    const mogilev = await api.json<Static<typeof HistoryList>>('/history?entity=mogilev');
    expect(mogilev.total).toBe(1);
    expect(mogilev.items[0]?.added).toBeLessThan(history.items[0]?.added ?? 0);
  });
});

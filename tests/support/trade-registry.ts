/**
 * A small data set on Kirmash's own vocabulary, for tests of the API: Belarus and a few partners, with figures that
 * agree and contradict, relations, an agreement, commitments, remarks, doubts and sources.
 */
import { importDataSet } from '#registry/data-set/import.ts';
import type { Storage } from '#storage/database.ts';
import { type Files, writeFiles } from './data-set.ts';

interface Cite {
  readonly source: string;
  readonly locator?: string;
  readonly near?: string;
  readonly doubt?: object;
}

const CITE: Cite = { source: 'note-48', locator: 'article 8, note 48' };

type Names = readonly [fr: string, en: string, ru: string, be: string];

function named(id: string, kind: string, names: Names, more: readonly object[] = []): object {
  const statements = names.map((value, index) => ({
    property: 'name',
    lang: ['fr', 'en', 'ru', 'be'][index],
    value,
    cite: CITE,
  }));
  return { id, kind, statements: [...statements, ...more.map((each) => ({ cite: CITE, ...each }))] };
}

function country(id: string, iso: string, point: readonly [number, number], ...names: Names): object {
  return named(id, 'country', names, [
    { property: 'iso-3166-1', value: iso },
    { property: 'coordinates', value: point },
  ]);
}

function source(id: string, type: string, title: string, year: number): object {
  return {
    id,
    kind: 'source',
    statements: [
      { property: 'name', lang: 'en', value: title, cite: CITE },
      { property: 'type', value: type, cite: CITE },
      { property: 'publisher', value: 'belta.by', cite: CITE },
      { property: 'published', value: String(year), cite: CITE },
      { property: 'url', value: `https://example.org/${id}`, cite: CITE },
    ],
  };
}

const DOUBT = { fr: 'Un doute', en: 'A doubt', ru: 'Сомнение', be: 'Сумненне' };

const ENTITIES: readonly object[] = [
  country('belarus', 'BY', [53.7, 27.9], 'Bélarus', 'Belarus', 'Беларусь', 'Беларусь'),
  country('tajikistan', 'TJ', [38.8, 71], 'Tadjikistan', 'Tajikistan', 'Таджикистан', 'Таджыкістан'),
  country('russia', 'RU', [61, 100], 'Russie', 'Russia', 'Россия', 'Расія'),
  country('kazakhstan', 'KZ', [48, 68], 'Kazakhstan', 'Kazakhstan', 'Казахстан', 'Казахстан'),
  country('egypt', 'EG', [27, 30], 'Égypte', 'Egypt', 'Египет', 'Егіпет'),
  named(
    'mogilev',
    'city',
    ['Moguilev', 'Mogilev', 'Могилёв', 'Магілёў'],
    [
      { property: 'alias', lang: 'en', value: 'Mahilioŭ' },
      { property: 'coordinates', value: [53.9, 30.3] },
    ],
  ),
  named(
    'grodno',
    'city',
    ['Grodno', 'Grodno', 'Гродно', 'Гродна'],
    [{ property: 'alias', lang: 'en', value: 'Hrodna' }],
  ),
  named('minsk', 'city', ['Minsk', 'Minsk', 'Минск', 'Мінск']),
  named('dushanbe', 'city', ['Douchanbé', 'Dushanbe', 'Душанбе', 'Душанбэ']),
];

/** A name that a spreadsheet would run, were it not for the apostrophe. */
const FORMULA = named(
  'formula-works',
  'organisation',
  ['=1+1', '=HYPERLINK("http://example.org"), "x"', '+Завод', '@Завод'],
  [
    { property: 'type', value: 'company' },
    { property: 'description', lang: 'en', value: 'A line\nand "quotes"' },
  ],
);

const AGREEMENT = named(
  'mogilev-dushanbe-cooperation',
  'agreement',
  [
    'Accord de coopération entre Moguilev et Douchanbé',
    'Cooperation agreement of Mogilev and Dushanbe',
    'Соглашение о сотрудничестве Могилёва и Душанбе',
    'Пагадненне аб супрацоўніцтве Магілёва і Душанбэ',
  ],
  [
    { property: 'type', value: 'cooperation' },
    { property: 'state', value: 'signed' },
    { property: 'signed', value: '2021-07-15', cite: { source: 'note-49', near: 'note-48', doubt: DOUBT } },
  ],
);

const COMMITMENTS = [
  named(
    'article-08-c1',
    'commitment',
    ['Ouvrir une maison de commerce', 'Open a trading house', 'Открыть торговый дом', 'Адкрыць гандлёвы дом'],
    [
      { property: 'state', value: 'planned', valid: '2021-07' },
      { property: 'due', value: '2021-10' },
    ],
  ),
  named(
    'article-08-c2',
    'commitment',
    ['Tenir une foire', 'Hold a fair', 'Провести ярмарку', 'Правесці кірмаш'],
    [{ property: 'state', value: 'done' }],
  ),
];

const relation = (from: string, name: string, to: string, more: object = {}): object => ({
  from,
  relation: name,
  to,
  cite: CITE,
  ...more,
});

const RELATIONS: readonly object[] = [
  ...['mogilev', 'grodno', 'minsk', 'formula-works'].map((id) => relation(id, 'located-in', 'belarus')),
  relation('dushanbe', 'located-in', 'tajikistan'),
  relation('mogilev', 'party-to', 'mogilev-dushanbe-cooperation'),
  relation('dushanbe', 'party-to', 'mogilev-dushanbe-cooperation'),
  relation('mogilev', 'twin-of', 'dushanbe', {
    valid: '2021-07/..',
    qualifiers: { note: { fr: 'Note', en: 'A note', ru: 'Примечание', be: 'Заўвага' } },
  }),
  relation('article-08-c1', 'promised-by', 'mogilev'),
  relation('article-08-c1', 'promised-by', 'dushanbe'),
  relation('article-08-c1', 'under', 'mogilev-dushanbe-cooperation'),
  relation('article-08-c2', 'promised-by', 'minsk'),
  relation('note-48', 'noted-in', 'article-08'),
];

const TRADE = {
  area: 'belarus',
  partner: 'tajikistan',
  period: '2021-01/2021-08',
  form: 'level',
  unit: 'USD',
  wording: 'exact',
  kind: 'actual',
  cite: CITE,
};

const FIGURES: readonly object[] = [
  { ...TRADE, id: 'article-08-o1', measure: 'exports', value: '53000000', wording: 'more_than' },
  {
    ...TRADE,
    id: 'article-08-o2',
    measure: 'exports',
    form: 'percent',
    value: '36',
    unit: 'percent',
    base: '2020-01/2020-08',
  },
  { ...TRADE, id: 'article-08-o3', measure: 'exports', value: '40000000', cite: { source: 'note-49' } },
  { ...TRADE, id: 'article-08-o4', measure: 'imports', value: '10000000' },
  { ...TRADE, id: 'article-08-o5', measure: 'turnover', value: '63000000', cite: { source: 'note-49' } },
  {
    ...TRADE,
    id: 'article-08-o6',
    measure: 'imports',
    area: 'tajikistan',
    partner: 'belarus',
    value: '51000000',
  },
  {
    ...TRADE,
    id: 'article-08-o7',
    measure: 'turnover',
    period: '2021',
    value: '70000000',
    periodInferred: true,
  },
  {
    ...TRADE,
    id: 'article-08-o8',
    measure: 'turnover',
    partner: 'russia',
    period: '2020',
    value: '1200000000',
  },
  {
    ...TRADE,
    id: 'article-08-o9',
    measure: 'documents-in-force',
    value: '12',
    unit: 'count',
    period: '2021-12',
  },
  {
    ...TRADE,
    id: 'article-08-o10',
    measure: 'exports',
    form: 'share',
    unit: 'percent',
    value: '80',
    wording: 'about',
    ofWhat: { measure: 'turnover', area: 'belarus' },
  },
];

/** The files of the set; `figures` may be other ones, to change the set. */
export function tradeFiles(figures: readonly object[] = FIGURES, version = '1'): Files {
  return {
    'dataset.json': JSON.stringify({
      id: 'trade',
      version,
      title: { fr: 'Essai', en: 'Trial', ru: 'Проба', be: 'Проба' },
      note: { fr: 'Remarque', en: 'Note', ru: 'Примечание', be: 'Заўвага' },
      asOf: '2021-12-31',
      licence: 'Apache-2.0',
    }),
    'entities/all.json': JSON.stringify([...ENTITIES, FORMULA, AGREEMENT, ...COMMITMENTS]),
    'entities/sources.json': JSON.stringify([
      source('article-08', 'article', 'Exchange trade', 2021),
      source('note-48', 'news', 'Exports to Tajikistan', 2021),
      source('note-49', 'news', 'Twin cities of Mahilioŭ', 2021),
      source('note-100', 'book', 'A book', 2019),
    ]),
    'relations/all.json': JSON.stringify(RELATIONS),
    'figures/all.json': JSON.stringify(figures),
    'remarks/all.json': JSON.stringify([
      {
        id: 'article-08-k1',
        severity: 'contradiction',
        text: DOUBT,
        entities: ['tajikistan'],
        figures: ['article-08-o1', 'article-08-o3'],
        cite: { source: 'article-08', locator: 'article 8' },
      },
      {
        id: 'article-08-k2',
        severity: 'doubt',
        text: DOUBT,
        entities: ['mogilev', 'dushanbe'],
        cite: { source: 'article-08' },
      },
    ]),
  };
}

/** The figures with the value of one of them changed. */
export function figuresWith(id: string, value: string): readonly object[] {
  return FIGURES.map((figure) => ((figure as { id: string }).id === id ? { ...figure, value } : figure));
}

export async function importTrade(storage: Storage, files: Files = tradeFiles()): Promise<void> {
  await importDataSet(storage, await writeFiles(files), { author: 'system' });
}

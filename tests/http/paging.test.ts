/** Pages follow each other without gaps and doubles, in every order, also while the data changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
});
afterAll(() => api.close());

interface Page {
  items: { id?: string }[];
  total: number;
  nextCursor: string | null;
}

async function walk(url: string, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  const sign = url.includes('?') ? '&' : '?';
  for (let pages = 0; pages < 100; pages++) {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = await api.json<Page>(`${url}${sign}limit=${limit}${more}`);
    seen.push(...page.items.map((item) => item.id ?? JSON.stringify(item)));
    cursor = page.nextCursor;
    if (cursor === null) return seen;
  }
  throw new Error('the list does not end');
}

const SORTS = ['name', 'kind', 'period', 'relations', 'figures', 'relevance'];
const LISTS = [
  ...SORTS.flatMap((sort) => [`/entities?sort=${sort}`, `/entities?sort=-${sort}`]),
  ...['fr', 'en', 'ru', 'be'].map((lang) => `/entities?lang=${lang}`),
  '/entities?q=m',
  '/entities?q=m&sort=name',
  ...['measure', 'area', 'partner', 'period', 'value'].flatMap((sort) => [
    `/figures?sort=${sort}`,
    `/figures?sort=-${sort}`,
  ]),
  '/commitments',
  '/sources',
  '/remarks',
  '/identities',
  '/history',
];

describe.each(LISTS)('%s', (url) => {
  test('pages of 1, 2 and 3 give what one page gives, in the same order', async () => {
    const whole = await api.json<Page>(`${url}${url.includes('?') ? '&' : '?'}limit=1000`);
    const ids = whole.items.map((item) => item.id ?? JSON.stringify(item));
    expect(whole.nextCursor).toBeNull();
    expect(whole.total).toBe(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
    for (const limit of [1, 2, 3]) expect(await walk(url, limit)).toEqual(ids);
  });
});

test('the order of names turned around is the order of names backwards', async () => {
  const forwards = await walk('/entities?sort=name', 4);
  expect(await walk('/entities?sort=-name', 4)).toEqual(forwards.reverse());
});

test('a row that goes between two pages leaves no gap', async () => {
  const own = await testApi((storage) => importTrade(storage));
  const first = await own.json<Page>('/entities?kind=country&limit=2&lang=en');
  await own.storage.pool.query("delete from entity_view where id = 'belarus'");
  const rest = await own.json<Page>(
    `/entities?kind=country&limit=10&lang=en&cursor=${encodeURIComponent(first.nextCursor ?? '')}`,
  );
  expect(rest.items.map(({ id }) => id)).toEqual(['kazakhstan', 'russia', 'tajikistan']);
  await own.close();
});

test('a cursor of another list or another order is refused', async () => {
  const { nextCursor } = await api.json<Page>('/entities?limit=1');
  for (const url of ['/entities?sort=kind', '/entities?kind=city', '/figures?limit=1', '/entities?lang=ru']) {
    const answer = await api.get(`${url}&cursor=${encodeURIComponent(nextCursor ?? '')}`);
    expect([url, answer.json<{ code: string }>().code]).toEqual([url, 'bad-cursor']);
  }
});

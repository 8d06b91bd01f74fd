/** What every answer has: language, freshness, compression, security headers; and lists as tables. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityList } from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { figuresWith, importTrade, tradeFiles } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
});
afterAll(() => api.close());

describe('language', () => {
  const name = async (query: string, header?: string): Promise<[string, unknown]> => {
    const answer = await api.get(
      `/entities?kind=country&q=egypt${query}`,
      header === undefined ? {} : { 'accept-language': header },
    );
    return [answer.json<EntityList>().items[0]?.name ?? '', answer.headers['content-language']];
  };

  test.each([
    [undefined, 'Egypt', 'en'],
    ['fr', 'Égypte', 'fr'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'Египет', 'ru'],
    ['de, be;q=0.5, ru;q=0.4', 'Егіпет', 'be'],
    ['ru;q=0.2, fr;q=0.7', 'Égypte', 'fr'],
    ['fr;q=0, *', 'Egypt', 'en'],
    ['fr;q=0, fr-FR;q=1, ru;q=0.1', 'Египет', 'ru'],
    ['en;q=0, *;q=0.5', 'Égypte', 'fr'],
    ['de', 'Egypt', 'en'],
    ['nonsense;;q=x,,', 'Egypt', 'en'],
  ])('Accept-Language: %s', async (header, expected, language) => {
    expect(await name('', header)).toEqual([expected, language]);
  });

  test('the parameter comes before the header', async () => {
    expect(await name('&lang=be', 'fr')).toEqual(['Егіпет', 'be']);
  });

  test('caches are told what the answer depends on', async () => {
    const { headers } = await api.get('/entities', { 'accept-encoding': 'br' });
    const vary = String(headers.vary).toLowerCase();
    for (const header of ['accept', 'accept-language', 'accept-encoding']) expect(vary).toContain(header);
  });
});

describe('freshness', () => {
  test('the same data is not sent twice, and changed data is', async () => {
    const own = await testApi((storage) => importTrade(storage));
    const first = await own.get('/figures/article-08-o4');
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^W\/"/);
    const second = await own.get('/figures/article-08-o4', { 'if-none-match': `"other", ${tag}` });
    expect([second.statusCode, second.body, second.headers.etag]).toEqual([304, '', tag]);
    await importTrade(own.storage, tradeFiles(figuresWith('article-08-o4', '11000000'), '2'));
    const third = await own.get('/figures/article-08-o4', { 'if-none-match': tag });
    expect(third.statusCode).toBe(200);
    expect(third.json()).toMatchObject({
      figure: { value: '11000000' },
      history: [{ revision: 2 }, { revision: 1 }],
    });
    await own.close();
  });

  test('the tag differs by language, address and form', async () => {
    const tags = await Promise.all(
      ['/entities?lang=fr', '/entities?lang=ru', '/entities?lang=fr&limit=2', '/sources?lang=fr'].map(
        async (url) => (await api.get(url)).headers.etag,
      ),
    );
    tags.push((await api.get('/entities?lang=fr', { accept: 'text/csv' })).headers.etag);
    expect(new Set(tags).size).toBe(5);
  });

  test('health is never cached', async () => {
    const { headers } = await api.get('/health');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
  });
});

describe('compression', () => {
  test('br before gzip, and neither unless asked', async () => {
    const plain = await api.get('/vocabulary');
    const br = await api.get('/vocabulary', { 'accept-encoding': 'gzip, br' });
    const gzip = await api.get('/vocabulary', { 'accept-encoding': 'gzip' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body);
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(br.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  });
});

describe('security', () => {
  test.each(['/health', '/nothing', '/entities'])(
    '%s tells browsers to load nothing from elsewhere',
    async (url) => {
      const { headers } = await api.get(url);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );
});

describe('HEAD', () => {
  test.each(['/health', '/entities', '/entities/belarus', '/figures?format=csv'])('%s', async (url) => {
    const [get, head] = await Promise.all([
      api.get(url),
      api.server.inject({ method: 'HEAD', url: `/api${url}` }),
    ]);
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
    expect(head.headers.etag).toBe(get.headers.etag);
  });
});

/** Reads CSV by RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('tables', () => {
  test('a list is a table by Accept or by format, with a mark for spreadsheets and the header translated', async () => {
    const byHeader = await api.get('/entities?kind=country&lang=ru', {
      accept: 'text/csv, application/json;q=0.5',
    });
    const byFormat = await api.get('/entities?kind=country&lang=ru&format=csv&limit=1');
    expect(byHeader.body).toBe(byFormat.body);
    expect(byHeader.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(byHeader.headers['content-disposition']).toBe('attachment; filename="kirmash-country.csv"');
    expect(byHeader.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [header, ...rows] = readCsv(byHeader.body.replace('\ufeff', ''));
    expect(header?.slice(0, 4)).toEqual(['идентификатор', 'категория', 'вид', 'название']);
    expect(header?.at(-1)).toBe('код ISO 3166-1');
    expect(rows.map((row) => row[0])).toEqual(['belarus', 'egypt', 'kazakhstan', 'russia', 'tajikistan']);
    expect(rows[4]?.at(-1)).toBe('TJ');
  });

  test('JSON stays the answer where it is liked as well', async () => {
    for (const accept of ['*/*', 'application/json', 'application/json, text/csv', 'text/csv;q=0.1, */*']) {
      const answer = await api.get('/entities', { accept });
      expect(answer.headers['content-type']).toContain('application/json');
    }
  });

  test('no cell runs as a formula, and quotes and commas survive', async () => {
    const { body } = await api.get('/entities?type=company&format=csv');
    const rows = readCsv(body.replace('\ufeff', ''));
    const row = rows[1] ?? [];
    expect(row).toContain("'=1+1");
    expect(row).toContain('\'=HYPERLINK("http://example.org"), "x"');
    expect(row).toContain("'+Завод");
    expect(row).toContain("'@Завод");
    expect(row.some((cell) => /^[=+@]/.test(cell))).toBe(false);
  });

  test('numbers stay numbers, negative ones too', async () => {
    const { body } = await api.get('/figures?format=csv&lang=en');
    const [header = [], ...rows] = readCsv(body.replace('\ufeff', ''));
    const value = header.indexOf('value');
    expect(rows.map((row) => row[value])).toContain('53000000');
    expect(rows.every((row) => row.length === header.length)).toBe(true);
  });

  test.each(['commitments', 'sources', 'history', 'remarks', 'identities'])(
    '%s is a table too',
    async (list) => {
      const json = await api.json<{ total: number }>(`/${list}?limit=1`);
      const table = await api.get(`/${list}?format=csv`);
      expect(readCsv(table.body.replace('\ufeff', ''))).toHaveLength(json.total + 1);
    },
  );

  test('a wrong question is refused before the table begins', async () => {
    const answer = await api.get('/entities?kind=odd&format=csv');
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['content-disposition']).toBeUndefined();
  });
});

/** The description of the API is valid, tells the truth about every answer, and leads to every address. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '#api/examples.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade } from '../support/trade-registry.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string; in: string; description?: string }[];
  responses: { [status: string]: { content?: { [type: string]: { schema: object; example?: unknown } } } };
}
interface Description {
  openapi: string;
  tags: { name: string }[];
  paths: { [path: string]: { get: Operation } };
  components: { schemas: { [name: string]: object } };
}

let api: TestApi;
let description: Description;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
  description = await api.json<Description>('/openapi.json');
});
afterAll(() => api.close());

/** A JSON Schema that stands alone: references to components become references to its own definitions. */
function standalone(schema: object): object {
  const text = JSON.stringify({ ...schema, $defs: description.components.schemas });
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as object;
}

function operations(): [path: string, operation: Operation][] {
  return Object.entries(description.paths).map(([path, { get }]) => [path, get]);
}

/** Addresses to ask for each path, with every parameter somewhere. */
const ADDRESSES: { readonly [path: string]: readonly string[] } = {
  '/api/health': ['/health'],
  '/api/overview': ['/overview', '/overview?lang=be'],
  '/api/vocabulary': ['/vocabulary?lang=fr'],
  '/api/search': ['/search?q=m', '/search?q=Магілёў&lang=be&limit=2', '/search?q=zzzz'],
  '/api/entities': ['/entities?limit=1000&facets=true', '/entities?kind=agreement', '/entities?q=tadjik'],
  '/api/entities/{id}': [
    '/entities/mogilev',
    '/entities/mogilev-dushanbe-cooperation?lang=ru',
    '/entities/article-08-c1',
    '/entities/note-48',
    '/entities/belarus?validOn=2021-01-01&knownOn=2099-01-01',
  ],
  '/api/entities/{id}/timeline': ['/entities/belarus/timeline?lang=fr', '/entities/minsk/timeline'],
  '/api/figures': ['/figures?limit=1000&facets=true&lang=be', '/figures?match=overlap&from=2021-01'],
  '/api/figures/{id}': [
    '/figures/article-08-o1',
    '/figures/article-08-o5?lang=fr',
    '/figures/article-08-o10',
  ],
  '/api/commitments': ['/commitments', '/commitments?due=overdue&who=mogilev'],
  '/api/sources': ['/sources', '/sources?q=book'],
  '/api/sources/{id}': ['/sources/note-48', '/sources/article-08', '/sources/note-100'],
  '/api/pairs/{a}/{b}': [
    '/pairs/belarus/tajikistan',
    '/pairs/mogilev/dushanbe?lang=ru',
    '/pairs/egypt/russia',
  ],
  '/api/graph': ['/graph', '/graph?around=mogilev&depth=2', '/graph?relation=twin-of&kinds=city&limit=1'],
  '/api/remarks': ['/remarks', '/remarks?severity=doubt&entity=mogilev'],
  '/api/identities': ['/identities', '/identities?verdict=holds'],
  '/api/history': ['/history', '/history?entity=mogilev'],
  '/api/schemas/data-set': ['/schemas/data-set'],
};

test('is valid OpenAPI 3.1', async () => {
  expect(description.openapi).toBe('3.1.0');
  const validator = new Validator();
  const result = await validator.validate(structuredClone(description) as unknown as Record<string, unknown>);
  expect(result).toMatchObject({ valid: true });
});

test('has for every address an id of its own, a summary, a tag, and a form for errors', () => {
  const all = operations().map(([, operation]) => operation);
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
  const tags = new Set(description.tags.map(({ name }) => name));
  for (const operation of all) {
    expect(operation.summary).toMatch(/^\S.{10,}/);
    expect(operation.tags.every((tag) => tags.has(tag))).toBe(true);
    expect(operation.responses.default?.content?.['application/problem+json']).toBeDefined();
  }
});

test('has every address of the server and no other', () => {
  expect(Object.keys(description.paths).sort()).toEqual(Object.keys(ADDRESSES).sort());
});

test('speaks the JSON Schema of its version, without words of older ones', () => {
  const text = JSON.stringify(description, (key, value: unknown) => (key === 'example' ? undefined : value));
  expect(text).not.toContain('"additionalItems"');
  expect(text).not.toContain('"nullable"');
  expect(text).not.toMatch(/"items":\[/);
  const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
  expect(references.filter((name) => !(name in description.components.schemas))).toEqual([]);
});

describe.each(Object.entries(ADDRESSES))('%s', (path, urls) => {
  test.each(urls)('%s answers in the form described', async (url) => {
    const answer = await api.get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    const content = description.paths[path]?.get.responses['200']?.content?.['application/json'];
    expect(content).toBeDefined();
    const check = Compile(standalone(content?.schema ?? {}));
    const body: unknown = answer.json();
    expect(check.Errors(body)).toEqual([]);
  });
});

test('examples have the form described', () => {
  for (const [path, operation] of operations()) {
    const content = operation.responses['200']?.content?.['application/json'];
    if (content?.example === undefined) continue;
    const errors = Compile(standalone(content.schema)).Errors(content.example);
    expect([path, errors]).toEqual([path, []]);
  }
  const problem = standalone({ $ref: '#/components/schemas/Problem' });
  expect(Compile(problem).Errors(EXAMPLES.problem)).toEqual([]);
});

test('the reference is served with all that it needs from this server', async () => {
  const page = await api.get('/docs');
  expect(page.statusCode).toBe(200);
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link).toMatch(/^\/api\/docs\//);
    expect((await api.server.inject(link)).statusCode).toBe(200);
  }
});

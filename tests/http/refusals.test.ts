import { globSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorsAsMarkdown } from '#api/error-reference.ts';
import { ERRORS } from '#api/errors.ts';
import type { Problem } from '#wire/common.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade } from '../support/trade-registry.ts';

let api: TestApi;
const log: string[] = [];
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage), {
    loopbackOnly: true,
    log: { write: (line) => log.push(line) },
  });
  api.server.post('/api/test-body', async (request) => request.body ?? null);
  api.server.get('/api/test-failure', async () => {
    throw new Error('secret of the inside');
  });
});
afterAll(() => api.close());

const CASES: readonly (readonly [url: string, status: number, code: string, path: string | null])[] = [
  ['/nothing', 404, 'not-found', null],
  ['/entities/nobody', 404, 'entity-not-found', null],
  ['/entities/nobody/timeline', 404, 'entity-not-found', null],
  ['/pairs/belarus/nobody', 404, 'entity-not-found', 'b'],
  ['/pairs/nobody/belarus', 404, 'entity-not-found', 'a'],
  ['/pairs/belarus/belarus', 400, 'same-twice', 'b'],
  ['/figures/nobody', 404, 'figure-not-found', null],
  ['/sources/belarus', 404, 'source-not-found', null],
  ['/entities/UPPER', 400, 'bad-request', 'id'],
  [`/entities/${'x'.repeat(300)}`, 414, 'address-too-long', null],
  ['/entities?kind=contry', 400, 'unknown-kind', 'kind'],
  ['/entities?type=sort', 400, 'unknown-type', 'type'],
  ['/entities?kind=agreement&state=odd', 400, 'unknown-state', 'state'],
  ['/entities?place=nowhere', 400, 'unknown-entity', 'place'],
  ['/entities?kinds=country', 400, 'unknown-parameter', 'kinds'],
  ['/entities?limit=0', 400, 'bad-request', 'limit'],
  ['/entities?limit=many', 400, 'bad-request', 'limit'],
  ['/entities?lang=de', 400, 'bad-request', 'lang'],
  ['/entities?lang=ru&lang=be', 400, 'bad-request', 'lang'],
  ['/entities?sort=size', 400, 'bad-request', 'sort'],
  ['/entities?facets=perhaps', 400, 'bad-request', 'facets'],
  ['/entities?format=xml', 400, 'bad-request', 'format'],
  ['/entities?cursor=abc', 400, 'bad-cursor', 'cursor'],
  ['/figures?measure=export', 400, 'unknown-measure', 'measure'],
  ['/figures?area=nowhere', 400, 'unknown-entity', 'area'],
  ['/figures?form=sum', 400, 'unknown-choice', 'form'],
  ['/figures?from=2021-13', 400, 'bad-date', 'from'],
  ['/figures?from=2021', 400, 'bad-date', 'from'],
  ['/figures?from=2021-08&to=2021-01', 400, 'period-reversed', 'to'],
  ['/figures?validOn=2021-02-30', 400, 'bad-date', 'validOn'],
  ['/figures?knownOn=yesterday', 400, 'bad-date', 'knownOn'],
  ['/figures?match=near', 400, 'bad-request', 'match'],
  ['/graph?relation=likes', 400, 'unknown-relation', 'relation'],
  ['/graph?group=odd', 400, 'unknown-relation', 'group'],
  ['/graph?around=nobody', 400, 'unknown-entity', 'around'],
  ['/graph?depth=9', 400, 'bad-request', 'depth'],
  ['/search', 400, 'bad-request', 'q'],
  ['/search?q=', 400, 'bad-request', 'q'],
  ['/history?entity=nobody', 400, 'unknown-entity', 'entity'],
  ['/remarks?severity=grave', 400, 'unknown-choice', 'severity'],
  ['/identities?verdict=perhaps', 400, 'unknown-choice', 'verdict'],
  ['/commitments?due=soon', 400, 'unknown-choice', 'due'],
  ['/commitments?state=odd', 400, 'unknown-state', 'state'],
  ['/sources?type=odd', 400, 'unknown-type', 'type'],
];

describe('what is refused is answered as problem details', () => {
  test.each(CASES)('%s → %i %s', async (url, status, code, path) => {
    const answer = await api.get(url);
    const problem = answer.json<Problem>();
    expect([answer.statusCode, problem.code, problem.status]).toEqual([status, code, status]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers.etag).toBeUndefined();
    if (path !== null) expect(problem.errors?.map((error) => error.path)).toContain(path);
    expect(problem.type).toBe(`/api/docs/errors#${code}`);
  });

  test('what is wrong is said in words, without patterns, and which of two is missing is named', async () => {
    const detail = async (url: string): Promise<string> => (await api.get(url)).json<Problem>().detail;
    expect(await detail('/entities?sort=size')).toMatch(
      /^sort: must be one of name, kind, .* opposite order$/,
    );
    expect(await detail('/entities?kind=a&kind=b')).toBe('kind: must be one text');
    expect(await detail('/entities/UPPER')).toMatch(/^id: must be an id of 1 to 200 characters: lower-case/);
    expect(await detail('/pairs/belarus/nobody')).toBe("No entity has the id 'nobody'.");
    for (const [url] of CASES) expect(await detail(url)).not.toMatch(/\^|\\d|any number of/);
  });

  test.each(['entities', 'figures', 'commitments', 'sources'])(
    'an empty q in /%s is no filter',
    async (list) => {
      const [all, empty] = [await api.get(`/${list}`), await api.get(`/${list}?q=`)];
      expect(empty.json<{ total: number }>().total).toBe(all.json<{ total: number }>().total);
    },
  );

  test('all that is wrong is told at once', async () => {
    const problem = (await api.get('/entities?limit=0&lang=xx&foo=1')).json<Problem>();
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['foo', 'lang', 'limit']);
  });

  test('another method: 405 with Allow', async () => {
    const answer = await api.server.inject({ method: 'DELETE', url: '/api/entities/belarus' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(answer.json<Problem>().code).toBe('method-not-allowed');
  });

  test('a body that is no JSON, too large, or of another type', async () => {
    const post = async (payload: string, type: string): Promise<string> => {
      const headers = { 'content-type': type };
      const answer = await api.server.inject({ method: 'POST', url: '/api/test-body', payload, headers });
      return answer.json<Problem>().code;
    };
    expect(await post('{"a":', 'application/json')).toBe('malformed-body');
    expect(await post(JSON.stringify('x'.repeat(2_000_000)), 'application/json')).toBe('body-too-large');
    expect(await post('<a/>', 'application/xml')).toBe('unsupported-media-type');
  });

  test('a failure inside tells its id and nothing else', async () => {
    const answer = await api.get('/test-failure');
    expect(answer.statusCode).toBe(500);
    expect(answer.json<Problem>().code).toBe('internal');
    expect(answer.body).not.toContain('secret');
    expect(answer.body).not.toContain('.ts');
    expect(log.join('\n')).toContain('secret of the inside');
    const id = /under (\S+)\./.exec(answer.json<Problem>().detail)?.[1];
    expect(log.join('\n')).toContain(`"reqId":"${id}"`);
  });

  test('a name that is not this machine’s: nothing for a rebound page', async () => {
    const host = async (name: string): Promise<number> =>
      (await api.get('/health', { host: name })).statusCode;
    expect(await host('evil.example:4000')).toBe(421);
    expect(await host('localhost:4000')).toBe(200);
    expect(await host('127.0.0.1:4000')).toBe(200);
    expect(await host('[::1]:4000')).toBe(200);
  });
});

describe('what is no request at all', () => {
  beforeAll(async () => {
    await api.server.listen({ port: 0, host: '127.0.0.1' });
  });

  const raw = async (bytes: string): Promise<string> => {
    const address = api.server.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const socket = connect(address.port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });
  };

  test('is answered in the same form', async () => {
    const broken = await raw('NONSENSE\r\n\r\n');
    expect(broken).toMatch(/^HTTP\/1.1 400 Bad Request/);
    expect(broken).toContain('"code":"malformed-request"');
    const large = await raw(
      `GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    );
    expect(large).toMatch(/^HTTP\/1.1 431 /);
    expect(large).toContain('"code":"headers-too-large"');
  });
});

describe('the catalogue of errors', () => {
  test('docs/reference/errors.md is what the catalogue says', () => {
    const written = readFileSync(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');
    expect(written).toBe(errorsAsMarkdown());
  });

  test('every code is used somewhere', () => {
    const files = [...globSync('src/{api,registry}/**/*.ts')].filter(
      (file) => !file.endsWith('.test.ts') && !file.endsWith('api/errors.ts'),
    );
    const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(Object.keys(ERRORS).filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });

  test('the page that problems point to has every code', async () => {
    const page = await api.get('/docs/errors');
    for (const code of Object.keys(ERRORS)) expect(page.body).toContain(`id="${code}"`);
  });
});

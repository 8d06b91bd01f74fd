/** The description of the API is valid, tells the truth about every answer, and leads to every address. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '#api/examples.ts';
import { type KeyName, type MarketApi, type Method, marketApi } from '../support/market-api.ts';
import { askAs, cookieOf } from '../support/people-api.ts';
import { importTrade } from '../support/trade-registry.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; in: string; description?: string }[];
  responses: { [status: string]: { content?: { [type: string]: { schema: object; example?: unknown } } } };
}
interface Description {
  openapi: string;
  tags: { name: string }[];
  paths: { [path: string]: { [method: string]: Operation } };
  components: { schemas: { [name: string]: object } };
}

let api: MarketApi;
let description: Description;
beforeAll(async () => {
  api = await marketApi();
  await importTrade(api.storage);
  description = (await api.server.inject('/api/openapi.json')).json<Description>();
});
afterAll(() => api.close());

/** A JSON Schema that stands alone: references to components become references to its own definitions. */
function standalone(schema: object): object {
  const text = JSON.stringify({ ...schema, $defs: description.components.schemas });
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as object;
}

function operations(): [address: string, operation: Operation][] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

const registry = (url: string) => api.server.inject(`/api${url}`);

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

const NAME = { fr: 'a', en: 'b', ru: 'c', be: 'd' };

/** What to ask of the market at each address, in this order, by which key, with which body. */
const MARKET: {
  readonly [address: string]: readonly (readonly [url: string, key?: KeyName, body?: object])[];
} = {
  'POST /api/market/orders': [
    ['/orders', 'one', { listing: 1, side: 'buy', price: 100, lots: 10 }],
    [
      '/orders',
      'two',
      [
        { listing: 1, side: 'sell', price: 90, lots: 4, client: 4 },
        { listing: 9, side: 'buy', lots: 1 },
      ],
    ],
    [
      '/orders',
      'one',
      { listing: 1, side: 'sell', price: 400, lots: 1, timeInForce: 'until-date', expiry: '2090-01-01' },
    ],
  ],
  'PUT /api/market/orders/{order}': [[`/orders/${2 ** 29 + 1}`, 'one', { price: 101, lots: 9 }]],
  'POST /api/market/orders/replace': [['/orders/replace', 'one', [{ order: 5, price: 1, lots: 1 }]]],
  'POST /api/market/orders/cancel': [['/orders/cancel', 'one', { orders: [5] }]],
  'POST /api/market/commands': [
    ['/commands', 'one', { commands: [{ kind: 'cancelAll', listing: 2 }] }],
    [
      '/commands',
      'operator',
      {
        commands: [
          { kind: 'announceSession', section: 1, mode: 3, extensionSeconds: 60 },
          { kind: 'addListing', session: 3, instrument: 1 },
          { kind: 'openPhase', session: 3, phase: 3 },
          { kind: 'announceSession', section: 1, mode: 5, extensionSeconds: 60 },
          { kind: 'addListing', session: 4, instrument: 1 },
          { kind: 'openPhase', session: 4, phase: 3 },
          { kind: 'announceSession', section: 1, mode: 6 },
          { kind: 'addListing', session: 5, instrument: 1 },
          { kind: 'openPhase', session: 5, phase: 5 },
          { kind: 'setRemark', participant: 3, remark: 5, sides: 2 },
        ],
      },
    ],
  ],
  'POST /api/market/sections': [['/sections', 'operator', { code: 'NEW', name: NAME }]],
  'PUT /api/market/sections/{section}/names': [
    ['/sections/1/names', 'operator', { code: 'FIRST', name: NAME }],
  ],
  'POST /api/market/instruments': [
    [
      '/instruments',
      'operator',
      {
        symbol: 'PINE',
        name: NAME,
        unit: 'm3',
        lotSize: '10',
        section: 9,
        currency: 1,
        priceFloor: 1,
        priceCap: 9,
        minimumLots: 1,
        maximumLots: 9,
        depositPpm: { buy: 0, sell: 0 },
        quotationDeals: 1,
        tickValue: 1,
      },
    ],
  ],
  'PUT /api/market/instruments/{instrument}/names': [
    [
      '/instruments/1/names',
      'operator',
      { symbol: 'RAW-MILK', name: NAME, unit: 't', lotSize: '1', place: NAME, product: null },
    ],
  ],
  'POST /api/market/sessions': [
    ['/sessions', 'operator', { section: 9, mode: 'call', title: NAME, timezone: 'UTC' }],
  ],
  'PUT /api/market/sessions/{session}/names': [
    [
      '/sessions/1/names',
      'operator',
      {
        title: NAME,
        timezone: 'Europe/Minsk',
        timetable: [{ phase: 'trading', at: '2031-01-01T00:00:00Z' }],
      },
    ],
  ],
  'POST /api/market/listings/{listing}/lot': [
    [
      '/listings/3/lot',
      'one',
      { lots: 10, startPrice: 100, step: 5, divisible: true, hiddenReserve: true, reservePrice: 120 },
    ],
    ['/listings/4/lot', 'one', { lots: 10, startPrice: 200, step: 5, reservePrice: 100 }],
  ],
  'POST /api/market/listings/{listing}/bids': [['/listings/3/bids', 'two', { price: 110, lots: 5 }]],
  'POST /api/market/listings/{listing}/take': [['/listings/4/take', 'two']],
  'POST /api/market/proposals': [
    ['/proposals', 'one', { listing: 5, side: 'buy', counterparty: 2, price: 50, lots: 1 }],
    ['/proposals', 'one', { listing: 5, side: 'buy', counterparty: 2, price: 51, lots: 1 }],
  ],
  'POST /api/market/proposals/{proposal}/amend': [['/proposals/1/amend', 'one', { price: 52, lots: 1 }]],
  'GET /api/market/proposals': [
    ['/proposals', 'two'],
    ['/proposals', 'operator'],
  ],
  'GET /api/market/orders': [
    ['/orders', 'one'],
    ['/orders?listing=3&limit=1', 'two'],
    ['/orders', 'operator'],
  ],
  'POST /api/market/proposals/{proposal}/confirm': [['/proposals/1/confirm', 'two', { price: 52, lots: 1 }]],
  'POST /api/market/proposals/{proposal}/refuse': [['/proposals/2/refuse', 'two', { reason: 3 }]],
  'POST /api/market/contracts/{contract}/sign': [['/contracts/1/sign', 'two', { client: 4 }]],
  'POST /api/market/contracts/{contract}/default-report': [
    ['/contracts/1/default-report', 'one', { due: '2090-01-01' }],
  ],
  'POST /api/market/withdrawals': [['/withdrawals', 'one', { currency: 1, amount: 100 }]],
  'GET /api/market': [['']],
  'GET /api/market/currencies': [['/currencies']],
  'GET /api/market/sections': [['/sections']],
  'GET /api/market/instruments': [['/instruments'], ['/instruments?section=1&currency=1']],
  'GET /api/market/instruments/{instrument}': [['/instruments/1'], ['/instruments/RAW-MILK']],
  'GET /api/market/sessions': [
    ['/sessions'],
    ['/sessions?mode=call&ended=false', 'one'],
    ['/sessions?instrument=1&phase=trading'],
  ],
  'GET /api/market/sessions/{session}': [
    ['/sessions/1'],
    ['/sessions/2', 'one'],
    ['/sessions/3'],
    ['/sessions/4'],
  ],
  'GET /api/market/sessions/{session}/admission': [
    ['/sessions/1/admission', 'one'],
    ['/sessions/2/admission', 'three'],
    ['/sessions/2/admission?participant=2', 'operator'],
  ],
  'GET /api/market/listings/{listing}': [['/listings/1'], ['/listings/3'], ['/listings/4']],
  'GET /api/market/listings/{listing}/book': [
    ['/listings/1/book'],
    ['/listings/2/book'],
    ['/listings/3/book?levels=1'],
    ['/listings/4/book'],
  ],
  'GET /api/market/deals': [['/deals'], ['/deals?instrument=1&limit=1']],
  'GET /api/market/turnover': [['/turnover'], ['/turnover?day=2021-01-01']],
  'GET /api/market/instruments/{instrument}/candles': [
    ['/instruments/1/candles'],
    ['/instruments/1/candles?listing=1&seconds=60&limit=1'],
  ],
  'GET /api/market/listings/{listing}/preview': [
    ['/listings/1/preview?side=buy&price=10&lots=1', 'one'],
    ['/listings/1/preview?side=sell&lots=3', 'two'],
  ],
  'GET /api/market/me': [
    ['/me', 'one'],
    ['/me?lang=be', 'three'],
    ['/me', 'operator'],
  ],
  'GET /api/market/orders/history': [
    ['/orders/history', 'one'],
    ['/orders/history?participant=2&state=filled', 'operator'],
  ],
  'GET /api/market/orders/{order}': [
    [`/orders/${2 ** 29 + 1}`, 'one'],
    [`/orders/${2 * 2 ** 29 + 1}`, 'two'],
  ],
  'DELETE /api/market/orders/{order}': [[`/orders/${2 ** 29 + 1}`, 'one']],
  'POST /api/market/orders/cancel-all': [
    ['/orders/cancel-all', 'one', {}],
    ['/orders/cancel-all', 'operator', { participant: 1 }],
  ],
  'GET /api/market/contracts': [
    ['/contracts', 'one'],
    ['/contracts?listing=1', 'operator'],
  ],
  'GET /api/market/contracts/{contract}': [['/contracts/1', 'two']],
  'GET /api/market/balances': [
    ['/balances', 'two'],
    ['/balances?participant=1', 'operator'],
  ],
  'GET /api/market/withdrawals': [['/withdrawals', 'one']],
  'GET /api/market/clients': [['/clients', 'two']],
  'GET /api/market/participants': [['/participants', 'operator']],
  'GET /api/market/participants/{participant}': [['/participants/3', 'operator']],
  'GET /api/market/quotations': [['/quotations?firm=true']],
};

/** What to ask of accounts and people, as the administrator of the demo; what its own tests ask is named beside. */
const PEOPLE: { readonly [address: string]: readonly (readonly [url: string, body?: object])[] } = {
  'POST /api/demo/enter': [['/demo/enter', { role: 'administrator' }]],
  'GET /api/account': [['/account'], ['/account?lang=ru']],
  'PUT /api/account': [['/account', { language: 'fr' }]],
  'GET /api/account/sessions': [['/account/sessions']],
  'DELETE /api/account/sessions/{session}': [['/account/sessions/others']],
  'GET /api/account/keys': [['/account/keys']],
  'POST /api/account/keys': [
    ['/account/keys', { label: 'a program', scopes: ['audit.read'], days: 1, password: 'any' }],
  ],
  'POST /api/people': [
    ['/people', { name: 'Olga', email: 'olga@example.org', role: 'trader', organisation: 'mogilev' }],
  ],
  'GET /api/people': [['/people'], ['/people?q=olga&role=trader&limit=1']],
  'GET /api/mail': [['/mail?limit=1']],
  'GET /api/audit': [['/audit'], ['/audit?action=role&from=2021-01-01&to=2099-01-01']],
  'POST /api/accreditation/applications': [['/accreditation/applications', { content: { country: 'FI' } }]],
  'GET /api/accreditation/applications': [['/accreditation/applications']],
  'GET /api/accreditation/applications/{application}': [['/accreditation/applications/1?lang=be']],
  'PUT /api/accreditation/applications/{application}': [
    ['/accreditation/applications/1', { content: { country: 'BY', region: 'BY-MI' } }],
  ],
  'POST /api/accreditation/applications/{application}/withdraw': [['/accreditation/applications/1/withdraw']],
  'GET /api/accreditation/terms': [['/accreditation/terms?lang=fr']],
  'GET /api/accreditation/regions': [['/accreditation/regions?country=BY']],
  'POST /api/people/{person}/memberships': [
    ['/people/demo-administrator/memberships', { role: 'auditor', until: '2099-01-01' }],
  ],
};
/** Those that tests of accounts and people ask, because something must come before. */
const ASKED_ELSEWHERE = [
  'POST /api/auth/sign-up',
  'POST /api/auth/log-in',
  'POST /api/auth/log-out',
  'POST /api/auth/second-factor',
  'POST /api/auth/second-factor/prepare',
  'POST /api/auth/second-factor/recovery-codes',
  'POST /api/auth/second-factor/off',
  'POST /api/auth/recovery-code',
  'POST /api/auth/forgotten',
  'POST /api/auth/password',
  'POST /api/auth/confirm',
  'POST /api/auth/change-password',
  'DELETE /api/account/keys/{key}',
  'GET /api/accreditation/applications/{application}/documents/{document}',
  'DELETE /api/accreditation/applications/{application}/documents/{document}',
  'POST /api/accreditation/applications/{application}/documents',
  'POST /api/accreditation/applications/{application}/submit',
  'GET /api/accreditation/certificates/{certificate}',
  'GET /api/accreditation/queue',
  'POST /api/accreditation/queue/{application}/hits',
  'GET /api/accreditation/sanctions',
  'POST /api/accreditation/sanctions',
  'GET /api/accreditation/participants',
  'GET /api/accreditation/queue/{application}',
  'GET /api/accreditation/queue/{application}/documents/{document}',
  'POST /api/accreditation/queue/{application}/decision',
  'POST /api/accreditation/participants/{participant}/standing',
  'POST /api/accreditation/participants/{participant}/traders',
  'POST /api/accreditation/participants/{participant}/traders/{trader}/end',
  'POST /api/accreditation/participants/{participant}/clients',
  'POST /api/accreditation/participants/{participant}/clients/{client}/end',
  'DELETE /api/people/{person}/memberships/{membership}',
  'DELETE /api/people/{person}/sessions',
  'POST /api/people/{person}/close',
  'POST /api/people/{person}/open',
];

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
  const asked = [
    ...Object.keys(ADDRESSES).map((path) => `GET ${path}`),
    ...Object.keys(MARKET),
    ...Object.keys(PEOPLE),
    ...ASKED_ELSEWHERE,
  ];
  const described = operations().map(([address]) => address);
  expect(described.sort()).toEqual([...new Set(asked)].sort());
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
    const answer = await registry(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    hasForm(path, 'get', answer.json());
  });
});

function hasForm(path: string, method: string, body: unknown): void {
  const content = description.paths[path]?.[method]?.responses['200']?.content?.['application/json'];
  expect(content).toBeDefined();
  expect(Compile(standalone(content?.schema ?? {})).Errors(body)).toEqual([]);
}

test('every address of the market answers in the form described', async () => {
  for (const [address, asked] of Object.entries(MARKET)) {
    const [method = '', path = ''] = address.split(' ');
    for (const [url, key, body] of asked) {
      if (method === 'GET') await api.settled();
      const answer = await api.ask(method as Method, url, key, body);
      expect([address, url, answer.statusCode, answer.statusCode === 200 || answer.body]).toEqual([
        address,
        url,
        200,
        true,
      ]);
      hasForm(path, method.toLowerCase(), answer.json());
    }
  }
});

test('every address of accounts and people answers in the form described', async () => {
  let cookie: string | undefined;
  for (const [address, asked] of Object.entries(PEOPLE)) {
    const [method = '', path = ''] = address.split(' ');
    for (const [url, body] of asked) {
      const answer = await askAs(api.server, method as 'GET', url, { cookie, body });
      expect([address, answer.statusCode, answer.statusCode === 200 || answer.body]).toEqual([
        address,
        200,
        true,
      ]);
      hasForm(path, method.toLowerCase(), answer.json());
      cookie ??= cookieOf([answer.headers['set-cookie'] ?? []].flat());
    }
  }
});

test('what needs a key says so', () => {
  for (const [address, { security }] of operations()) {
    const market = / \/api\/market/.test(address);
    expect([address, security !== undefined]).toEqual([address, market]);
    for (const scheme of security ?? []) expect([{}, { accessKey: [] }]).toContainEqual(scheme);
  }
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
  const page = await registry('/docs');
  expect(page.statusCode).toBe(200);
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link).toMatch(/^\/api\/docs\//);
    expect((await api.server.inject(link)).statusCode).toBe(200);
  }
});

/** What the market's numbers are called: given by the operator alone, read by all, and never lost between two steps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATOR } from '#api/market/gateway.ts';
import { buildServer } from '#api/server.ts';
import { beginNaming } from '#office/naming.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import type { InstrumentItem, SectionItem, SessionItem } from '#wire/market.ts';
import type { NamedAnswer } from '#wire/office.ts';
import { writeFiles } from '../support/data-set.ts';
import { type KeyName, type MarketApi, marketApi } from '../support/market-api.ts';

let api: MarketApi;
beforeAll(async () => {
  api = await marketApi();
});
afterAll(() => api.close());

const label = (en: string) => ({ fr: `${en} (fr)`, en, ru: `${en} (ru)`, be: `${en} (be)` });
const PINE = {
  symbol: 'PINE-PSK',
  name: label('Pine boards'),
  hs: '440711',
  grade: 'GOST 8486-86, grade 1–3',
  unit: 'm3',
  lotSize: '10.50',
  basis: 'FCA',
  place: label('Pskov'),
  deliveryDays: 30,
  paymentDays: 5,
  origin: 'RU-PSK',
};
const TERMS = {
  section: 1,
  currency: 1,
  priceFloor: 1,
  priceCap: 1_000,
  minimumLots: 1,
  maximumLots: 100,
  depositPpm: { buy: 50_000, sell: 50_000 },
  trade: 'export',
  quotationDeals: 3,
  tickValue: 100,
};
const SESSION = { section: 1, mode: 'dutch', title: label('Evening'), timezone: 'Europe/Minsk' };

const items = async <T>(path: string): Promise<T[]> => (await api.json<{ items: T[] }>('GET', path)).items;
const rows = (): number[] => [
  api.gateway.market.sections.rows,
  api.gateway.market.instruments.rows,
  api.gateway.market.sessions.rows,
];

test('what has no name says so, and is there all the same', async () => {
  expect(await items('/instruments')).toMatchObject([
    { instrument: 1, symbol: null, name: null, goods: null, simulated: true },
    { instrument: 2, symbol: null },
  ]);
  expect(await items('/sections')).toMatchObject([{ code: null, name: null, simulated: true }]);
  expect(await items('/sessions')).toMatchObject([{ title: null, timetable: [] }, {}]);
});

test('an instrument is defined and named at once, and found by its symbol in the reader’s language', async () => {
  const answer = await api.json<NamedAnswer>('POST', '/instruments', 'operator', { ...TERMS, ...PINE });
  expect(answer).toMatchObject({ accepted: true, number: 3, rejection: null, repeated: false });
  const found = await api.json<InstrumentItem>('GET', '/instruments/PINE-PSK?lang=ru');
  expect(found).toMatchObject({
    instrument: 3,
    symbol: 'PINE-PSK',
    name: 'Pine boards (ru)',
    trade: 'export',
    simulated: true,
    goods: { hs: '440711', unit: 'm3', lotSize: '10.5', basis: 'FCA', place: 'Pskov (ru)', origin: 'RU-PSK' },
  });
  expect(await api.json('GET', '/instruments/3')).toMatchObject({ symbol: 'PINE-PSK', name: 'Pine boards' });
  const table = await api.ask('GET', '/instruments?format=csv');
  expect(table.body).toContain('PINE-PSK,Pine boards,440711');
  expect(table.body.trim().split('\r\n').at(0)).toMatch(/,simulated$/);
  expect(table.body.trim().split('\r\n').at(-1)).toMatch(/,true$/);
});

test('sections and sessions likewise; a listing has the name of its instrument, a deal its symbol', async () => {
  const section = await api.json<NamedAnswer>('POST', '/sections', 'operator', {
    code: 'METAL',
    name: label('Metals'),
    residentsPayLocally: true,
    leastFee: 50,
  });
  expect(section).toMatchObject({ accepted: true, number: 2 });
  expect((await items<SectionItem>('/sections'))[1]).toMatchObject({
    section: 2,
    code: 'METAL',
    name: 'Metals',
    leastFee: 50,
    residentsPayLocally: true,
  });
  const at = '2031-01-01T09:00:00Z';
  const { number } = await api.json<NamedAnswer>('POST', '/sessions', 'operator', {
    ...SESSION,
    mode: 'continuous',
    timetable: [{ phase: 'trading', at }],
    endTime: '2031-01-01T10:00:00Z',
  });
  const session = number as number;
  await api.operate({ kind: 'addListing', session, instrument: 3 }, { kind: 'openPhase', session, phase: 3 });
  const detail = await api.json<{ session: SessionItem; listings: { listing: number }[] }>(
    'GET',
    `/sessions/${session}`,
  );
  expect(detail).toMatchObject({
    session: {
      title: 'Evening',
      timezone: 'Europe/Minsk',
      timetable: [{ phase: 'trading', at }],
      endTime: '2031-01-01T10:00:00.000000Z',
      reason: null,
    },
    listings: [{ symbol: 'PINE-PSK', name: 'Pine boards' }],
  });
  const listing = detail.listings[0]?.listing as number;
  await api.json('POST', '/orders', 'one', { listing, side: 'sell', price: 10, lots: 1 });
  await api.json('POST', '/orders', 'two', { listing, side: 'buy', price: 10, lots: 1 });
  await api.settled();
  expect(await items(`/deals?listing=${listing}`)).toMatchObject([{ symbol: 'PINE-PSK', simulated: true }]);
  await api.json('PUT', `/sessions/${session}/names`, 'operator', {
    title: label('Evening'),
    timezone: 'Europe/Minsk',
    reason: label('Hail'),
  });
  expect(await api.json('GET', `/listings/${listing}`)).toMatchObject({
    symbol: 'PINE-PSK',
    simulated: true,
  });
  expect(await api.json('GET', `/sessions/${session}?lang=fr`)).toMatchObject({
    session: { reason: 'Hail (fr)', timetable: [] },
  });
});

test('a product is one of the registry, and is called as it is there', async () => {
  const folder = await writeFiles({
    'dataset.yaml': 'id: goods\nversion: 1\ntitle: { fr: B, en: G, ru: Т, be: Т }\n',
    'entities/all.yaml': `- id: list
  kind: source
  statements:
    - { property: name, lang: en, value: List, cite: { source: list } }
- id: pine
  kind: product
  statements:
    - { property: name, lang: be, value: Хвоя, cite: { source: list } }
`,
  });
  await importDataSet(api.storage, folder, { author: 'system' });
  await api.json('PUT', '/instruments/2/names', 'operator', { ...PINE, symbol: 'TWO', product: 'pine' });
  expect(await api.json('GET', '/instruments/TWO?lang=be')).toMatchObject({
    goods: { product: { id: 'pine', kind: 'product', name: 'Хвоя' } },
  });
  const unknown = await api.ask('PUT', '/instruments/2/names', 'operator', {
    ...PINE,
    symbol: 'TWO',
    product: 'no-such',
  });
  expect([unknown.statusCode, unknown.json()]).toMatchObject([400, { code: 'unknown-entity' }]);
});

test('a participant is the organisation that the registry names, where one is known', async () => {
  const market = api.gateway.journal.market.id;
  await api.storage.db
    .insertInto('office_participant')
    .values({ market, participant: 2, organisation: 'pine' })
    .execute();
  const named = { organisation: { id: 'pine', name: 'Хвоя' } };
  expect(await api.json('GET', '/participants?lang=be', 'operator')).toMatchObject({
    items: [{ participant: 1, organisation: null }, named, {}],
  });
  expect(await api.json('GET', '/participants/2?lang=be', 'operator')).toMatchObject(named);
  expect(await api.json('GET', '/me?lang=be', 'two')).toMatchObject({ participant: named });
});

describe('refused', () => {
  const unchanged = async (work: () => Promise<void>): Promise<void> => {
    const numbers = rows();
    await work();
    expect(rows()).toEqual(numbers);
  };

  test.for(['one', undefined] as const)('to a key of %s', async (key) => {
    await unchanged(async () => {
      for (const [method, path, body] of [
        ['POST', '/sections', { code: 'OWN', name: label('Own') }],
        ['POST', '/instruments', { ...TERMS, ...PINE, symbol: 'OWN' }],
        ['POST', '/sessions', SESSION],
        ['PUT', '/sections/1/names', { code: 'OWN', name: label('Own') }],
        ['PUT', '/instruments/1/names', { ...PINE, symbol: 'OWN' }],
        ['PUT', '/sessions/1/names', { title: label('Own'), timezone: 'UTC' }],
      ] as const) {
        const { statusCode } = await api.ask(method, path, key as KeyName | undefined, body);
        expect([path, statusCode]).toEqual([path, key === undefined ? 401 : 403]);
      }
    });
    expect((await api.ask('GET', '/instruments/OWN')).statusCode).toBe(404);
  });

  test('a symbol that another has, before anything is done', async () => {
    await unchanged(async () => {
      const taken = await api.ask('POST', '/instruments', 'operator', { ...TERMS, ...PINE });
      expect([taken.statusCode, taken.json()]).toMatchObject([
        409,
        { code: 'name-taken', detail: 'PINE-PSK is what instrument 3 is called.' },
      ]);
      expect((await api.ask('PUT', '/instruments/1/names', 'operator', PINE)).statusCode).toBe(409);
    });
  });

  test.for([
    ['/instruments', { ...TERMS, ...PINE, symbol: '3' }, 'symbol'],
    ['/instruments', { ...TERMS, ...PINE, symbol: 'NEW', lotSize: '0' }, 'lotSize'],
    ['/instruments', { ...TERMS, ...PINE, symbol: 'NEW', name: { fr: 'seul' } }, 'name'],
    ['/instruments', { ...TERMS, ...PINE, symbol: 'NEW', basis: 'ABC' }, 'basis'],
    ['/sections', { code: 'NEW', name: label('New'), flags: 1 }, 'flags'],
    ['/sessions', { ...SESSION, timezone: 'Mars/Olympus' }, 'timezone'],
    ['/sessions', { ...SESSION, timetable: [{ phase: 'dawn', at: '2031-01-01T09:00:00Z' }] }, 'timetable'],
  ] as const)('what is not right: %s %#', async ([path, body, field]) => {
    await unchanged(async () => {
      const answer = await api.ask('POST', path, 'operator', body);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'bad-request', detail: expect.stringContaining(field) });
    });
  });

  test('by the market: its rejection is the answer, and nothing keeps the name', async () => {
    const answer = await api.json<NamedAnswer>('POST', '/instruments', 'operator', {
      ...TERMS,
      ...PINE,
      symbol: 'NOWHERE',
      section: 9,
    });
    expect(answer).toMatchObject({
      accepted: false,
      number: null,
      rejection: { name: 'SECTION_UNKNOWN' },
    });
    expect((await api.ask('GET', '/instruments/NOWHERE')).statusCode).toBe(404);
    expect(await api.storage.db.selectFrom('office_naming').selectAll().execute()).toEqual([]);
  });

  test('names for what is not there', async () => {
    const answer = await api.ask('PUT', '/instruments/99/names', 'operator', { ...PINE, symbol: 'NEW' });
    expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: 'number-not-found' }]);
  });
});

test('sent again with the same key it is done once', async () => {
  const body = { ...TERMS, ...PINE, symbol: 'ONCE' };
  const key = { 'idempotency-key': 'define-once' };
  const first = await api.ask('POST', '/instruments', 'operator', body, key);
  const again = await api.ask('POST', '/instruments', 'operator', body, key);
  expect(again.json()).toEqual({ ...first.json(), repeated: true });
});

test('two at once with one symbol: one gets it, and only one is defined', async () => {
  const count = api.gateway.market.instruments.rows;
  const ask = () => api.ask('POST', '/instruments', 'operator', { ...TERMS, ...PINE, symbol: 'RACE' });
  const codes = (await Promise.all([ask(), ask()])).map(({ statusCode }) => statusCode);
  expect(codes.sort()).toEqual([200, 409]);
  expect(api.gateway.market.instruments.rows).toBe(count + 1);
});

test('what died between the command and the names is finished at the next start; without a command it is dropped', async () => {
  const market = api.gateway.journal.market.id;
  const names = { code: 'LATE', name: label('Late') };
  await beginNaming(api.storage.db, { market, key: 'died-after', kind: 'section', names });
  await api.gateway.submit(OPERATOR, [{ kind: 'defineSection' }], 'died-after');
  const section = api.gateway.market.sections.rows - 1;
  await beginNaming(api.storage.db, {
    market,
    key: 'died-before',
    kind: 'section',
    names: { code: 'NEVER', name: label('Never') },
  });
  const next = await buildServer({ storage: api.storage, market: api.gateway });
  const answer = await next.inject({ url: '/api/market/sections' });
  await next.close();
  const sections = (answer.json() as { items: SectionItem[] }).items;
  expect(sections.find((item) => item.section === section)).toMatchObject({ code: 'LATE', name: 'Late' });
  expect(sections.map(({ code }) => code)).not.toContain('NEVER');
  expect(await api.storage.db.selectFrom('office_naming').selectAll().execute()).toEqual([]);
});

/**
 * The simulated participants on a real server: set up once, they make deals in every mode, with hardly anything that
 * they send rejected, and see their contracts through. Sessions are moved by hand, so that nobody waits for a clock.
 */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { issueKey } from '#access/keys.ts';
import { seededRandom } from '#base/random.ts';
import { Actor } from '#demo/actor.ts';
import { MarketClient } from '#demo/api.ts';
import { GOODS } from '#demo/goods.ts';
import { Hall } from '#demo/hall.ts';
import { MEMBERS } from '#demo/members.ts';
import { admissionOf, Operator } from '#demo/operator.ts';
import { plannedAt } from '#demo/programme.ts';
import { type MarketMap, setUpMarket } from '#demo/set-up.ts';
import { StreamClient } from '#demo/stream.ts';
import { Floor } from '#demo/trading.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import type { BalanceItem, ContractItem, DealItem, ParticipantItem, SessionItem } from '#wire/market.ts';
import type { NamedAnswer } from '#wire/office.ts';
import { writeFiles } from './support/data-set.ts';
import { type MarketApi, marketApi } from './support/market-api.ts';

const PRODUCTS = new URL('../data/belarus-2021/entities/product.yaml', import.meta.url);

let api: MarketApi;
let address: string;
let operator: MarketClient;
let map: MarketMap;
let hall: Hall;
let office: Operator;
let floor: Floor;
let streams: StreamClient[];

beforeAll(async () => {
  api = await marketApi({ setting: [] });
  // The goods of the reference data are all that is needed of it.
  const folder = await writeFiles({
    'dataset.yaml': 'id: goods\nversion: 1\ntitle: { fr: B, en: G, ru: Т, be: Т }\n',
    'entities/list.yaml': `- id: list
  kind: source
  statements:
    - { property: name, lang: en, value: List, cite: { source: list } }
${[...new Set(GOODS.map(({ product }) => product))]
  .map(
    (id) => `- id: ${id}
  kind: product
  statements:
    - { property: name, lang: en, value: ${id}, cite: { source: list } }
`,
  )
  .join('')}`,
  });
  await importDataSet(api.storage, folder, { author: 'system' });
  address = await api.server.listen({ port: 0, host: '127.0.0.1' });
  operator = new MarketClient(address, api.keys.operator);
  map = await setUpMarket(operator);
  hall = new Hall(operator);
  office = new Operator(operator, map, hall);
  await office.clients();
  streams = [];
  const actors: Actor[] = [];
  for (const member of map.members.filter(({ ofPeople }) => !ofPeople)) {
    const market = api.gateway.journal.market.id;
    const trader = member.traders[0] ?? 0;
    const { secret } = await issueKey(api.storage.db, { market, trader, label: 'test', expires: null });
    const stream = member.maker ? new StreamClient(address, secret) : null;
    if (stream !== null) streams.push(stream);
    const actor = new Actor(member, new MarketClient(address, secret), stream);
    if (member.role === 'broker')
      actor.clients = (await actor.client.all<{ client: number }>('/clients')).map(({ client }) => client);
    actors.push(actor);
  }
  floor = new Floor(actors, map.goods, hall, seededRandom(7));
}, 60_000);
afterAll(async () => {
  for (const stream of streams) stream.close();
  await api.close();
});

test('the goods are products of the reference data', async () => {
  const products = parse(await readFile(PRODUCTS, 'utf8')) as { id: string }[];
  const ids = new Set(products.map(({ id }) => id));
  expect(GOODS.filter(({ product }) => !ids.has(product))).toEqual([]);
});

test('set up once: another time nothing is done', async () => {
  const before = api.gateway.journal.runner.end.nextCommand;
  expect(await setUpMarket(operator)).toEqual(map);
  expect(api.gateway.journal.runner.end.nextCommand).toBe(before);
  const participants = await operator.all<ParticipantItem>('/participants');
  expect(participants.map(({ participant }) => participant)).toEqual(MEMBERS.map((_, index) => index + 1));
  expect(await operator.get('/instruments/MILK-KR?lang=fr')).toMatchObject({
    name: 'Lait cru pour la Carélie',
    goods: { product: { id: 'raw-milk' }, place: 'Petrozavodsk', origin: 'BY' },
    simulated: true,
  });
});

interface Counted {
  deals: number;
  accepted: number;
  rejected: number;
  /** Codes of the rejections: docs/reference/rejections.md. */
  codes: number[];
}

/** Counts the answers of the engine while something goes on. */
async function counted(work: () => Promise<void>): Promise<Counted> {
  const found: Counted = { deals: 0, accepted: 0, rejected: 0, codes: [] };
  const end = api.gateway.journal.sequencer.listen(({ events, eventAt, count }) => {
    for (let index = 0; index < count; index += 1) {
      const kinds: number[] = [];
      for (let at = eventAt[index] as number; at < (eventAt[index + 1] as number); ) {
        const head = events.words[at] as number;
        kinds.push(head & 0xffff);
        at += head >>> 16;
      }
      if (kinds[0] === 1) {
        found.rejected += 1;
        found.codes.push(events.words[(eventAt[index] as number) + 1] as number);
      } else found.accepted += 1;
      found.deals += kinds.filter((kind) => kind === 7).length;
    }
  });
  await work();
  end();
  return found;
}

/** Announces the session that the programme has with this mode (and admission), open at once. */
async function open(mode: SessionItem['mode'], admission = 'all', sealed = false): Promise<number> {
  const now = Date.now();
  const planned = Array.from({ length: 40 }, (_, index) => plannedAt(now + index * 180_000))
    .flat()
    .find(
      (one) =>
        one.mode === mode && (one.admission ?? 'all') === admission && (one.sealed ?? false) === sealed,
    );
  if (planned === undefined) throw new Error(`the programme has no ${mode}`);
  const { section, symbols, title, extensionSeconds = 0 } = planned;
  const { number } = await operator.post<NamedAnswer>('/sessions', {
    section: map.sections.get(section),
    mode,
    sealed,
    title,
    timezone: 'Europe/Minsk',
    extensionSeconds,
  });
  const session = number ?? 0;
  await operator.send(
    [
      ...symbols.map((symbol) => ({
        kind: 'addListing',
        session,
        instrument: map.instruments.get(symbol) ?? 0,
      })),
      ...admissionOf(planned, map).map(([rule, value]) => ({ kind: 'admit', session, rule, value })),
    ],
    `furnish ${session}`,
  );
  return session;
}

const phase = (session: number, number: number): Promise<void> =>
  operator.send([{ kind: 'openPhase', session, phase: number }], `${session} ${number}`);

async function seconds(many: number): Promise<void> {
  for (let second = 0; second < many; second += 1) {
    await hall.look();
    await floor.second(Date.now());
  }
}

const close = (session: number): Promise<void> =>
  operator.send([{ kind: 'closeSession', session }], `close ${session}`);

function expectPlausible({ deals, accepted, rejected, codes }: Counted): void {
  expect(deals).toBeGreaterThan(0);
  // Orders that come a moment too late, bids that another has bettered.
  expect([rejected / (accepted + rejected) < 0.15, codes]).toEqual([true, codes]);
}

describe('deals are made', { timeout: 60_000 }, () => {
  test.for(['all', 'karelia', 'non-residents'])('in continuous trading, admitted: %s', async (admission) => {
    expectPlausible(
      await counted(async () => {
        const session = await open('continuous', admission);
        await phase(session, 2);
        await seconds(15);
        await phase(session, 3);
        await seconds(40);
        await phase(session, 4);
        await seconds(10);
        await close(session);
      }),
    );
  });

  test.for([
    ['open', 'all', false],
    ['of what is in transit', 'non-residents', false],
    ['sealed', 'all', true],
  ] as const)('in a call auction: %s', async ([, admission, sealed]) => {
    expectPlausible(
      await counted(async () => {
        const session = await open('call', admission, sealed);
        await phase(session, 3);
        await seconds(60);
        await close(session);
      }),
    );
  });

  test.for(['ascending', 'descending'] as const)('in an auction of lots: %s', async (mode) => {
    expectPlausible(
      await counted(async () => {
        const session = await open(mode);
        await phase(session, 3);
        await seconds(60);
        await close(session);
      }),
    );
  });

  test('in a Dutch auction with its sealed round', async () => {
    expectPlausible(
      await counted(async () => {
        const session = await open('dutch');
        await phase(session, 3);
        for (let step = 0; step < 25; step += 1) {
          await seconds(3);
          const clocks = hall.open
            .flatMap(({ listings }) => listings)
            .filter(
              ({ auction }) =>
                auction?.stage === 'open' && (auction.price ?? 0) > (auction.reservePrice ?? 0),
            );
          if (clocks.length > 0)
            await operator.commands(clocks.map(({ listing }) => ({ kind: 'stepPrice', listing })));
        }
        await close(session);
      }),
    );
  });

  test('by name, between two who are both abroad', async () => {
    let session = 0;
    expectPlausible(
      await counted(async () => {
        session = await open('named', 'non-residents');
        await phase(session, 5);
        await seconds(60);
        await close(session);
      }),
    );
    await api.settled();
    const { items } = await operator.get<{ items: DealItem[] }>('/deals?limit=200');
    const { listings } = (await operator.get<{ session: SessionItem }>(`/sessions/${session}`)).session;
    const named = items.filter(({ kind }) => kind === 'named');
    expect(named.some(({ listing }) => listings.includes(listing))).toBe(true);
  });
});

test('contracts are signed by both, registered, delivered in parts, performed; a few wait for another day', async () => {
  await api.settled();
  const later = Date.now() + 10 * 60_000;
  // Everybody's turn comes, and the operator looks at all.
  for (let round = 0; round < 2; round += 1) {
    for (let turn = 0; turn < map.members.length; turn += 1) await floor.second(later);
    await api.settled();
    for (let page = 0; page < 12; page += 1) await office.contracts(later);
    await api.settled();
  }
  const contracts = await operator.all<ContractItem>('/contracts');
  const states = new Map<string, number>();
  for (const { state } of contracts) states.set(state, (states.get(state) ?? 0) + 1);
  expect(states.get('performed') ?? 0).toBeGreaterThan(contracts.length / 2);
  expect(contracts.length).toBeGreaterThan(60);
}, 60_000);

test('sessions of the programme are announced once, also by an operator who begins anew', async () => {
  const now = Date.now();
  await office.announce(now);
  await hall.look();
  const announced = hall.sessions.length;
  expect(hall.sessions.some(({ timetable }) => timetable.length > 0)).toBe(true);
  const again = new Operator(operator, map, hall);
  await again.announce(now);
  await hall.look();
  expect(hall.sessions).toHaveLength(announced);
  // Those whose time has come are open, and have goods.
  await again.advance(now);
  await hall.look();
  expect(hall.open.some(({ listings }) => listings.length > 0)).toBe(true);
  await again.day(now);
  expect((await operator.summary()).day).not.toBeNull();
});

test('a new business day begins once, with the fees of the day before collected', async () => {
  const tomorrow = Date.now() + 86_400_000;
  await office.day(tomorrow);
  const { day, command } = await operator.summary();
  expect(day).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Minsk' }).format(tomorrow));
  const balances = await operator.all<BalanceItem>('/balances');
  expect(balances.filter(({ feesDue }) => feesDue > 0)).toEqual([]);
  const blocked = await operator.all<ParticipantItem>('/participants');
  expect(blocked.flatMap(({ remarks }) => remarks.map(({ name }) => name))).not.toContain('unpaid-fees');
  await office.day(tomorrow);
  expect((await operator.summary()).command).toBe(command);
});

test('nothing in the simulated market bears the name of a real exchange', async () => {
  const folder = new URL('../data/demo-market/entities/', import.meta.url);
  const texts = [JSON.stringify([GOODS, plannedAt(Date.now())])];
  for (const name of await readdir(folder)) texts.push(await readFile(new URL(name, folder), 'utf8'));
  expect(texts.join('\n')).not.toMatch(/BUCE|BUTB|БУТБ|СПбМТСБ|SPIMEX|Prozorro|eNAM|universal commodity/i);
});

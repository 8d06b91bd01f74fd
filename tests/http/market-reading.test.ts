/** What the market shows: sessions and whom they admit, books that are open and books that are not, standing, history. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMISSION, MODE, PHASE, SESSION_FLAG } from '#market/terms.ts';
import type {
  AdmissionOut,
  BookOut,
  DealItem,
  ListingItem,
  MarketSummary,
  ParticipantItem,
  QuotationItem,
  SessionItem,
} from '#wire/market.ts';
import type { OrderAnswer } from '#wire/market-answers.ts';
import { type KeyName, type MarketApi, marketApi } from '../support/market-api.ts';

interface Listed<T> {
  items: T[];
  total: number;
  nextCursor: string | null;
}

let api: MarketApi;
beforeAll(async () => {
  api = await marketApi();
});
afterAll(() => api.close());

const book = (listing: number, key?: KeyName): Promise<BookOut> =>
  api.json('GET', `/listings/${listing}/book`, key);

/** Announces a session of a mode with one listing of instrument 1; gives session and listing. */
async function session(
  mode: number,
  flags = 0,
  extensionSeconds = 0,
): Promise<{ session: number; listing: number }> {
  const number = api.gateway.market.sessions.rows;
  await api.operate(
    { kind: 'announceSession', section: 1, mode, flags, extensionSeconds },
    { kind: 'addListing', session: number, instrument: 1 },
  );
  const { items } = await api.json<Listed<SessionItem>>('GET', '/sessions?limit=1000');
  const found = items.find((item) => item.session === number);
  return { session: number, listing: found?.listings[0] ?? 0 };
}

test('the summary says what, how far, and that it is simulated', async () => {
  await api.settled();
  const summary = await api.json<MarketSummary>('GET', '');
  expect(summary).toMatchObject({
    name: 'main',
    simulated: true,
    state: 'running',
    day: '2024-10-04',
    command: 24,
    frame: 2,
    behindFrames: 0,
    waiting: 0,
  });
  expect(Math.abs(Date.parse(summary.time) - Date.now())).toBeLessThan(60_000);
});

test('what is traded, by filters, and as tables in the reader’s language', async () => {
  expect(await api.json('GET', '/currencies')).toMatchObject({
    items: [{ currency: 1, code: '933', local: true }],
  });
  expect(await api.json('GET', '/instruments?section=1&limit=1')).toMatchObject({
    items: [
      { instrument: 1, priceFloor: 1, priceCap: 1_000, depositPpm: { buy: 100_000 }, trade: 'domestic' },
    ],
    total: 2,
    nextCursor: expect.any(String),
  });
  expect(await api.json('GET', '/instruments?section=2')).toMatchObject({
    items: [],
    total: 0,
    nextCursor: null,
  });
  expect(await api.json('GET', '/sections')).toMatchObject({
    items: [{ leastFee: 1, fees: { buy: [{ fromTurnover: 0, ratePpm: 1_000 }] } }],
  });
  for (const [lang, header] of [
    ['fr', 'séance'],
    ['en', 'session'],
    ['ru', 'сессия'],
    ['be', 'сесія'],
  ]) {
    const table = await api.ask('GET', `/sessions?format=csv&lang=${lang}`);
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.body.startsWith(`\ufeff${header},`)).toBe(true);
    expect(table.body.trim().split('\r\n')).toHaveLength(3);
  }
});

test('sessions by mode, phase, and whether they have ended', async () => {
  const numbers = async (query: string): Promise<number[]> =>
    (await api.json<Listed<SessionItem>>('GET', `/sessions?${query}`)).items.map((item) => item.session);
  expect(await numbers('mode=continuous')).toEqual([1]);
  expect(await numbers('phase=announced')).toEqual([2]);
  expect(await numbers('instrument=2')).toEqual([2]);
  const { session: cancelled } = await session(MODE.call);
  await api.operate({ kind: 'cancelSession', session: cancelled });
  expect(await numbers('ended=true')).toEqual([cancelled]);
  expect(await numbers('ended=false')).not.toContain(cancelled);
  expect(await numbers('phase=cancelled')).toEqual([cancelled]);
  expect((await book(3)).hidden).toBe('shut');
});

describe('who is admitted', () => {
  const names = ({ buy, sell }: AdmissionOut): readonly string[][] =>
    [buy, sell].map(({ reasons }) => reasons.map(({ name }) => name));

  test('each side is told with all reasons against it, as orders would be rejected', async () => {
    expect(names(await api.json('GET', '/sessions/1/admission', 'one'))).toEqual([[], []]);
    // A guest without the right to buy, in a session that names nobody.
    const guest = await api.json<AdmissionOut>('GET', '/sessions/1/admission', 'three');
    expect(names(guest)).toEqual([['SECTION_NOT_ALLOWED', 'NOT_ADMITTED'], ['NOT_ADMITTED']]);
    expect(guest.sell).toMatchObject({ open: false, reasons: [{ code: 11, text: expect.any(String) }] });
    const rejected = await api.json<OrderAnswer>('POST', '/orders', 'three', {
      listing: 1,
      side: 'sell',
      price: 5,
      lots: 1,
    });
    expect(rejected.results?.[0]?.rejection?.name).toBe('NOT_ADMITTED');
    // By country, and by name.
    expect(names(await api.json('GET', '/sessions/2/admission', 'two'))).toEqual([[], []]);
    expect(names(await api.json('GET', '/sessions/2/admission', 'one'))).toEqual([[], []]);
  });

  test('who proves own production may sell in a session for producers; all may buy there', async () => {
    const { session: producers } = await session(MODE.call);
    await api.operate({ kind: 'admit', session: producers, rule: ADMISSION.production, value: 0 });
    const asked = async (of: number): Promise<readonly string[][]> =>
      names(await api.json('GET', `/sessions/${of}/admission`, 'one'));
    expect(await asked(producers)).toEqual([[], ['NOT_ADMITTED']]);
    const proof = { kind: 'setCredential', participant: 1, rule: ADMISSION.production, value: 1 } as const;
    await api.operate({ ...proof, active: 1 });
    expect(await asked(producers)).toEqual([[], []]);
    await api.operate({ ...proof, active: 0 });
    const { items } = await api.json<Listed<SessionItem>>('GET', '/sessions?mode=call&ended=false');
    expect(items.find((item) => item.session === producers)?.admission).toEqual([
      { rule: 'production', value: 0 },
    ]);
  });

  test('a session that names participants names them to themselves and the operator alone', async () => {
    const rules = async (key?: KeyName): Promise<SessionItem['admission']> =>
      (await api.json<{ session: SessionItem }>('GET', '/sessions/2', key)).session.admission;
    const country = { rule: 'country', value: 643 };
    expect(await rules()).toEqual([country, { rule: 'participant', value: null }]);
    expect(await rules('two')).toEqual([country, { rule: 'participant', value: null }]);
    expect(await rules('one')).toEqual([country, { rule: 'participant', value: 1 }]);
    expect(await rules('operator')).toEqual([country, { rule: 'participant', value: 1 }]);
    const invited = await session(MODE.call);
    await api.operate({ kind: 'admit', session: invited.session, rule: ADMISSION.participant, value: 3 });
    expect(names(await api.json('GET', `/sessions/${invited.session}/admission`, 'one'))).toEqual([
      ['NOT_ADMITTED'],
      ['NOT_ADMITTED'],
    ]);
  });

  test('remarks, suspension and expiry stand in one’s own standing, in words of four languages', async () => {
    await api.operate(
      { kind: 'setRemark', participant: 1, remark: 9, sides: 1 },
      { kind: 'setStanding', participant: 2, standing: 2 },
    );
    const me = async (key: KeyName, lang = 'en'): Promise<ParticipantItem> =>
      (await api.json<{ participant: ParticipantItem }>('GET', `/me?lang=${lang}`, key)).participant;
    const one = await me('one');
    expect(one).toMatchObject({
      mayBuy: false,
      maySell: true,
      standing: 'accredited',
      role: 'member',
      expires: '2134-04-11',
    });
    expect(one.remarks).toEqual([
      {
        remark: 9,
        name: 'entered',
        text: 'The exchange has entered remark 9.',
        blocks: { buy: true, sell: false },
      },
    ]);
    const texts = new Set<string | undefined>();
    for (const lang of ['fr', 'en', 'ru', 'be']) texts.add((await me('one', lang)).remarks[0]?.text);
    expect(texts.size).toBe(4);
    expect(one.rights).toEqual([{ section: 1, buy: true, sell: true }]);
    expect(one.traders.map(({ trader }) => trader)).toEqual([1, 4]);
    expect(names(await api.json('GET', '/sessions/1/admission', 'one'))).toEqual([['REMARKS_BLOCK'], []]);
    expect(await me('two')).toMatchObject({
      standing: 'suspended',
      mayBuy: false,
      maySell: false,
      role: 'broker',
    });
    expect(names(await api.json('GET', '/sessions/1/admission', 'two'))[0]).toEqual([
      'PARTICIPANT_NOT_ACCREDITED',
    ]);
    expect(await api.json('GET', '/clients', 'two')).toMatchObject({
      items: [{ client: 4, active: true, resident: true }],
    });
    await api.operate(
      { kind: 'setRemark', participant: 1, remark: 9, sides: 0 },
      { kind: 'setStanding', participant: 2, standing: 1 },
    );
  });
});

describe('books', () => {
  const give = (key: KeyName, listing: number, side: string, price: number, lots: number) =>
    api.json<OrderAnswer>('POST', '/orders', key, { listing, side, price, lots });

  test('levels best first, no deeper than asked, the lots of a level together', async () => {
    for (const [price, lots] of [
      [10, 5],
      [12, 1],
      [12, 2],
      [11, 7],
    ] as const)
      await give('one', 1, 'buy', price, lots);
    for (const [price, lots] of [
      [20, 4],
      [19, 3],
    ] as const)
      await give('two', 1, 'sell', price, lots);
    const whole = await book(1);
    expect(whole).toMatchObject({
      hidden: null,
      bids: [
        { price: 12, lots: 3 },
        { price: 11, lots: 7 },
        { price: 10, lots: 5 },
      ],
      asks: [
        { price: 19, lots: 3 },
        { price: 20, lots: 4 },
      ],
      indicative: null,
    });
    const { command } = await api.json<MarketSummary>('GET', '');
    expect(whole.command).toBe(command);
    expect(await api.json('GET', '/listings/1/book?levels=1')).toMatchObject({
      bids: [{ price: 12 }],
      asks: [{ price: 19 }],
    });
    expect(await api.json('GET', '/listings/1/book?levels=1')).toHaveProperty('bids.length', 1);
  });

  test('an open call auction shows what it would do now; a sealed one shows nothing, not even to those in it', async () => {
    const open = await session(MODE.call);
    const sealed = await session(MODE.call, SESSION_FLAG.sealed);
    for (const { session: number, listing } of [open, sealed]) {
      await api.operate({ kind: 'openPhase', session: number, phase: PHASE.trading });
      await give('one', listing, 'buy', 50, 10);
      await give('two', listing, 'sell', 40, 6);
    }
    expect(await book(open.listing)).toMatchObject({
      hidden: null,
      bids: [{ price: 50, lots: 10 }],
      asks: [{ price: 40, lots: 6 }],
      indicative: { price: 50, lots: 6, surplus: 4 },
    });
    for (const key of [undefined, 'one', 'operator'] as const) {
      expect(await book(sealed.listing, key)).toMatchObject({
        hidden: 'sealed',
        bids: [],
        asks: [],
        indicative: null,
      });
    }
    // It is shown what came of it.
    await api.operate({ kind: 'closeSession', session: sealed.session });
    expect((await book(sealed.listing)).hidden).toBe('shut');
    await api.settled();
    const { items } = await api.json<Listed<DealItem>>('GET', `/deals?listing=${sealed.listing}`);
    expect(items).toMatchObject([{ price: 50, lots: 6, kind: 'auction', aggressor: null }]);
    const quotations = await api.json<Listed<QuotationItem>>('GET', '/quotations?instrument=1&firm=true');
    expect(quotations.items).toMatchObject([
      { listing: sealed.listing, session: sealed.session, deals: 1, lots: 6, meanTenThousandths: 500_000 },
    ]);
  });

  test('an auction of a lot: reserve hidden if asked, bids of a sealed round not shown', async () => {
    const ascending = await session(MODE.ascending);
    await api.operate({ kind: 'openPhase', session: ascending.session, phase: PHASE.trading });
    await api.json('POST', `/listings/${ascending.listing}/lot`, 'one', {
      lots: 10,
      startPrice: 100,
      step: 5,
      reservePrice: 333,
      hiddenReserve: true,
    });
    await api.json('POST', `/listings/${ascending.listing}/bids`, 'two', { price: 105, lots: 10 });
    const shown = await api.ask('GET', `/listings/${ascending.listing}`);
    expect(shown.json<ListingItem>().auction).toMatchObject({
      side: 'sell',
      price: 105,
      reservePrice: null,
      lots: 10,
    });
    expect(shown.body).not.toContain('333');
    expect(await book(ascending.listing)).toMatchObject({ hidden: null, bids: [{ price: 105, lots: 10 }] });

    const dutch = await session(MODE.dutch, 0, 60);
    await api.operate({ kind: 'openPhase', session: dutch.session, phase: PHASE.trading });
    await api.json('POST', `/listings/${dutch.listing}/lot`, 'one', {
      lots: 10,
      startPrice: 300,
      step: 5,
      reservePrice: 100,
    });
    await api.operate({ kind: 'stepPrice', listing: dutch.listing });
    expect(await api.json('GET', `/listings/${dutch.listing}`)).toMatchObject({
      auction: { price: 295, stage: 'open' },
    });
    await api.json('POST', `/listings/${dutch.listing}/take`, 'two');
    const raised = await api.json<OrderAnswer>('POST', `/listings/${dutch.listing}/bids`, 'two', {
      price: 431,
      lots: 10,
    });
    expect(raised.results?.[0]?.order).toMatchObject({ state: 'open' });
    const answer = await api.ask('GET', `/listings/${dutch.listing}`);
    expect(answer.json<ListingItem>().auction).toMatchObject({
      price: 295,
      stage: 'sealed',
      endTime: expect.any(String),
    });
    expect(answer.body).not.toContain('431');
    expect(await book(dutch.listing)).toMatchObject({ hidden: 'sealed-round', bids: [], asks: [] });
    // Its own bid its owner sees, and what it blocks.
    expect(await api.json('GET', `/orders?listing=${dutch.listing}`, 'two')).toMatchObject({
      items: [{ kind: 'bid', price: 431, lots: 10 }],
    });
    expect(await api.json('GET', `/orders?listing=${dutch.listing}`, 'one')).toMatchObject({
      items: [{ kind: 'lot' }],
    });
  });
});

test('deals in pages: each once, the newest first, also as a table', async () => {
  const many = (side: string) => Array.from({ length: 30 }, () => ({ listing: 1, side, price: 15, lots: 1 }));
  await api.json('POST', '/orders', 'one', many('buy'));
  await api.json('POST', '/orders', 'two', many('sell'));
  await api.settled();
  const seen: number[] = [];
  for (let query = '?listing=1&limit=7'; query !== ''; ) {
    const page: Listed<DealItem> = await api.json('GET', `/deals${query}`);
    expect(page.total).toBe(30);
    seen.push(...page.items.map(({ deal }) => deal));
    query = page.nextCursor === null ? '' : `?listing=1&limit=7&cursor=${page.nextCursor}`;
  }
  expect(new Set(seen).size).toBe(30);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  const table = await api.ask('GET', '/deals?listing=1', undefined, undefined, { accept: 'text/csv' });
  expect(table.body.trim().split('\r\n')).toHaveLength(31);
});

/** What anybody may read of the market: what is traded, when, in what state, and at what prices. */
import { Type } from 'typebox';
import { GENERAL, INSTRUMENT, LISTING, SESSION } from '#market/state.ts';
import { numberNamed } from '#office/names.ts';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/market.ts';
import * as figure from '#wire/market-figures.ts';
import { InstrumentKey } from '#wire/office.ts';
import { ApiError } from '../errors.ts';
import type { Listed } from '../list.ts';
import { bookOut } from '../market/book.ts';
import { dayText, rowsBackFrom, rowsOf, timeText, wordAt } from '../market/cells.ts';
import { KEY_POSSIBLE, type MarketContext, mustHave } from '../market/context.ts';
import { candlesOf, turnoverOf } from '../market/figures.ts';
import { framesBehind, publicDeals, quotations } from '../market/history.ts';
import { currencyItem, instrumentItem, sectionItem } from '../market/instruments.ts';
import { answerMarketList } from '../market/list.ts';
import { Namer, only } from '../market/named.ts';
import { numberedPage, those } from '../market/pages.ts';
import { listingItem, listingsOf, sessionItem } from '../market/sessions.ts';
import {
  CURRENCY_TABLE,
  DEAL_TABLE,
  INSTRUMENT_TABLE,
  QUOTATION_TABLE,
  SECTION_TABLE,
  SESSION_TABLE,
} from '../market/tables.ts';
import { MODE, PHASE } from '../market/words.ts';
import type { Api } from '../routes.ts';

/** The zone of the exchange's day and timetables. */
const TIME_ZONE = 'Europe/Minsk';

/** A page with its items named. */
async function named<Item, Named>(
  { items, ...page }: Listed<Item>,
  name: (items: readonly Item[]) => Promise<Named[]>,
): Promise<Listed<Named>> {
  return { ...page, items: await name(items) };
}

const OPEN = { action: 'market.read' } as const;
const tags = ['Market'];

/** Registers the summary. */
function summary(app: Api, context: MarketContext): void {
  app.get(
    '',
    {
      config: { ...OPEN, whileStopped: true },
      schema: {
        operationId: 'getMarket',
        summary: 'The market: its state, its day and clock, and how far it has come',
        tags,
        security: KEY_POSSIBLE,
        querystring: LanguageQuery,
        response: { 200: wire.MarketSummary },
      },
    },
    async () => {
      const { gateway, storage } = context;
      const behindFrames = await framesBehind(storage.db, gateway);
      const { runner, sequencer } = gateway.journal;
      return {
        name: gateway.journal.market.name,
        simulated: gateway.simulated,
        state: sequencer.state,
        day: dayText(wordAt(gateway.market.general, 1, GENERAL.day)),
        time: timeText(Date.now() * 1000),
        frame: runner.end.number,
        command: runner.end.nextCommand - 1,
        waiting: sequencer.waiting,
        behindFrames,
        commandsPerSecond: gateway.perSecond,
        timeZone: TIME_ZONE,
      };
    },
  );
}

/** Registers what is traded. */
function traded(app: Api, context: MarketContext): void {
  app.get(
    '/currencies',
    {
      config: OPEN,
      schema: {
        operationId: 'listCurrencies',
        summary: 'Currencies in which is traded',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.PlainListQuery,
        response: { 200: wire.CurrencyList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      return answerMarketList(context.gateway, request, reply, {
        name: 'currencies',
        columns: CURRENCY_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: 'currencies',
              numbers: (after) => rowsOf(market.currencies, after + 1),
              item: (number) => currencyItem(market, number),
            },
            limit,
            cursor,
          ),
      });
    },
  );

  app.get(
    '/sections',
    {
      config: OPEN,
      schema: {
        operationId: 'listSections',
        summary: 'Sections of the market with their fees',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.PlainListQuery,
        response: { 200: wire.SectionList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      return answerMarketList(context.gateway, request, reply, {
        name: 'sections',
        columns: SECTION_TABLE,
        page: (limit, cursor) => {
          const page = numberedPage(
            {
              question: 'sections',
              numbers: (after) => rowsOf(market.sections, after + 1),
              item: (number) => sectionItem(market, number),
            },
            limit,
            cursor,
          );
          return named(page, (items) => new Namer(context, request.language).sections(items));
        },
      });
    },
  );

  app.get(
    '/instruments',
    {
      config: OPEN,
      schema: {
        operationId: 'listInstruments',
        summary: 'Instruments: price range, lots, deposits, currency',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.InstrumentQuery,
        response: { 200: wire.InstrumentList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const { section, currency } = request.query;
      const isAsked = (row: number): boolean =>
        (section === undefined || wordAt(market.instruments, row, INSTRUMENT.section) === section) &&
        (currency === undefined || wordAt(market.instruments, row, INSTRUMENT.currency) === currency);
      return answerMarketList(context.gateway, request, reply, {
        name: 'instruments',
        columns: INSTRUMENT_TABLE,
        page: (limit, cursor) => {
          const page = numberedPage(
            {
              question: ['instruments', section, currency],
              numbers: (after) => those(rowsOf(market.instruments, after + 1), isAsked),
              item: (number) => instrumentItem(market, number),
            },
            limit,
            cursor,
          );
          return named(page, (items) => new Namer(context, request.language).instruments(items));
        },
      });
    },
  );

  app.get(
    '/instruments/:instrument',
    {
      config: OPEN,
      schema: {
        operationId: 'getInstrument',
        summary: 'One instrument, by its number or its symbol',
        tags,
        security: KEY_POSSIBLE,
        params: Type.Object({ instrument: InstrumentKey }),
        querystring: LanguageQuery,
        response: { 200: wire.InstrumentItem },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { instrument: asked } = request.params;
      const instrument = /^\d/.test(asked)
        ? Number(asked)
        : await numberNamed(context.storage.db, context.gateway.journal.market.id, 'instrument', asked);
      if (instrument === null) throw new ApiError('number-not-found', `No instrument is called ${asked}.`);
      mustHave(market.instruments, instrument, 'instrument');
      const namer = new Namer(context, request.language);
      return only(await namer.instruments([instrumentItem(market, instrument)]));
    },
  );
}

/** Registers sessions, listings and their books. */
function sessions(app: Api, context: MarketContext): void {
  app.get(
    '/sessions',
    {
      config: OPEN,
      schema: {
        operationId: 'listSessions',
        summary: 'Trading sessions: mode, phase, whom they admit, until when',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.SessionQuery,
        response: { 200: wire.SessionList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const { section, instrument, mode, phase, ended, order = 'oldest' } = request.query;
      const viewer = request.identity?.caller ?? null;
      const isAsked = (row: number): boolean => {
        const word = (column: number): number => wordAt(market.sessions, row, column);
        return (
          (section === undefined || word(SESSION.section) === section) &&
          (mode === undefined || word(SESSION.mode) === MODE.number(mode)) &&
          (phase === undefined || word(SESSION.phase) === PHASE.number(phase)) &&
          (ended === undefined || word(SESSION.phase) >= PHASE.number('closed') === ended) &&
          (instrument === undefined ||
            listingsOf(market, row).some(
              (listing) => wordAt(market.listings, listing, LISTING.instrument) === instrument,
            ))
        );
      };
      return answerMarketList(context.gateway, request, reply, {
        name: 'sessions',
        columns: SESSION_TABLE,
        page: (limit, cursor) => {
          const page = numberedPage(
            {
              question: ['sessions', section, instrument, mode, phase, ended, order],
              numbers: (after) =>
                those(
                  order === 'newest'
                    ? rowsBackFrom(market.sessions, after)
                    : rowsOf(market.sessions, after + 1),
                  isAsked,
                ),
              item: (number) => sessionItem(market, number, viewer),
            },
            limit,
            cursor,
          );
          return named(page, (items) => new Namer(context, request.language).sessions(items));
        },
      });
    },
  );

  app.get(
    '/sessions/:session',
    {
      config: OPEN,
      schema: {
        operationId: 'getSession',
        summary: 'One session with its listings',
        tags,
        security: KEY_POSSIBLE,
        params: Type.Object({ session: wire.Numbered }),
        querystring: LanguageQuery,
        response: { 200: wire.SessionDetail },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { session } = request.params;
      mustHave(market.sessions, session, 'session');
      const namer = new Namer(context, request.language);
      const item = sessionItem(market, session, request.identity?.caller ?? null);
      const listings = listingsOf(market, session).map((listing) => listingItem(market, listing));
      return { session: only(await namer.sessions([item])), listings: await namer.listings(listings) };
    },
  );

  app.get(
    '/listings/:listing',
    {
      config: OPEN,
      schema: {
        operationId: 'getListing',
        summary: 'One listing: an instrument in a session, with its band, limits, figures and lot',
        tags,
        security: KEY_POSSIBLE,
        params: Type.Object({ listing: wire.Numbered }),
        querystring: LanguageQuery,
        response: { 200: wire.ListingItem },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { listing } = request.params;
      mustHave(market.listings, listing, 'listing');
      const namer = new Namer(context, request.language);
      return only(await namer.listings([listingItem(market, listing)]));
    },
  );

  app.get(
    '/listings/:listing/book',
    {
      config: OPEN,
      schema: {
        operationId: 'getBook',
        summary: 'The book of a listing by price levels, and what a call auction would do now',
        tags,
        security: KEY_POSSIBLE,
        params: Type.Object({ listing: wire.Numbered }),
        querystring: wire.BookQuery,
        response: { 200: wire.BookOut },
      },
    },
    async (request) => {
      const { market, journal } = context.gateway;
      const { listing } = request.params;
      mustHave(market.listings, listing, 'listing');
      return bookOut(market, listing, journal.runner.end.nextCommand - 1, request.query.levels ?? 20);
    },
  );
}

/** Registers deals without names, and quotations. */
function published(app: Api, context: MarketContext): void {
  app.get(
    '/deals',
    {
      config: OPEN,
      schema: {
        operationId: 'listDeals',
        summary: 'Deals without names, the newest first',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.DealQuery,
        response: { 200: wire.DealList },
      },
    },
    (request, reply) => {
      const { gateway, storage } = context;
      const { listing, instrument } = request.query;
      return answerMarketList(context.gateway, request, reply, {
        name: 'deals',
        columns: DEAL_TABLE,
        page: async (limit, cursor) =>
          named(
            await publicDeals({ db: storage.db, gateway, limit, cursor }, { listing, instrument }),
            (items) => new Namer(context, request.language).symbols(items),
          ),
      });
    },
  );

  app.get(
    '/quotations',
    {
      config: OPEN,
      schema: {
        operationId: 'listQuotations',
        summary: 'Quotations and price results, the newest first',
        tags,
        security: KEY_POSSIBLE,
        querystring: wire.QuotationQuery,
        response: { 200: wire.QuotationList },
      },
    },
    (request, reply) => {
      const { gateway, storage } = context;
      const { instrument, firm } = request.query;
      return answerMarketList(context.gateway, request, reply, {
        name: 'quotations',
        columns: QUOTATION_TABLE,
        page: async (limit, cursor) =>
          named(await quotations({ db: storage.db, gateway, limit, cursor }, { instrument, firm }), (items) =>
            new Namer(context, request.language).symbols(items),
          ),
      });
    },
  );
}

/** Registers turnover, and the course of prices. */
function figures(app: Api, context: MarketContext): void {
  app.get(
    '/turnover',
    {
      config: OPEN,
      schema: {
        operationId: 'getTurnover',
        summary: 'Turnover of a day by section and currency',
        tags,
        security: KEY_POSSIBLE,
        querystring: figure.TurnoverQuery,
        response: { 200: figure.TurnoverOut },
      },
    },
    async (request) => {
      const { gateway, storage } = context;
      const day = request.query.day ?? timeText(Date.now() * 1000).slice(0, 10);
      return { day, items: await turnoverOf(storage.db, gateway, day) };
    },
  );

  app.get(
    '/instruments/:instrument/candles',
    {
      config: OPEN,
      schema: {
        operationId: 'getCandles',
        summary:
          'The course of the price of an instrument: first, highest, lowest, last price and lots by time',
        tags,
        security: KEY_POSSIBLE,
        params: Type.Object({ instrument: wire.Numbered }),
        querystring: figure.CandleQuery,
        response: { 200: figure.CandlesOut },
      },
    },
    async (request) => {
      const { gateway, storage } = context;
      const { instrument } = request.params;
      mustHave(gateway.market.instruments, instrument, 'instrument');
      const { listing, seconds = 300, limit = 200 } = request.query;
      const items = await candlesOf(storage.db, gateway, { instrument, listing, seconds, most: limit });
      return { instrument, seconds, items };
    },
  );
}

export async function marketPublic(app: Api, context: MarketContext): Promise<void> {
  summary(app, context);
  traded(app, context);
  sessions(app, context);
  published(app, context);
  figures(app, context);
}

/** Figures of what was dealt: turnover of a day, and the course of prices. Named deals are never mixed into prices. */
import { sql } from 'kysely';
import { NAMED } from '#market/settle.ts';
import { LISTING, LISTING_NUMBER, type Market } from '#market/state.ts';
import type { Database } from '#storage/database.ts';
import type { CandleItem, TurnoverItem } from '#wire/market-figures.ts';
import { dayNumber, numberAt, rowsOf, timeText, wordAt } from './cells.ts';
import type { Gateway } from './gateway.ts';
import { those } from './pages.ts';

const DAY_MICROSECONDS = 86_400_000_000;
const SECOND_MICROSECONDS = 1_000_000;

interface ByListing {
  readonly listing: number;
  readonly named: boolean;
  readonly deals: number;
  readonly lots: number;
  /** Ticks × lots. */
  readonly value: string;
}

/** Turnover of a day (UTC) by section and currency. */
export async function turnoverOf(
  db: Database,
  { journal, market }: Gateway,
  day: string,
): Promise<TurnoverItem[]> {
  const from = dayNumber(day) * DAY_MICROSECONDS;
  const { rows } = await sql<ByListing>`
    select listing, aggressor = ${NAMED} as named, count(*)::int as deals, sum(lots)::float8 as lots,
      sum(price::numeric * lots)::text as value
    from market_deal
    where market = ${journal.market.id} and time >= ${from} and time < ${from + DAY_MICROSECONDS}
    group by 1, 2`.execute(db);
  const items = new Map<string, { -readonly [K in keyof TurnoverItem]: TurnoverItem[K] }>();
  for (const { listing, named, deals, lots, value } of rows) {
    const section = wordAt(market.listings, listing, LISTING.section);
    const currency = wordAt(market.listings, listing, LISTING.currency);
    const key = `${section}:${currency}`;
    const item = items.get(key) ?? { section, currency, deals: 0, namedDeals: 0, lots: 0, value: '0' };
    item.deals += deals;
    item.namedDeals += named ? deals : 0;
    item.lots += lots;
    const tickValue = BigInt(numberAt(market.listings, listing, LISTING_NUMBER.tickValue));
    item.value = String(BigInt(item.value) + BigInt(value) * tickValue);
    items.set(key, item);
  }
  return [...items.values()].sort((a, b) => a.section - b.section || a.currency - b.currency);
}

function listingsOf(market: Market, instrument: number): number[] {
  return [
    ...those(
      rowsOf(market.listings),
      (listing) => wordAt(market.listings, listing, LISTING.instrument) === instrument,
    ),
  ];
}

interface CandleRow {
  readonly from: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
  readonly deals: number;
}

/** The newest candles of an instrument, or of one listing of it, in their order in time. */
export async function candlesOf(
  db: Database,
  { journal, market }: Gateway,
  asked: {
    readonly instrument: number;
    readonly listing: number | undefined;
    readonly seconds: number;
    readonly most: number;
  },
): Promise<CandleItem[]> {
  const { instrument, listing, seconds, most } = asked;
  const step = seconds * SECOND_MICROSECONDS;
  const listings = listingsOf(market, instrument).filter((one) => listing === undefined || one === listing);
  const { rows } = await sql<CandleRow>`
    select (time / ${step})::bigint * ${step} as from,
      (array_agg(price order by contract))[1] as open, max(price) as high, min(price) as low,
      (array_agg(price order by contract desc))[1] as close, sum(lots)::float8 as lots, count(*)::int as deals
    from market_deal
    where market = ${journal.market.id} and listing = any(${listings}::int[]) and aggressor <> ${NAMED}
    group by 1 order by 1 desc limit ${most}`.execute(db);
  return rows
    .map(({ from, ...prices }): CandleItem => ({ from: timeText(Number(from)), ...prices }))
    .reverse();
}

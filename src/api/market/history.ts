/**
 * What the journal has written into SQL: deals, quotations, orders that have ended, contracts. It may be some frames
 * behind; what is of this moment (a contract's state) is read from the market's state.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { lastDayOf } from '#market/default-reports.ts';
import { NAMED, NO_AGGRESSOR } from '#market/settle.ts';
import { CONTRACT_COLUMN, CONTRACT_NUMBER, LISTING, type Market } from '#market/state.ts';
import { BUY, SELL, SIGNED } from '#market/terms.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from '#registry/read/keyset.ts';
import type { Database } from '#storage/database.ts';
import type { MarketDealTable, MarketOrderTable, MarketQuotationTable } from '#storage/schema.ts';
import type { ContractItem, DealItem, PastOrderItem, QuotationItem } from '#wire/market.ts';
import type { Listed } from '../list.ts';
import { accountsOf, clientOfAccount, participantOfAccount } from './accounts.ts';
import { dayText, hasRow, numberAt, orderNumber, orNull, rowsOf, timeText, wordAt } from './cells.ts';
import type { Gateway } from './gateway.ts';
import { termsOut } from './orders.ts';
import { byNumber, those } from './pages.ts';
import { CONTRACT, END_REASON, SIDE } from './words.ts';

/** Where to read, and which page. */
export interface Asked {
  readonly db: Database;
  readonly gateway: Gateway;
  readonly limit: number;
  readonly cursor: string | undefined;
}

function kindOf(aggressor: number): DealItem['kind'] {
  if (aggressor === NAMED) return 'named';
  return aggressor === NO_AGGRESSOR ? 'auction' : 'continuous';
}

function instrumentOf(market: Market, listing: number): number {
  return wordAt(market.listings, listing, LISTING.instrument);
}

/** Listings in which an instrument was ever traded. */
function listingsOfInstrument(market: Market, instrument: number): number[] {
  return [...those(rowsOf(market.listings), (listing) => instrumentOf(market, listing) === instrument)];
}

interface Wanted {
  readonly table: 'market_deal' | 'market_order' | 'market_quotation';
  readonly keys: readonly SortKey[];
  readonly where: readonly RawBuilder<SqlBool>[];
  /** All that the rows depend on. */
  readonly question: unknown;
  /** How many there are, where it is known: counting the deals of years takes its time. */
  readonly total?: number;
}

/** Reads one page of a table of the market. */
async function readPage<Row>(
  { db, gateway, limit, cursor }: Asked,
  { table, keys, where, question, total }: Wanted,
): Promise<{ rows: readonly Row[]; total: number; nextCursor: string | null }> {
  const conditions = [sql<SqlBool>`market = ${gateway.journal.market.id}`, ...where];
  const beyond = cursor === undefined ? [] : [after(keys, readCursor(question, keys, cursor))];
  const [rows, count] = await Promise.all([
    sql<Row & { keys: string[] }>`select *, ${keyColumn(keys)} as keys from ${sql.table(table)}
      where ${sql.join([...conditions, ...beyond], sql` and `)}
      order by ${orderBy(keys)} limit ${limit + 1}`.execute(db),
    total === undefined
      ? sql<{ total: number }>`select count(*) as total from ${sql.table(table)}
          where ${sql.join(conditions, sql` and `)}`.execute(db)
      : undefined,
  ]);
  return pageOf(rows.rows, limit, total ?? count?.rows[0]?.total ?? 0, question);
}

function anyOf(column: string, values: readonly number[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} = any(${values}::int[])`;
}

export interface DealFilter {
  readonly listing: number | undefined;
  readonly instrument: number | undefined;
}

/** Deals as they are published, the newest first. */
export async function publicDeals(
  asked: Asked,
  filter: DealFilter,
): Promise<Listed<Omit<DealItem, 'symbol'>>> {
  const { market } = asked.gateway;
  const where: RawBuilder<SqlBool>[] = [];
  if (filter.listing !== undefined) where.push(anyOf('listing', [filter.listing]));
  if (filter.instrument !== undefined)
    where.push(anyOf('listing', listingsOfInstrument(market, filter.instrument)));
  const page = await readPage<MarketDealTable>(asked, {
    table: 'market_deal',
    keys: byNumber('contract', true),
    where,
    question: ['deals', filter],
    ...(where.length === 0 ? { total: market.contracts.rows - 1 } : {}),
  });
  const items = page.rows.map(
    (row): Omit<DealItem, 'symbol'> => ({
      deal: row.contract,
      command: row.command,
      time: timeText(row.time),
      listing: row.listing,
      instrument: instrumentOf(market, row.listing),
      price: row.price,
      lots: row.lots,
      kind: kindOf(row.aggressor),
      aggressor: kindOf(row.aggressor) === 'continuous' ? SIDE.word(row.aggressor) : null,
    }),
  );
  return { items, total: page.total, nextCursor: page.nextCursor };
}

export interface QuotationFilter {
  readonly instrument: number | undefined;
  readonly firm: boolean | undefined;
}

/** What listings closed with, the newest first. */
export async function quotations(
  asked: Asked,
  filter: QuotationFilter,
): Promise<Listed<Omit<QuotationItem, 'symbol'>>> {
  const where: RawBuilder<SqlBool>[] = [];
  if (filter.instrument !== undefined) where.push(anyOf('instrument', [filter.instrument]));
  if (filter.firm !== undefined) where.push(sql<SqlBool>`firm = ${filter.firm}`);
  const page = await readPage<MarketQuotationTable>(asked, {
    table: 'market_quotation',
    keys: [...byNumber('command', true), ...byNumber('listing', true)],
    where,
    question: ['quotations', filter],
  });
  const { market } = asked.gateway;
  const items = page.rows.map(
    (row): Omit<QuotationItem, 'symbol'> => ({
      listing: row.listing,
      session: wordAt(market.listings, row.listing, LISTING.session),
      instrument: row.instrument,
      command: row.command,
      time: timeText(row.time),
      firm: row.firm,
      deals: row.deals,
      lots: row.lots,
      meanTenThousandths: row.mean,
    }),
  );
  return { items, total: page.total, nextCursor: page.nextCursor };
}

export interface PastOrderFilter {
  readonly participant: number;
  readonly listing: number | undefined;
  readonly state: PastOrderItem['state'] | undefined;
}

function pastOrderItem(market: Market, row: MarketOrderTable): PastOrderItem {
  const terms = termsOut(row.terms);
  return {
    order: orderNumber(row.slot, row.generation),
    command: row.command,
    submitted: timeText(row.submitted),
    listing: row.listing,
    instrument: instrumentOf(market, row.listing),
    participant: participantOfAccount(market, row.account),
    client: clientOfAccount(market, row.account),
    trader: row.trader,
    side: terms.side,
    type: terms.type,
    price: terms.type === 'market' ? null : row.price,
    lots: row.lots,
    remaining: row.remaining,
    state: row.state as PastOrderItem['state'],
    reason: row.reason === null ? null : END_REASON.wordOrNull(row.reason),
    reference: row.reference,
  };
}

/** All orders of a participant, also those that have ended, the newest first. */
export async function pastOrders(asked: Asked, filter: PastOrderFilter): Promise<Listed<PastOrderItem>> {
  const { market } = asked.gateway;
  const where = [anyOf('account', [...accountsOf(market, filter.participant)])];
  if (filter.listing !== undefined) where.push(anyOf('listing', [filter.listing]));
  if (filter.state !== undefined) where.push(sql<SqlBool>`state = ${filter.state}`);
  const page = await readPage<MarketOrderTable>(asked, {
    table: 'market_order',
    // A command makes one order at most.
    keys: byNumber('command', true),
    where,
    question: ['orders', filter],
  });
  return {
    items: page.rows.map((row) => pastOrderItem(market, row)),
    total: page.total,
    nextCursor: page.nextCursor,
  };
}

/** One order, of a participant (0: of anybody); undefined where there is none yet. */
export async function pastOrder(
  db: Database,
  { journal, market }: Gateway,
  address: { slot: number; generation: number },
  participant: number,
): Promise<PastOrderItem | undefined> {
  const row = await db
    .selectFrom('market_order')
    .selectAll()
    .where('market', '=', journal.market.id)
    .where('slot', '=', address.slot)
    .where('generation', '=', address.generation)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const item = pastOrderItem(market, row);
  return participant === 0 || item.participant === participant ? item : undefined;
}

/** A contract as one of its participants sees it, or (0) the operator: of the other side no more than who it is. */
function contractItem(market: Market, row: MarketDealTable, participant: number): ContractItem {
  const word = (column: number): number => wordAt(market.contracts, row.contract, column);
  const signed = word(CONTRACT_COLUMN.signed);
  // SQL may for a moment be ahead of this state: the follower reads what is durable, executed here or not yet.
  const known = hasRow(market.contracts, row.contract);
  const depositOf = (side: number): number => {
    if (known) return numberAt(market.contracts, row.contract, CONTRACT_NUMBER.buyDeposit + side);
    return side === BUY ? row.buy_deposit : row.sell_deposit;
  };
  const party = (side: number): ContractItem['parties'][number] => {
    const buys = side === BUY;
    const account = buys ? row.buy_account : row.sell_account;
    const of = participantOfAccount(market, account);
    const own = participant === 0 || of === participant;
    const order = buys
      ? orderNumber(row.buy_slot, row.buy_generation)
      : orderNumber(row.sell_slot, row.sell_generation);
    const bit = buys ? SIGNED.buyer : SIGNED.seller;
    return {
      side: SIDE.word(side),
      participant: of,
      signed: (signed & bit) !== 0,
      client: own ? clientOfAccount(market, account) : null,
      order: own ? order : null,
      trader: own ? orNull(word(buys ? CONTRACT_COLUMN.buyTrader : CONTRACT_COLUMN.sellTrader)) : null,
      deposit: own ? depositOf(side) : null,
      fee: own ? (buys ? row.buy_fee : row.sell_fee) : null,
    };
  };
  return {
    contract: row.contract,
    command: row.command,
    time: timeText(row.time),
    listing: row.listing,
    instrument: instrumentOf(market, row.listing),
    kind: kindOf(row.aggressor),
    price: row.price,
    lots: row.lots,
    delivered: word(CONTRACT_COLUMN.delivered),
    state: CONTRACT.wordOrNull(word(CONTRACT_COLUMN.state)) ?? 'drafted',
    due: dayText(lastDayOf(market, row.contract * CONTRACT_COLUMN.stride) || word(CONTRACT_COLUMN.dueDay)),
    parties: [party(BUY), party(SELL)],
  };
}

export interface ContractFilter {
  /** 0: of all. */
  readonly participant: number;
  readonly listing: number | undefined;
}

/** Contracts of a participant, or of all, the newest first. `as`: who sees them, 0 for the operator. */
export async function contracts(
  asked: Asked,
  filter: ContractFilter,
  as: number,
): Promise<Listed<ContractItem>> {
  const { market } = asked.gateway;
  const where: RawBuilder<SqlBool>[] = [];
  if (filter.participant !== 0) {
    const own = [...accountsOf(market, filter.participant)];
    where.push(sql<SqlBool>`(${anyOf('buy_account', own)} or ${anyOf('sell_account', own)})`);
  }
  if (filter.listing !== undefined) where.push(anyOf('listing', [filter.listing]));
  const page = await readPage<MarketDealTable>(asked, {
    table: 'market_deal',
    keys: byNumber('contract', true),
    where,
    question: ['contracts', filter],
    ...(where.length === 0 ? { total: market.contracts.rows - 1 } : {}),
  });
  return {
    items: page.rows.map((row) => contractItem(market, row, as)),
    total: page.total,
    nextCursor: page.nextCursor,
  };
}

/** One contract, as a participant (0: the operator) sees it; undefined where there is none of it yet. */
export async function contract(
  db: Database,
  { journal, market }: Gateway,
  number: number,
  participant: number,
): Promise<ContractItem | undefined> {
  const row = await db
    .selectFrom('market_deal')
    .selectAll()
    .where('market', '=', journal.market.id)
    .where('contract', '=', number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const parties = [row.buy_account, row.sell_account].map((account) => participantOfAccount(market, account));
  return participant === 0 || parties.includes(participant)
    ? contractItem(market, row, participant)
    : undefined;
}

/** How many frames what is read here is behind the market's state. */
export async function framesBehind(db: Database, { journal }: Gateway): Promise<number> {
  const { end } = journal.runner;
  const row = await db
    .selectFrom('journal_projection')
    .select((make) => make.fn.min('frame').as('frame'))
    .where('market', '=', journal.market.id)
    .executeTakeFirst();
  return Math.max(0, end.number - Number(row?.frame ?? 0));
}

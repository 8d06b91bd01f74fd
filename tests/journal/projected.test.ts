/** What stands in SQL of markets of every mode is what their engine holds, reckoned in another way than projections do. */
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import { replay } from '#journal/journal.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import { createMachine, projections } from '#journal/market-module.ts';
import { Runner } from '#journal/runner.ts';
import { listMarkets } from '#journal/verify.ts';
import { ACCOUNT, ACCOUNT_NUMBER, CONTRACT_COLUMN, type Market, ORDER } from '#market/state.ts';
import { testDatabase } from '../support/database.ts';
import { loadJournals } from '../support/sample-journal.ts';

const FILE = new URL('./version-1/journals.jsonl.gz', import.meta.url);

let url: string;
let client: pg.Client;
beforeAll(async () => {
  url = await testDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await loadJournals(client, FILE);
});
afterAll(() => client.end());

interface OrderRow {
  readonly slot: number;
  readonly generation: number;
  readonly listing: number;
  readonly account: number;
  readonly price: number;
  readonly lots: number;
  readonly remaining: number;
  readonly state: 'open' | 'filled' | 'ended';
  readonly reason: number | null;
  /** Lots of its deals. */
  readonly dealt: number;
}

const ORDERS = `select slot, generation, listing, account, price, lots, remaining, state, reason,
    coalesce((select sum(deal.lots) from market_deal as deal where deal.market = orders.market
      and ((buy_slot, buy_generation) = (slot, generation) or (sell_slot, sell_generation) = (slot, generation))),
      0)::int as dealt
  from market_order as orders where market = $1`;

/** Orders in the engine's table by slot, apart from lots and proposals, which no queue holds. */
function livingOrders({ orders }: Market): Map<number, number> {
  const living = new Map<number, number>();
  for (let slot = 1; slot < orders.rows; slot += 1) {
    if (orders.words[slot * ORDER.stride + ORDER.listing] !== 0) living.set(slot, slot * ORDER.stride);
  }
  return living;
}

async function query<R extends pg.QueryResultRow>(text: string, market: number): Promise<R[]> {
  return (await client.query<R>(text, [market])).rows;
}

test('orders, deals and balances of every mode', async () => {
  const connection = new Connection(url, 'test follower');
  onTestFinished(() => connection.close());
  const seen = { open: 0, filled: 0, ended: 0 };
  for (const market of await listMarkets(client)) {
    const follower = new Follower({ connection, market, createMachine, projections, snapshotEvery: 0 });
    while ((await follower.catchUp()) > 0);
    const machine = new MarketMachine();
    await replay(client, market.id, new Runner(market.name, machine));
    const { words: orders } = machine.market.orders;
    const living = livingOrders(machine.market);
    const rows = await query<OrderRow>(ORDERS, market.id);
    for (const row of rows) {
      const where = `${market.name}, order ${row.slot}.${row.generation}`;
      seen[row.state] += 1;
      const at = living.get(row.slot);
      if (row.state === 'open') {
        expect(at, where).toBeDefined();
        const of = (column: number): number => orders[(at as number) + column] as number;
        expect(row, where).toMatchObject({
          generation: of(ORDER.generation),
          listing: of(ORDER.listing),
          account: of(ORDER.account),
          price: of(ORDER.price),
          remaining: of(ORDER.remaining),
          reason: null,
        });
        living.delete(row.slot);
      } else {
        const reused = at !== undefined && orders[at + ORDER.generation] === row.generation;
        expect(reused, where).toBe(false);
        if (row.state === 'ended') expect(row.reason, where).not.toBeNull();
        else {
          expect(row.remaining, where).toBe(0);
          expect(row.dealt, where).toBeGreaterThan(0);
        }
      }
    }
    // What else lives is a lot under auction or one side of a proposal.
    const { auctions, proposals } = machine.market;
    expect(living.size, market.name).toBeLessThanOrEqual(auctions.rows - 1 + 2 * (proposals.rows - 1));

    const { words: contracts, rows: contractRows } = machine.market.contracts;
    const deals = await query<{ contract: number; price: number; lots: number; listing: number }>(
      'select contract, price, lots, listing from market_deal where market = $1 order by contract',
      market.id,
    );
    expect(deals, market.name).toEqual(
      Array.from({ length: contractRows - 1 }, (_, index) => {
        const at = (index + 1) * CONTRACT_COLUMN.stride;
        return {
          contract: index + 1,
          price: contracts[at + CONTRACT_COLUMN.price],
          lots: contracts[at + CONTRACT_COLUMN.lots],
          listing: contracts[at + CONTRACT_COLUMN.listing],
        };
      }),
    );

    const { numbers, rows: accounts } = machine.market.accounts;
    const balances = await query(
      `select account, free::float8, orders::float8, contracts::float8, fees_due::float8, transit::float8
       from market_balance where market = $1 order by account`,
      market.id,
    );
    const balance = (account: number, column: number): number =>
      (numbers[(account * ACCOUNT.stride) / 2 + column] as number) + 0;
    expect(balances, market.name).toEqual(
      Array.from({ length: accounts - 1 }, (_, index) => ({
        account: index + 1,
        free: balance(index + 1, ACCOUNT_NUMBER.free),
        orders: balance(index + 1, ACCOUNT_NUMBER.orders),
        contracts: balance(index + 1, ACCOUNT_NUMBER.contracts),
        fees_due: balance(index + 1, ACCOUNT_NUMBER.feesDue),
        transit: balance(index + 1, ACCOUNT_NUMBER.transit),
      })),
    );
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

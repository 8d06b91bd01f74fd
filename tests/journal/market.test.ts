/** The market's engine behind the journal: its projections and snapshots on a real server. */
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import { openJournal } from '#journal/journal.ts';
import type { MarketMachine } from '#journal/market-machine.ts';
import { createMachine, projections } from '#journal/market-module.ts';
import { verifyMarkets } from '#journal/verify.ts';
import { type Command, encodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { ACCOUNT, ACCOUNT_NUMBER, ORDER } from '#market/state.ts';
import { BUY, FORCE, packTerms, SELL } from '#market/terms.ts';
import { setUp } from '../../bench/market-streams.ts';
import { testDatabase } from '../support/database.ts';
import { ask } from '../support/submitting.ts';

const PARTICIPANTS = 12;
let url: string;
let client: pg.Client;
beforeAll(async () => {
  url = await testDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(() => client.end());

function records(commands: readonly Command[]): RecordBuffer {
  const buffer = new RecordBuffer(1 << 10);
  for (const command of commands) encodeCommand(buffer, command);
  return buffer;
}

test('orders, deals, balances and quotations in SQL are those of the engine', async () => {
  const options = { url, market: 'grain', simulated: true, createMachine, program: 'test' };
  let journal = await openJournal(options);
  onTestFinished(() => journal.abort());
  const setting = new RecordBuffer(1 << 12);
  setUp(setting, PARTICIPANTS);
  await ask(journal.sequencer, setting);
  const connection = new Connection(url, 'test follower');
  onTestFinished(() => connection.close());
  const follower = (): Follower =>
    new Follower({ connection, market: journal.market, createMachine, projections, snapshotEvery: 400 });
  let following = follower();
  const random = seededRandom(11);
  for (let round = 0; round < 12; round += 1) {
    const answers: Promise<unknown>[] = [];
    for (let index = 0; index < 100; index += 1) {
      const actor = 1 + random.integer(PARTICIPANTS);
      const slot = 1 + random.integer(60);
      const price = 1_000 + random.integer(30);
      const lots = 1 + random.integer(40);
      const order: Command = {
        kind: 'submitOrder',
        actor,
        listing: 1,
        terms: packTerms({
          side: random.pick([BUY, SELL]),
          force: random.pick([FORCE.session, FORCE.immediateOrCancel]),
        }),
        price,
        lots,
        reference: index,
      };
      const other: Command = random.pick([
        { kind: 'cancelOrder', actor, slot, generation: 1 + random.integer(12) },
        { kind: 'replaceOrder', actor, slot, generation: 1 + random.integer(12), price, lots },
      ] as const);
      answers.push(ask(journal.sequencer, records([random.integer(3) === 0 ? other : order])));
    }
    await Promise.all(answers);
    if (round % 3 === 0) await following.catchUp();
    if (round === 7) following = follower();
  }
  await ask(journal.sequencer, records([{ kind: 'closeSession', session: 1, dueDay: 20_100 }]));
  await following.catchUp();

  const machine = journal.runner.machine as MarketMachine;
  const { market } = machine;
  const one = async (text: string): Promise<Record<string, number>> => (await client.query(text)).rows[0];
  const found =
    await one(`select count(*)::int as orders, count(*) filter (where state = 'open')::int as open,
    count(*) filter (where state = 'filled')::int as filled, count(*) filter (where state = 'ended')::int as ended,
    count(*) filter (where state = 'filled' and remaining > 0)::int as wrong from market_order`);
  expect(found).toMatchObject({ open: 0, wrong: 0 });
  expect(Math.min(found.filled as number, found.ended as number)).toBeGreaterThan(50);
  expect(market.orders.words.filter((_, at) => at % ORDER.stride === ORDER.listing && _ !== 0)).toHaveLength(
    0,
  );
  expect(await one('select count(*)::int as deals from market_deal')).toEqual({
    deals: market.contracts.rows - 1,
  });
  // What an order did not trade or lose by being replaced is what its deals say.
  const account = (row: number, column: number): number =>
    market.accounts.numbers[(row * ACCOUNT.stride) / 2 + column] as number;
  const { rows } = await client.query(
    'select account, free::float8, contracts::float8, fees_due::float8 from market_balance',
  );
  expect(rows).toHaveLength(PARTICIPANTS);
  for (const row of rows) {
    expect(row).toMatchObject({
      free: account(row.account, ACCOUNT_NUMBER.free),
      contracts: account(row.account, ACCOUNT_NUMBER.contracts),
      fees_due: account(row.account, ACCOUNT_NUMBER.feesDue),
    });
  }
  expect(await one('select count(*)::int as count, min(deals)::int as deals from market_quotation')).toEqual({
    count: 1,
    deals: market.contracts.rows - 1,
  });

  const hash = machine.hash();
  await journal.close();
  journal = await openJournal(options);
  expect(journal.start.snapshot).toBeGreaterThan(0);
  expect(journal.runner.machine.hash()).toBe(hash);
  const findings = await verifyMarkets(client, { createMachine, projections });
  expect(findings.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(findings).toHaveLength(6);
});

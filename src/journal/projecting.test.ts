/** Projections exactly once: rebuilt, interrupted and verified while the market and its followers run. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { until } from '../../tests/support/kirmash.ts';
import { createMachine, fill, type Purses, pay } from '../../tests/support/purses.ts';
import { moves, PURSES_TABLES, projections } from '../../tests/support/purses-projection.ts';
import { ask } from '../../tests/support/submitting.ts';
import { Connection } from './connection.ts';
import { Follower } from './follower.ts';
import { type Journal, openJournal } from './journal.ts';
import { readProgress, resetProjection } from './projection.ts';
import { verifyMarket } from './verify.ts';

let url: string;
let client: pg.Client;
let number = 0;
let market: string;

beforeAll(async () => {
  url = await testDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(PURSES_TABLES);
});
afterAll(() => client.end());
beforeEach(() => {
  number += 1;
  market = `m${number}`;
});

async function another(): Promise<pg.Client> {
  const more = new pg.Client({ connectionString: url });
  more.on('error', () => {});
  await more.connect();
  onTestFinished(() => more.end());
  return more;
}

async function open(name = market): Promise<Journal> {
  const journal = await openJournal({ url, market: name, simulated: true, createMachine, program: 'test' });
  onTestFinished(() => journal.abort());
  return journal;
}

function follow(journal: Journal, reports: string[] = [], snapshotEvery = 0): Follower {
  const connection = new Connection(url, `follower of ${journal.market.name}`);
  onTestFinished(() => connection.close());
  return new Follower({
    connection,
    market: journal.market,
    createMachine,
    projections,
    snapshotEvery,
    report: (line) => void reports.push(line),
  });
}

async function trade(journal: Journal, times: number): Promise<void> {
  for (let done = 0; done < times; done += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(journal.sequencer, index % 3 === 0 ? fill(1, 10) : pay(1, 2 + (index % 5), index)),
      ),
    );
  }
}

async function faults(journal: Journal, on = client): Promise<string[]> {
  await on.query('begin isolation level repeatable read');
  try {
    const findings = await verifyMarket(on, journal.market, { createMachine, projections });
    return findings.flatMap(({ wrong }) => wrong);
  } finally {
    await on.query('rollback');
  }
}

/** Lets a follower catch up for good: what others have moved under it makes it begin again. */
async function settle(journal: Journal, follower: Follower): Promise<void> {
  await until(async () => {
    await follower.catchUp();
    const progress = await readProgress(client, journal.market.id);
    return (
      progress.length === projections.length &&
      progress.every(({ frame }) => frame === journal.runner.end.number)
    );
  });
}

test('a rebuild leaves no row behind that a follower writes at the same moment', async () => {
  const journal = await open();
  await trade(journal, 100);
  const follower = follow(journal);
  await follower.catchUp();
  const { id } = journal.market;
  // A follower in the middle of its transaction: progress moved on, a row written, not committed.
  const writing = await another();
  await writing.query('begin');
  await writing.query(
    `update journal_projection set frame = frame + 1 where market = $1 and name = 'moves'`,
    [id],
  );
  await writing.query('insert into purse_move values ($1, 999, 1, 1)', [id]);
  const rebuilding = await another();
  const reset = resetProjection(rebuilding, id, moves);
  await until(async () => {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%journal_projection%'`,
    );
    return rows.length > 0;
  });
  await writing.query('commit');
  await reset;
  const { rows } = await client.query('select count(*)::int as count from purse_move where market = $1', [
    id,
  ]);
  expect(rows[0].count).toBe(0);
  await settle(journal, follower);
  expect(await faults(journal)).toEqual([]);
});

test('rebuilds, two followers and verifications at once, while the market runs', async () => {
  const journal = await open();
  const reports: string[] = [];
  const followers = [follow(journal, reports, 100), follow(journal, reports)];
  const [rebuilding, verifying] = [await another(), await another()];
  let running = true;
  const following = followers.map(async (follower) => {
    while (running) await follower.catchUp();
  });
  const found: string[] = [];
  const verified = (async () => {
    while (running) found.push(...(await faults(journal, verifying)));
  })();
  for (let round = 0; round < 12; round += 1) {
    await trade(journal, 100);
    for (const projection of projections) await resetProjection(rebuilding, journal.market.id, projection);
  }
  running = false;
  await Promise.all([...following, verified]);
  await settle(journal, followers[0] as Follower);
  expect(found).toEqual([]);
  expect(await faults(journal)).toEqual([]);
  // Waiting for each other in a circle is what they must not do.
  expect(reports).toEqual([]);
});

test('projections are written once when the connection breaks in the middle, again and again', async () => {
  const journal = await open();
  const random = seededRandom(5);
  const reports: string[] = [];
  const follower = follow(journal, reports, 150);
  let running = true;
  const following = (async () => {
    while (running) await follower.catchUp();
  })();
  let broken = 0;
  while (broken < 15) {
    await trade(journal, 40);
    await new Promise((resolve) => setTimeout(resolve, random.integer(15)));
    const { rowCount } = await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [`follower of ${market}`],
    );
    broken += rowCount ?? 0;
  }
  running = false;
  await following;
  await settle(journal, follower);
  expect(reports.length).toBeGreaterThan(0);
  expect(await faults(journal)).toEqual([]);
  const { rows } = await client.query('select balance from purse_balance where market = $1 and purse = 1', [
    journal.market.id,
  ]);
  expect(rows[0].balance).toBe((journal.runner.machine as Purses).balances[1]);
});

test('a trouble that lasts is reported once', async () => {
  const journal = await open();
  await trade(journal, 20);
  const reports: string[] = [];
  const blocked = new URL(url);
  blocked.port = '1';
  const connection = new Connection(blocked.href, 'nowhere');
  onTestFinished(() => connection.close());
  const follower = new Follower({
    connection,
    market: journal.market,
    createMachine,
    projections,
    snapshotEvery: 0,
    report: (line) => void reports.push(line),
  });
  for (let attempt = 0; attempt < 5; attempt += 1) expect(await follower.catchUp()).toBe(0);
  expect(reports).toEqual([expect.stringMatching(/^market m\d+, projections: .*ECONNREFUSED/)]);
});

test('two markets in one database keep apart: frames, projections, snapshots, rebuilds', async () => {
  const [one, other] = [await open(`${market} one`), await open(`${market} other`)];
  const followers = [follow(one, [], 100), follow(other, [], 100)];
  await Promise.all([trade(one, 400), trade(other, 300)]);
  await settle(one, followers[0] as Follower);
  await settle(other, followers[1] as Follower);
  await Promise.all([trade(one, 100), trade(other, 100)]);
  const rows = async (journal: Journal): Promise<number> =>
    (
      await client.query('select count(*)::int as count from purse_move where market = $1', [
        journal.market.id,
      ])
    ).rows[0].count;
  const before = await rows(other);
  expect(before).toBeGreaterThan(100);
  await resetProjection(client, one.market.id, moves);
  expect(await rows(one)).toBe(0);
  expect(await rows(other)).toBe(before);
  await settle(one, followers[0] as Follower);
  await settle(other, followers[1] as Follower);
  expect([...(await faults(one)), ...(await faults(other))]).toEqual([]);
  const hashes = [one, other].map(({ runner }) => runner.machine.hash());
  await one.abort();
  await other.abort();
  const again = [await open(`${market} one`), await open(`${market} other`)];
  expect(again.map(({ runner }) => runner.machine.hash())).toEqual(hashes);
  expect(again.every(({ start }) => start.snapshot > 0)).toBe(true);
});

test.each([
  ['text', (value: string) => value],
  ['numbers', Number],
  ['BigInt', BigInt],
])('all is the same where the process has pg give 64-bit columns as %s', async (_, parse) => {
  const { INT8 } = pg.types.builtins;
  const was = pg.types.getTypeParser(INT8);
  pg.types.setTypeParser(INT8, parse);
  onTestFinished(() => pg.types.setTypeParser(INT8, was));
  const journal = await open();
  await trade(journal, 300);
  await settle(journal, follow(journal, [], 100));
  const hash = journal.runner.machine.hash();
  await journal.close();
  expect(await faults(journal)).toEqual([]);
  const again = await open();
  expect(again.start.snapshot).toBeGreaterThan(0);
  expect(again.runner.machine.hash()).toBe(hash);
  await ask(again.sequencer, fill(1, 1));
});

/** Projections, snapshots and verification of a journal on a real server. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../tests/support/cutting-proxy.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { until } from '../../tests/support/kirmash.ts';
import { createMachine, fill, type Purses, pay } from '../../tests/support/purses.ts';
import { PURSES_TABLES, projections } from '../../tests/support/purses-projection.ts';
import { ask } from '../../tests/support/submitting.ts';
import { Connection } from './connection.ts';
import { Follower } from './follower.ts';
import { startFollower } from './following.ts';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';
import { KEY_LIMITS } from './keys.ts';
import { resetProjection } from './projection.ts';
import { type Finding, verifyMarket } from './verify.ts';

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

async function open(options: Partial<JournalOptions> = {}): Promise<Journal> {
  const journal = await openJournal({
    url,
    market,
    simulated: true,
    createMachine,
    program: 'test',
    ...options,
  });
  onTestFinished(() => journal.abort());
  return journal;
}

function follow(journal: Journal, more: { snapshotEvery?: number; url?: string } = {}): Follower {
  const connection = new Connection(more.url ?? url, 'test follower');
  onTestFinished(() => connection.close());
  const { market: row } = journal;
  return new Follower({
    connection,
    market: row,
    createMachine,
    projections,
    snapshotEvery: more.snapshotEvery ?? 0,
  });
}

/** Fills purse 1 and pays from it to others, a number of times, in several frames. */
async function trade(journal: Journal, times: number): Promise<void> {
  for (let done = 0; done < times; done += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, times - done) }, (_, index) =>
        ask(journal.sequencer, index % 3 === 0 ? fill(1, 10) : pay(1, 2 + (index % 5), index)),
      ),
    );
  }
}

async function written(journal: Journal): Promise<{ moves: number; balances: { [purse: number]: number } }> {
  const { id } = journal.market;
  const { rows } = await client.query('select count(*)::int as count from purse_move where market = $1', [
    id,
  ]);
  const { rows: purses } = await client.query('select purse, balance from purse_balance where market = $1', [
    id,
  ]);
  return {
    moves: rows[0].count,
    balances: Object.fromEntries(purses.map((row) => [row.purse, row.balance])),
  };
}

async function verify(journal: Journal): Promise<Finding[]> {
  await client.query('begin isolation level repeatable read');
  try {
    return await verifyMarket(client, journal.market, { createMachine, projections });
  } finally {
    await client.query('rollback');
  }
}

const wrong = (findings: Finding[]): string[] => findings.flatMap((finding) => finding.wrong);

test('projections come to what the market came to, each event once, over ends and starts of the follower', async () => {
  const journal = await open();
  let follower = follow(journal);
  for (let round = 0; round < 3; round += 1) {
    await trade(journal, 700);
    await follower.catchUp();
    if (round === 1) follower = follow(journal);
  }
  const machine = journal.runner.machine as Purses;
  const { moves, balances } = await written(journal);
  for (const [purse, balance] of Object.entries(balances))
    expect(balance).toBe(machine.balances[Number(purse)]);
  const { rows } = await client.query(
    'select sum(commands)::int as count from journal_frame where market = $1',
    [journal.market.id],
  );
  expect(rows[0].count).toBe(2_100);
  expect(moves).toBeGreaterThan(700);
  expect(wrong(await verify(journal))).toEqual([]);
});

test('a projection that is built anew comes to the same, also while a follower runs', async () => {
  const journal = await open();
  await trade(journal, 500);
  const follower = follow(journal);
  await follower.catchUp();
  const before = await written(journal);
  for (const projection of projections) await resetProjection(client, journal.market.id, projection);
  expect((await written(journal)).moves).toBe(0);
  await trade(journal, 100);
  while ((await follower.catchUp()) > 0 || (await written(journal)).moves === 0);
  await follower.catchUp();
  expect((await written(journal)).moves).toBeGreaterThan(before.moves);
  expect(wrong(await verify(journal))).toEqual([]);
});

test('two followers write no row twice', async () => {
  const journal = await open();
  const followers = [follow(journal), follow(journal)];
  for (let round = 0; round < 5; round += 1) {
    await trade(journal, 300);
    await Promise.all(followers.map((follower) => follower.catchUp()));
  }
  await followers[0]?.catchUp();
  await followers[0]?.catchUp();
  expect(wrong(await verify(journal))).toEqual([]);
});

test('a follower in a thread of its own takes snapshots, from which the market starts', async () => {
  const journal = await open();
  const following = startFollower(
    {
      url,
      market,
      module: new URL('../../tests/support/purses-projection.ts', import.meta.url).href,
      keyLimits: KEY_LIMITS,
      snapshotEvery: 300,
      pauseMs: 5,
    },
    () => {},
  );
  onTestFinished(() => following.stop());
  await trade(journal, 2_000);
  await until(() => following.standing()?.frame === journal.runner.end.number);
  await until(() => (following.standing()?.snapshot ?? 0) > 0);
  const { rows } = await client.query(
    'select count(*)::int as count from journal_snapshot where market = $1',
    [journal.market.id],
  );
  expect(rows[0].count).toBeLessThanOrEqual(3);
  const hash = journal.runner.machine.hash();
  await journal.abort();
  const again = await open();
  expect(again.start.snapshot).toBeGreaterThan(0);
  expect(again.start.replayed).toBeLessThan(2_000);
  expect(again.runner.machine.hash()).toBe(hash);
  await again.close();
  expect(wrong(await verify(again))).toEqual([]);
});

test('a follower that starts while the database is away waits for it', async () => {
  const journal = await open();
  await trade(journal, 100);
  const proxy = await startProxy(1);
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const following = startFollower(
    {
      url: through.href,
      market,
      module: new URL('../../tests/support/purses-projection.ts', import.meta.url).href,
      keyLimits: KEY_LIMITS,
      snapshotEvery: 0,
      pauseMs: 5,
    },
    () => {},
  );
  onTestFinished(() => following.stop());
  expect(
    await Promise.race([following.lost, new Promise((resolve) => setTimeout(resolve, 700, 'waits'))]),
  ).toBe('waits');
  proxy.target = Number(new URL(url).port);
  await until(() => following.standing()?.frame === journal.runner.end.number);
  expect(wrong(await verify(journal))).toEqual([]);
});

function startThread(journal: Journal, reports: string[]) {
  const following = startFollower(
    {
      url,
      market: journal.market.name,
      module: new URL('../../tests/support/purses-projection.ts', import.meta.url).href,
      keyLimits: KEY_LIMITS,
      snapshotEvery: 0,
      pauseMs: 5,
    },
    (line) => void reports.push(line),
  );
  onTestFinished(() => following.stop());
  return following;
}

test('a follower that falls over is started again, and goes on where it was', async () => {
  const journal = await open();
  await trade(journal, 200);
  const reports: string[] = [];
  const following = startThread(journal, reports);
  await until(() => following.standing()?.frame === journal.runner.end.number);
  await client.query('alter table purse_move rename to purse_moved');
  try {
    await trade(journal, 100);
    await until(() => reports.length > 0);
  } finally {
    await client.query('alter table purse_moved rename to purse_move');
  }
  await until(() => following.standing()?.frame === journal.runner.end.number);
  expect(reports[0]).toMatch(
    /^market m\d+, projections: relation "purse_move" does not exist; they go on in 1 s$/,
  );
  expect(wrong(await verify(journal))).toEqual([]);
});

test('a follower ends for good where the journal can not be read, and says where', async () => {
  const journal = await open();
  await trade(journal, 200);
  await client.query(
    'update journal_frame set payload = set_byte(payload, 20, 255) where market = $1 and number = 3',
    [journal.market.id],
  );
  const reports: string[] = [];
  const failure = await startThread(journal, reports).lost;
  expect(failure.message).toMatch(
    /^The journal of market m\d+ fails at frame 3: its checksum does not match/,
  );
  expect(reports).toEqual([]);
});

test('hashes of the running state are recorded at intervals, and a replay comes to them', async () => {
  const journal = await open({ hashing: { everyCommands: 200, mostBytes: 1_000, quietMs: 1 } });
  const recorded = async (): Promise<number> =>
    (
      await client.query('select count(*)::int as count from journal_hash where market = $1', [
        journal.market.id,
      ])
    ).rows[0].count;
  for (let round = 1; round <= 3; round += 1) {
    await trade(journal, 300);
    await until(async () => (await recorded()) >= round);
  }
  const findings = await verify(journal);
  expect(wrong(findings)).toEqual([]);
  expect(findings[1]?.found).toBe('3 recorded hashes compared');
});

test('verify says what is wrong and where', async () => {
  const journal = await open();
  await trade(journal, 1_500);
  await follow(journal, { snapshotEvery: 400 }).catchUp();
  await journal.close();
  const { id } = journal.market;
  expect(wrong(await verify(journal))).toEqual([]);
  const damage = async (change: string, mend: string): Promise<string[]> => {
    await client.query(change);
    const found = wrong(await verify(journal));
    await client.query(mend);
    return found;
  };
  const flip = `update journal_frame set payload = set_byte(payload, 60, get_byte(payload, 60) # 1) where market = ${id} and number = 4`;
  expect(await damage(flip, flip)).toEqual([
    'frame 4: its checksum does not match: it is damaged',
    expect.stringMatching(/^frame 4: its hash/),
  ]);
  expect(
    await damage(
      `update journal_hash set hash = 'x' || hash where market = ${id}`,
      `update journal_hash set hash = substr(hash, 2) where market = ${id}`,
    ),
  ).toEqual([expect.stringMatching(/^frame 16: the state's hash is .*, recorded was x/)]);
  expect(
    await damage(
      `update purse_balance set balance = balance + 1 where market = ${id} and purse = 1`,
      `update purse_balance set balance = balance - 1 where market = ${id} and purse = 1`,
    ),
  ).toEqual([
    expect.stringMatching(/^table purse_balance up to frame 16: 1 rows .* 1 are missing/),
    expect.stringMatching(/^table purse_balance, for example: .*"purse": 1,.* is there/),
    expect.stringMatching(/^table purse_balance, for example: .*"purse": 1,.* should be there/),
  ]);
  const part = `update journal_snapshot_part set payload = set_byte(payload, 30, get_byte(payload, 30) # 1) where market = ${id} and part = 0`;
  expect(
    (await damage(part, part)).every((line) =>
      /^snapshot at frame \d+: the checksum of its part 0/.test(line),
    ),
  ).toBe(true);
  expect(
    await damage(
      `update journal_frame set number = number + 1000 where market = ${id} and number > 6`,
      `update journal_frame set number = number - 1000 where market = ${id} and number > 6`,
    ),
  ).toContainEqual(
    expect.stringMatching(/^frame 1007: number 1007 follows 6: frames between them are missing/),
  );
  expect(wrong(await verify(journal))).toEqual([]);
});

/** The journal on a real server, with a small machine that can be reckoned on paper. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { createMachine, fill, type Purses, pay } from '../../tests/support/purses.ts';
import { ask, keyOf } from '../../tests/support/submitting.ts';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';

let url: string;
let client: pg.Client;
let number = 0;
let market: string;

beforeAll(async () => {
  url = await testDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
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

const balances = (journal: Journal): number[] => [
  ...(journal.runner.machine as Purses).balances.subarray(0, 4),
];
const frames = async (): Promise<{ number: number; commands: number; time: number }[]> =>
  (
    await client.query(
      `select number::int, commands, time::float8 from journal_frame
       join journal_market on id = market where name = $1 order by number`,
      [market],
    )
  ).rows;

test('commands are executed in their order, durable before the answer, and there after a start', async () => {
  const journal = await open();
  const answers = await Promise.all([
    ask(journal.sequencer, fill(1, 100)),
    ask(journal.sequencer, pay(1, 2, 30)),
    ask(journal.sequencer, pay(1, 2, 80)),
  ]);
  expect(answers.map(({ firstCommand }) => firstCommand)).toEqual([1, 2, 3]);
  expect(answers.map(({ events }) => (events[0] as number) & 0xffff)).toEqual([1, 1, 2]);
  // All came in one turn, so they became durable together.
  expect(await frames()).toMatchObject([{ commands: 0 }, { commands: 3 }]);
  const hash = journal.runner.machine.hash();
  await journal.abort();
  const again = await open();
  expect(again.start).toEqual({ snapshot: 0, replayed: 3 });
  expect(balances(again)).toEqual([0, 70, 30, 0]);
  expect(again.runner.machine.hash()).toBe(hash);
});

test('while one commit is under way the next frame fills', async () => {
  const journal = await open();
  const answers: Promise<unknown>[] = [];
  for (let round = 0; round < 20; round += 1) {
    for (let index = 0; index < 50; index += 1) answers.push(ask(journal.sequencer, fill(1, 1)));
    await new Promise(setImmediate);
  }
  await Promise.all(answers);
  expect(balances(journal)[1]).toBe(1000);
  const written = await frames();
  // At most one frame a round beside the first: more only if a round's commands were torn apart. How many rounds
  // share a frame is the disk's to say.
  expect(written.length).toBeLessThanOrEqual(21);
  expect(written.reduce((sum, frame) => sum + frame.commands, 0)).toBe(1000);
});

test('too much at once is refused as busy, and the rest is served', async () => {
  const journal = await open({ limits: { waiting: 10, frameCommands: 4 } });
  const results = await Promise.allSettled(
    Array.from({ length: 15 }, () => ask(journal.sequencer, fill(1, 1))),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  expect(results.at(-1)).toMatchObject({ reason: new Error('busy') });
  expect((await frames()).map(({ commands }) => commands)).toEqual([0, 4, 4, 2]);
  await ask(journal.sequencer, fill(1, 1));
  expect(balances(journal)[1]).toBe(11);
});

test('records whose lengths do not fit never reach the journal', async () => {
  const journal = await open();
  const bad = fill(1, 1);
  for (const head of [0, 1, (2 << 16) | 1, (5 << 16) | 1, (0xffff << 16) | 1]) {
    bad.words[0] = head;
    await expect(ask(journal.sequencer, bad)).rejects.toThrow('malformed');
  }
  expect(await frames()).toHaveLength(1);
});

test('time never goes back, neither with the clock nor over a start', async () => {
  const times = [5_000_000, 9_000_000, 3_000_000, 3_000_001, 12_000_000];
  let turn = 0;
  const clock = (): number => times[Math.min(turn++, times.length - 1)] as number;
  const journal = await open({ clock });
  for (let index = 0; index < 3; index += 1) await ask(journal.sequencer, fill(1, 1));
  expect((await frames()).map(({ time }) => time)).toEqual([5_000_000, 9_000_000, 9_000_000, 9_000_000]);
  await journal.abort();
  const late = await open({ clock: () => 1 });
  await ask(late.sequencer, fill(1, 1));
  expect((await frames()).map(({ time }) => time).slice(4)).toEqual([9_000_000, 9_000_000]);
});

test('a repeated key gets the first answer, before and after a start, with and without a snapshot', async () => {
  let journal = await open();
  const first = await ask(journal.sequencer, fill(1, 10), keyOf(1), 5);
  await ask(journal.sequencer, fill(1, 10), keyOf(2), 5);
  const repeat = async (): Promise<void> => {
    const answer = await ask(journal.sequencer, fill(1, 10), keyOf(1), 5);
    expect(answer).toMatchObject({ firstCommand: first.firstCommand, events: first.events });
    await expect(ask(journal.sequencer, fill(1, 11), keyOf(1), 5)).rejects.toThrow('key used');
  };
  await repeat();
  await journal.abort();
  journal = await open();
  await repeat();
  for (let index = 0; index < 1_000; index += 1) void ask(journal.sequencer, fill(2, 1));
  await journal.close();
  journal = await open();
  expect(journal.start).toMatchObject({ replayed: 0 });
  expect(journal.start.snapshot).toBeGreaterThan(0);
  await repeat();
  // The key of another is another key.
  await ask(journal.sequencer, fill(1, 10), keyOf(1), 6);
  expect(balances(journal)).toEqual([0, 30, 1000, 0]);
});

test('a key that waits already is not taken twice', async () => {
  const journal = await open();
  const first = ask(journal.sequencer, fill(1, 10), keyOf(1));
  await expect(ask(journal.sequencer, fill(1, 10), keyOf(1))).rejects.toThrow('under way');
  await first;
  expect(balances(journal)[1]).toBe(10);
});

test('a second sequencer takes over, and the first can write no more', async () => {
  const first = await open();
  await ask(first.sequencer, fill(1, 5));
  const second = await open();
  await expect(ask(first.sequencer, fill(1, 7))).rejects.toThrow(/taken market .* over/);
  expect(first.sequencer.state).toBe('stopped');
  await expect(ask(first.sequencer, fill(1, 7))).rejects.toThrow('stopped');
  await ask(second.sequencer, fill(1, 1));
  expect(balances(second)[1]).toBe(6);
});

test('two that write at the same moment never both succeed', async () => {
  const first = await open();
  let done = 0;
  let running = true;
  const load = (async () => {
    while (running) {
      await ask(first.sequencer, fill(1, 1)).then(
        () => {
          done += 1;
        },
        () => {
          running = false;
        },
      );
    }
  })();
  const second = await open();
  await ask(second.sequencer, fill(2, 1));
  await load;
  expect(balances(second)[1]).toBe(done);
});

test('of many that start at once the last to take over runs the market', async () => {
  const opened = await Promise.allSettled(Array.from({ length: 6 }, () => open()));
  const journals = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const answers = await Promise.allSettled(journals.map((journal) => ask(journal.sequencer, fill(1, 1))));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(balances(await open())[1]).toBe(1);
});

test('a market keeps saying whether it is simulated', async () => {
  await (await open({ simulated: true })).abort();
  await expect(open({ simulated: false })).rejects.toThrow('is a simulated one');
  await client.query('update journal_market set simulated = false where name = $1', [market]);
  await expect(open({ simulated: true })).rejects.toThrow('is a simulated one');
});

test('a damaged last frame stops the start, and says where', async () => {
  const journal = await open();
  await ask(journal.sequencer, fill(1, 5));
  await ask(journal.sequencer, fill(1, 6));
  await journal.abort();
  const damage = (set: string) =>
    client.query(
      `update journal_frame set ${set} from journal_market where id = market and name = $1 and number = 3`,
      [market],
    );
  await damage('payload = set_byte(payload, 20, get_byte(payload, 20) # 1)');
  await expect(open()).rejects.toThrow(/fails at frame 3: its checksum does not match/);
  await damage('payload = set_byte(payload, 20, get_byte(payload, 20) # 1), commands = 2');
  await expect(open()).rejects.toThrow(/fails at frame 3: its hash does not match/);
});

test('a damaged snapshot is passed over for the one before, or for the beginning', async () => {
  const reports: string[] = [];
  const report = (line: string): void => void reports.push(line);
  let journal = await open();
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(Array.from({ length: 1_000 }, () => ask(journal.sequencer, fill(1, 1))));
    await journal.close();
    journal = await open({ report });
  }
  const good = journal.start.snapshot;
  await journal.abort();
  const damage = (frame: number) =>
    client.query(
      `update journal_snapshot_part set payload = set_byte(payload, 30, get_byte(payload, 30) # 1)
       where market = $1 and frame = $2`,
      [journal.market.id, frame],
    );
  await damage(good);
  journal = await open({ report });
  expect(journal.start.snapshot).toBeGreaterThan(0);
  expect(journal.start.snapshot).toBeLessThan(good);
  expect(balances(journal)[1]).toBe(2_000);
  expect(reports.at(-1)).toMatch(/checksum of its part 0 does not match/);
  await journal.abort();
  await damage(journal.start.snapshot);
  journal = await open({ report });
  expect(journal.start).toEqual({ snapshot: 0, replayed: 2_000 });
  expect(balances(journal)[1]).toBe(2_000);
});

test('a fault of the machine stops the market; what was not answered is known after the start', async () => {
  const journal = await open();
  (journal.runner.machine as Purses).faultAt = 13;
  await ask(journal.sequencer, fill(1, 20));
  await expect(ask(journal.sequencer, pay(1, 2, 13), keyOf(1))).rejects.toThrow('a fault of the machine');
  await expect(ask(journal.sequencer, fill(1, 1))).rejects.toThrow('stopped');
  const mended = await open();
  await ask(mended.sequencer, pay(1, 2, 13), keyOf(1));
  expect(balances(mended)).toEqual([0, 7, 13, 0]);
});

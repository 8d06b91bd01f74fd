/** The sequencer under load and in trouble: what is bounded, who is told, and what a stop leaves behind. */
import { crc32 } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { RecordBuffer } from '#market/record.ts';
import { startProxy } from '../../tests/support/cutting-proxy.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { until } from '../../tests/support/kirmash.ts';
import { createMachine, FILL, fill, type Purses, pay } from '../../tests/support/purses.ts';
import { ask, keyOf } from '../../tests/support/submitting.ts';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';
import type { Applied } from './runner.ts';

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

/** Opens a market behind a proxy, whose way to the database is cut by giving it another target. */
async function openThroughProxy(options: Partial<JournalOptions> = {}) {
  const proxy = await startProxy(Number(new URL(url).port));
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const journal = await open({ url: through.href, ...options });
  const { target } = proxy;
  const cut = (): void => {
    // Nothing listens there.
    proxy.target = 1;
    proxy.cut('request');
  };
  const mend = (): void => {
    proxy.target = target;
  };
  return { journal, cut, mend };
}

const balance = (journal: Journal, purse = 1): number =>
  (journal.runner.machine as Purses).balances[purse] as number;

async function count(table: string): Promise<number> {
  const { rows } = await client.query(
    `select count(*)::int as count from ${table} join journal_market on id = market where name = $1`,
    [market],
  );
  return rows[0].count;
}

async function frames(): Promise<number[]> {
  const { rows } = await client.query(
    `select commands from journal_frame join journal_market on id = market where name = $1 order by number`,
    [market],
  );
  return rows.map(({ commands }) => commands);
}

/** Commands that are as long as may be: 65,534 words, most of which say nothing. */
function long(commands: number): RecordBuffer {
  const words = 0xfffe;
  const buffer = new RecordBuffer(commands * words);
  for (let index = 0; index < commands; index += 1) {
    const at = buffer.claim(words);
    buffer.words[at] = FILL.kind | (words << 16);
    buffer.words[at + FILL.at.purse] = 1;
    buffer.numbers[(at + FILL.at.amount) >> 1] = 1;
  }
  return buffer;
}

/** Holds all commits up, until the function that it gives is called. */
async function holdCommits(): Promise<() => Promise<void>> {
  const blocker = new pg.Client({ connectionString: url });
  await blocker.connect();
  onTestFinished(() => blocker.end());
  await blocker.query('begin');
  await blocker.query('lock table journal_frame in exclusive mode');
  return async () => {
    await blocker.query('commit');
  };
}

const commitWaits = async (): Promise<boolean> => {
  const { rows } = await client.query(`select 1 from pg_locks join pg_class on pg_class.oid = relation
    where relname = 'journal_frame' and not granted`);
  return rows.length > 0;
};

test('all that comes while a commit is under way becomes the next frame, however many turns it takes', async () => {
  const journal = await open({ limits: { frameCommands: 40 } });
  const release = await holdCommits();
  const answers: Promise<unknown>[] = [ask(journal.sequencer, fill(1, 1))];
  await until(commitWaits);
  for (let turn = 0; turn < 10; turn += 1) {
    for (let index = 0; index < 3; index += 1) answers.push(ask(journal.sequencer, fill(1, 1)));
    await new Promise(setImmediate);
  }
  expect(journal.sequencer.waiting).toBe(31);
  await release();
  await Promise.all(answers);
  // One commit for the first, one for the thirty that came meanwhile.
  expect(await frames()).toEqual([0, 1, 30]);
  // Under more load frames are larger, up to the limit.
  const releaseAgain = await holdCommits();
  const more: Promise<unknown>[] = [ask(journal.sequencer, fill(1, 1))];
  await until(commitWaits);
  for (let index = 0; index < 100; index += 1) more.push(ask(journal.sequencer, fill(1, 1)));
  await releaseAgain();
  await Promise.all(more);
  expect(await frames()).toEqual([0, 1, 30, 1, 40, 40, 20]);
});

test('while the database is away memory stays bounded, clients hear busy, and all that was taken is done later', async () => {
  const { journal, cut, mend } = await openThroughProxy({ limits: { waiting: 20_000 } });
  const { sequencer } = journal;
  await ask(sequencer, fill(1, 1));
  cut();
  let answered = 0;
  let lost = 0;
  const receiver = {
    answered: (): void => {
      answered += 1;
    },
    lost: (): void => {
      lost += 1;
    },
  };
  const { words, length } = fill(1, 1);
  const states: Record<string, number> = {};
  const submit = (): void => {
    const { state } = sequencer.submit({ words, from: 0, to: length, receiver });
    states[state] = (states[state] ?? 0) + 1;
  };
  for (let index = 0; index < 20_000; index += 1) submit();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { arrayBuffers } = process.memoryUsage();
  for (let round = 0; round < 20; round += 1) {
    for (let index = 0; index < 20_000; index += 1) submit();
    await new Promise(setImmediate);
  }
  expect(states).toEqual({ taken: 20_000, busy: 400_000 });
  expect(sequencer.waiting).toBe(20_000);
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(1_000_000);
  expect(answered).toBe(0);
  mend();
  await until(() => answered === 20_000);
  expect(lost).toBe(0);
  expect(balance(journal)).toBe(20_001);
  await ask(sequencer, fill(1, 1));
});

test('words bound what waits and what a frame holds, whatever the length of commands', async () => {
  const words = 0xfffe;
  const journal = await open({ limits: { waitingWords: 8 * words, frameWords: 3 * words } });
  const { sequencer } = journal;
  await expect(ask(sequencer, long(9))).rejects.toThrow('malformed');
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => ask(sequencer, long(2))));
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  expect(answers[4]).toMatchObject({ reason: new Error('busy') });
  await ask(sequencer, long(8));
  expect(await frames()).toEqual([0, 2, 2, 2, 2, 8]);
});

test('a very large frame is written, and read again', async () => {
  const journal = await open();
  const many = new RecordBuffer(1 << 20);
  const one = fill(2, 1);
  for (let index = 0; index < 60_000; index += 1) many.append(one, 0, one.length);
  await Promise.all([ask(journal.sequencer, long(150)), ask(journal.sequencer, many, keyOf(1), 1)]);
  expect(await frames()).toEqual([0, 150, 60_000]);
  const hash = journal.runner.machine.hash();
  await journal.abort();
  const again = await open();
  expect(again.start.replayed).toBe(60_150);
  expect(again.runner.machine.hash()).toBe(hash);
  expect(await ask(again.sequencer, many, keyOf(1), 1)).toMatchObject({ firstCommand: 151 });
});

test('a listener that leaves while all are told takes no frame from the others, nor does one that throws', async () => {
  const reports: string[] = [];
  const journal = await open({ report: (line) => void reports.push(line) });
  const { sequencer } = journal;
  const seen: number[] = [];
  const leave = sequencer.listen(() => leave());
  sequencer.listen(() => {
    throw new Error('no room');
  });
  sequencer.listen((applied: Applied) => void seen.push(applied.frame));
  await ask(sequencer, fill(1, 1));
  await ask(sequencer, fill(1, 1));
  expect(seen).toEqual([2, 3]);
  expect(reports).toEqual(Array(2).fill(`market ${market}: an answer could not be given: no room`));
});

test('the same function may listen twice, and leave once', async () => {
  const { sequencer } = await open();
  let told = 0;
  const listener = (): void => {
    told += 1;
  };
  sequencer.listen(listener);
  const leave = sequencer.listen(listener);
  await ask(sequencer, fill(1, 1));
  leave();
  leave();
  await ask(sequencer, fill(1, 1));
  expect(told).toBe(3);
});

test('a receiver that throws keeps nobody else from hearing, and the market goes on', async () => {
  const reports: string[] = [];
  const journal = await open({ report: (line) => void reports.push(line) });
  const { words, length } = fill(1, 1);
  const fails = (): never => {
    throw new Error('the socket is gone');
  };
  journal.sequencer.submit({ words, from: 0, to: length, receiver: { answered: fails, lost: fails } });
  await Promise.all([ask(journal.sequencer, fill(1, 1)), ask(journal.sequencer, fill(1, 1))]);
  expect(balance(journal)).toBe(3);
  expect(reports).toEqual([`market ${market}: an answer could not be given: the socket is gone`]);
});

test.each([2 ** 31, 2 ** 32 - 1, -1, 2 ** 31 - 1])('the key of owner %i is found again', async (owner) => {
  const journal = await open();
  await ask(journal.sequencer, fill(1, 5), keyOf(1), owner);
  await ask(journal.sequencer, fill(1, 5), keyOf(1), owner);
  await journal.abort();
  const again = await open();
  await ask(again.sequencer, fill(1, 5), keyOf(1), owner);
  expect(balance(again)).toBe(5);
});

test('a fault of the machine in the last frames leaves neither hash nor snapshot behind', async () => {
  const journal = await open();
  await ask(journal.sequencer, fill(1, 20));
  await Promise.all(Array.from({ length: 1_000 }, () => ask(journal.sequencer, fill(2, 1))));
  (journal.runner.machine as Purses).faultAt = 13;
  const answer = ask(journal.sequencer, pay(1, 2, 13)).catch((error: Error) => error.message);
  await journal.close();
  expect(await answer).toBe('a fault of the machine');
  expect(await count('journal_snapshot')).toBe(0);
  expect(await count('journal_hash')).toBe(0);
  expect(balance(await open(), 2)).toBe(1_013);
});

test('a stop while the database is away ends in time, and says that the fate of what waits is not known', async () => {
  const { journal, cut } = await openThroughProxy();
  await ask(journal.sequencer, fill(1, 1));
  cut();
  const answer = ask(journal.sequencer, fill(1, 1)).catch((error: Error) => error.message);
  await until(() => journal.sequencer.waiting === 1);
  await journal.sequencer.close(300);
  expect(await answer).toBe('The market is being stopped.');
  await expect(journal.sequencer.ended).resolves.toBeDefined();
  expect(balance(await open())).toBe(1);
});

test('a stop while the database does not answer ends in time too', async () => {
  const journal = await open();
  const release = await holdCommits();
  const answer = ask(journal.sequencer, fill(1, 1)).catch((error: Error) => error.message);
  await until(commitWaits);
  await journal.sequencer.close(100);
  expect(await answer).toBe('The market is being stopped.');
  await release();
  expect(balance(await open())).toBeLessThanOrEqual(1);
});

test('a market whose epoch was turned back in the database is taken over above its last frame', async () => {
  for (let round = 0; round < 3; round += 1) {
    const journal = await open();
    await ask(journal.sequencer, fill(1, 1));
    await journal.abort();
    await client.query('update journal_market set epoch = 0 where name = $1', [market]);
  }
  const journal = await open();
  expect(journal.runner.end.epoch).toBe(4);
  expect(balance(journal)).toBe(3);
});

test('a database that has lost frames gets no hole: the market stops, and says so', async () => {
  const journal = await open();
  await ask(journal.sequencer, fill(1, 1));
  await ask(journal.sequencer, fill(1, 2));
  // As where an older copy of the database is put in its place.
  await client.query('delete from journal_frame where market = $1 and number = 3', [journal.market.id]);
  await expect(ask(journal.sequencer, fill(1, 4))).rejects.toThrow(
    /no longer holds frame 3 of market .*, which it had confirmed/,
  );
  expect(await frames()).toEqual([0, 1]);
  expect(balance(await open())).toBe(1);
});

test('a snapshot that says another end of its frame is passed over', async () => {
  const journal = await open();
  await Promise.all(Array.from({ length: 1_000 }, () => ask(journal.sequencer, fill(1, 1))));
  await journal.close();
  const { rows } = await client.query('select header from journal_snapshot where market = $1', [
    journal.market.id,
  ]);
  for (const [was, is] of [
    ['"nextCommand":1001', '"nextCommand":1002'],
    ['"epoch":1', '"epoch":2'],
    ['"time":1', '"time":2'],
  ] as const) {
    const header = (rows[0].header as string).replace(was, is);
    expect(header).not.toBe(rows[0].header);
    await client.query('update journal_snapshot set header = $2, checksum = $3 where market = $1', [
      journal.market.id,
      header,
      crc32(header),
    ]);
    const reports: string[] = [];
    const again = await open({ report: (line) => void reports.push(line) });
    expect(again.start).toEqual({ snapshot: 0, replayed: 1_000 });
    expect(reports).toEqual([expect.stringMatching(/can't be used: it does not belong to the frame/)]);
    await again.abort();
  }
});

test('a machine that is given twice is refused: a damaged snapshot may have been restored into it', async () => {
  const journal = await open();
  await Promise.all(Array.from({ length: 1_000 }, () => ask(journal.sequencer, fill(1, 1))));
  await journal.close();
  await client.query(
    `update journal_snapshot_part set payload = set_byte(payload, 30, get_byte(payload, 30) # 1)
     where market = $1`,
    [journal.market.id],
  );
  const machine = createMachine();
  await expect(open({ createMachine: () => machine })).rejects.toThrow('the same machine twice');
});

/** Journals that version 1 wrote are replayed to what they were, and journals of later versions by this one. */
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  FRAME_FORMAT,
  FRAME_KIND,
  type Frame,
  NO_WITNESS,
  SKIPPABLE_KIND,
  sealFrame,
} from '#journal/frame.ts';
import { openJournal } from '#journal/journal.ts';
import { KEY_LIMITS } from '#journal/keys.ts';
import { createMachine, MarketMachine } from '#journal/market-machine.ts';
import { projections } from '#journal/market-module.ts';
import { decodePayload, ENTRY } from '#journal/payload.ts';
import { Runner } from '#journal/runner.ts';
import { listSnapshots, loadSnapshot } from '#journal/snapshot.ts';
import { type MarketRow, readFrame, readFrames } from '#journal/store.ts';
import { listMarkets, verifyMarkets } from '#journal/verify.ts';
import { COMMANDS, type Command, encodeCommand } from '#market/commands.ts';
import { decodeEvents } from '#market/events.ts';
import { RecordBuffer, writeRecord } from '#market/record.ts';
import { REJECT } from '#market/rejections.ts';
import { Table } from '#market/table.ts';
import { testDatabase } from '../support/database.ts';
import { loadJournals, type Summary, summarize } from '../support/sample-journal.ts';
import { ask, keyOf } from '../support/submitting.ts';

const FILE = new URL('./version-1/journals.jsonl.gz', import.meta.url);
const EXPECTED = new URL('./version-1/expected.json', import.meta.url);
const FUTURE_KIND = 60_000;

let url: string;
let client: pg.Client;
let markets: MarketRow[];
let expected: Summary[];

beforeAll(async () => {
  url = await testDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await loadJournals(client, FILE);
  markets = await listMarkets(client);
  expected = JSON.parse(await readFile(EXPECTED, 'utf8')) as Summary[];
});
afterAll(() => client.end());

const marketNamed = (name: string): MarketRow => markets.find((market) => market.name === name) as MarketRow;
const expectedOf = (name: string): Summary => expected.find(({ market }) => market === name) as Summary;

function records(...commands: readonly Command[]): RecordBuffer {
  const buffer = new RecordBuffer(64);
  for (const command of commands) encodeCommand(buffer, command);
  return buffer;
}

test('every market comes to the events and the state that it came to', async () => {
  expect(expected.reduce((sum, { commands }) => sum + commands, 0)).toBeGreaterThan(5_000);
  for (const market of markets) {
    const found = await summarize(client, market);
    const { events, eventVersion, ...was } = expectedOf(market.name);
    expect(found).toMatchObject(was);
    // Of another version they may have more fields.
    if (eventVersion === found.eventVersion) expect(found.events).toBe(events);
  }
});

test('verify finds nothing wrong with them', async () => {
  const findings = await verifyMarkets(client, { createMachine, projections });
  expect(findings.flatMap(({ wrong }) => wrong)).toEqual([]);
});

test('their snapshots are restored, and the rest replayed', async () => {
  let restored = 0;
  for (const market of markets) {
    for (const frame of await listSnapshots(client, market.id)) {
      const runner = await loadSnapshot(client, market, frame, createMachine(), KEY_LIMITS);
      for await (const later of readFrames(client, market.id, frame)) runner.apply(later);
      expect(runner.machine.hash()).toBe(expectedOf(market.name).stateHash);
      restored += 1;
    }
  }
  expect(restored).toBeGreaterThan(0);
});

test('a market of version 1 goes on: from its snapshot, with its keys', async () => {
  const market = marketNamed('any-1');
  const journal = await openJournal({
    url,
    market: market.name,
    simulated: true,
    createMachine,
    program: 'test',
  });
  onTestFinished(() => journal.abort());
  expect(journal.start.snapshot).toBeGreaterThan(0);
  expect(journal.runner.machine.hash()).toBe(expectedOf(market.name).stateHash);
  const commands = new RecordBuffer();
  const keys = new RecordBuffer();
  let repeated = 0;
  for (let number = 2; number <= 40; number += 1) {
    const frame = (await readFrame(client, market.id, number)) as Frame;
    if (frame.kind !== FRAME_KIND.commands) continue;
    decodePayload(frame.payload, commands, keys);
    if (keys.length === 0) continue;
    const key = keys.words.slice(ENTRY.key, ENTRY.key + 4);
    const index = keys.words[ENTRY.index] as number;
    const own = new RecordBuffer(64);
    let at = 0;
    for (let command = 0; command < index + (keys.words[ENTRY.commands] as number); command += 1) {
      const words = (commands.words[at] as number) >>> 16;
      if (command >= index) own.append(commands, at, words);
      at += words;
    }
    const answer = await ask(journal.sequencer, own, key, keys.words[ENTRY.owner] as number);
    expect(answer.firstCommand).toBe(frame.firstCommand + index);
    repeated += 1;
  }
  expect(repeated).toBeGreaterThan(5);
  expect(journal.runner.machine.hash()).toBe(expectedOf(market.name).stateHash);
  await ask(journal.sequencer, records({ kind: 'beginDay', day: 30_000 }), keyOf(1), 7);
  expect(journal.runner.machine.hash()).not.toBe(expectedOf(market.name).stateHash);
});

test('a command of a kind that is not known is refused, changes nothing, and the rest is done', async () => {
  const open = () =>
    openJournal({ url, market: 'future', simulated: true, createMachine, program: 'a later one' });
  const journal = await open();
  onTestFinished(() => journal.abort());
  await ask(journal.sequencer, records({ kind: 'beginDay', day: 20_000 }));
  const before = journal.runner.machine.hash();
  const future = new RecordBuffer(64);
  writeRecord(future, { ...COMMANDS.beginDay, kind: FUTURE_KIND }, { day: 20_005 });
  const { events } = await ask(journal.sequencer, future);
  const buffer = new RecordBuffer(64);
  buffer.words.set(events, buffer.claim(events.length));
  expect(decodeEvents(buffer)).toEqual([
    expect.objectContaining({ kind: 'rejected', code: REJECT.UNKNOWN_COMMAND }),
  ]);
  expect(journal.runner.machine.hash()).toBe(before);
  await ask(journal.sequencer, records({ kind: 'beginDay', day: 20_001 }));
  const after = journal.runner.machine.hash();
  expect(after).not.toBe(before);
  await journal.abort();
  const again = await open();
  onTestFinished(() => again.abort());
  expect(again.start.replayed).toBe(3);
  expect(again.runner.machine.hash()).toBe(after);
});

test('frames of later kinds: those from 128 on are passed over, others stop the reader', async () => {
  const market = marketNamed('any-2');
  const runner = new Runner(market.name, createMachine());
  for await (const frame of readFrames(client, market.id, 0)) runner.apply(frame);
  const { end } = runner;
  const hash = runner.machine.hash();
  const later = (kind: number, format: number): Frame =>
    sealFrame(
      {
        number: runner.end.number + 1,
        kind,
        format,
        epoch: end.epoch,
        time: end.time,
        firstCommand: end.nextCommand,
        commands: 0,
        witnessFrame: 0,
        witness: NO_WITNESS,
      },
      runner.end.hash,
      Buffer.from('what a later version says'),
    );
  expect(runner.apply(later(SKIPPABLE_KIND, FRAME_FORMAT))).toBeUndefined();
  expect(runner.end.number).toBe(end.number + 1);
  for (const [kind, format] of [
    [3, FRAME_FORMAT],
    [FRAME_KIND.commands, FRAME_FORMAT + 1],
    [FRAME_KIND.opening, FRAME_FORMAT + 1],
  ] as const) {
    const frame = later(kind, format);
    expect(() =>
      runner.apply(
        kind === FRAME_KIND.opening
          ? sealFrame({ ...frame, epoch: end.epoch + 1 }, frame.previous, frame.payload)
          : frame,
      ),
    ).toThrow(/does not know frames of kind .* Use the newer Kirmash/);
  }
  expect(runner.machine.hash()).toBe(hash);
});

/** The engine as a later version might be: with a table more, and events that are longer. */
class LaterMachine extends MarketMachine {
  override readonly eventVersion = 2;

  constructor() {
    super();
    const tables = [...this.market.tables, new Table('claims', 8, 16)];
    Object.assign(this.market, { tables });
  }

  override execute(...[commands, first, output, ends]: Parameters<MarketMachine['execute']>): void {
    super.execute(commands, first, output, ends);
    const more = output.claim(2);
    output.words.fill(0, more, more + 2);
  }
}

test('a later version with more tables and longer events comes to the old hashes, and takes old snapshots', async () => {
  const market = marketNamed('any-3');
  const runner = new Runner(market.name, new LaterMachine());
  for await (const frame of readFrames(client, market.id, 0)) runner.apply(frame);
  expect(runner.machine.hash()).toBe(expectedOf(market.name).stateHash);
  const [newest = 0] = await listSnapshots(client, market.id);
  const fromSnapshot = await loadSnapshot(client, market, newest, new LaterMachine(), KEY_LIMITS);
  for await (const frame of readFrames(client, market.id, newest)) fromSnapshot.apply(frame);
  expect(fromSnapshot.machine.hash()).toBe(expectedOf(market.name).stateHash);
});

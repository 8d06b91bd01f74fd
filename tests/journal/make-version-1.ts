/**
 * Makes the sample journals of version 1: node tests/journal/make-version-1.ts
 *
 * They were made once, when version 1 was finished, and are kept: a later version must replay them as they are.
 * Making them again is right only as long as no market in use has a journal of this version.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Random, seededRandom } from '#base/random.ts';
import { openJournal } from '#journal/journal.ts';
import { createMachine, MarketMachine } from '#journal/market-machine.ts';
import { listMarkets } from '#journal/verify.ts';
import { COMMAND_TIME, COMMANDS } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { REJECTIONS } from '#market/rejections.ts';
import { createDatabase, openStorage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { runScenario } from '../scenarios/run.ts';
import { anyCommand, prepareMarket } from '../simulation/any-command.ts';
import { MarketDriver } from '../support/market.ts';
import { type Summary, saveJournals, summarize } from '../support/sample-journal.ts';
import { ask, keyOf } from '../support/submitting.ts';
import { cornerCommands } from './corner-commands.ts';

const FOLDER = new URL('./version-1/', import.meta.url);
const SCENARIOS = new URL('../scenarios/', import.meta.url);
const SEEDS = [1, 2, 3, 4];
const COMMANDS_A_SEED = 1_500;
const EPOCHS = 4;
const OWNER = 7;

/** Submits all commands of a buffer in their order and at their times, some together, half of them under keys. */
async function record(
  url: string,
  market: string,
  all: RecordBuffer,
  epochs: number,
  random: Random,
): Promise<void> {
  let time = 0;
  let at = 0;
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const journal = await openJournal({
      url,
      market,
      simulated: true,
      createMachine,
      program: 'version 1',
      clock: () => time,
    });
    const until = Math.floor((all.length * epoch) / epochs);
    let answers: Promise<unknown>[] = [];
    while (at < until) {
      const batch = new RecordBuffer(1 << 10);
      time = all.numbers[(at + COMMAND_TIME) >> 1] as number;
      for (let left = 1 + random.integer(6); left > 0 && at < until; left -= 1) {
        // Commands of one submission have one time.
        if (all.numbers[(at + COMMAND_TIME) >> 1] !== time) break;
        const words = (all.words[at] as number) >>> 16;
        batch.append(all, at, words);
        at += words;
      }
      answers.push(
        random.integer(2) === 0
          ? ask(journal.sequencer, batch, keyOf(at), OWNER)
          : ask(journal.sequencer, batch),
      );
      // Those that wait together become one frame.
      if (random.integer(6) > 0) continue;
      await Promise.all(answers);
      answers = [];
    }
    await Promise.all(answers);
    await journal.close();
  }
}

/** Any commands, in a market with sessions of all modes. */
function anyCommands(seed: number): MarketDriver {
  const random = seededRandom(seed);
  const driver = new MarketDriver();
  prepareMarket(driver, random);
  let time = 0;
  for (let count = 0; count < COMMANDS_A_SEED; count += 1) {
    if (random.integer(3) === 0) time += 20_000;
    driver.do(anyCommand(random, time));
  }
  return driver;
}

const folder = await mkdtemp(join(tmpdir(), 'kirmash-sample-'));
// As root the server runs as another user, who must be able to enter.
await chmod(folder, 0o711);
const server = await startEmbedded({ folder, settings: ['fsync=off'] });
try {
  await createDatabase(server.url('postgres'), 'sample');
  const url = server.url('sample');
  await (await openStorage({ url, connections: 1 })).close();
  const expected = new Map<string, string>();
  const make = async (market: string, driver: MarketDriver, epochs: number): Promise<void> => {
    await record(url, market, driver.journal, epochs, seededRandom(driver.journal.length));
    const machine = new MarketMachine();
    Object.assign(machine, { market: driver.market });
    expected.set(market, machine.hash());
  };
  for (const seed of SEEDS) await make(`any-${seed}`, anyCommands(seed), EPOCHS);
  await make('corners', cornerCommands(), 1);
  for (const name of readdirSync(SCENARIOS).filter((file) => file.endsWith('.txt'))) {
    const { driver } = runScenario(readFileSync(new URL(name, SCENARIOS), 'utf8'));
    await make(name.replace('.txt', ''), driver, 1);
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const summaries: Summary[] = [];
  for (const market of await listMarkets(client)) {
    const summary = await summarize(client, market);
    if (summary.stateHash !== expected.get(market.name)) {
      throw new Error(`market ${market.name}: the journal comes to another state than the commands did`);
    }
    summaries.push(summary);
  }
  const missing = [
    ...Object.keys(COMMANDS).filter((kind) => !summaries.some(({ accepted }) => accepted[kind])),
    ...Object.keys(REJECTIONS).filter((code) => !summaries.some(({ rejected }) => rejected[code])),
  ];
  if (missing.length > 0) throw new Error(`the sample has none of ${missing.join(', ')}`);
  await writeFile(new URL('expected.json', FOLDER), `${JSON.stringify(summaries, null, 2)}\n`);
  await saveJournals(client, new URL('journals.jsonl.gz', FOLDER));
  await client.end();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

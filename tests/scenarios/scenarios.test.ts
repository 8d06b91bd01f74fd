/** Runs every scenario; and each must replay from its own journal to the same state. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { Market } from '#market/state.ts';
import { runScenario } from './run.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test.each(files)('%s', (name) => {
  const { driver } = runScenario(readFileSync(new URL(name, folder), 'utf8'));
  const replayed = new Market();
  executeAll(replayed, driver.journal, 0, driver.journal.length, new RecordBuffer());
  expect(stateHash(replayed)).toBe(stateHash(driver.market));
  expect(stateHash(restore(snapshot(driver.market)))).toBe(stateHash(driver.market));
});

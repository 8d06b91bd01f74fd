/** The market and its slow twin agree, and a run replays to the same state. */
import { expect, test } from 'vitest';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { Market } from '#market/state.ts';
import { runContinuous } from './continuous.ts';

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1);

test.each(SEEDS)('continuous trading, seed %i', (seed) => {
  const driver = runContinuous(seed, 400);
  const hash = stateHash(driver.market);
  const replayed = new Market();
  executeAll(replayed, driver.journal, 0, driver.journal.length, new RecordBuffer());
  expect(stateHash(replayed)).toBe(hash);
});

test('a snapshot taken in the middle goes on to the same end', () => {
  const { journal, market } = runContinuous(99, 300);
  const half = new Market();
  let at = 0;
  const output = new RecordBuffer();
  for (let count = 0; count < 150; count++) {
    executeAll(half, journal, at, at + ((journal.words[at] ?? 0) >>> 16), output);
    at += (journal.words[at] ?? 0) >>> 16;
  }
  const restored = restore(snapshot(half));
  executeAll(restored, journal, at, journal.length, output);
  expect(stateHash(restored)).toBe(stateHash(market));
});

test('a damaged snapshot is refused', () => {
  const bytes = snapshot(runContinuous(5, 50).market);
  for (const place of [0, 4, 8, 60, bytes.length >> 1, bytes.length - 1]) {
    const damaged = bytes.slice();
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    expect(() => restore(damaged)).toThrow();
  }
  expect(() => restore(bytes.slice(0, bytes.length - 8))).toThrow();
});

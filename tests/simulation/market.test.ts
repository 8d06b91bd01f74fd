/** The market and its slow twin agree in random sessions of all modes; runs replay, and go on from a snapshot. */
import { expect, test } from 'vitest';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { Market } from '#market/state.ts';
import type { Pair } from '../support/pair.ts';
import { WORLD_COMMANDS, worldSeed } from './market.ts';
import { Coverage, Failure, report, runWorld, shrink } from './runs.ts';

const WORLDS = 6;

/** A world that must run without a difference; at one, the report of the shortest case is the failure. */
function run(seed: number, coverage?: Coverage): Pair {
  try {
    return runWorld(seed, WORLD_COMMANDS, coverage);
  } catch (failure) {
    if (failure instanceof Failure) throw new Error(report(failure));
    throw failure;
  }
}

test('thousands of commands over all modes', { timeout: 120_000 }, () => {
  const coverage = new Coverage();
  for (let world = 0; world < WORLDS; world++) {
    const { journal, market } = run(worldSeed(20_261, world), coverage);
    const replayed = new Market();
    executeAll(replayed, journal, 0, journal.length, new RecordBuffer());
    expect(stateHash(replayed)).toBe(stateHash(market));
  }
  expect(coverage.commands).toBe(WORLDS * WORLD_COMMANDS);
  expect(coverage.accepted.size).toBeGreaterThan(50);
  expect(coverage.checks.size).toBeGreaterThan(150);
});

test('a snapshot taken in the middle goes on to the same end', () => {
  const { journal, market } = run(worldSeed(99, 0));
  const half = new Market();
  let at = 0;
  const output = new RecordBuffer();
  for (let count = 0; count < WORLD_COMMANDS / 2; count++) {
    const next = at + ((journal.words[at] ?? 0) >>> 16);
    executeAll(half, journal, at, next, output);
    at = next;
  }
  const restored = restore(snapshot(half));
  executeAll(restored, journal, at, journal.length, output);
  expect(stateHash(restored)).toBe(stateHash(market));
});

test('a damaged snapshot is refused', () => {
  const bytes = snapshot(run(worldSeed(5, 0)).market);
  for (const place of [0, 4, 8, 60, bytes.length >> 1, bytes.length - 1]) {
    const damaged = bytes.slice();
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    expect(() => restore(damaged)).toThrow();
  }
  expect(() => restore(bytes.slice(0, bytes.length - 8))).toThrow();
});

test('a difference shrinks to the steps that lead to it', () => {
  const steps = Array.from({ length: 500 }, (_, step) => step);
  const judge = (some: readonly number[]): { message: string; at: number } | undefined => {
    const at = some.indexOf(411);
    const before = some.slice(0, at);
    return before.includes(17) && before.includes(230) ? { message: 'they differ', at } : undefined;
  };
  expect(shrink(steps, judge)).toEqual({ steps: [17, 230, 411], message: 'they differ' });
});

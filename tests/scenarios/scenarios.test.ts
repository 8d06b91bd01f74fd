/**
 * Runs every scenario, the market beside its slow twin; each must replay from its own journal to the same state, and
 * together they must show every command, every reason to refuse one, and every event.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import { REJECTIONS } from '#market/rejections.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { Market } from '#market/state.ts';
import type { Scenario } from './language.ts';
import { runScenario } from './run.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const done = new Map<string, Scenario>();

function run(name: string): Scenario {
  const known = done.get(name);
  if (known !== undefined) return known;
  const scenario = runScenario(readFileSync(new URL(name, folder), 'utf8'));
  done.set(name, scenario);
  return scenario;
}

test.each(files)('%s', (name) => {
  const { driver } = run(name);
  const replayed = new Market();
  executeAll(replayed, driver.journal, 0, driver.journal.length, new RecordBuffer());
  expect(stateHash(replayed)).toBe(stateHash(driver.market));
  expect(stateHash(restore(snapshot(driver.market)))).toBe(stateHash(driver.market));
});

test('each begins with a sentence that says what it shows', () => {
  const titles = files.map((name) => readFileSync(new URL(name, folder), 'utf8').split('\n')[0] ?? '');
  for (const title of titles) expect(title).toMatch(/^# [\p{Lu}].{15,}\.$/u);
  expect(new Set(titles).size).toBe(titles.length);
});

/** Reasons to refuse that no scenario can bring about. */
const BEYOND_SCENARIOS: { readonly [code: string]: string } = {
  UNKNOWN_COMMAND:
    'the language has no words for kinds that do not exist; tests/simulation/fuzz.test.ts sends them',
};

test('together they show every command, every reason to refuse one, and every event', () => {
  const accepted = new Set<string>();
  const rejections = new Set<string>();
  const events = new Set<string>();
  for (const name of files) {
    const scenario = run(name);
    for (const command of scenario.accepted) accepted.add(command);
    for (const rejection of scenario.rejections) rejections.add(rejection);
    for (const event of scenario.events) events.add(event);
  }
  const without = (all: object, seen: ReadonlySet<string>): string[] =>
    Object.keys(all).filter((name) => !seen.has(name));
  expect(without(COMMANDS, accepted)).toEqual([]);
  expect(without(EVENTS, events)).toEqual(['rejected']);
  expect(without(REJECTIONS, rejections)).toEqual(Object.keys(BEYOND_SCENARIOS));
});

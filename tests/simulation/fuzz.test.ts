/**
 * Any command with any numbers: the market answers with events or one code, never throws, keeps its ledger, and a
 * rejected command leaves the state as it was.
 */
import { expect, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { COMMANDS } from '#market/commands.ts';
import { execute, executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { head, RecordBuffer } from '#market/record.ts';
import { rejectionName } from '#market/rejections.ts';
import { Market } from '#market/state.ts';
import { MarketDriver } from '../support/market.ts';
import { anyCommand, KINDS, prepareMarket } from './any-command.ts';

test.each([1, 2, 3, 4, 5, 6])('any commands, seed %i', (seed) => {
  const random = seededRandom(seed);
  const driver = new MarketDriver();
  prepareMarket(driver, random);
  let accepted = 0;
  for (let count = 0; count < 1_500; count++) {
    const before = stateHash(driver.market);
    const command = anyCommand(random, count * 10_000);
    const { rejection } = driver.do(command);
    if (rejection === undefined) accepted++;
    else if (stateHash(driver.market) !== before)
      throw new Error(`seed ${seed}: ${JSON.stringify(command)} changed the state`);
  }
  expect(accepted).toBeGreaterThan(60);
  const replayed = new Market();
  executeAll(replayed, driver.journal, 0, driver.journal.length, new RecordBuffer());
  expect(stateHash(replayed)).toBe(stateHash(driver.market));
});

test('a kind that does not exist, and a record that is shorter than its kind, are refused', () => {
  const driver = new MarketDriver();
  prepareMarket(driver, seededRandom(1));
  const before = stateHash(driver.market);
  const input = new RecordBuffer();
  const output = new RecordBuffer();
  for (let kind = 0; kind < 0x1_0000; kind += kind < 300 ? 1 : 997) {
    for (const words of [4, 6, 40]) {
      const known = KINDS.find((name) => COMMANDS[name].kind === kind);
      if (known !== undefined && words >= COMMANDS[known].least) continue;
      input.clear();
      const at = input.claim(words);
      input.words.fill(0, at, at + words);
      input.words[at] = head(kind, words);
      expect(rejectionName(execute(driver.market, input, at, output))).toBe('UNKNOWN_COMMAND');
    }
  }
  expect(stateHash(driver.market)).toBe(before);
});

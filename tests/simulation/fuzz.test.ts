/**
 * Any command with any numbers: the market answers with events or one code, never throws, keeps its ledger, and a
 * rejected command leaves the state as it was.
 */
import { expect, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import { Market } from '#market/state.ts';
import { MarketDriver } from '../support/market.ts';
import { anyCommand, prepareMarket } from './any-command.ts';

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

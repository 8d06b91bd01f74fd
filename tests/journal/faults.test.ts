/** A few seeded runs under faults; `npm run sim -- faults SEED` makes many, with a database that is killed too. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { marketLoad, pursesLoad } from '../simulation/fault-machines.ts';
import { FAULTS_OF_THE_PROCESS, runFaults } from '../simulation/fault-run.ts';
import { testDatabase } from '../support/database.ts';
import { PURSES_TABLES } from '../support/purses-projection.ts';

async function server(): Promise<{ url(): string }> {
  const url = await testDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(PURSES_TABLES);
  await client.end();
  return { url: () => url };
}

test.each([1, 2])('what was answered survives, and nothing is done twice: purses, seed %i', async (seed) => {
  const faults = FAULTS_OF_THE_PROCESS;
  const result = await runFaults({ ...pursesLoad(seed), seed, server: await server(), faults, count: 5 });
  expect(result.wrong).toEqual([]);
  expect(result.submissions).toBeGreaterThan(100);
});

test('what was answered survives, and nothing is done twice: the market, seed 3', async () => {
  const faults = FAULTS_OF_THE_PROCESS;
  const result = await runFaults({ ...marketLoad(3), seed: 3, server: await server(), faults, count: 5 });
  expect(result.wrong).toEqual([]);
});

test.each(['lost', 'twice', 'unkept'] as const)(
  'the examination finds out what was planted: %s',
  async (planted) => {
    const result = await runFaults({
      ...marketLoad(4),
      seed: 4,
      server: await server(),
      faults: ['kill the market'],
      count: 1,
      planted,
    });
    const expected = {
      lost: /was answered, and is not there/,
      twice: /the journal holds \d+ commands/,
      unkept: /was answered, and is not there/,
    }[planted];
    expect(result.wrong).toContainEqual(expect.stringMatching(expected));
  },
);

/** The state's hash is over everything that decides what the market does next. */
import { expect, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import { encodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { Market } from '#market/state.ts';
import { Table } from '#market/table.ts';
import { anyCommand, prepareMarket } from '../simulation/any-command.ts';
import { MarketDriver } from '../support/market.ts';

const COMMANDS = 1_200;

function busyMachine(seed: number): MarketMachine {
  const random = seededRandom(seed);
  const driver = new MarketDriver();
  prepareMarket(driver, random);
  for (let count = 0; count < COMMANDS; count += 1) driver.do(anyCommand(random, count * 10_000));
  const machine = new MarketMachine();
  Object.assign(machine, { market: driver.market });
  return machine;
}

test('a market has no state but its tables', () => {
  const market = new Market();
  const tables = Object.values(market).filter((value) => value instanceof Table);
  expect(new Set(market.tables)).toEqual(new Set(tables));
  const others = Object.entries(market).flatMap(([name, value]) => (value instanceof Table ? [] : [name]));
  expect(others.sort()).toEqual(['output', 'sinceAudit', 'tables']);
});

test('every word of every table is in the hash, and so is the number of rows', () => {
  const machine = busyMachine(5);
  const random = seededRandom(5);
  const hash = machine.hash();
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
  for (const table of machine.market.tables) {
    if (table.rows === 1) continue;
    for (let count = 0; count < 40; count += 1) {
      const word = random.integer(table.rows * table.stride);
      const was = table.words[word] as number;
      table.words[word] = was ^ (1 << random.integer(32));
      expect(machine.hash(), `${table.name}, word ${word}`).not.toBe(hash);
      table.words[word] = was;
    }
    table.add();
    expect(machine.hash(), `${table.name}, a row more`).not.toBe(hash);
    table.rows -= 1;
  }
  expect(machine.hash()).toBe(hash);
});

test('a snapshot in which a table begins with something is refused', () => {
  const machine = busyMachine(6);
  for (const table of machine.market.tables) {
    const parts = [...machine.snapshot()].map(({ name, bytes }) => ({ name, bytes: bytes.slice() }));
    parts.find(({ name }) => name === table.name)?.bytes.fill(1, 0, 1);
    expect(() => new MarketMachine().restore(parts)).toThrow(`table ${table.name} begins with something`);
  }
});

test.each([1, 2, 3])(
  'a market that is restored in the middle goes on as the one that never stopped, seed %i',
  (seed) => {
    const random = seededRandom(seed);
    const driver = new MarketDriver();
    prepareMarket(driver, random);
    const running = new MarketMachine();
    Object.assign(running, { market: driver.market });
    let restored = running;
    const ends = new Int32Array(1);
    for (let count = 0; count < COMMANDS; count += 1) {
      if (count % 50 === 0) {
        restored = new MarketMachine();
        restored.restore([...running.snapshot()].map(({ name, bytes }) => ({ name, bytes: bytes.slice() })));
      }
      const command = new RecordBuffer(64);
      encodeCommand(command, anyCommand(random, count * 10_000));
      const events = [running, restored].map((machine) => {
        const output = new RecordBuffer(64);
        machine.execute(command, 1, output, ends);
        return output.words.slice(0, output.length);
      });
      expect(events[1]).toEqual(events[0]);
    }
    expect(restored.hash()).toBe(running.hash());
  },
);

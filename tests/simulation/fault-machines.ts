/** What the runs under faults submit: to the purses, whose end can be reckoned, and to the market's engine. */
import { seededRandom } from '#base/random.ts';
import { type Command, encodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { BUY, packTerms, SELL } from '#market/terms.ts';
import { setUp } from '../../bench/market-streams.ts';
import { fill, type Purses, pay } from '../support/purses.ts';
import type { FaultRun } from './fault-run.ts';

type Load = Pick<FaultRun, 'module' | 'submission' | 'setUp'> & {
  readonly check?: NonNullable<FaultRun['check']>;
};

const wordsOf = (buffer: RecordBuffer): number[] => [...buffer.words.subarray(0, buffer.length)];

/** Purses that are filled and paid from. */
export function pursesLoad(seed: number): Load {
  const filled = (index: number): number => {
    const random = seededRandom(seed * 100_003 + index);
    return random.integer(2) === 0 ? 1 + random.integer(1_000) : 0;
  };
  return {
    module: new URL('../support/purses-projection.ts', import.meta.url).href,
    setUp: 0,
    submission: (index) => {
      const random = seededRandom(seed * 100_003 + index);
      const amount = filled(index);
      if (amount > 0) return wordsOf(fill(1 + (index % 5), amount));
      return wordsOf(pay(1 + random.integer(5), 1 + random.integer(5), 1 + random.integer(300)));
    },
    check: ({ runner }, submissions) => {
      const { balances, totals } = runner.machine as Purses;
      let expected = 0;
      for (let index = 0; index < submissions; index += 1) expected += filled(index);
      const sum = balances.reduce((total, balance) => total + balance, 0);
      const wrong: string[] = [];
      if (sum !== expected) wrong.push(`the purses hold ${sum}, and ${expected} was put in`);
      if (totals[0] !== submissions)
        wrong.push(`${totals[0]} commands were executed, ${submissions} submitted`);
      return wrong;
    },
  };
}

const PARTICIPANTS = 20;

/** A market with a continuous session, in which orders come in batches. */
export function marketLoad(seed: number): Load {
  const setting = new RecordBuffer(1 << 12);
  setUp(setting, PARTICIPANTS);
  return {
    module: new URL('../../src/journal/market-module.ts', import.meta.url).href,
    setUp: 1,
    submission: (index) => {
      if (index === 0) return wordsOf(setting);
      const random = seededRandom(seed * 100_003 + index);
      const buffer = new RecordBuffer(64);
      for (let count = 1 + random.integer(6); count > 0; count -= 1) {
        const actor = 1 + random.integer(PARTICIPANTS);
        const command: Command =
          random.integer(4) === 0
            ? { kind: 'cancelOrder', actor, slot: 1 + random.integer(30), generation: 1 + random.integer(30) }
            : {
                kind: 'submitOrder',
                actor,
                listing: 1,
                terms: packTerms({ side: random.pick([BUY, SELL]) }),
                price: 1_000 + random.integer(20),
                lots: 1 + random.integer(50),
                reference: index,
              };
        encodeCommand(buffer, command);
      }
      return wordsOf(buffer);
    },
  };
}

/** Running a scenario: each line by the first sentence that it fits. */
import { eventsOf } from '../support/market.ts';
import { CHECKS, EXPECTATIONS } from './checks.ts';
import { Scenario, type Sentence } from './language.ts';
import { SETUP } from './setup.ts';
import { TRADE } from './trade.ts';

const SENTENCES: readonly Sentence[] = [...SETUP, ...TRADE];

/** A line that did not hold, with its number. */
export class ScenarioFault extends Error {
  override readonly name = 'ScenarioFault';
}

interface Pending {
  rejected: boolean;
  deals: string[];
  line: number;
}

/** Runs the text of a scenario. Throws a ScenarioFault at the first line that does not hold. */
export function runScenario(text: string): Scenario {
  const scenario = new Scenario();
  let pending: Pending | undefined;
  const fail = (line: number, text: string, why: string): never => {
    throw new ScenarioFault(`line ${line}: ${text.trim()}\n  ${why}`);
  };

  /** Looks at what the last command brought about that no line under it has named. */
  const settle = (): void => {
    if (pending === undefined) return;
    const { rejection, events } = scenario.last;
    if (rejection !== undefined && !pending.rejected)
      fail(pending.line, 'the command', `was rejected: ${rejection}`);
    if (pending.deals.length > 0) {
      const found = eventsOf(events, 'deal').map(
        ({ lots, price, buyAccount, sellAccount }) =>
          `deal ${lots} at ${price}: ${scenario.nameOf(buyAccount)} from ${scenario.nameOf(sellAccount)}`,
      );
      if (found.join('; ') !== pending.deals.join('; '))
        fail(pending.line, pending.deals.join('; '), `found ${found.join('; ') || 'no deals'}`);
    }
    pending = undefined;
  };

  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const content = line.replace(/#.*$/, '').trimEnd();
    if (content.trim() === '') continue;
    const words = content.trim();
    try {
      if (content.startsWith(' ')) {
        if (pending === undefined) throw new Error('there is no command above it');
        const rejected = /^rejected ([A-Z_]+)$/.exec(words);
        if (rejected) {
          pending.rejected = true;
          if (scenario.last.rejection !== rejected[1])
            throw new Error(`found ${scenario.last.rejection ?? 'accepted'}`);
        } else if (words.startsWith('deal ')) pending.deals.push(words);
        else if (!apply(EXPECTATIONS, scenario, words)) throw new Error('no sentence is like this');
        continue;
      }
      settle();
      if (apply(CHECKS, scenario, words)) continue;
      if (!apply(SENTENCES, scenario, words)) throw new Error('no sentence is like this');
      pending = { rejected: false, deals: [], line: number };
    } catch (error) {
      if (error instanceof ScenarioFault) throw error;
      fail(number, line, (error as Error).message);
    }
  }
  settle();
  return scenario;
}

function apply(sentences: readonly Sentence[], scenario: Scenario, line: string): boolean {
  for (const { pattern, act } of sentences) {
    const match = pattern.exec(line);
    if (match === null) continue;
    act(scenario, match.groups ?? {});
    return true;
  }
  return false;
}

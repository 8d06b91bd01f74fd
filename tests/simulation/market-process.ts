/**
 * A market in a process of its own, to be killed. It is asked and answers over the channel to its parent.
 *
 *   node market-process.ts URL MARKET MODULE CLOCK_OFFSET_MS FAULT
 *
 * FAULT is one that is planted, to see whether it is found out: see `market-messages.ts`; or 'none'.
 */
import { systemClock } from '#journal/clock.ts';
import type { MachineModule } from '#journal/follower-worker.ts';
import { startFollower } from '#journal/following.ts';
import { openJournal } from '#journal/journal.ts';
import { KEY_LIMITS } from '#journal/keys.ts';
import { type Asked, CLOCK_BEHIND, type ClockSet, type Said } from './market-messages.ts';

// One submission in so many suffers the planted fault.
const PLANTED_EVERY = 40;

const [url = '', market = '', module = '', offset = '0', planted = 'none'] = process.argv.slice(2);
const say = (message: Said): void => void process.send?.(message, undefined, undefined, () => {});
const report = (line: string): void => say({ kind: 'report', line });
const { createMachine } = (await import(module)) as MachineModule;
const machineClock = systemClock();
let behindMs = -Number(offset);
let newest = 0;
let behind = false;

/** The machine's clock, put forward or back; tells when it is behind what it said before. */
function clock(): number {
  const now = machineClock() - behindMs * 1_000;
  if (now < newest && !behind) report(CLOCK_BEHIND);
  behind = now < newest;
  newest = Math.max(newest, now);
  return now;
}

try {
  const journal = await openJournal({
    url,
    market,
    simulated: true,
    createMachine,
    program: 'simulation',
    clock,
    answerWithinMs: 2_000,
    report,
  });
  const { sequencer } = journal;
  newest = journal.runner.end.time;
  void sequencer.ended.then((reason) => {
    say({ kind: 'ended', reason: reason?.message ?? 'closed' });
    setTimeout(() => process.exit(3), 50);
  });
  startFollower({ url, market, module, keyLimits: KEY_LIMITS, snapshotEvery: 150, pauseMs: 20 }, report);
  const execute = ({ id, words, key }: Asked): void => {
    const submission = { words: Int32Array.from(words), from: 0, to: words.length, owner: 1 };
    if (planted === 'unkept' && id % PLANTED_EVERY === 0) {
      say({ kind: 'answer', id, firstCommand: journal.runner.end.nextCommand, events: [], repeated: false });
      return;
    }
    if (planted === 'twice' && id % PLANTED_EVERY === 0) {
      sequencer.submit({ ...submission, receiver: { answered: () => {}, lost: () => {} } });
    }
    const outcome = sequencer.submit({
      ...submission,
      key: Int32Array.from(key),
      receiver: {
        answered: ({ firstCommand, events, eventAt }, index, count) => {
          const own = events.words.subarray(eventAt[index], eventAt[index + count]);
          say({
            kind: 'answer',
            id,
            firstCommand: firstCommand + index,
            events: [...own],
            repeated: false,
          });
        },
        lost: (reason) => say({ kind: 'refused', id, reason: reason.message }),
      },
    });
    if (outcome.state === 'done') {
      const { firstCommand, events } = outcome.done;
      say({ kind: 'answer', id, firstCommand, events: [...(events ?? [])], repeated: true });
    } else if (outcome.state !== 'taken') say({ kind: 'refused', id, reason: outcome.state });
  };
  process.on('message', (message: Asked | ClockSet) => {
    if ('clockBackMs' in message) {
      behindMs += message.clockBackMs;
      behind = false;
    } else execute(message);
  });
  process.on('disconnect', () => process.exit(0));
  say({ kind: 'ready', start: journal.start });
} catch (error) {
  say({ kind: 'ended', reason: (error as Error).message });
  setTimeout(() => process.exit(2), 50);
}

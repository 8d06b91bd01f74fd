/**
 * A market in a process of its own, to be killed. It is asked and answers over the channel to its parent.
 *
 *   node market-process.ts URL MARKET MODULE CLOCK_OFFSET_MS
 */
import { systemClock } from '#journal/clock.ts';
import type { MachineModule } from '#journal/follower-worker.ts';
import { startFollower } from '#journal/following.ts';
import { openJournal } from '#journal/journal.ts';
import { KEY_LIMITS } from '#journal/keys.ts';

/** What the parent asks: to execute records, under a key. */
export interface Asked {
  readonly id: number;
  readonly words: readonly number[];
  readonly key: readonly number[];
}

/** What the process says. */
export type Said =
  | { readonly kind: 'ready'; readonly start: { readonly snapshot: number; readonly replayed: number } }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly firstCommand: number;
      readonly events: readonly number[];
    }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | { readonly kind: 'ended'; readonly reason: string };

const [url = '', market = '', module = '', offset = '0'] = process.argv.slice(2);
const say = (message: Said): void => void process.send?.(message, undefined, undefined, () => {});
const { createMachine } = (await import(module)) as MachineModule;
const clock = systemClock();

try {
  const journal = await openJournal({
    url,
    market,
    simulated: true,
    createMachine,
    program: 'simulation',
    clock: () => clock() + Number(offset) * 1000,
    answerWithinMs: 2_000,
  });
  const { sequencer } = journal;
  void sequencer.ended.then((reason) => {
    say({ kind: 'ended', reason: reason?.message ?? 'closed' });
    setTimeout(() => process.exit(3), 50);
  });
  startFollower({ url, market, module, keyLimits: KEY_LIMITS, snapshotEvery: 150, pauseMs: 20 }, () => {});
  process.on('message', ({ id, words, key }: Asked) => {
    const outcome = sequencer.submit({
      words: Int32Array.from(words),
      from: 0,
      to: words.length,
      key: Int32Array.from(key),
      owner: 1,
      receiver: {
        answered: ({ firstCommand, events, eventAt }, index, count) => {
          const own = events.words.subarray(eventAt[index], eventAt[index + count]);
          say({ kind: 'answer', id, firstCommand: firstCommand + index, events: [...own] });
        },
        lost: (reason) => say({ kind: 'refused', id, reason: reason.message }),
      },
    });
    if (outcome.state === 'done') {
      const { firstCommand, events } = outcome.done;
      say({ kind: 'answer', id, firstCommand, events: [...(events ?? [])] });
    } else if (outcome.state !== 'taken') say({ kind: 'refused', id, reason: outcome.state });
  });
  process.on('disconnect', () => process.exit(0));
  say({ kind: 'ready', start: journal.start });
} catch (error) {
  say({ kind: 'ended', reason: (error as Error).message });
  setTimeout(() => process.exit(2), 50);
}

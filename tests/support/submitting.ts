/** Submitting to a sequencer and waiting for the answer. */
import type { Sequencer } from '#journal/sequencer.ts';
import type { RecordBuffer } from '#market/record.ts';

export interface Answer {
  firstCommand: number;
  /** Microseconds since 1970. */
  time: number;
  events: number[];
}

/** A key of 128 bits made from a number. */
export function keyOf(number: number): Int32Array {
  return Int32Array.of(number, number >>> 16, 7, ~number);
}

/** Resolves with the answer; fails with what `submit` says, or with the reason for which the answer was lost. */
export function ask(
  sequencer: Sequencer,
  commands: RecordBuffer,
  key?: Int32Array,
  owner?: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outcome = sequencer.submit({
      words: commands.words,
      from: 0,
      to: commands.length,
      key,
      ...(owner === undefined ? {} : { owner }),
      receiver: {
        answered: (applied, index, count) => {
          const from = applied.eventAt[index] as number;
          const to = applied.eventAt[index + count] as number;
          const events = [...applied.events.words.subarray(from, to)];
          resolve({ firstCommand: applied.firstCommand + index, time: applied.time, events });
        },
        lost: reject,
      },
    });
    if (outcome.state === 'done') {
      const { firstCommand, events } = outcome.done;
      resolve({ firstCommand, time: 0, events: events === null ? [] : [...events] });
    } else if (outcome.state !== 'taken') reject(new Error(outcome.state));
  });
}

/**
 * Commands a second that each participant may send: a bucket that fills with so many a second and holds those of one
 * second. It stands before the sequencer, so that what is refused costs nobody anything and leaves no trace.
 */
import { COMMANDS } from '#market/commands.ts';

const MILLISECONDS = 1_000;

/** Withdrawing all orders walks over those of everybody: it counts as so many commands. */
const CANCEL_ALL_COST = 100;
const CANCEL_ALL = COMMANDS.cancelAll.kind;

/** What records between two words count as. Their lengths fit. */
export function costOf(words: Int32Array, from: number, to: number): number {
  let cost = 0;
  for (let at = from; at < to; at += (words[at] as number) >>> 16) {
    cost += ((words[at] as number) & 0xffff) === CANCEL_ALL ? CANCEL_ALL_COST : 1;
  }
  return cost;
}

export class RateLimit {
  /** Commands a second, and the most at once. */
  readonly perSecond: number;
  #tokens = new Float64Array(64);
  #filledMs = new Float64Array(64);

  constructor(perSecond: number) {
    this.perSecond = perSecond;
  }

  /** Takes so many commands from a participant's bucket, or none and gives false. `nowMs`: any steady clock. */
  take(participant: number, cost: number, nowMs: number): boolean {
    if (participant >= this.#tokens.length) this.#grow(participant);
    const before = this.#filledMs[participant] as number;
    const filled =
      before === 0
        ? this.perSecond
        : Math.min(
            this.perSecond,
            (this.#tokens[participant] as number) + ((nowMs - before) * this.perSecond) / MILLISECONDS,
          );
    this.#filledMs[participant] = Math.max(nowMs, before, Number.MIN_VALUE);
    const enough = filled >= cost;
    this.#tokens[participant] = enough ? filled - cost : filled;
    return enough;
  }

  /** Milliseconds until so many commands can be taken, if none come meanwhile. */
  waitMs(participant: number, cost: number): number {
    const tokens = this.#tokens[participant] ?? this.perSecond;
    return Math.max(1, Math.ceil(((cost - tokens) * MILLISECONDS) / this.perSecond));
  }

  #grow(participant: number): void {
    const length = 2 ** Math.ceil(Math.log2(participant + 1));
    const tokens = new Float64Array(length);
    tokens.set(this.#tokens);
    this.#tokens = tokens;
    const filledMs = new Float64Array(length);
    filledMs.set(this.#filledMs);
    this.#filledMs = filledMs;
  }
}

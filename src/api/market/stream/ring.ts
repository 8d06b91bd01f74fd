/** The last frames' events, for those who resume: as many as fit into a bound, whatever happens. */
import type { Applied } from '#journal/runner.ts';
import { RecordBuffer } from '#market/record.ts';

/** A frame's events, kept. */
export interface Kept {
  readonly firstCommand: number;
  readonly count: number;
  /** Microseconds since 1970 of the frame. */
  readonly time: number;
  readonly events: RecordBuffer;
  readonly eventAt: Int32Array;
  /** Accounts of the orders that events name by their slots alone, in the order of these events. */
  readonly accounts: Int32Array;
}

/** What a frame takes besides its words. */
const FRAME_WORDS = 128;

export class Ring {
  readonly #mostWords: number;
  #frames: Kept[] = [];
  /** Place of the oldest frame: those before it have been let go. */
  #oldest = 0;
  #words = 0;
  /** First command that is kept, or will be the next. */
  #first: number;

  /** Takes the number of the next command. */
  constructor(mostWords: number, nextCommand: number) {
    this.#mostWords = mostWords;
    this.#first = nextCommand;
  }

  /** The first command from which on all are kept. */
  get first(): number {
    return this.#first;
  }

  keep(applied: Applied, accounts: readonly number[]): void {
    const { firstCommand, count, time, eventAt } = applied;
    const length = applied.events.length;
    const events = new RecordBuffer(Math.max(2, length));
    events.words.set(applied.events.words.subarray(0, length));
    events.length = length;
    const kept: Kept = {
      firstCommand,
      count,
      time,
      events,
      eventAt: eventAt.slice(0, count + 1),
      accounts: Int32Array.from(accounts),
    };
    this.#frames.push(kept);
    this.#words += size(kept);
    while (this.#words > this.#mostWords && this.#oldest < this.#frames.length) {
      const gone = this.#frames[this.#oldest] as Kept;
      this.#words -= size(gone);
      this.#first = gone.firstCommand + gone.count;
      this.#oldest += 1;
    }
    // Moving the rest down at every frame would be dear.
    if (this.#oldest > 1_024 && this.#oldest * 2 > this.#frames.length) {
      this.#frames = this.#frames.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  /** Frames that hold commands after a number, as far as they are kept. */
  *after(sequence: number): Generator<Kept> {
    let low = this.#oldest;
    let high = this.#frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { firstCommand, count } = this.#frames[middle] as Kept;
      if (firstCommand + count - 1 <= sequence) low = middle + 1;
      else high = middle;
    }
    for (let place = low; place < this.#frames.length; place += 1) yield this.#frames[place] as Kept;
  }
}

function size({ events, eventAt, accounts }: Kept): number {
  return events.length + eventAt.length + accounts.length + FRAME_WORDS;
}

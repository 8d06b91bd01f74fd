/**
 * The sequencer: commands from all gateways get one order and one time, become durable in frames, are executed,
 * and only then answered.
 *
 * While one frame is being written the next fills, so frames grow with the load and one commit serves many. A frame
 * is executed when it is durable: the state never holds what a crash could take back, whatever reads it. That work
 * is done while the next frame is under way to the disk. See docs/decisions/0200.
 */
import { Failure } from '#base/failure.ts';
import type { Clock } from './clock.ts';
import { Filling, type Submission } from './filling.ts';
import { FRAME_FORMAT, FRAME_KIND, type Frame, sealFrame } from './frame.ts';
import { type Done, fingerprint } from './keys.ts';
import { countRecords, encodePayload, KEY_WORDS } from './payload.ts';
import type { Applied, Runner } from './runner.ts';
import type { FrameStore } from './store.ts';

export interface SequencerLimits {
  /** Commands that may wait; those above are refused as 'busy'. */
  readonly waiting: number;
  /** Words of commands that may wait, which bounds the memory whatever the commands' length. */
  readonly waitingWords: number;
  /** Most commands of a frame, unless one submission holds more. */
  readonly frameCommands: number;
  /** Most words of commands of a frame, unless one submission holds more. */
  readonly frameWords: number;
}

export const SEQUENCER_LIMITS: SequencerLimits = {
  waiting: 100_000,
  waitingWords: 1 << 24,
  frameCommands: 10_000,
  frameWords: 1 << 21,
};
const CLOSE_WITHIN_MS = 10_000;
// Memory of frames that were written is used again, but for what an unusual one has grown to.
const SPARE_WORDS = 1 << 21;

/**
 * What `submit` says at once.
 *   taken: the receiver will be told
 *   busy: too much waits; nothing was taken, try later
 *   stopped: this sequencer has ended
 *   malformed: the records' lengths do not fit, or there are none, or more than may ever wait
 *   key used: the owner has used the key for something else
 *   under way: the same key is waiting already
 * A repetition gives what was done.
 */
export type Outcome =
  | { readonly state: 'taken' | 'busy' | 'stopped' | 'malformed' | 'key used' | 'under way' }
  | { readonly state: 'done'; readonly done: Done };

const TAKEN: Outcome = { state: 'taken' };
const BUSY: Outcome = { state: 'busy' };
const STOPPED: Outcome = { state: 'stopped' };
const MALFORMED: Outcome = { state: 'malformed' };
const KEY_USED: Outcome = { state: 'key used' };
const UNDER_WAY: Outcome = { state: 'under way' };

/** Is told of every frame that was executed, after its receivers. What it throws is reported. */
export type Listener = (applied: Applied) => void;

/** The sequencer was closed before it could answer. */
export class ClosedError extends Failure {
  constructor() {
    super('The market is being stopped.');
  }
}

export class Sequencer {
  readonly #runner: Runner;
  readonly #store: FrameStore;
  readonly #clock: Clock;
  readonly #limits: SequencerLimits;
  readonly #report: (line: string) => void;
  /** A new array with every change: who leaves while all are told must not make another miss a frame. */
  #listeners: readonly Listener[] = [];
  /** Frames that wait, the last one still filling. */
  readonly #queue: Filling[] = [];
  readonly #spare: Filling[] = [];
  #waiting = 0;
  #waitingWords = 0;
  #time: number;
  #state: 'running' | 'closing' | 'stopped' = 'running';
  #reason: Error | undefined;
  #pump: Promise<void> | undefined;
  #scheduled = false;
  /** Keys of submissions that are not executed yet. */
  readonly #pending = new Set<string>();
  readonly #print = new Int32Array(2);
  #ended!: (reason: Error | undefined) => void;
  /** Resolves when it has stopped: with the reason, or with nothing after `close`. */
  readonly ended: Promise<Error | undefined>;

  /**
   * Takes a runner that has executed all frames up to the opening of this sequencer's epoch. `report` is told of
   * receivers and listeners that fail.
   */
  constructor(
    runner: Runner,
    store: FrameStore,
    clock: Clock,
    limits: Partial<SequencerLimits> = {},
    report: (line: string) => void = () => {},
  ) {
    this.#runner = runner;
    this.#store = store;
    this.#clock = clock;
    this.#limits = { ...SEQUENCER_LIMITS, ...limits };
    this.#report = report;
    this.#time = runner.end.time;
    this.ended = new Promise((resolve) => {
      this.#ended = resolve;
    });
  }

  get state(): 'running' | 'closing' | 'stopped' {
    return this.#state;
  }

  /** Commands that wait to be executed. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Tells a listener of all frames from now on; gives a function that ends it. */
  listen(listener: Listener): () => void {
    // One of its own, since the same function may listen twice.
    const own: Listener = (applied) => listener(applied);
    this.#listeners = [...this.#listeners, own];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== own);
    };
  }

  /** Takes commands into the order, or says why not. The records are copied. */
  submit(submission: Submission): Outcome {
    if (this.#state !== 'running') return STOPPED;
    const { words, from, to, key } = submission;
    const count = countRecords(words, from, to);
    const limits = this.#limits;
    if (count <= 0 || count > limits.waiting || to - from > limits.waitingWords) return MALFORMED;
    let name: string | undefined;
    if (key !== undefined) {
      fingerprint(words, from, to, this.#print);
      // As it stands in the journal.
      const owner = (submission.owner ?? 0) | 0;
      const done = this.#runner.keys.find(owner, key, 0, this.#print);
      if (done !== undefined) return done.same ? { state: 'done', done } : KEY_USED;
      name = String.fromCharCode(...new Uint16Array(key.buffer, key.byteOffset, KEY_WORDS * 2)) + owner;
      if (this.#pending.has(name)) return UNDER_WAY;
    }
    if (this.#waiting + count > limits.waiting || this.#waitingWords + to - from > limits.waitingWords) {
      return BUSY;
    }
    if (name !== undefined) this.#pending.add(name);
    const now = this.#clock();
    if (now > this.#time) this.#time = now;
    this.#filling(count, to - from).add(submission, count, this.#time, this.#print, name);
    this.#waiting += count;
    this.#waitingWords += to - from;
    this.#schedule();
    return TAKEN;
  }

  /**
   * Takes no more, writes and answers what waits, and ends. A second call waits for the first. Where the database
   * stays away for so long, what waits is lost as far as its receivers know.
   */
  async close(withinMs = CLOSE_WITHIN_MS): Promise<void> {
    if (this.#state === 'running') this.#state = 'closing';
    if (this.#queue.length > 0) this.#pump ??= this.#run();
    const late = setTimeout(() => this.abort(), withinMs);
    await this.#pump;
    clearTimeout(late);
    this.#stop(undefined);
  }

  /** Ends at once; what waits is lost as far as its receivers know. */
  abort(reason: Error = new ClosedError()): void {
    this.#store.giveUp();
    this.#stop(reason);
  }

  /** Frame into which the next commands go. */
  #filling(count: number, words: number): Filling {
    const last = this.#queue.at(-1);
    const { frameCommands, frameWords } = this.#limits;
    if (
      last !== undefined &&
      last.count + count <= frameCommands &&
      last.commands.length + words <= frameWords
    ) {
      return last;
    }
    const fresh = this.#spare.pop() ?? new Filling();
    this.#queue.push(fresh);
    return fresh;
  }

  #schedule(): void {
    if (this.#pump !== undefined || this.#scheduled) return;
    this.#scheduled = true;
    // After what the sockets have brought in this turn: it goes into the same frame.
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#state === 'stopped') return;
      this.#pump ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    const runner = this.#runner;
    let end = runner.end;
    /** Durable, not yet executed. */
    let durable: { filling: Filling; frame: Frame } | undefined;
    let writing: Filling | undefined;
    try {
      for (;;) {
        writing = this.#queue.shift();
        if (writing === undefined) {
          if (durable === undefined) break;
          this.#execute(durable.filling, durable.frame);
          durable = undefined;
          // The answers may have brought new commands.
          continue;
        }
        const frame = this.#seal(writing, end);
        const written = this.#store.append(frame);
        // Its error is thrown where it is awaited.
        written.catch(() => {});
        if (durable !== undefined) {
          this.#execute(durable.filling, durable.frame);
          durable = undefined;
        }
        await written;
        if (this.#isStopped()) throw new ClosedError();
        end = {
          ...end,
          number: frame.number,
          hash: frame.hash,
          nextCommand: frame.firstCommand + frame.commands,
          time: frame.time,
        };
        durable = { filling: writing, frame };
        writing = undefined;
      }
    } catch (error) {
      // Nobody waits for a frame that is still under way.
      this.#store.giveUp();
      const reason = this.#reason ?? (error instanceof Error ? error : new Error(String(error)));
      durable?.filling.lose(reason, this.#failed);
      writing?.lose(reason, this.#failed);
      this.#stop(reason);
    } finally {
      this.#pump = undefined;
    }
  }

  #seal(filling: Filling, end: { number: number; nextCommand: number; epoch: number; hash: Buffer }): Frame {
    const runner = this.#runner;
    return sealFrame(
      {
        number: end.number + 1,
        kind: FRAME_KIND.commands,
        format: FRAME_FORMAT,
        epoch: end.epoch,
        time: filling.time,
        firstCommand: end.nextCommand,
        commands: filling.count,
        witnessFrame: runner.end.number,
        witness: runner.digest,
      },
      end.hash,
      encodePayload(filling.commands, filling.entries),
    );
  }

  #execute(filling: Filling, frame: Frame): void {
    const applied = this.#runner.applyCommands(frame, filling.commands, filling.entries);
    this.#waiting -= filling.count;
    this.#waitingWords -= filling.commands.length;
    for (const name of filling.keys) this.#pending.delete(name);
    filling.answer(applied, this.#failed);
    for (const listener of this.#listeners) {
      try {
        listener(applied);
      } catch (error) {
        this.#failed(error);
      }
    }
    filling.clear();
    if (this.#spare.length < 4 && filling.commands.words.length <= SPARE_WORDS) this.#spare.push(filling);
  }

  /** A receiver or listener failed: its own matter, for the state is what it is. */
  readonly #failed = (error: unknown): void => {
    this.#report(`an answer could not be given: ${error instanceof Error ? error.message : String(error)}`);
  };

  // A method, since the compiler would take the field to be unchanged over an await.
  #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  #stop(reason: Error | undefined): void {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#reason = reason;
    for (const filling of this.#queue) filling.lose(reason ?? new ClosedError(), this.#failed);
    this.#queue.length = 0;
    this.#ended(reason);
  }
}

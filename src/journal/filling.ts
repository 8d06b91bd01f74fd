/** A frame that fills while the one before is being written. Reused, so that filling allocates next to nothing. */
import { ENTRY, ENTRY_WORDS, KEY_WORDS } from './payload.ts';
import { COMMAND_TIME_WORD, RecordBuffer } from './records.ts';
import type { Applied } from './runner.ts';

/** Who is told what became of a submission. What either throws is reported, and changes nothing for others. */
export interface Receiver {
  /** The commands from `index` on, as many as were submitted, are durable and executed. Copy what is to be kept. */
  answered(applied: Applied, index: number, count: number): void;
  /** The fate is not known: the sequencer stopped before it could answer. Asking its successor with the same key tells. */
  lost(reason: Error): void;
}

/** Commands of one sender, which take effect one after the other with none of others between them. */
export interface Submission {
  /** Buffer that holds the records; it may be used again as soon as `submit` returns. */
  readonly words: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly receiver: Receiver;
  /** To whom the key belongs, a number of 32 bits: keys of different owners never meet. */
  readonly owner?: number;
  /** 128 bits that the owner chose for this submission. */
  readonly key?: Int32Array | undefined;
}

export class Filling {
  readonly commands = new RecordBuffer(1 << 14);
  readonly entries = new RecordBuffer(64);
  /** Of the last command in it. */
  time = 0;
  count = 0;
  readonly #receivers: Receiver[] = [];
  readonly #first: number[] = [];
  readonly #keys: string[] = [];

  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Puts a submission of `count` records at the end, stamped with the time. */
  add(
    submission: Submission,
    count: number,
    time: number,
    print: Int32Array,
    name: string | undefined,
  ): void {
    const { words, from, to } = submission;
    const { commands } = this;
    const at = commands.claim(to - from);
    commands.words.set(words.subarray(from, to), at);
    const end = commands.length;
    for (let record = at; record < end; record += (commands.words[record] as number) >>> 16) {
      commands.numbers[(record + COMMAND_TIME_WORD) >> 1] = time;
    }
    if (submission.key !== undefined && name !== undefined)
      this.#addKey(submission, submission.key, count, print, name);
    this.#receivers.push(submission.receiver);
    this.#first.push(this.count);
    this.count += count;
    this.time = time;
  }

  /** Tells every receiver; `failed` hears of those that throw, so that one does not keep the rest from hearing. */
  answer(applied: Applied, failed: (error: unknown) => void): void {
    const receivers = this.#receivers;
    const first = this.#first;
    for (let index = 0; index < receivers.length; index += 1) {
      const from = first[index] as number;
      try {
        (receivers[index] as Receiver).answered(applied, from, (first[index + 1] ?? this.count) - from);
      } catch (error) {
        failed(error);
      }
    }
  }

  lose(reason: Error, failed: (error: unknown) => void): void {
    for (const receiver of this.#receivers) {
      try {
        receiver.lost(reason);
      } catch (error) {
        failed(error);
      }
    }
  }

  clear(): void {
    this.commands.clear();
    this.entries.clear();
    this.#receivers.length = 0;
    this.#first.length = 0;
    this.#keys.length = 0;
    this.count = 0;
  }

  #addKey(submission: Submission, key: Int32Array, count: number, print: Int32Array, name: string): void {
    const { entries } = this;
    const at = entries.claim(ENTRY_WORDS);
    entries.words.fill(0, at, at + ENTRY_WORDS);
    entries.words[at + ENTRY.index] = this.count;
    entries.words[at + ENTRY.commands] = count;
    entries.words[at + ENTRY.owner] = submission.owner ?? 0;
    entries.words.set(key.subarray(0, KEY_WORDS), at + ENTRY.key);
    entries.words.set(print, at + ENTRY.fingerprint);
    this.#keys.push(name);
  }
}

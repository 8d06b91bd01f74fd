/**
 * Idempotency keys: which submissions were done, and what they were answered. A client that lost an answer sends the
 * same key again and gets the first answer; nothing is done twice.
 *
 * Everything here follows from the frames in their order, so that a replay comes to the same table. Bounded twice:
 * the last `keys` keyed submissions of a market are known, and of those the last `answerWords` words of events are
 * kept; a repetition whose events are no longer kept learns the numbers of its commands.
 */
import { ENTRY, KEY_WORDS } from './payload.ts';
import type { RecordBuffer } from './records.ts';

/** Words of a row: owner, key (4), fingerprint (2), commands, first command (2), answer's place (2), its words, 0. */
const ROW_WORDS = 14;
const ROW = { owner: 0, key: 1, fingerprint: 5, commands: 7, first: 8, answer: 10, answerWords: 12 } as const;

export interface KeyLimits {
  /** Keyed submissions that are remembered. */
  readonly keys: number;
  /** Words of answers that are kept. */
  readonly answerWords: number;
}

export const KEY_LIMITS: KeyLimits = { keys: 1 << 20, answerWords: 1 << 23 };

/** A submission that was done before. */
export interface Done {
  readonly firstCommand: number;
  readonly commands: number;
  /** Whether it is the same submission, as far as its fingerprint tells. */
  readonly same: boolean;
  /** The events that answered it, or null where they are no longer kept. */
  readonly events: Int32Array | null;
  /** Word at which the events of each command end; empty where events are no longer kept. */
  readonly ends: Int32Array;
}

const NO_ENDS = new Int32Array(0);

/** 64 bits over the commands of a submission, without their times. Guards against a client's mistake only. */
export function fingerprint(words: Int32Array, from: number, to: number, out: Int32Array): void {
  let a = 0x811c9dc5 | 0;
  let b = 0x9e3779b9 | 0;
  for (let at = from; at < to; ) {
    const end = at + ((words[at] as number) >>> 16);
    for (let word = at; word < end; word += 1) {
      // The time stands in the third and fourth word of each record.
      if (word === at + 2 || word === at + 3) continue;
      a = Math.imul(a ^ (words[word] as number), 0x01000193);
      b = Math.imul((b << 13) | (b >>> 19), 5) ^ Math.imul(words[word] as number, 0x85ebca6b);
    }
    at = end;
  }
  out[0] = a ^ (a >>> 15);
  out[1] = b ^ (b >>> 13);
}

/** A ring of rows, found by a hash table of row numbers. */
export class KeyTable {
  readonly #limits: KeyLimits;
  #rows: Int32Array;
  #numbers: Float64Array;
  /** Rows that the arrays hold. */
  #capacity: number;
  /** Row + 1, or 0 for a free place; linear probing. */
  #places: Int32Array;
  /** Keyed submissions ever: row of the next one is this modulo the limit. */
  #count = 0;
  #answers: Int32Array;
  /** Words of answers ever written; the ring holds the last of them. */
  #answersEnd = 0;

  constructor(limits: KeyLimits = KEY_LIMITS) {
    this.#limits = limits;
    this.#capacity = Math.min(1024, limits.keys);
    const buffer = new ArrayBuffer(this.#capacity * ROW_WORDS * 4);
    this.#rows = new Int32Array(buffer);
    this.#numbers = new Float64Array(buffer);
    this.#places = new Int32Array(this.#placesFor(this.#capacity));
    this.#answers = new Int32Array(Math.min(1 << 14, limits.answerWords));
  }

  /** Keys that are remembered now. */
  get size(): number {
    return Math.min(this.#count, this.#limits.keys);
  }

  /** Finds a submission by owner and key; `print` is the fingerprint of the one that asks. */
  find(owner: number, key: Int32Array, keyAt: number, print: Int32Array): Done | undefined {
    const place = this.#find(owner, key, keyAt);
    const row = (this.#places[place] as number) - 1;
    if (row < 0) return undefined;
    const at = row * ROW_WORDS;
    const rows = this.#rows;
    const words = rows[at + ROW.answerWords] as number;
    const begin = this.#numbers[(at + ROW.answer) >> 1] as number;
    const commands = rows[at + ROW.commands] as number;
    const answer = words >= 0 && begin >= this.#oldest() ? this.#read(begin, words) : null;
    return {
      firstCommand: this.#numbers[(at + ROW.first) >> 1] as number,
      commands,
      same: rows[at + ROW.fingerprint] === print[0] && rows[at + ROW.fingerprint + 1] === print[1],
      events: answer?.subarray(commands) ?? null,
      ends: answer?.subarray(0, commands) ?? NO_ENDS,
    };
  }

  /**
   * Remembers a submission by the entry of its frame, with the events that answered it: `eventAt` holds the word at
   * which those of each command of the frame begin, and where the last end.
   */
  add(
    entries: Int32Array,
    entryAt: number,
    firstCommand: number,
    events: RecordBuffer,
    eventAt: Int32Array,
  ): void {
    const row = this.#count % this.#limits.keys;
    if (this.#count >= this.#limits.keys) this.#forget(row);
    else if (row >= this.#capacity) this.#growRows();
    this.#count += 1;
    const at = row * ROW_WORDS;
    const rows = this.#rows;
    rows[at + ROW.owner] = entries[entryAt + ENTRY.owner] as number;
    for (let word = 0; word < KEY_WORDS; word += 1) {
      rows[at + ROW.key + word] = entries[entryAt + ENTRY.key + word] as number;
    }
    rows[at + ROW.fingerprint] = entries[entryAt + ENTRY.fingerprint] as number;
    rows[at + ROW.fingerprint + 1] = entries[entryAt + ENTRY.fingerprint + 1] as number;
    const commands = entries[entryAt + ENTRY.commands] as number;
    const first = entries[entryAt + ENTRY.index] as number;
    rows[at + ROW.commands] = commands;
    this.#numbers[(at + ROW.first) >> 1] = firstCommand + first;
    this.#numbers[(at + ROW.answer) >> 1] = this.#answersEnd;
    const from = eventAt[first] as number;
    const answer = new Int32Array(commands + (eventAt[first + commands] as number) - from);
    for (let index = 0; index < commands; index += 1) {
      answer[index] = (eventAt[first + index + 1] as number) - from;
    }
    answer.set(events.words.subarray(from, from + answer.length - commands), commands);
    rows[at + ROW.answerWords] = this.#write(answer, 0, answer.length);
    rows[at + ROW.answerWords + 1] = 0;
    this.#places[this.#find(rows[at + ROW.owner] as number, rows, at + ROW.key)] = row + 1;
  }

  /** The table as one buffer. */
  encode(): Uint8Array {
    const size = this.size;
    const from = this.#oldest();
    const kept = this.#answersEnd - from;
    const bytes = new ArrayBuffer(32 + size * ROW_WORDS * 4 + kept * 4);
    const head = new Float64Array(bytes, 0, 4);
    head.set([this.#limits.keys, this.#count, from, this.#answersEnd]);
    new Int32Array(bytes, 32, size * ROW_WORDS).set(this.#rows.subarray(0, size * ROW_WORDS));
    new Int32Array(bytes, 32 + size * ROW_WORDS * 4, kept).set(this.#read(from, kept));
    return new Uint8Array(bytes);
  }

  /** Reads a table that `encode` wrote under the same limits. Errors: RangeError. */
  static decode(bytes: Uint8Array, limits: KeyLimits = KEY_LIMITS): KeyTable {
    const copy = bytes.slice().buffer;
    const [keys = 0, count = 0, from = 0, end = 0] = new Float64Array(copy, 0, 4);
    if (keys !== limits.keys) throw new RangeError(`the table was made for ${keys} keys, not ${limits.keys}`);
    if (from !== Math.max(0, end - limits.answerWords)) {
      throw new RangeError(`the table was made for other answers than the last ${limits.answerWords} words`);
    }
    const table = new KeyTable(limits);
    const size = Math.min(count, keys);
    while (table.#capacity < size) table.#growRows();
    table.#count = count;
    table.#rows.set(new Int32Array(copy, 32, size * ROW_WORDS));
    table.#answersEnd = from;
    table.#write(new Int32Array(copy, 32 + size * ROW_WORDS * 4, end - from), 0, end - from);
    table.#index();
    return table;
  }

  #placesFor(rows: number): number {
    return 1 << Math.ceil(Math.log2(rows * 2));
  }

  /** Place of a key, or the free place where it would go. */
  #find(owner: number, key: Int32Array, keyAt: number): number {
    const mask = this.#places.length - 1;
    let place = this.#home(owner, key, keyAt) & mask;
    for (;;) {
      const row = (this.#places[place] as number) - 1;
      if (row < 0) return place;
      const at = row * ROW_WORDS;
      const rows = this.#rows;
      if (
        rows[at + ROW.owner] === owner &&
        rows[at + ROW.key] === key[keyAt] &&
        rows[at + ROW.key + 1] === key[keyAt + 1] &&
        rows[at + ROW.key + 2] === key[keyAt + 2] &&
        rows[at + ROW.key + 3] === key[keyAt + 3]
      ) {
        return place;
      }
      place = (place + 1) & mask;
    }
  }

  #home(owner: number, key: Int32Array, keyAt: number): number {
    let hash = Math.imul(owner, 0x9e3779b1);
    for (let word = 0; word < KEY_WORDS; word += 1) {
      hash = Math.imul(hash ^ (key[keyAt + word] as number), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return hash;
  }

  /** Takes a row's key out; those that probed past it move up. */
  #forget(row: number): void {
    const at = row * ROW_WORDS;
    const mask = this.#places.length - 1;
    let free = this.#find(this.#rows[at + ROW.owner] as number, this.#rows, at + ROW.key);
    if (this.#places[free] !== row + 1) return;
    this.#places[free] = 0;
    for (let place = (free + 1) & mask; ; place = (place + 1) & mask) {
      const other = (this.#places[place] as number) - 1;
      if (other < 0) return;
      const otherAt = other * ROW_WORDS;
      const home =
        this.#home(this.#rows[otherAt + ROW.owner] as number, this.#rows, otherAt + ROW.key) & mask;
      if (((place - home) & mask) < ((place - free) & mask)) continue;
      this.#places[free] = other + 1;
      this.#places[place] = 0;
      free = place;
    }
  }

  #growRows(): void {
    this.#capacity = Math.min(this.#capacity * 2, this.#limits.keys);
    const buffer = new ArrayBuffer(this.#capacity * ROW_WORDS * 4);
    const rows = new Int32Array(buffer);
    rows.set(this.#rows);
    this.#rows = rows;
    this.#numbers = new Float64Array(buffer);
    this.#places = new Int32Array(this.#placesFor(this.#capacity));
    this.#index();
  }

  #index(): void {
    this.#places.fill(0);
    for (let row = 0; row < this.size; row += 1) {
      const at = row * ROW_WORDS;
      this.#places[this.#find(this.#rows[at + ROW.owner] as number, this.#rows, at + ROW.key)] = row + 1;
    }
  }

  /** Word from which on answers are kept. */
  #oldest(): number {
    return Math.max(0, this.#answersEnd - this.#limits.answerWords);
  }

  /** Appends an answer; gives its words, or -1 where it is too long to keep. */
  #write(words: Int32Array, from: number, to: number): number {
    const count = to - from;
    if (count > this.#limits.answerWords) return -1;
    while (
      this.#answersEnd + count > this.#answers.length &&
      this.#answers.length < this.#limits.answerWords
    ) {
      const grown = new Int32Array(Math.min(this.#answers.length * 2, this.#limits.answerWords));
      grown.set(this.#answers);
      this.#answers = grown;
    }
    const length = this.#answers.length;
    const at = this.#answersEnd % length;
    const first = Math.min(count, length - at);
    this.#answers.set(words.subarray(from, from + first), at);
    this.#answers.set(words.subarray(from + first, to), 0);
    this.#answersEnd += count;
    return count;
  }

  #read(begin: number, count: number): Int32Array {
    const out = new Int32Array(count);
    const length = this.#answers.length;
    const at = begin % length;
    const first = Math.min(count, length - at);
    out.set(this.#answers.subarray(at, at + first));
    out.set(this.#answers.subarray(0, count - first), first);
    return out;
  }
}

/** Binary records as the market writes them: see the head of `src/market/record.ts`. */

/**
 * Records of 32-bit words over one growing buffer. Word 0 of each holds its kind (low 16 bits) and its length in
 * words (high 16 bits, even).
 */
export interface Records {
  words: Int32Array;
  numbers: Float64Array;
  /** Words in use. */
  length: number;
  /** Makes room for so many more words; gives the offset at which they begin. */
  claim(words: number): number;
  clear(): void;
}

/** Words of a command's header: kind and length, actor, time (two words). */
export const COMMAND_HEADER_WORDS = 4;
/** Word of the time in a command, a 64-bit float: microseconds since 1970. */
export const COMMAND_TIME_WORD = 2;

/** Length in words in a record's word 0. */
export function recordWords(head: number): number {
  return head >>> 16;
}

/** A buffer of records that grows by doubling. */
export class RecordBuffer implements Records {
  words: Int32Array;
  numbers: Float64Array;
  length = 0;

  constructor(capacityWords = 1 << 12) {
    const buffer = new ArrayBuffer(Math.ceil(capacityWords / 2) * 8);
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  clear(): void {
    this.length = 0;
  }

  claim(words: number): number {
    const at = this.length;
    const end = at + words;
    if (end > this.words.length) {
      let capacity = this.words.length;
      while (capacity < end) capacity *= 2;
      const buffer = new ArrayBuffer(capacity * 4);
      const grown = new Int32Array(buffer);
      grown.set(this.words);
      this.words = grown;
      this.numbers = new Float64Array(buffer);
    }
    this.length = end;
    return at;
  }
}

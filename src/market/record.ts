/**
 * The binary form of commands and events: records of 32-bit words, each a multiple of 8 bytes long, so that a
 * record's 64-bit fields are aligned and both views (words and numbers) lie over one buffer.
 *
 * Word 0 holds kind (low 16 bits) and length in words (high 16 bits). A reader that meets a kind it does not
 * know skips it by its length. A later version may append fields to a kind: old, shorter records read as zero
 * in them. Fields are never moved, retyped or removed. Byte order is little-endian, as on all machines that
 * the market runs on.
 */

/** `i32`: whole number in one word; `f64`: whole number up to 2^53 in two. */
export type FieldType = 'i32' | 'f64';
export type Fields = { readonly [name: string]: FieldType };

/** A kind of record with the place of each field: word offset for `i32`, word offset / 2 for `f64` in numbers. */
export interface Layout<F extends Fields = Fields> {
  readonly kind: number;
  readonly fields: F;
  /** Word offset of each field from the record's beginning. */
  readonly at: { readonly [K in keyof F]: number };
  /** Length in words, even. */
  readonly words: number;
  /** Length in words of the kind's first version, even: a shorter record is none of this kind. */
  readonly least: number;
}

/** A record as a plain object. */
export type Plain<F extends Fields> = { [K in keyof F]: number };

/**
 * Lays fields out after a header of `headerWords`, each `f64` on an even word. Once a kind has gained fields, `least`
 * says how long its records were before.
 */
export function layout<const F extends Fields>(
  kind: number,
  headerWords: number,
  fields: F,
  least?: number,
): Layout<F> {
  const at: Record<string, number> = {};
  let next = headerWords;
  for (const [name, type] of Object.entries(fields)) {
    if (type === 'f64') next += next & 1;
    at[name] = next;
    next += type === 'f64' ? 2 : 1;
  }
  const words = next + (next & 1);
  return { kind, fields, at: at as Layout<F>['at'], words, least: least ?? words };
}

/** Word 0 of a record. */
export function head(kind: number, words: number): number {
  return kind | (words << 16);
}

/** Kind in a word 0. */
export function kindOf(word: number): number {
  return word & 0xffff;
}

/** Length in words in a word 0. */
export function lengthOf(word: number): number {
  return word >>> 16;
}

/** Two views over one growing buffer, written from the beginning; `length` counts the words in use. */
export class RecordBuffer {
  words: Int32Array;
  numbers: Float64Array;
  length = 0;

  /** Takes the capacity in words with which to begin. */
  constructor(capacityWords = 1 << 16) {
    const buffer = new ArrayBuffer(Math.ceil(capacityWords / 2) * 8);
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  clear(): void {
    this.length = 0;
  }

  /** Makes room for so many more words, zeroed or not; gives the offset at which they begin. */
  claim(words: number): number {
    const at = this.length;
    const end = at + words;
    if (end > this.words.length) this.grow(end);
    this.length = end;
    return at;
  }

  /** Copies a record of another buffer to the end. */
  append(source: RecordBuffer, from: number, words: number): void {
    const at = this.claim(words);
    this.words.set(source.words.subarray(from, from + words), at);
  }

  private grow(least: number): void {
    let capacity = this.words.length;
    while (capacity < least) capacity *= 2;
    const buffer = new ArrayBuffer(capacity * 4);
    const words = new Int32Array(buffer);
    words.set(this.words);
    this.words = words;
    this.numbers = new Float64Array(buffer);
  }
}

/** Copies a record to the end of another buffer, with zeros behind it up to a length in words. Gives its offset there. */
export function lengthen(source: RecordBuffer, from: number, words: number, target: RecordBuffer): number {
  const at = target.claim(words);
  const word = source.words[from] as number;
  const length = lengthOf(word);
  target.words.set(source.words.subarray(from, from + length), at);
  target.words.fill(0, at + length, at + words);
  target.words[at] = head(kindOf(word), words);
  return at;
}

/** Writes one record from a plain object; fields that are missing are zero. Gives its offset. */
export function writeRecord(
  buffer: RecordBuffer,
  shape: Layout,
  values: { readonly [name: string]: number | undefined },
): number {
  const at = buffer.claim(shape.words);
  buffer.words.fill(0, at, at + shape.words);
  buffer.words[at] = head(shape.kind, shape.words);
  for (const name in shape.fields) {
    const value = values[name];
    if (value === undefined) continue;
    const place = at + (shape.at[name] as number);
    if (shape.fields[name] === 'f64') buffer.numbers[place >> 1] = value;
    else buffer.words[place] = value;
  }
  return at;
}

/** Reads the fields of one record into a plain object; fields beyond the record's length are zero. */
export function readRecord(buffer: RecordBuffer, at: number, shape: Layout): Record<string, number> {
  const length = lengthOf(buffer.words[at] as number);
  const values: Record<string, number> = {};
  for (const name in shape.fields) {
    const offset = shape.at[name] as number;
    if (offset >= length) values[name] = 0;
    else if (shape.fields[name] === 'f64') values[name] = buffer.numbers[(at + offset) >> 1] as number;
    else values[name] = buffer.words[at + offset] as number;
  }
  return values;
}

/**
 * A table of the state: rows of a fixed number of 32-bit words in one buffer, seen as words and as numbers.
 * Row 0 is never used, so that 0 means 'none'. All state lives in such tables: snapshot and hash are walks
 * over them, and a row that is touched is one or two cache lines.
 */
export class Table {
  readonly name: string;
  /** Words per row, even. */
  readonly stride: number;
  words: Int32Array;
  numbers: Float64Array;
  /** Rows in use, row 0 included. */
  rows = 1;

  constructor(name: string, stride: number, capacityRows: number) {
    if (stride % 2 !== 0) throw new RangeError(`table ${name}: stride ${stride} is odd`);
    this.name = name;
    this.stride = stride;
    const buffer = new ArrayBuffer(Math.max(2, capacityRows) * stride * 4);
    this.words = new Int32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  /** Adds so many zeroed rows; gives the number of the first. */
  add(count = 1): number {
    const row = this.rows;
    const rows = row + count;
    if (rows * this.stride > this.words.length) this.reserve(rows);
    this.rows = rows;
    return row;
  }

  /** Makes the buffer hold at least so many rows, by doubling. */
  reserve(rows: number): void {
    let length = this.words.length;
    while (length < rows * this.stride) length *= 2;
    if (length === this.words.length) return;
    const buffer = new ArrayBuffer(length * 4);
    const words = new Int32Array(buffer);
    words.set(this.words);
    this.words = words;
    this.numbers = new Float64Array(buffer);
  }
}

/**
 * The hash of a market's state: 64 bits over every table in its order. Two markets with the same hash have had
 * the same commands. It is a checksum against faults, not a seal against forgers; the journal's chain is that.
 *
 * A table without rows adds nothing, so tables of later versions leave the hashes of old journals as they are.
 * The mixing is that of MurmurHash3's 32-bit rounds (A. Appleby, public domain) in two lanes.
 */
import type { Market } from './state.ts';
import type { Table } from './table.ts';

/** A hash under way: two lanes of 32 bits. */
export class StateHasher {
  private low = 0x2f0b4c47;
  private high = 0x6ba1f7d3;
  private count = 0;

  /** Adds words of an array from a place up to another. */
  add(words: Int32Array, from: number, to: number): void {
    let low = this.low;
    let high = this.high;
    for (let at = from; at < to; at++) {
      const word = words[at] as number;
      let mixed = Math.imul(word, 0xcc9e2d51 | 0);
      mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
      low ^= mixed;
      low = (Math.imul((low << 13) | (low >>> 19), 5) + (0xe6546b64 | 0)) | 0;
      high = Math.imul(high ^ word, 0x85ebca6b | 0);
      high = ((high << 11) | (high >>> 21)) + low;
      high |= 0;
    }
    this.low = low;
    this.high = high;
    this.count += to - from;
  }

  /** The 64 bits as 16 hexadecimal digits. */
  digest(): string {
    const low = finish(this.low ^ this.count);
    const high = finish(this.high ^ Math.imul(low, 0x9e3779b1 | 0));
    return hex(high) + hex(low ^ high);
  }
}

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b | 0);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35 | 0);
  return mixed ^ (mixed >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** Adds a table's name, number of rows and rows. */
export function hashTable(hasher: StateHasher, table: Table): void {
  const head = new Int32Array(table.name.length + 2);
  head[0] = table.name.length;
  for (let place = 0; place < table.name.length; place++) head[place + 1] = table.name.charCodeAt(place);
  head[table.name.length + 1] = table.rows;
  hasher.add(head, 0, head.length);
  hasher.add(table.words, table.stride, table.rows * table.stride);
}

/** Hash of the whole state: 16 hexadecimal digits. */
export function stateHash(market: Market): string {
  const hasher = new StateHasher();
  for (const table of market.tables) if (table.rows > 1) hashTable(hasher, table);
  return hasher.digest();
}

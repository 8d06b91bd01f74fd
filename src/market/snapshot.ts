/**
 * The state as bytes, and back. A snapshot holds every table by name with its stride and rows, and ends with the
 * hash of the state, so that damage is found before a single command is applied to it.
 *
 * In words: mark, version, number of tables; for each: length of the name, its characters, stride, rows, words of
 * the rows in use; then the two words of the hash.
 */
import { stateHash } from './hash.ts';
import { Market } from './state.ts';

const MARK = 0x4b4d5331;
export const SNAPSHOT_VERSION = 1;

/** A snapshot that is damaged, cut short, or of a version that this one cannot read. */
export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault';
}

/** Writes the state. */
export function snapshot(market: Market): Uint8Array {
  const tables = market.tables;
  let length = 3 + 2;
  for (const table of tables) length += 1 + table.name.length + 2 + table.rows * table.stride;
  const words = new Int32Array(length);
  words[0] = MARK;
  words[1] = SNAPSHOT_VERSION;
  words[2] = tables.length;
  let at = 3;
  for (const table of tables) {
    words[at++] = table.name.length;
    for (let place = 0; place < table.name.length; place++) words[at++] = table.name.charCodeAt(place);
    words[at++] = table.stride;
    words[at++] = table.rows;
    const used = table.rows * table.stride;
    words.set(table.words.subarray(0, used), at);
    at += used;
  }
  const hash = stateHash(market);
  words[at++] = Number.parseInt(hash.slice(0, 8), 16) | 0;
  words[at] = Number.parseInt(hash.slice(8), 16) | 0;
  return new Uint8Array(words.buffer);
}

/** Reads a state. Throws a SnapshotFault where the bytes are not a whole, undamaged snapshot. */
export function restore(bytes: Uint8Array): Market {
  if (bytes.length % 4 !== 0) throw new SnapshotFault('not a whole number of words');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
  if (words[0] !== MARK) throw new SnapshotFault('not a snapshot of a market');
  if (words[1] !== SNAPSHOT_VERSION) throw new SnapshotFault(`version ${words[1]} is unknown`);
  const market = new Market();
  let at = 3;
  const read = (): number => {
    const word = words[at++];
    if (word === undefined) throw new SnapshotFault('cut short');
    return word;
  };
  for (let left = tableCount(words); left > 0; left--) {
    const letters = read();
    if (letters < 1 || letters > 64) throw new SnapshotFault('a table without a name');
    let name = '';
    for (let place = 0; place < letters; place++) name += String.fromCharCode(read());
    const stride = read();
    const rows = read();
    const table = market.tables.find((candidate) => candidate.name === name);
    if (table === undefined || table.stride !== stride || rows < 1)
      throw new SnapshotFault(`table ${name} does not fit`);
    const used = rows * stride;
    if (at + used > words.length - 2) throw new SnapshotFault('cut short');
    table.reserve(rows);
    table.words.set(words.subarray(at, at + used));
    table.rows = rows;
    // Row 0 is never used, and so not in the hash.
    for (let word = 0; word < stride; word++) {
      if (table.words[word] !== 0) throw new SnapshotFault(`table ${name} begins with something`);
    }
    at += used;
  }
  const hash = stateHash(market);
  const recorded = [read(), read()].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  if (hash !== recorded || at !== words.length) throw new SnapshotFault('its hash is not that of its tables');
  return market;
}

function tableCount(words: Int32Array): number {
  const count = words[2];
  if (count === undefined || count < 0 || count > 1_000) throw new SnapshotFault('cut short');
  return count;
}

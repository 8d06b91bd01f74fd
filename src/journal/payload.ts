/**
 * Payload of a frame of commands: two lengths, the command records back to back, and the idempotency keys of those
 * submissions that had one. Little-endian, as the market's records.
 *
 *   u32 words of commands · u32 entries of keys · commands · entries of ten words each
 */
import { COMMAND_HEADER_WORDS, type RecordBuffer, recordWords } from './records.ts';

/** Words of a key as clients give it: 128 bits. */
export const KEY_WORDS = 4;

/** Words of an entry: first command's index in the frame, commands, owner, 0, key (4), fingerprint (2). */
export const ENTRY_WORDS = 10;
export const ENTRY = { index: 0, commands: 1, owner: 2, key: 4, fingerprint: 8 } as const;

const LENGTHS_BYTES = 8;

function bytesOf(words: Int32Array, count: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, count * 4);
}

/** Puts a payload together, in memory of its own. */
export function encodePayload(commands: RecordBuffer, keys: RecordBuffer): Buffer {
  const payload = Buffer.allocUnsafe(LENGTHS_BYTES + (commands.length + keys.length) * 4);
  payload.writeUInt32LE(commands.length, 0);
  payload.writeUInt32LE(keys.length / ENTRY_WORDS, 4);
  payload.set(bytesOf(commands.words, commands.length), LENGTHS_BYTES);
  payload.set(bytesOf(keys.words, keys.length), LENGTHS_BYTES + commands.length * 4);
  return payload;
}

/** Reads a payload into two buffers. Errors: RangeError where its lengths do not fit. */
export function decodePayload(payload: Buffer, commands: RecordBuffer, keys: RecordBuffer): void {
  if (payload.length < LENGTHS_BYTES) throw new RangeError('the payload has no lengths');
  const commandWords = payload.readUInt32LE(0);
  const keyWords = payload.readUInt32LE(4) * ENTRY_WORDS;
  if (payload.length !== LENGTHS_BYTES + (commandWords + keyWords) * 4) {
    throw new RangeError('the lengths in the payload do not fit');
  }
  const keysAt = LENGTHS_BYTES + commandWords * 4;
  commands.clear();
  commands.claim(commandWords);
  bytesOf(commands.words, commandWords).set(payload.subarray(LENGTHS_BYTES, keysAt));
  keys.clear();
  keys.claim(keyWords);
  bytesOf(keys.words, keyWords).set(payload.subarray(keysAt));
}

/** Counts the records between two words; -1 where their lengths do not fit. */
export function countRecords(words: Int32Array, from: number, to: number): number {
  let count = 0;
  let at = from;
  while (at < to) {
    const length = recordWords(words[at] as number);
    if (length < COMMAND_HEADER_WORDS || length % 2 !== 0) return -1;
    at += length;
    count += 1;
  }
  return at === to ? count : -1;
}

/**
 * Checks what a machine relies on: that there are as many commands as the header says, and that keys name some of
 * them. Errors: RangeError.
 */
export function checkPayload(
  header: { readonly commands: number },
  commands: RecordBuffer,
  keys: RecordBuffer,
): void {
  const count = countRecords(commands.words, 0, commands.length);
  if (count !== header.commands) {
    throw new RangeError(`it holds ${count < 0 ? 'no whole' : count} commands, not ${header.commands}`);
  }
  for (let entry = 0; entry < keys.length; entry += ENTRY_WORDS) {
    const first = keys.words[entry + ENTRY.index] as number;
    const named = keys.words[entry + ENTRY.commands] as number;
    if (first < 0 || named < 1 || first + named > count) {
      throw new RangeError('an idempotency key in it names commands that it does not hold');
    }
  }
}

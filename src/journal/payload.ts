/**
 * Payload of a frame of commands: two lengths, the command records back to back, and the idempotency keys of those
 * submissions that had one. Little-endian, as the market's records.
 *
 *   u32 words of commands · u32 entries of keys · commands · entries of ten words each
 */
import type { RecordBuffer } from './records.ts';

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

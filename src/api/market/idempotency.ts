/** Idempotency keys: texts that clients choose, as the 128 bits that the journal keeps of them. */
import { hash } from 'node:crypto';
import { badFields } from './encoding.ts';

const LONGEST = 64;
const BYTES = 16;

/** Hashes a key of 1 to 64 characters; a UUID is one. Errors: ApiError bad-request, naming the path. */
export function keyWords(key: unknown, path: string): Int32Array {
  if (typeof key !== 'string' || key.length < 1 || key.length > LONGEST) {
    throw badFields([{ path, reason: `must be a text of 1 to ${LONGEST} characters` }]);
  }
  const digest = hash('sha256', key, 'buffer');
  return new Int32Array(new Uint8Array(digest).buffer.slice(0, BYTES));
}

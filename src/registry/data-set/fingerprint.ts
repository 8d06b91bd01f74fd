/**
 * Fingerprints: what a record says, as 16 bytes. Two records of one data set have the same fingerprint exactly
 * when they say the same.
 *
 * Every field goes in with its length before it, so that no two different lists of fields give the same text
 * ('ab' + 'c' is not 'a' + 'bc'), and an absent field differs from an empty one. SHA-256, cut to 128 bits.
 */
import { hash } from 'node:crypto';

export type Field = string | number | boolean | null;

/** Gives the fingerprint in hexadecimal, 32 digits. */
export function fingerprint(fields: readonly Field[]): string {
  let text = '';
  for (const field of fields) {
    if (field === null) text += '-;';
    else {
      const written = String(field);
      text += `${written.length}:${written};`;
    }
  }
  return hash('sha256', text, 'hex').slice(0, 32);
}

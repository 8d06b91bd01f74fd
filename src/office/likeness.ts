/** How alike two names of organisations are, in whichever alphabets they are written. */
import { fold } from '#registry/fold.ts';
import { distance } from '#registry/read/spelling.ts';

/** Forms of companies, folded: they tell nothing of whose name it is. */
const FORMS = new Set(
  [
    'ltd',
    'llc',
    'limited',
    'inc',
    'gmbh',
    'ag',
    'sa',
    'sarl',
    'sas',
    'oy',
    'oyj',
    'ab',
    'as',
    'zoo',
    'sp',
    'z',
    'o',
  ]
    .concat([
      'ооо',
      'оао',
      'зао',
      'пао',
      'ао',
      'одо',
      'чуп',
      'уп',
      'руп',
      'тоо',
      'ип',
      'тов',
      'ооп',
      'company',
      'co',
    ])
    .map(fold),
);

/** The words of a name that tell whose it is, in Latin letters, in the order of the alphabet. */
export function nameWords(name: string): string[] {
  const words = fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !FORMS.has(word));
  return (telling.length > 0 ? telling : words).sort();
}

/** From 0, nothing in common, to 1, the same but for the order of words and the form of the company. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a.join(' '), b.join(' ')];
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - distance(left, right) / longest;
}

/** The same of names as they are written. */
export function foldedLikeness(a: string, b: string): number {
  return likeness(nameWords(a), nameWords(b));
}

/** Pages of lists that are read from the market's state: its rows by their numbers, each page after a number. */
import { sql } from 'kysely';
import { pageOf, readCursor, type SortKey } from '#registry/read/keyset.ts';
import type { Listed } from '../list.ts';

/** The one key of lists by number. The expression is for those that SQL answers. */
export function byNumber(column: string, descending: boolean): readonly SortKey[] {
  return [{ expression: sql.ref(column), descending, type: 'bigint' }];
}

const KEYS = byNumber('number', false);

export interface NumberedList<Item> {
  /** All that its rows depend on: a cursor of another question is refused. */
  readonly question: unknown;
  /** The numbers of its rows after one, in their order; no more than `most` are looked at. */
  numbers(after: number, most: number): Iterable<number>;
  item(number: number): Item;
  /** How many rows there are, where counting them all is not to be done. */
  readonly total?: number;
}

/** Gives the page after a cursor, from the beginning without one. Errors: ReadError 'bad-cursor'. */
export function numberedPage<Item>(
  list: NumberedList<Item>,
  limit: number,
  cursor: string | undefined,
): Listed<Item> {
  const [after = '0'] = cursor === undefined ? [] : readCursor(list.question, KEYS, cursor);
  const found: { keys: readonly string[]; number: number }[] = [];
  for (const number of list.numbers(Number(after), limit + 1)) {
    found.push({ keys: [String(number)], number });
    if (found.length > limit) break;
  }
  const total = list.total ?? [...list.numbers(0, Number.POSITIVE_INFINITY)].length;
  const { rows, nextCursor } = pageOf(found, limit, total, list.question);
  return { items: rows.map(({ number }) => list.item(number)), total, nextCursor };
}

/** Those of some numbers that a condition holds for. */
export function* those(numbers: Iterable<number>, holds: (number: number) => boolean): Generator<number> {
  for (const number of numbers) if (holds(number)) yield number;
}

import { expect, test } from 'vitest';
import { RecordBuffer } from '#market/record.ts';
import { keyOf } from '../../tests/support/submitting.ts';
import { fingerprint, KeyTable } from './keys.ts';
import { ENTRY, ENTRY_WORDS } from './payload.ts';

const LIMITS = { keys: 1000, answerWords: 5000 };
const print = Int32Array.of(1, 2);

function add(table: KeyTable, owner: number, number: number, firstCommand: number, answer: number[]): void {
  const entry = new Int32Array(ENTRY_WORDS);
  entry[ENTRY.owner] = owner;
  entry[ENTRY.commands] = 1;
  entry.set(keyOf(number), ENTRY.key);
  entry.set(print, ENTRY.fingerprint);
  const events = new RecordBuffer(16);
  const at = events.claim(answer.length);
  events.words.set(answer, at);
  table.add(entry, 0, firstCommand, events, Int32Array.of(0, answer.length));
}

test('the last keys are found with their answers, those before are forgotten, each by its owner', () => {
  let table = new KeyTable(LIMITS);
  for (let number = 0; number < 3500; number += 1) {
    add(table, number % 3, number, number + 1, [number, 2, 3, 4]);
    // A snapshot in the middle changes nothing.
    if (number % 700 === 0) table = KeyTable.decode(table.encode(), LIMITS);
  }
  expect(table.size).toBe(1000);
  for (let number = 0; number < 3500; number += 1) {
    const found = table.find(number % 3, keyOf(number), 0, print);
    if (number < 2500) expect(found).toBeUndefined();
    else {
      expect(found).toMatchObject({ firstCommand: number + 1, commands: 1, same: true });
      expect(found?.events).toEqual(Int32Array.of(number, 2, 3, 4));
      expect(found?.ends).toEqual(Int32Array.of(4));
    }
    expect(table.find(3, keyOf(number), 0, print)).toBeUndefined();
  }
});

test('answers beyond the bound are not kept, the numbers of the commands are', () => {
  const table = new KeyTable(LIMITS);
  for (let number = 0; number < 10; number += 1) add(table, 1, number, number + 1, Array(900).fill(number));
  expect(table.find(1, keyOf(4), 0, print)).toMatchObject({ firstCommand: 5, events: null });
  expect(table.find(1, keyOf(5), 0, print)?.events).toEqual(new Int32Array(900).fill(5));
  expect(table.find(1, keyOf(9), 0, Int32Array.of(1, 3))?.same).toBe(false);
  add(table, 1, 10, 11, Array(6000).fill(1));
  expect(table.find(1, keyOf(10), 0, print)?.events).toBeNull();
});

test('a table that was made under other limits is refused, since what it keeps is something else', () => {
  const table = new KeyTable(LIMITS);
  for (let number = 0; number < 10; number += 1) add(table, 1, number, number + 1, Array(900).fill(number));
  const bytes = table.encode();
  expect(() => KeyTable.decode(bytes, { ...LIMITS, keys: 999 })).toThrow(RangeError);
  for (const answerWords of [4_999, 5_001, 10_000]) {
    expect(() => KeyTable.decode(bytes, { ...LIMITS, answerWords })).toThrow(RangeError);
  }
  // While nothing was dropped under either, it is the same table.
  const few = new KeyTable(LIMITS);
  add(few, 1, 1, 1, [1, 2]);
  const larger = { ...LIMITS, answerWords: 10_000 };
  expect(KeyTable.decode(few.encode(), larger).find(1, keyOf(1), 0, print)?.events).toEqual(
    Int32Array.of(1, 2),
  );
});

test('a fingerprint does not depend on the time, and does on every other word', () => {
  const record = Int32Array.of((8 << 16) | 1, 5, 111, 222, 6, 7, 8, 9);
  const of = (words: Int32Array): string => {
    const out = new Int32Array(2);
    fingerprint(words, 0, words.length, out);
    return out.join();
  };
  const prints = [...record.keys()].map((index) =>
    of(record.with(index, (record[index] as number) ^ (index === 0 ? 2 : 1))),
  );
  expect(prints.filter((other) => other === of(record))).toHaveLength(2);
  expect(new Set(prints).size).toBe(7);
});

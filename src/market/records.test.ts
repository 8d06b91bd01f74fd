import { expect, test } from 'vitest';
import { COMMANDS, type Command, type CommandName, decodeCommand, encodeCommand } from './commands.ts';
import { EVENTS } from './events.ts';
import { execute } from './execute.ts';
import { stateHash } from './hash.ts';
import { head, layout, lengthen, RecordBuffer, readRecord, writeRecord } from './record.ts';
import { CHECKS, REJECT, REJECTIONS } from './rejections.ts';
import { Market } from './state.ts';

test.each(Object.keys(COMMANDS) as CommandName[])('%s survives its binary form', (kind) => {
  const fields = Object.fromEntries(
    Object.entries(COMMANDS[kind].fields).map(([name, type], place) => [
      name,
      type === 'f64' ? 2 ** 53 - 1 - place : -place - 1,
    ]),
  );
  const command = { kind, actor: 7, time: 1_600_000_000_000_000, ...fields } as Command;
  const buffer = new RecordBuffer(16);
  buffer.claim(2);
  const at = encodeCommand(buffer, command);
  expect(decodeCommand(buffer, at)).toEqual(command);
});

test('numbers of kinds and codes are used once, and every record fits its head', () => {
  for (const table of [COMMANDS, EVENTS]) {
    const shapes = Object.values(table);
    expect(new Set(shapes.map(({ kind }) => kind)).size).toBe(shapes.length);
    for (const { words } of shapes) expect(words % 2).toBe(0);
  }
  const codes = Object.values(REJECTIONS).map(([code]) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every code stands in the order of checks of some command', () => {
  const used = new Set<string>(['UNKNOWN_COMMAND', ...Object.values(CHECKS).flat()]);
  expect(Object.keys(REJECTIONS).filter((name) => !used.has(name))).toEqual([]);
});

test('kinds of later versions, and records that are too short, are rejected and change nothing', () => {
  const market = new Market();
  const before = stateHash(market);
  const output = new RecordBuffer();
  for (const [kind, words] of [
    [40_000, 8],
    [0, 4],
    [COMMANDS.submitOrder.kind, 4],
    [COMMANDS.beginDay.kind, 4],
  ] as const) {
    const input = new RecordBuffer(64);
    const at = input.claim(words);
    input.words[at] = head(kind, words);
    expect(execute(market, input, at, output)).toBe(REJECT.UNKNOWN_COMMAND);
  }
  expect(stateHash(market)).toBe(before);
});

test('a record of before its kind gained fields is read with zeros in them, whatever stands behind it', () => {
  const before = layout(7, 4, { price: 'i32', amount: 'f64' });
  const now = layout(7, 4, { price: 'i32', amount: 'f64', deadline: 'f64', note: 'i32' }, before.words);
  expect(now.least).toBe(before.words);
  const source = new RecordBuffer(64);
  const at = writeRecord(source, before, { price: 5, amount: 2 ** 40 });
  writeRecord(source, before, { price: 9, amount: 9 });
  const target = new RecordBuffer(16);
  target.words.fill(-1);
  const copy = lengthen(source, at, now.words, target);
  expect(readRecord(target, copy, now)).toEqual({ price: 5, amount: 2 ** 40, deadline: 0, note: 0 });
});

/** What a runner refuses before its machine sees it: frames that are whole, and yet can't be right. */
import { expect, test } from 'vitest';
import { createMachine, fill } from '../../tests/support/purses.ts';
import { encodeOpening, FRAME_FORMAT, FRAME_KIND, type Frame, NO_WITNESS, sealFrame } from './frame.ts';
import { ENTRY, ENTRY_WORDS, encodePayload } from './payload.ts';
import { RecordBuffer } from './records.ts';
import { Runner } from './runner.ts';

const OPENING = { market: 'm', simulated: true, machine: 'purses', eventVersion: 1, program: 'test' };

function opened(opening: object = OPENING): Runner {
  const runner = new Runner('m', createMachine());
  runner.apply(next(runner, FRAME_KIND.opening, 0, Buffer.from(JSON.stringify(opening))));
  return runner;
}

function next(runner: Runner, kind: number, commands: number, payload: Buffer): Frame {
  const { number, epoch, nextCommand, hash } = runner.end;
  return sealFrame(
    {
      number: number + 1,
      kind,
      format: FRAME_FORMAT,
      epoch: kind === FRAME_KIND.opening ? epoch + 1 : epoch,
      time: 1_000,
      firstCommand: nextCommand,
      commands,
      witnessFrame: 0,
      witness: NO_WITNESS,
    },
    hash,
    payload,
  );
}

function payload(
  commands: RecordBuffer,
  entries: readonly { index: number; commands: number }[] = [],
): Buffer {
  const keys = new RecordBuffer(64);
  for (const entry of entries) {
    const at = keys.claim(ENTRY_WORDS);
    keys.words.fill(0, at, at + ENTRY_WORDS);
    keys.words[at + ENTRY.index] = entry.index;
    keys.words[at + ENTRY.commands] = entry.commands;
  }
  return encodePayload(commands, keys);
}

test('a frame with the commands that it says is executed', () => {
  const runner = opened();
  const applied = runner.apply(
    next(runner, FRAME_KIND.commands, 1, payload(fill(1, 1), [{ index: 0, commands: 1 }])),
  );
  expect(applied).toMatchObject({ firstCommand: 1, count: 1 });
});

test.each([
  ['more commands than it says', 0, payload(fill(1, 1)), 'it holds 1 commands, not 0'],
  ['fewer commands than it says', 2, payload(fill(1, 1)), 'it holds 1 commands, not 2'],
  [
    'a key of a command that is not there',
    1,
    payload(fill(1, 1), [{ index: 1, commands: 1 }]),
    'names commands',
  ],
  ['a key of no command', 1, payload(fill(1, 1), [{ index: 0, commands: 0 }]), 'names commands'],
  ['a key before the first command', 1, payload(fill(1, 1), [{ index: -1, commands: 1 }]), 'names commands'],
  ['no lengths', 1, Buffer.alloc(4), 'has no lengths'],
  ['lengths that do not fit', 1, Buffer.alloc(12, 1), 'do not fit'],
])('a frame with %s is refused, and nothing of it executed', (_, commands, bytes, fault) => {
  const runner = opened();
  expect(() => runner.apply(next(runner, FRAME_KIND.commands, commands, bytes))).toThrow(
    new RegExp(`market m fails at frame 2: .*${fault}`),
  );
  expect(runner.machine).toMatchObject({ totals: new Float64Array(2) });
});

test.each([0, 2, 5, 0xffff])('a command of %i words stops no reader for ever', (words) => {
  const runner = opened();
  const commands = fill(1, 1);
  commands.words[0] = 1 | (words << 16);
  expect(() => runner.apply(next(runner, FRAME_KIND.commands, 1, payload(commands)))).toThrow(
    'it holds no whole commands, not 1',
  );
});

test.each([
  [{ ...OPENING, market: 'other' }, 'it is one of market other'],
  [{ ...OPENING, machine: 'other' }, 'it was written for other, not purses'],
])('an opening of something else is refused', (opening, fault) => {
  expect(() => opened(opening)).toThrow(fault);
});

test('a later opening can not make a simulated market a real one', () => {
  const runner = opened();
  const other = encodeOpening({ ...OPENING, simulated: false });
  expect(() => runner.apply(next(runner, FRAME_KIND.opening, 0, other))).toThrow(
    'says something else about the market than the first frame',
  );
  expect(() => runner.apply(next(runner, FRAME_KIND.opening, 0, Buffer.from('{')))).toThrow(
    'can not be read',
  );
});

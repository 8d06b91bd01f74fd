import { expect, test } from 'vitest';
import {
  CHAIN_BEGIN,
  chainEnd,
  FRAME_FORMAT,
  FRAME_KIND,
  type Frame,
  frameFaults,
  NO_WITNESS,
  sealFrame,
} from './frame.ts';

const header = {
  number: 1,
  kind: FRAME_KIND.opening,
  format: FRAME_FORMAT,
  epoch: 1,
  time: 1_700_000_000_000_000,
  firstCommand: 1,
  commands: 0,
  witnessFrame: 0,
  witness: NO_WITNESS,
};
const first = sealFrame(header, CHAIN_BEGIN.hash, Buffer.from('opening'));
const second = sealFrame(
  { ...header, number: 2, kind: FRAME_KIND.commands, commands: 3 },
  first.hash,
  Buffer.from('commands'),
);

test('a frame fits after the one before, and nowhere else', () => {
  expect(frameFaults(first, CHAIN_BEGIN)).toEqual([]);
  expect(frameFaults(second, chainEnd(first))).toEqual([]);
  expect(frameFaults(second, CHAIN_BEGIN)).not.toEqual([]);
  expect(chainEnd(second).nextCommand).toBe(4);
});

test('the hash of a frame stays as it was in version 1', () => {
  expect(second.hash.toString('hex')).toBe(
    'bb87747d3309e16086a06402745bc8b1d4562cca4c747487a957ffab85fcbe95',
  );
});

const changes: readonly { [K in keyof Frame]?: Frame[K] }[] = [
  { number: 3 },
  { kind: 128 },
  { format: 2 },
  { epoch: 2 },
  { time: header.time + 1 },
  { firstCommand: 2 },
  { commands: 4 },
  { witnessFrame: 1 },
  { witness: Buffer.alloc(16, 1) },
  { checksum: 1 },
  { previous: Buffer.alloc(32, 1) },
  { hash: Buffer.alloc(32, 1) },
  { payload: Buffer.from('commandt') },
  { kind: -1 },
  { commands: -1 },
  { commands: 2 ** 40 },
  { checksum: -1 },
  { witness: Buffer.alloc(0) },
  { witness: Buffer.alloc(20) },
  { previous: Buffer.alloc(0) },
  { hash: Buffer.alloc(0) },
  { payload: Buffer.alloc(0) },
];
test.each(changes)('a frame changed in %j is found out', (change) => {
  expect(frameFaults({ ...second, ...change }, chainEnd(first))).not.toEqual([]);
});

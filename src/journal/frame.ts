/**
 * A frame: the unit of durability, many commands that become durable at once.
 *
 * Its hash covers the hash of the frame before, the header and the payload, each with its length, so that frames
 * form a chain: nothing in it can be changed, left out or put in without the end of the chain changing. The
 * checksum of the payload alone tells damage on disk from a break in the chain.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Failure } from '#base/failure.ts';

/** Version of the header and of the payloads below; a reader refuses those that it does not know. */
export const FRAME_FORMAT = 1;

export const FRAME_KIND = {
  /** First frame of an epoch: a sequencer took the market over. The first of all makes the market. */
  opening: 1,
  commands: 2,
} as const;

/** Frames of this kind and above say nothing about the state: a reader that does not know them passes over them. */
export const SKIPPABLE_KIND = 128;

export const HASH_BYTES = 32;
export const WITNESS_BYTES = 16;
export const NO_HASH: Buffer = Buffer.alloc(HASH_BYTES);
export const NO_WITNESS: Buffer = Buffer.alloc(WITNESS_BYTES);

export interface FrameHeader {
  readonly number: number;
  readonly kind: number;
  readonly format: number;
  /** How often a sequencer had taken the market over when this one wrote. */
  readonly epoch: number;
  /** Microseconds since 1970, of the last command in it; never less than that of the frame before. */
  readonly time: number;
  /** Number of its first command, or of the next one where it has none. */
  readonly firstCommand: number;
  readonly commands: number;
  /** The frame that its writer had applied last, with the digest of the events since the epoch began. */
  readonly witnessFrame: number;
  readonly witness: Buffer;
}

export interface Frame extends FrameHeader {
  /** CRC-32 of the payload. */
  readonly checksum: number;
  /** Hash of the frame before. */
  readonly previous: Buffer;
  readonly hash: Buffer;
  readonly payload: Buffer;
}

/** Payload of an opening frame, as JSON. */
export interface Opening {
  readonly market: string;
  readonly simulated: boolean;
  readonly machine: string;
  readonly eventVersion: number;
  /** Version of the Kirmash that took over. */
  readonly program: string;
}

const HEADER_BYTES = 2 + 2 + 8 + 8 + 8 + 8 + 4 + 8 + WITNESS_BYTES + 4;

function encodeHeader(header: FrameHeader, checksum: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  let at = bytes.writeUInt16LE(header.format, 0);
  at = bytes.writeUInt16LE(header.kind, at);
  at = bytes.writeBigInt64LE(BigInt(header.number), at);
  at = bytes.writeBigInt64LE(BigInt(header.epoch), at);
  at = bytes.writeBigInt64LE(BigInt(header.time), at);
  at = bytes.writeBigInt64LE(BigInt(header.firstCommand), at);
  at = bytes.writeUInt32LE(header.commands, at);
  at = bytes.writeBigInt64LE(BigInt(header.witnessFrame), at);
  at += header.witness.copy(bytes, at, 0, WITNESS_BYTES);
  bytes.writeUInt32LE(checksum, at);
  return bytes;
}

function hashFrame(header: FrameHeader, checksum: number, previous: Buffer, payload: Buffer): Buffer {
  const hash = createHash('sha256');
  const length = Buffer.alloc(4);
  for (const part of [previous, encodeHeader(header, checksum), payload]) {
    length.writeUInt32LE(part.length);
    hash.update(length).update(part);
  }
  return hash.digest();
}

/** Completes a frame with its checksum and its hash. Takes the hash of the frame before. */
export function sealFrame(header: FrameHeader, previous: Buffer, payload: Buffer): Frame {
  const checksum = crc32(payload);
  return { ...header, checksum, previous, hash: hashFrame(header, checksum, previous, payload), payload };
}

/** Whether a frame that was read has the hash that it says. */
function holdsItsHash(frame: Frame): boolean {
  if (frame.witness.length !== WITNESS_BYTES) return false;
  try {
    return hashFrame(frame, frame.checksum, frame.previous, frame.payload).equals(frame.hash);
  } catch (error) {
    // A number that was changed to one that no header can hold.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What a frame must follow: the end of the chain so far. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: Buffer;
  /** Number of the next command. */
  readonly nextCommand: number;
  readonly time: number;
  readonly epoch: number;
}

export const CHAIN_BEGIN: ChainEnd = { number: 0, hash: NO_HASH, nextCommand: 1, time: 0, epoch: 0 };

/** The end of the chain after a frame. */
export function chainEnd(frame: Frame): ChainEnd {
  const { number, hash, time, epoch } = frame;
  return { number, hash, nextCommand: frame.firstCommand + frame.commands, time, epoch };
}

/** Gives what is wrong with a frame in itself or as the next one after `before`, in words; empty if nothing is. */
export function frameFaults(frame: Frame, before: ChainEnd): string[] {
  const faults: string[] = [];
  if (frame.number !== before.number + 1) {
    faults.push(`number ${frame.number} follows ${before.number}: frames between them are missing`);
  }
  if (crc32(frame.payload) !== frame.checksum) faults.push('its checksum does not match: it is damaged');
  if (!holdsItsHash(frame)) {
    faults.push('its hash does not match what it holds: it was changed');
  }
  if (!frame.previous.equals(before.hash)) faults.push('it does not hold the hash of the frame before');
  if (frame.firstCommand !== before.nextCommand) {
    faults.push(`its first command is ${frame.firstCommand}, not ${before.nextCommand}`);
  }
  if (frame.time < before.time) faults.push('its time lies before that of the frame before');
  const opens = frame.kind === FRAME_KIND.opening;
  if (opens ? frame.epoch <= before.epoch : frame.epoch !== before.epoch) {
    faults.push(`its epoch is ${frame.epoch} after ${before.epoch}`);
  }
  return faults;
}

const RESTORE = 'Restore it from a backup; kirmash verify tells all that is wrong.';

/** A journal that can't be used as it is: the message names market and frame. */
export class DamagedJournalError extends Failure {
  readonly frame: number;
  /** What is wrong, without market, frame and advice. */
  readonly fault: string;
  constructor(market: string, frame: number, fault: string, advice = RESTORE) {
    super(`The journal of market ${market} fails at frame ${frame}: ${fault}. ${advice}`);
    this.frame = frame;
    this.fault = fault;
  }
}

/** Encodes the payload of an opening frame. */
export function encodeOpening(opening: Opening): Buffer {
  return Buffer.from(JSON.stringify(opening), 'utf8');
}

/** Reads the payload of an opening frame. Errors: SyntaxError for what is none. */
export function decodeOpening(payload: Buffer): Opening {
  const { market, simulated, machine, eventVersion, program } = JSON.parse(
    payload.toString('utf8'),
  ) as Opening;
  return { market, simulated, machine, eventVersion, program };
}

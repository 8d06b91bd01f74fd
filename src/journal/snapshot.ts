/**
 * Snapshots: the state after a frame, in compressed parts with checksums, bound to the frame by its hash and to the
 * state by the state's. One that does not fit in every respect is passed over; none is ever needed, since the frames
 * say all.
 */
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { isPassing } from './connection.ts';
import type { ChainEnd, Opening } from './frame.ts';
import { type KeyLimits, KeyTable } from './keys.ts';
import type { Machine, Part } from './machine.ts';
import { Runner } from './runner.ts';
import type { MarketRow, Queries } from './store.ts';

/** Raised with every change of what it holds: snapshots of another format are passed over. */
export const SNAPSHOT_FORMAT = 2;
/** Snapshots that are kept of each market; older ones go when a new one is there. */
export const SNAPSHOTS_KEPT = 3;
const CHUNK_BYTES = 4 << 20;
/** Name of the part that holds the idempotency keys; a machine's parts are named after its own tables. */
const KEYS_PART = 'journal.keys';

interface Header {
  readonly machine: string;
  readonly end: Omit<ChainEnd, 'hash'> & { readonly hash: string };
  readonly digest: string;
  readonly genesis: Opening;
  readonly opening: Opening;
  readonly stateHash: string;
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

/** Compresses parts, as one stream cut into pieces, each given as soon as it is ready. */
function* compress(parts: readonly Part[]): Generator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for (const { bytes } of parts) {
    for (let at = 0; at < bytes.length; ) {
      const count = Math.min(bytes.length - at, CHUNK_BYTES - filled);
      chunk.set(bytes.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled === CHUNK_BYTES) {
        yield zstdCompressSync(chunk);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield zstdCompressSync(chunk.subarray(0, filled));
}

/**
 * Writes the state of a runner as a snapshot, in one transaction, and removes those that are too old.
 * The runner must not go on meanwhile. Errors: those of pg.
 */
export async function saveSnapshot(client: pg.ClientBase, market: MarketRow, runner: Runner): Promise<void> {
  const { end, machine, genesis, opening } = runner;
  if (genesis === undefined || opening === undefined)
    throw new Error('a market without frames has no snapshot');
  const parts: Part[] = [{ name: KEYS_PART, bytes: runner.keys.encode() }, ...machine.snapshot()];
  const header: Header = {
    machine: machine.name,
    end: { ...end, hash: end.hash.toString('hex') },
    digest: runner.digest.toString('hex'),
    genesis,
    opening,
    stateHash: machine.hash(),
    parts: parts.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
  };
  const text = JSON.stringify(header);
  await client.query('begin');
  try {
    // A snapshot of the same frame that can't be read is replaced.
    await client.query('delete from journal_snapshot where market = $1 and frame = $2', [
      market.id,
      end.number,
    ]);
    await client.query(
      `insert into journal_snapshot (market, frame, format, header, parts, bytes, checksum)
       values ($1, $2, $3, $4, 0, 0, $5)`,
      [market.id, end.number, SNAPSHOT_FORMAT, text, crc32(text)],
    );
    let part = 0;
    let bytes = 0;
    for (const payload of compress(parts)) {
      await client.query(
        'insert into journal_snapshot_part (market, frame, part, checksum, payload) values ($1, $2, $3, $4, $5)',
        [market.id, end.number, part, crc32(payload), payload],
      );
      part += 1;
      bytes += payload.length;
    }
    await client.query(
      'update journal_snapshot set parts = $3, bytes = $4 where market = $1 and frame = $2',
      [market.id, end.number, part, bytes],
    );
    await client.query(
      `delete from journal_snapshot where market = $1 and frame < (
         select min(frame) from (select frame from journal_snapshot where market = $1
           order by frame desc limit ${SNAPSHOTS_KEPT}) as kept)`,
      [market.id],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Numbers of the frames of which there are snapshots, newest first. */
export async function listSnapshots(
  queries: Queries,
  market: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<number[]> {
  const { rows } = await queries.query<{ frame: number }>({
    text: 'select frame from journal_snapshot where market = $1 and frame <= $2 order by frame desc',
    values: [market, upTo],
  });
  return rows.map(({ frame }) => Number(frame));
}

/** Reads a snapshot's header. Errors: RangeError for one that is damaged or of another version. */
async function readHeader(
  queries: Queries,
  market: number,
  frame: number,
): Promise<{ header: Header; parts: number }> {
  const { rows } = await queries.query<{ format: number; header: string; parts: number; checksum: number }>({
    text: 'select format, header, parts, checksum from journal_snapshot where market = $1 and frame = $2',
    values: [market, frame],
  });
  const row = rows[0];
  if (row === undefined) throw new RangeError('it is not there');
  if (row.format !== SNAPSHOT_FORMAT) throw new RangeError(`its format is ${row.format}`);
  if (crc32(row.header) !== Number(row.checksum))
    throw new RangeError('the checksum of its header does not match');
  return { header: JSON.parse(row.header) as Header, parts: row.parts };
}

/** The state's hash that a snapshot claims. Errors: RangeError. */
export async function snapshotStateHash(queries: Queries, market: number, frame: number): Promise<string> {
  return (await readHeader(queries, market, frame)).header.stateHash;
}

/** Whether a frame ends the chain in this way. */
async function isEndOfFrame(queries: Queries, market: number, end: ChainEnd): Promise<boolean> {
  const { rows } = await queries.query<{ next: number; time: number; epoch: number; hash: Buffer }>({
    text: `select first_command + commands as next, time, epoch, hash from journal_frame
      where market = $1 and number = $2`,
    values: [market, end.number],
  });
  const row = rows[0];
  return (
    row?.hash.equals(end.hash) === true &&
    Number(row.next) === end.nextCommand &&
    Number(row.time) === end.time &&
    Number(row.epoch) === end.epoch
  );
}

async function readParts(
  queries: Queries,
  market: number,
  frame: number,
  header: Header,
  count: number,
): Promise<Part[]> {
  const parts = header.parts.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
  let into = 0;
  let filled = 0;
  const read = (number: number) =>
    queries.query<{ checksum: number; payload: Buffer }>({
      text: 'select checksum, payload from journal_snapshot_part where market = $1 and frame = $2 and part = $3',
      values: [market, frame, number],
    });
  for (let number = 0; number < count; number += 1) {
    const row = (await read(number)).rows[0];
    if (row === undefined) throw new RangeError(`its part ${number} is missing`);
    if (crc32(row.payload) !== Number(row.checksum))
      throw new RangeError(`the checksum of its part ${number} does not match`);
    const bytes = zstdDecompressSync(row.payload);
    for (let at = 0; at < bytes.length; ) {
      while (into < parts.length && filled === (parts[into] as Part).bytes.length) {
        into += 1;
        filled = 0;
      }
      const part = parts[into];
      if (part === undefined) throw new RangeError('it holds more than its header says');
      const take = Math.min(bytes.length - at, part.bytes.length - filled);
      part.bytes.set(bytes.subarray(at, at + take), filled);
      filled += take;
      at += take;
    }
  }
  while (into < parts.length && filled === (parts[into] as Part).bytes.length) {
    into += 1;
    filled = 0;
  }
  if (into < parts.length) throw new RangeError('it holds less than its header says');
  return parts;
}

/**
 * Restores the state of a snapshot into a fresh machine.
 * Errors: RangeError, with what is wrong with it; those of pg.
 */
export async function loadSnapshot(
  queries: Queries,
  market: MarketRow,
  frame: number,
  machine: Machine,
  keyLimits: KeyLimits,
): Promise<Runner> {
  const { header, parts: count } = await readHeader(queries, market.id, frame);
  if (header.machine !== machine.name) throw new RangeError(`it is one of ${header.machine}`);
  const end: ChainEnd = { ...header.end, hash: Buffer.from(header.end.hash, 'hex') };
  if (end.number !== frame || !(await isEndOfFrame(queries, market.id, end))) {
    throw new RangeError('it does not belong to the frame of its number');
  }
  const parts = await readParts(queries, market.id, frame, header, count);
  const keys = parts.find(({ name }) => name === KEYS_PART);
  if (keys === undefined) throw new RangeError('it holds no idempotency keys');
  machine.restore(parts.filter((part) => part !== keys));
  if (machine.hash() !== header.stateHash)
    throw new RangeError('the state in it has another hash than it says');
  const runner = new Runner(market.name, machine, keyLimits);
  runner.resume(
    end,
    Buffer.from(header.digest, 'hex'),
    header.genesis,
    header.opening,
    KeyTable.decode(keys.bytes, keyLimits),
  );
  return runner;
}

/** Whether an error tells of the database, and not of the snapshot that was being read. */
export function isOfDatabase(error: unknown): boolean {
  return isPassing(error) || error instanceof pg.DatabaseError;
}

/**
 * The newest state at or before a frame for which a good snapshot is there, or an empty one.
 * `createMachine` is to give a fresh one each time. `report` is told of snapshots that were passed over. Errors: those of pg.
 */
export async function newestState(
  queries: Queries,
  market: MarketRow,
  createMachine: () => Machine,
  keyLimits: KeyLimits,
  report: (line: string) => void,
  upTo?: number,
): Promise<Runner> {
  const used = new Set<Machine>();
  const fresh = (): Machine => {
    const machine = createMachine();
    // One that a damaged snapshot has been restored into holds anything.
    if (used.has(machine)) throw new Error('createMachine gives the same machine twice');
    used.add(machine);
    return machine;
  };
  for (const frame of await listSnapshots(queries, market.id, upTo)) {
    const machine = fresh();
    try {
      return await loadSnapshot(queries, market, frame, machine, keyLimits);
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      report(`the snapshot at frame ${frame} can't be used: ${(error as Error).message}`);
    }
  }
  return new Runner(market.name, fresh(), keyLimits);
}

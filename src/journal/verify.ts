/**
 * The checks of `kirmash verify` on a market: everything is replayed from the first frame, and whatever was recorded
 * on the way is compared with what the replay comes to.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { chainEnd, DamagedJournalError, type Frame, frameFaults } from './frame.ts';
import { KEY_LIMITS, type KeyLimits } from './keys.ts';
import type { Machine } from './machine.ts';
import { type Fold, type Projection, readProgress } from './projection.ts';
import { Runner } from './runner.ts';
import { isOfDatabase, listSnapshots, loadSnapshot, snapshotStateHash } from './snapshot.ts';
import { type MarketRow, type Queries, readFrames } from './store.ts';

/** One check with its result, as those of `storage`. */
export interface Finding {
  readonly check: string;
  /** What was looked at, in words. */
  readonly found: string;
  /** What is wrong; empty if nothing is. */
  readonly wrong: readonly string[];
}

export interface VerifyOptions {
  readonly createMachine: () => Machine;
  readonly projections: readonly Projection[];
  readonly keyLimits?: KeyLimits;
  readonly signal?: AbortSignal;
}

/** Gives the markets of a database. */
export async function listMarkets(queries: Queries): Promise<MarketRow[]> {
  const { rows } = await queries.query<{ id: number; name: string; simulated: boolean; epoch: number }>({
    text: 'select id, name, simulated, epoch from journal_market order by id',
  });
  return rows.map((row) => ({ ...row, epoch: Number(row.epoch) }));
}

interface Recorded {
  readonly hash: string;
  /** The last command before it was taken. */
  readonly command: number;
}

async function recordedHashes(client: pg.ClientBase, market: number): Promise<Map<number, Recorded>> {
  const { rows } = await client.query<{ frame: number; command: number; hash: string }>(
    'select frame, command, hash from journal_hash where market = $1 order by frame',
    [market],
  );
  return new Map(rows.map(({ frame, command, hash }) => [Number(frame), { hash, command: Number(command) }]));
}

async function currentEpoch(client: pg.ClientBase, market: number): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>('select epoch from journal_market where id = $1', [
    market,
  ]);
  return Number(rows[0]?.epoch);
}

/** What a snapshot holds beside the state, in one word each, to be compared with what a replay comes to. */
function beside(runner: Runner): { readonly [what: string]: string } {
  const { end, genesis, opening, digest, keys } = runner;
  return {
    'end of the chain': JSON.stringify({ ...end, hash: end.hash.toString('hex') }),
    'first opening': JSON.stringify(genesis),
    opening: JSON.stringify(opening),
    'digest of events': digest.toString('hex'),
    'idempotency keys': createHash('sha256').update(keys.encode()).digest('hex'),
  };
}
// These hold events, which another version may write otherwise.
const OF_EVENTS: readonly string[] = ['digest of events', 'idempotency keys'];

interface Snapshot {
  readonly stateHash: string;
  /** Undefined where it can't be loaded. */
  beside: { readonly [what: string]: string } | undefined;
}

/** Checks the rest of a chain that can't be replayed any more: each frame in itself and after the one before. */
function* brokenFrames(frame: Frame, runner: Runner): Generator<string> {
  for (const fault of frameFaults(frame, runner.end)) yield `frame ${frame.number}: ${fault}`;
}

/**
 * Verifies a market. The client is to hold one transaction of isolation level 'repeatable read', so that the market
 * may go on meanwhile; the check of the projections makes temporary tables in it.
 * Errors: those of pg.
 */
export async function verifyMarket(
  client: pg.ClientBase,
  market: MarketRow,
  options: VerifyOptions,
): Promise<Finding[]> {
  const { keyLimits = KEY_LIMITS, signal } = options;
  const machine = options.createMachine();
  const runner = new Runner(market.name, machine, keyLimits);
  const chain: string[] = [];
  const hashes: string[] = [];
  const ledger: string[] = [];
  const recorded = await recordedHashes(client, market.id);
  const snapshots = new Map<number, Snapshot>();
  const snapshotFaults: string[] = [];
  for (const frame of await listSnapshots(client, market.id)) {
    try {
      const snapshot: Snapshot = {
        stateHash: await snapshotStateHash(client, market.id, frame),
        beside: undefined,
      };
      snapshots.set(frame, snapshot);
      snapshot.beside = beside(await loadSnapshot(client, market, frame, options.createMachine(), keyLimits));
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      snapshotFaults.push(`snapshot at frame ${frame}: ${(error as Error).message}`);
    }
  }
  const shadows = await shadowProjections(client, market, options.projections);
  let halted = false;
  let frames = 0;
  let compared = 0;
  let sameEvents = true;
  for await (const frame of readFrames(client, market.id, 0)) {
    signal?.throwIfAborted();
    frames += 1;
    if (halted) {
      chain.push(...brokenFrames(frame, runner));
      runner.end = chainEnd(frame);
      continue;
    }
    const begun = runner.end;
    try {
      const applied = runner.apply(frame);
      for (const shadow of shadows)
        if (applied !== undefined && frame.number <= shadow.frame) shadow.fold.take(applied, machine);
    } catch (error) {
      const fault =
        error instanceof DamagedJournalError ? error.fault : `the market fails: ${(error as Error).message}`;
      chain.push(`frame ${error instanceof DamagedJournalError ? error.frame : frame.number}: ${fault}`);
      runner.end = begun;
      chain.push(...brokenFrames(frame, runner).filter((line) => !line.endsWith(fault)));
      runner.end = chainEnd(frame);
      halted = true;
      continue;
    }
    sameEvents &&= runner.opening?.eventVersion === machine.eventVersion;
    const hash = recorded.get(frame.number);
    const snapshot = snapshots.get(frame.number);
    if (hash !== undefined || snapshot !== undefined) {
      const own = machine.hash();
      const command = runner.end.nextCommand - 1;
      compared += 1;
      if (hash !== undefined && hash.hash !== own)
        hashes.push(`frame ${frame.number}: the state's hash is ${own}, recorded was ${hash.hash}`);
      if (hash !== undefined && hash.command !== command)
        hashes.push(`frame ${frame.number}: it ends with command ${command}, recorded was ${hash.command}`);
      if (snapshot !== undefined) snapshotFaults.push(...compareSnapshot(snapshot, runner, own, sameEvents));
      for (const fault of machine.check()) ledger.push(`after frame ${frame.number}: ${fault}`);
    }
    await flushShadows(client, shadows, frame.number);
  }
  if (!halted) for (const fault of machine.check()) ledger.push(`after frame ${runner.end.number}: ${fault}`);
  const epoch = await currentEpoch(client, market.id);
  if (runner.end.epoch > epoch) {
    chain.push(`journal_market.epoch is ${epoch}, less than ${runner.end.epoch} of the last frame`);
  }
  if (runner.genesis !== undefined && runner.genesis.simulated !== market.simulated) {
    chain.push('journal_market.simulated says something else than the first frame');
  }
  for (const [frame] of recorded)
    if (frame > runner.end.number) hashes.push(`frame ${frame}: recorded, but not in the journal`);
  const name = `Market ${market.name}`;
  const commands = runner.end.nextCommand - 1;
  return [
    { check: `${name}, journal`, found: `${frames} frames, ${commands} commands replayed`, wrong: chain },
    { check: `${name}, state`, found: `${compared} recorded hashes compared`, wrong: hashes },
    { check: `${name}, ledger`, found: `${compared + 1} times checked`, wrong: ledger },
    { check: `${name}, snapshots`, found: `${snapshots.size} snapshots`, wrong: snapshotFaults },
    await compareProjections(client, market, shadows, runner.end.number, halted),
  ];
}

/** Compares a snapshot with the state that a replay has come to at its frame. */
function* compareSnapshot(
  snapshot: Snapshot,
  runner: Runner,
  stateHash: string,
  sameEvents: boolean,
): Generator<string> {
  const name = `snapshot at frame ${runner.end.number}`;
  if (snapshot.stateHash !== stateHash) {
    yield `${name}: the state's hash is ${stateHash}, it says ${snapshot.stateHash}`;
  }
  if (snapshot.beside === undefined) return;
  for (const [what, own] of Object.entries(beside(runner))) {
    if (!sameEvents && OF_EVENTS.includes(what)) continue;
    if (snapshot.beside[what] !== own) yield `${name}: it differs from the replay in its ${what}`;
  }
}

interface Shadow {
  readonly projection: Projection;
  readonly fold: Fold;
  /** Frame up to which the projection's tables are written. */
  readonly frame: number;
  readonly wrong: string[];
}

const FLUSH_ROWS = 20_000;

/** Makes temporary tables that hide the projections' own, so that the same code fills them again. */
async function shadowProjections(
  client: pg.ClientBase,
  market: MarketRow,
  projections: readonly Projection[],
): Promise<Shadow[]> {
  const progress = await readProgress(client, market.id);
  const shadows: Shadow[] = [];
  for (const projection of projections) {
    const known = progress.find(({ name }) => name === projection.name);
    const wrong: string[] = [];
    if (known === undefined) continue;
    if (known.version !== projection.version)
      wrong.push(
        `${projection.name} is of version ${known.version}, and is built anew when the market starts`,
      );
    for (const table of projection.tables) {
      const id = client.escapeIdentifier(table);
      await client.query(`drop table if exists pg_temp.${id}`);
      await client.query(`create temporary table ${id} (like public.${id} including all)`);
    }
    shadows.push({
      projection,
      fold: projection.start(market.id),
      frame: wrong.length > 0 ? 0 : known.frame,
      wrong,
    });
  }
  return shadows;
}

/** Writes what gathered: when it is much, and when the frame is reached up to which the projection is written. */
async function flushShadows(
  client: pg.ClientBase,
  shadows: readonly Shadow[],
  reached: number,
): Promise<void> {
  for (const { fold, frame } of shadows) {
    if (fold.waiting === 0 || (frame !== reached && fold.waiting < FLUSH_ROWS)) continue;
    await fold.flush(client);
    fold.clear();
  }
}

interface Differences {
  readonly missing: number;
  readonly extra: number;
  readonly total: number;
  /** A row of each sort. */
  readonly missed: string | null;
  readonly found: string | null;
}

async function compareProjections(
  client: pg.ClientBase,
  market: MarketRow,
  shadows: readonly Shadow[],
  last: number,
  halted: boolean,
): Promise<Finding> {
  const wrong = shadows.flatMap((shadow) => shadow.wrong);
  let rows = 0;
  for (const { projection, frame, wrong: faults } of halted ? [] : shadows) {
    if (faults.length > 0) continue;
    if (frame > last) {
      wrong.push(`${projection.name} is written up to frame ${frame}, and the journal ends with ${last}`);
      continue;
    }
    for (const table of projection.tables) {
      const id = client.escapeIdentifier(table);
      const { rows: counts } = await client.query<Differences>(
        `with ours as (select * from pg_temp.${id}),
           theirs as (select * from public.${id} where market = $1),
           missing as (table ours except all table theirs),
           extra as (table theirs except all table ours)
         select (select count(*) from missing)::float8 as missing, (select count(*) from extra)::float8 as extra,
           (select count(*) from theirs)::float8 as total,
           (select min(to_jsonb(missing)::text) from missing) as missed,
           (select min(to_jsonb(extra)::text) from extra) as found`,
        [market.id],
      );
      const { missing = 0, extra = 0, total = 0, missed, found } = counts[0] ?? {};
      rows += total;
      if (missing + extra > 0) {
        wrong.push(
          `table ${table} up to frame ${frame}: ${extra} rows should not be there or be others, ${missing} are missing`,
        );
        if (found) wrong.push(`table ${table}, for example: ${found} is there`);
        if (missed) wrong.push(`table ${table}, for example: ${missed} should be there`);
      }
    }
  }
  for (const { projection } of shadows) {
    for (const table of projection.tables)
      await client.query(`drop table pg_temp.${client.escapeIdentifier(table)}`);
  }
  const found = halted
    ? 'not compared, since the journal can not be replayed'
    : `${shadows.length} projections, ${rows} rows compared`;
  return { check: `Market ${market.name}, projections`, found, wrong };
}

/** Looks for frames that belong to no market: nothing else would look at them. */
async function verifyNoOthers(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ market: number; frames: number }>(
    `select market, count(*)::float8 as frames from journal_frame
     where market not in (select id from journal_market) group by market order by market`,
  );
  const markets = await listMarkets(client);
  const wrong = rows.map(
    ({ market, frames }) => `${frames} frames are of market ${market}, which is not there`,
  );
  return { check: 'Markets', found: `${markets.length} in the journal`, wrong };
}

/**
 * Verifies all markets of a database, in one transaction that sees them as they are now and is rolled back.
 * Errors: those of pg.
 */
export async function verifyMarkets(client: pg.ClientBase, options: VerifyOptions): Promise<Finding[]> {
  await client.query('begin isolation level repeatable read');
  try {
    const findings: Finding[] = [];
    findings.push(await verifyNoOthers(client));
    for (const market of await listMarkets(client)) {
      findings.push(...(await verifyMarket(client, market, options)));
    }
    return findings;
  } finally {
    await client.query('rollback');
  }
}

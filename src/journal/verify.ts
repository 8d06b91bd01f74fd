/**
 * The checks of `kirmash verify` on a market: everything is replayed from the first frame, and whatever was recorded
 * on the way is compared with what the replay comes to.
 */
import type pg from 'pg';
import { chainEnd, DamagedJournalError, type Frame, frameFaults } from './frame.ts';
import { KEY_LIMITS, type KeyLimits } from './keys.ts';
import type { Machine } from './machine.ts';
import { type Fold, type Projection, readProgress } from './projection.ts';
import { Runner } from './runner.ts';
import { listSnapshots, loadSnapshot, snapshotStateHash } from './snapshot.ts';
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

async function recordedHashes(client: pg.ClientBase, market: number): Promise<Map<number, string>> {
  const { rows } = await client.query<{ frame: number; hash: string }>(
    'select frame, hash from journal_hash where market = $1',
    [market],
  );
  return new Map(rows.map(({ frame, hash }) => [Number(frame), hash]));
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
  const snapshots = new Map<number, string>();
  const snapshotFaults: string[] = [];
  for (const frame of await listSnapshots(client, market.id)) {
    try {
      snapshots.set(frame, await snapshotStateHash(client, market.id, frame));
      await loadSnapshot(client, market, frame, options.createMachine(), keyLimits);
    } catch (error) {
      snapshotFaults.push(`snapshot at frame ${frame}: ${(error as Error).message}`);
    }
  }
  const shadows = await shadowProjections(client, market, options.projections);
  let halted = false;
  let frames = 0;
  let compared = 0;
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
    const hash = recorded.get(frame.number);
    const claimed = snapshots.get(frame.number);
    if (hash !== undefined || claimed !== undefined) {
      const own = machine.hash();
      compared += 1;
      if (hash !== undefined && hash !== own)
        hashes.push(`frame ${frame.number}: the state's hash is ${own}, recorded was ${hash}`);
      if (claimed !== undefined && claimed !== own) {
        snapshotFaults.push(
          `snapshot at frame ${frame.number}: the state's hash is ${own}, it says ${claimed}`,
        );
      }
      for (const fault of machine.check()) ledger.push(`after frame ${frame.number}: ${fault}`);
    }
    await flushShadows(client, shadows, frame.number);
  }
  if (!halted) for (const fault of machine.check()) ledger.push(`after frame ${runner.end.number}: ${fault}`);
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
    await compareProjections(client, market, shadows, halted),
  ];
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

async function compareProjections(
  client: pg.ClientBase,
  market: MarketRow,
  shadows: readonly Shadow[],
  halted: boolean,
): Promise<Finding> {
  const wrong = shadows.flatMap((shadow) => shadow.wrong);
  let rows = 0;
  for (const { projection, frame } of halted ? [] : shadows) {
    if (frame === 0) continue;
    for (const table of projection.tables) {
      const id = client.escapeIdentifier(table);
      const { rows: counts } = await client.query<{ missing: number; extra: number; total: number }>(
        `with ours as (select * from pg_temp.${id}),
           theirs as (select * from public.${id} where market = $1)
         select (select count(*) from (table ours except all table theirs) as a)::int as missing,
           (select count(*) from (table theirs except all table ours) as b)::int as extra,
           (select count(*) from theirs)::int as total`,
        [market.id],
      );
      const { missing = 0, extra = 0, total = 0 } = counts[0] ?? {};
      rows += total;
      if (missing + extra > 0) {
        wrong.push(
          `table ${table} up to frame ${frame}: ${extra} rows should not be there or be others, ${missing} are missing`,
        );
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

/**
 * Verifies all markets of a database, in one transaction that sees them as they are now and is rolled back.
 * Errors: those of pg.
 */
export async function verifyMarkets(client: pg.ClientBase, options: VerifyOptions): Promise<Finding[]> {
  await client.query('begin isolation level repeatable read');
  try {
    const findings: Finding[] = [];
    for (const market of await listMarkets(client)) {
      findings.push(...(await verifyMarket(client, market, options)));
    }
    return findings;
  } finally {
    await client.query('rollback');
  }
}

/**
 * Follows a market's journal with a machine of its own: writes projections and takes snapshots, away from the
 * sequencer, and by comparing digests proves all the while that a replay comes to what the run came to.
 *
 * Exactly once: rows and progress are written in one transaction, which moves the progress on only from where this
 * follower believes it to be. Where that is not so (another follower, a rebuild), it begins again from the database.
 */
import type pg from 'pg';
import { type Connection, isPassing } from './connection.ts';
import { KEY_LIMITS, type KeyLimits } from './keys.ts';
import type { Machine } from './machine.ts';
import type { Pace } from './pacing.ts';
import { type Fold, type Projection, readProgress, resetProjection } from './projection.ts';
import type { Runner } from './runner.ts';
import { listSnapshots, newestState, saveSnapshot } from './snapshot.ts';
import { lastFrame, type MarketRow, readFrames } from './store.ts';

export interface FollowerOptions {
  readonly connection: Connection;
  readonly market: MarketRow;
  readonly createMachine: () => Machine;
  readonly projections: readonly Projection[];
  readonly keyLimits?: KeyLimits;
  /** Commands between two snapshots; 0 takes none. */
  readonly snapshotEvery: number;
  readonly report?: (line: string) => void;
  /** Asked after each frame: what it gives is waited for. */
  readonly pace?: Pace;
}

/** Where a follower stands. */
export interface Standing {
  /** Frame up to which it has executed, and the last frame of the journal when it looked. */
  readonly frame: number;
  readonly last: number;
  /** Frame up to which each projection is written. */
  readonly projections: { readonly [name: string]: number };
  /** Frame of the newest snapshot that it knows. */
  readonly snapshot: number;
}

/** Rows that are written in one transaction, about. */
const FLUSH_ROWS = 20_000;

interface Running {
  readonly projection: Projection;
  readonly fold: Fold;
  /** Frame up to which it is in the database. */
  written: number;
}

class MovedError extends Error {}

export class Follower {
  readonly #options: FollowerOptions;
  #runner: Runner | undefined;
  #running: Running[] = [];
  #last = 0;
  #snapshot = 0;
  #snapshotCommand = 1;
  /** What is in the way now: reported once, however often it is met. */
  #trouble: string | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  get standing(): Standing {
    return {
      frame: this.#runner?.end.number ?? 0,
      last: this.#last,
      projections: Object.fromEntries(
        this.#running.map(({ projection, written }) => [projection.name, written]),
      ),
      snapshot: this.#snapshot,
    };
  }

  /**
   * Executes and writes all that the journal holds by now, or until the signal is aborted.
   * Gives the number of frames. Errors: DamagedJournalError, DivergedError; those of pg that do not pass. After one
   * that passes it begins again from the database the next time.
   */
  async catchUp(signal?: AbortSignal): Promise<number> {
    const { connection, market, report } = this.#options;
    try {
      const frames = await this.#catchUp(signal);
      this.#trouble = undefined;
      return frames;
    } catch (error) {
      this.#runner = undefined;
      if (error instanceof MovedError) return 0;
      if (!isPassing(error)) throw error;
      // A transaction may still be open on it, or a query under way.
      connection.drop();
      const { message } = error as Error;
      if (message !== this.#trouble) report?.(`market ${market.name}, projections: ${message}`);
      this.#trouble = message;
      return 0;
    }
  }

  async #catchUp(signal: AbortSignal | undefined): Promise<number> {
    const { connection, market } = this.#options;
    const runner = this.#runner ?? (await this.#begin());
    this.#last = Math.max(await lastFrame(connection, market.id), runner.end.number);
    let frames = 0;
    for await (const frame of readFrames(connection, market.id, runner.end.number)) {
      const applied = runner.apply(frame);
      frames += 1;
      let waiting = 0;
      for (const { fold, written } of this.#running) {
        if (applied !== undefined && written < frame.number) fold.take(applied, runner.machine);
        waiting += fold.waiting;
      }
      if (waiting >= FLUSH_ROWS) await this.#flush(runner);
      if (signal?.aborted) break;
      await this.#options.pace?.(frame.time);
      await this.#snapshotIfDue(runner);
    }
    if (frames > 0) await this.#flush(runner);
    else await this.#checkProgress();
    this.#last = Math.max(this.#last, runner.end.number);
    return frames;
  }

  /** Brings the state up to where the projections are. */
  async #begin(): Promise<Runner> {
    const {
      connection,
      market,
      projections,
      createMachine,
      keyLimits = KEY_LIMITS,
      report = () => {},
    } = this.#options;
    const client = await connection.client();
    let progress = await readProgress(client, market.id);
    for (const projection of projections) {
      const known = progress.find(({ name }) => name === projection.name);
      if (known?.version !== projection.version) await resetProjection(client, market.id, projection);
    }
    progress = await readProgress(client, market.id);
    this.#running = projections.map((projection) => ({
      projection,
      fold: projection.start(market.id),
      written: progress.find(({ name }) => name === projection.name)?.frame ?? 0,
    }));
    const upTo = Math.min(...this.#running.map(({ written }) => written), Number.MAX_SAFE_INTEGER);
    const runner = await newestState(connection, market, createMachine, keyLimits, report, upTo);
    const snapshots = await listSnapshots(connection, market.id);
    this.#snapshot = snapshots[0] ?? 0;
    this.#snapshotCommand = runner.end.nextCommand;
    this.#runner = runner;
    return runner;
  }

  /** With nothing to write: are the projections still where this follower has left them? */
  async #checkProgress(): Promise<void> {
    const { connection, market } = this.#options;
    const progress = await readProgress(await connection.client(), market.id);
    for (const { projection, written } of this.#running) {
      const known = progress.find(({ name }) => name === projection.name);
      if (known?.frame !== written || known.version !== projection.version) throw new MovedError();
    }
  }

  async #flush(runner: Runner): Promise<void> {
    const { connection, market } = this.#options;
    if (this.#running.length === 0) return;
    const client = await connection.client();
    const frame = runner.end.number;
    const behind = this.#running.filter(({ written }) => written < frame);
    await client.query('begin');
    try {
      for (const { projection, fold, written } of behind) {
        const { rowCount } = await client.query(
          `update journal_projection set frame = $4, updated = now()
           where market = $1 and name = $2 and version = $5 and frame = $3`,
          [market.id, projection.name, written, frame, projection.version],
        );
        if (rowCount !== 1) throw new MovedError();
        await fold.flush(client);
      }
      await client.query('commit');
    } catch (error) {
      await this.#rollback(client);
      throw error;
    }
    for (const running of behind) {
      running.fold.clear();
      running.written = frame;
    }
  }

  async #rollback(client: pg.Client): Promise<void> {
    await client.query('rollback').catch(() => this.#options.connection.drop());
  }

  async #snapshotIfDue(runner: Runner): Promise<void> {
    const { connection, market, snapshotEvery } = this.#options;
    if (snapshotEvery === 0 || runner.end.nextCommand - this.#snapshotCommand < snapshotEvery) return;
    if (runner.end.number <= this.#snapshot) return;
    await this.#flush(runner);
    await saveSnapshot(await connection.client(), market, runner);
    this.#snapshot = runner.end.number;
    this.#snapshotCommand = runner.end.nextCommand;
  }
}

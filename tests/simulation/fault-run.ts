/**
 * One run of a market under faults, from a seed: clients submit under keys, and repeat what was not answered, while
 * the process, the database and the way between them are broken. `fault-examination.ts` says what must hold then.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Random, seededRandom } from '#base/random.ts';
import type { Journal } from '#journal/journal.ts';
import { type CuttingProxy, startProxy } from '../support/cutting-proxy.ts';
import { type Answered, examine, keyOf } from './fault-examination.ts';
import { DISK_FULL, Markets, type Tally } from './fault-markets.ts';
import type { PlantedFault } from './market-messages.ts';

export const FAULTS_OF_THE_PROCESS = [
  'kill the market',
  'kill the market in a commit',
  'lose an answer',
  'lose a request',
  'a second market',
  'two more markets at once',
  'set the clock back',
  'damage a snapshot',
  'damage the last frame',
] as const;
export const ALL_FAULTS = [
  ...FAULTS_OF_THE_PROCESS,
  'restart the database',
  'kill the database',
  'kill the database in a commit',
  'fill the disk',
] as const;

export type Fault = (typeof ALL_FAULTS)[number];

/** A database server that can be broken. */
export interface Server {
  /** URL of the database on it, straight to the server. */
  url(): string;
  /** Ends the server, gently or with SIGKILL, and starts it again. */
  restart?(kill: boolean): Promise<void>;
  /**
   * Fills the disk that the database lies on, for so long; starts the server again if it has ended over it.
   * Gives whether it had.
   */
  fillDisk?(forMs: number): Promise<boolean>;
}

export interface FaultRun {
  readonly seed: number;
  readonly server: Server;
  readonly faults: readonly Fault[];
  /** How many faults are made to happen. */
  readonly count: number;
  /** Module of the machine, with its projections. */
  readonly module: string;
  /** The records of submission number `index`, as words; made from a seed. */
  submission(index: number): readonly number[];
  /** Submissions that go first, one after the other. */
  readonly setUp: number;
  /** What must hold of the final state beyond what `verify` checks; gives what does not. */
  check?(journal: Journal, submissions: number): string[];
  /** A fault of the market that is to be found out; 'lost' takes what was answered last out of the database. */
  readonly planted?: PlantedFault | 'lost' | undefined;
}

export interface FaultResult {
  readonly seed: number;
  readonly market: string;
  readonly submissions: number;
  /** Times that something had to be asked again. */
  readonly repeated: number;
  readonly faults: { readonly [fault: string]: number };
  /** What the faults did, counted: a fault that does nothing proves nothing. */
  readonly effects: { readonly [effect: string]: number };
  readonly wrong: readonly string[];
}

const CLIENTS = 12;
const LEAST_SUBMISSIONS = 120;
const RUN_WITHIN_MS = 180_000;
const COMMIT_WITHIN_MS = 1_000;

/** What a fault is made to happen with. */
interface Scene {
  readonly run: FaultRun;
  readonly market: string;
  readonly markets: Markets;
  readonly proxy: CuttingProxy;
  readonly random: Random;
  readonly tally: Tally;
  readonly effects: { readonly [effect: string]: number };
  readonly wrong: string[];
}

/** Runs once. Errors: only those of the harness; what the market did wrong stands in the result. */
export async function runFaults(run: FaultRun): Promise<FaultResult> {
  const random = seededRandom(run.seed);
  const market = `faults-${run.seed}`;
  const proxy = await startProxy(Number(new URL(run.server.url()).port));
  const url = (): string => {
    const through = new URL(run.server.url());
    through.port = String(proxy.port);
    return through.href;
  };
  const answers = new Map<number, Answered>();
  const happened: { [fault: string]: number } = {};
  const effects: { [effect: string]: number } = {};
  const tally = (effect: string): void => {
    effects[effect] = (effects[effect] ?? 0) + 1;
  };
  const { planted } = run;
  const markets = new Markets({
    market,
    module: run.module,
    url,
    random,
    tally,
    planted: planted === 'lost' ? undefined : planted,
  });
  let next = 0;
  let repeated = 0;
  let ending = false;
  const late = performance.now() + RUN_WITHIN_MS;

  const submit = async (index: number): Promise<void> => {
    const words = run.submission(index);
    for (;;) {
      const said = await markets.ask(words, keyOf(index));
      if (said?.kind === 'answer') {
        answers.set(index, { firstCommand: said.firstCommand, events: said.events.join() });
        return;
      }
      repeated += 1;
      if (performance.now() > late)
        throw new Error(`submission ${index} was never answered: ${JSON.stringify(said)}`);
      await sleep(5);
    }
  };
  const client = async (): Promise<void> => {
    while (!ending) {
      await submit(next++);
      await sleep(random.integer(4));
    }
  };

  const wrong: string[] = [];
  const scene: Scene = { run, market, markets, proxy, random, tally, effects, wrong };
  try {
    await markets.start();
    for (; next < run.setUp; next += 1) await submit(next);
    const clients = Array.from({ length: CLIENTS }, client);
    for (let made = 0; made < run.count; made += 1) {
      await sleep(30 + random.integer(250));
      const fault = random.pick(run.faults);
      happened[fault] = (happened[fault] ?? 0) + 1;
      await makeHappen(fault, scene);
    }
    // The faults may have been over before much was submitted.
    while (next < LEAST_SUBMISSIONS && performance.now() < late) await sleep(10);
    ending = true;
    await Promise.all(clients);
    await markets.stop();
    if (proxy.cuts > 0) effects['answers and requests were lost'] = proxy.cuts;
    if (planted === 'lost') await loseLastFrame(scene);
    wrong.push(...(await examine(run, market, answers, next)));
  } finally {
    ending = true;
    await markets.stop();
    await proxy.close();
  }
  return { seed: run.seed, market, submissions: next, repeated, faults: happened, effects, wrong };
}

async function makeHappen(fault: Fault, scene: Scene): Promise<void> {
  const { run, markets, proxy, random, tally } = scene;
  const killMarket = (): void => {
    if (proxy.underWay > 0) tally('a market was killed while a commit was under way');
    markets.kill();
  };
  switch (fault) {
    case 'kill the market':
      killMarket();
      return;
    case 'kill the market in a commit':
      await inCommit(scene, killMarket);
      return;
    case 'lose an answer':
      proxy.cut('answer');
      return;
    case 'lose a request':
      proxy.cut(random.pick(['request', 'half request']));
      return;
    case 'a second market':
      await markets.another();
      return;
    case 'two more markets at once':
      await Promise.all([markets.another(), markets.another()]);
      return;
    case 'set the clock back':
      markets.setClocksBack();
      return;
    case 'damage a snapshot':
      await damageSnapshot(scene);
      return;
    case 'damage the last frame':
      await damageLastFrame(scene);
      return;
    case 'restart the database':
    case 'kill the database':
      await restartDatabase(scene, fault === 'kill the database');
      return;
    case 'kill the database in a commit': {
      let restarted = Promise.resolve();
      await inCommit(scene, () => {
        restarted = restartDatabase(scene, true);
      });
      await restarted;
      return;
    }
    case 'fill the disk': {
      if (run.server.fillDisk === undefined) throw new Error('the disk of this server can not be filled');
      const before = scene.effects[DISK_FULL] ?? 0;
      if (await run.server.fillDisk(300 + random.integer(1_500)))
        tally('the database ended over a full disk');
      proxy.target = Number(new URL(run.server.url()).port);
      if ((scene.effects[DISK_FULL] ?? 0) > before) tally('a disk that was filled was met as full');
    }
  }
}

/** Acts when a frame has been sent to the database and, but for a very quick one, is not answered yet. */
async function inCommit({ proxy, random }: Scene, act: () => void): Promise<void> {
  const sent = new Promise<void>((resolve) => {
    if (!proxy.whenSent(resolve)) resolve();
  });
  await Promise.race([sent, sleep(COMMIT_WITHIN_MS)]);
  // At various points of its way: some commits are over by then, and the tally says how many are not.
  if (random.integer(3) === 0) await sleep(random.integer(4));
  act();
}

async function restartDatabase({ run, proxy, tally }: Scene, kill: boolean): Promise<void> {
  if (run.server.restart === undefined) throw new Error('this server can not be restarted');
  if (kill && proxy.underWay > 0) tally('the database was killed while a commit was under way');
  await run.server.restart(kill);
  proxy.target = Number(new URL(run.server.url()).port);
}

async function withDatabase<T>({ run }: Scene, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: run.server.url() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function damageSnapshot(scene: Scene): Promise<void> {
  await withDatabase(scene, (client) =>
    client.query(
      `update journal_snapshot_part set payload = set_byte(payload, 12, get_byte(payload, 12) # 255)
       where part = 0 and (market, frame) in (select market, max(frame) from journal_snapshot
         join journal_market on id = market where name = $1 group by market)`,
      [scene.market],
    ),
  );
  scene.markets.kill();
}

/** Damages the last frame: no market may start over it, and each must say where it is. Then mends it. */
async function damageLastFrame(scene: Scene): Promise<void> {
  const { markets, random, tally, wrong, market } = scene;
  await markets.pause();
  // A commit of one that was killed may still be under way.
  await sleep(50);
  await withDatabase(scene, async (client) => {
    const { rows } = await client.query<{ market: number; number: string; bytes: number }>(
      `select market, number, octet_length(payload) as bytes from journal_frame
       join journal_market on id = market where name = $1 order by number desc limit 1`,
      [market],
    );
    const last = rows[0];
    if (last === undefined) return;
    const values = [last.market, last.number];
    // A start from a snapshot of this very frame would not read it.
    await client.query('delete from journal_snapshot where market = $1 and frame >= $2', values);
    const at = random.integer(last.bytes);
    const flip = `update journal_frame set payload = set_byte(payload, ${at}, get_byte(payload, ${at}) # 64)
      where market = $1 and number = $2`;
    await client.query(flip, values);
    const failed = await markets.another();
    if (failed?.includes(`fails at frame ${last.number}:`)) tally('a damaged last frame was refused');
    else wrong.push(`frame ${last.number} was damaged, and the start said: ${failed ?? 'ready'}`);
    await client.query(flip, values);
  });
  markets.resume();
}

/** Takes the last frame with commands, and all that follows from it, out of the database, as a disk without durability would. */
async function loseLastFrame(scene: Scene): Promise<void> {
  await withDatabase(scene, async (client) => {
    const { rows } = await client.query<{ market: number; number: string }>(
      `select market, max(number) as number from journal_frame join journal_market on id = market
       where name = $1 and commands > 0 group by market`,
      [scene.market],
    );
    const values = [rows[0]?.market, rows[0]?.number];
    await client.query('delete from journal_frame where market = $1 and number >= $2', values);
    await client.query('delete from journal_snapshot where market = $1 and frame >= $2', values);
    await client.query('delete from journal_hash where market = $1 and frame >= $2', values);
    await client.query('delete from journal_projection where market = $1', [rows[0]?.market]);
  });
}

/**
 * One run of a market under faults, from a seed: clients submit under keys, and repeat what was not answered, while
 * the process, the database and the way between them are broken. Afterwards everything that was answered must be
 * there, nothing twice, and a replay must come to the same state, ledger and projections.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Random, seededRandom } from '#base/random.ts';
import { Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import type { MachineModule } from '#journal/follower-worker.ts';
import { openJournal } from '#journal/journal.ts';
import { verifyMarket } from '#journal/verify.ts';
import { type CuttingProxy, startProxy } from '../support/cutting-proxy.ts';
import type { Asked, Said } from './market-process.ts';

export type Fault =
  | 'kill the market'
  | 'lose an answer'
  | 'lose a request'
  | 'a second market'
  | 'damage a snapshot'
  | 'restart the database'
  | 'kill the database'
  | 'fill the disk';

export const FAULTS_OF_THE_PROCESS: readonly Fault[] = [
  'kill the market',
  'lose an answer',
  'lose a request',
  'a second market',
  'damage a snapshot',
];
export const ALL_FAULTS: readonly Fault[] = [
  ...FAULTS_OF_THE_PROCESS,
  'restart the database',
  'kill the database',
];

/** A database server that can be broken. */
export interface Server {
  /** URL of the database on it, straight to the server. */
  url(): string;
  /** Ends the server, gently or with SIGKILL, and starts it again. */
  restart?(kill: boolean): Promise<void>;
  /** Fills the disk that the database lies on, for so long; starts the server again if it has ended over it. */
  fillDisk?(forMs: number): Promise<void>;
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
  check?(journal: Awaited<ReturnType<typeof openJournal>>, submissions: number): string[];
}

export interface FaultResult {
  readonly seed: number;
  readonly market: string;
  readonly submissions: number;
  /** Times that something had to be asked again. */
  readonly repeated: number;
  readonly faults: { readonly [fault: string]: number };
  readonly wrong: readonly string[];
}

const PROCESS = fileURLToPath(new URL('./market-process.ts', import.meta.url));
const CLIENTS = 8;
const ANSWER_WITHIN_MS = 5_000;
const LEAST_SUBMISSIONS = 120;
const RUN_WITHIN_MS = 120_000;

const keyOf = (index: number): number[] => [index, 0x5eed, ~index, 77];

interface Answered {
  readonly firstCommand: number;
  readonly events: string;
}

/** The processes that run the market: one that is asked, and at times a second that takes over. */
class Markets {
  readonly #run: FaultRun;
  readonly #url: () => string;
  readonly #random: Random;
  readonly market: string;
  readonly #children = new Set<ChildProcess>();
  readonly #waiting = new Map<number, (said: Said | undefined) => void>();
  #current: ChildProcess | undefined;
  #starting: Promise<void> | undefined;
  #next = 1;

  constructor(run: FaultRun, market: string, url: () => string, random: Random) {
    this.#run = run;
    this.#url = url;
    this.#random = random;
    this.market = market;
  }

  /** Asks once; gives undefined where no answer comes, whatever the reason. */
  async ask(words: readonly number[], key: readonly number[]): Promise<Said | undefined> {
    if (this.#current === undefined) await this.start();
    const child = this.#current;
    if (child === undefined) return undefined;
    const id = this.#next++;
    const said = new Promise<Said | undefined>((resolve) => {
      this.#waiting.set(id, resolve);
      setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS).unref();
      child.once('exit', () => resolve(undefined));
    });
    child.setMaxListeners(0);
    const asked: Asked = { id, words, key };
    child.send(asked, undefined, undefined, () => {});
    const answer = await said;
    this.#waiting.delete(id);
    return answer;
  }

  kill(): void {
    this.#current?.kill('SIGKILL');
  }

  /** Starts a process that takes the market over, whether another runs or not. */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async stop(): Promise<void> {
    await this.#starting;
    await Promise.all(
      [...this.#children].map(async (child) => {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }),
    );
  }

  async #start(): Promise<void> {
    const offsetMs = this.#random.integer(20_000) - 10_000;
    const child = fork(PROCESS, [this.#url(), this.market, this.#run.module, String(offsetMs)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#children.add(child);
    const ready = new Promise<boolean>((resolve) => {
      child.on('message', (said: Said) => {
        if (said.kind === 'ready') resolve(true);
        else if (said.kind === 'ended') {
          if (this.#current === child) this.#current = undefined;
          resolve(false);
        } else this.#waiting.get(said.id)?.(said);
      });
      child.once('exit', () => {
        this.#children.delete(child);
        if (this.#current === child) this.#current = undefined;
        resolve(false);
      });
      child.on('error', () => resolve(false));
    });
    if (await ready) this.#current = child;
    else await sleep(20);
  }
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
  const markets = new Markets(run, market, url, random);
  const answers = new Map<number, Answered>();
  const happened: { [fault: string]: number } = {};
  let repeated = 0;
  let next = 0;
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
  try {
    await markets.start();
    for (; next < run.setUp; next += 1) await submit(next);
    const clients = Array.from({ length: CLIENTS }, client);
    for (let made = 0; made < run.count; made += 1) {
      await sleep(30 + random.integer(250));
      const fault = random.pick(run.faults);
      happened[fault] = (happened[fault] ?? 0) + 1;
      await makeHappen(fault, run, markets, proxy, random);
    }
    // The faults may have been over before much was submitted.
    while (next < LEAST_SUBMISSIONS && performance.now() < late) await sleep(10);
    ending = true;
    await Promise.all(clients);
    await markets.stop();
    wrong.push(...(await examine(run, market, answers, next)));
  } finally {
    ending = true;
    await markets.stop();
    await proxy.close();
  }
  return { seed: run.seed, market, submissions: next, repeated, faults: happened, wrong };
}

async function makeHappen(
  fault: Fault,
  run: FaultRun,
  markets: Markets,
  proxy: CuttingProxy,
  random: Random,
): Promise<void> {
  switch (fault) {
    case 'kill the market':
      markets.kill();
      return;
    case 'lose an answer':
      proxy.cut('answer');
      return;
    case 'lose a request':
      proxy.cut(random.pick(['request', 'half request']));
      return;
    case 'a second market':
      await markets.start();
      return;
    case 'damage a snapshot': {
      const database = new pg.Client({ connectionString: run.server.url() });
      await database.connect();
      await database.query(
        `update journal_snapshot_part set payload = set_byte(payload, 12, get_byte(payload, 12) # 255)
         where part = 0 and (market, frame) in (select market, max(frame) from journal_snapshot
           join journal_market on id = market where name = $1 group by market)`,
        [markets.market],
      );
      await database.end();
      markets.kill();
      return;
    }
    case 'restart the database':
    case 'kill the database':
      if (run.server.restart === undefined) throw new Error('this server can not be restarted');
      await run.server.restart(fault === 'kill the database');
      proxy.target = Number(new URL(run.server.url()).port);
      return;
    case 'fill the disk':
      if (run.server.fillDisk === undefined) throw new Error('the disk of this server can not be filled');
      await run.server.fillDisk(300 + random.integer(1_500));
      proxy.target = Number(new URL(run.server.url()).port);
  }
}

/** Looks at what is there after all: gives what is wrong. */
async function examine(
  run: FaultRun,
  market: string,
  answers: ReadonlyMap<number, Answered>,
  submissions: number,
): Promise<string[]> {
  const wrong: string[] = [];
  const url = run.server.url();
  const { createMachine, projections } = (await import(run.module)) as MachineModule;
  const journal = await openJournal({ url, market, simulated: true, createMachine, program: 'simulation' });
  const connection = new Connection(url, 'examination');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const seen = new Map<number, number>();
    for (const [index, answer] of answers) {
      const words = Int32Array.from(run.submission(index));
      const outcome = journal.sequencer.submit({
        words,
        from: 0,
        to: words.length,
        key: Int32Array.from(keyOf(index)),
        owner: 1,
        receiver: { answered: () => {}, lost: () => {} },
      });
      if (outcome.state !== 'done') {
        wrong.push(`submission ${index} was answered, and is not there (${outcome.state})`);
        continue;
      }
      const { firstCommand, events } = outcome.done;
      if (firstCommand !== answer.firstCommand || events?.join() !== answer.events) {
        wrong.push(`submission ${index} was answered otherwise than it is now`);
      }
      const other = seen.get(firstCommand);
      if (other !== undefined) wrong.push(`submissions ${other} and ${index} are one`);
      seen.set(firstCommand, index);
    }
    if (answers.size !== submissions) wrong.push(`${submissions} were submitted, ${answers.size} answered`);
    wrong.push(...(run.check?.(journal, submissions) ?? []));
    await journal.close();
    const { market: row } = journal;
    const follower = new Follower({ connection, market: row, createMachine, projections, snapshotEvery: 0 });
    while ((await follower.catchUp()) > 0);
    // Those that were damaged on purpose.
    await client.query('delete from journal_snapshot where market = $1 and frame < $2', [
      row.id,
      journal.runner.end.number,
    ]);
    await client.query('begin isolation level repeatable read');
    for (const finding of await verifyMarket(client, row, { createMachine, projections }))
      wrong.push(...finding.wrong);
    await client.query('rollback');
  } finally {
    await journal.abort();
    await connection.close();
    await client.end();
  }
  return wrong;
}

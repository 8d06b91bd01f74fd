/** The processes that run a market under faults: one as a rule, at times several that fence each other. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Random } from '#base/random.ts';
import { type Asked, CLOCK_BEHIND, type ClockSet, type PlantedFault, type Said } from './market-messages.ts';

const PROCESS = fileURLToPath(new URL('./market-process.ts', import.meta.url));
const ANSWER_WITHIN_MS = 5_000;
// The clock of a process is as far from the machine's as this, either way, and is set back by as much.
const CLOCK_STEP_MS = 10_000;

/** Counts what the faults did, by its name. */
export type Tally = (effect: string) => void;

export const DISK_FULL = 'the disk was full for a frame or a projection';

/** What reports of a market mean, in the words of the tally. */
const EFFECTS: readonly (readonly [pattern: RegExp, effect: string])[] = [
  [/No space left|File too large/, DISK_FULL],
  [/waits for the database/, 'a frame waited for the database'],
  [/the snapshot at frame .* can't be used/, 'a damaged snapshot was passed over'],
  [new RegExp(CLOCK_BEHIND), 'the clock was behind'],
];

export interface MarketsOptions {
  readonly market: string;
  readonly module: string;
  readonly url: () => string;
  readonly random: Random;
  readonly tally: Tally;
  readonly planted?: PlantedFault | undefined;
}

export class Markets {
  readonly #options: MarketsOptions;
  readonly #children = new Set<ChildProcess>();
  /** Those that may be asked. */
  #ready: ChildProcess[] = [];
  readonly #waiting = new Map<number, (said: Said | undefined) => void>();
  #starting: Promise<void> | undefined;
  #paused = false;
  #next = 1;

  constructor(options: MarketsOptions) {
    this.#options = options;
  }

  /** Asks one of those that run; gives undefined where no answer comes, whatever the reason. */
  async ask(words: readonly number[], key: readonly number[]): Promise<Said | undefined> {
    if (this.#paused) return undefined;
    if (this.#ready.length === 0) await this.start();
    if (this.#ready.length === 0) return undefined;
    const child = this.#options.random.pick(this.#ready);
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
    if (answer?.kind === 'answer' && answer.repeated) {
      this.#options.tally('what was done without an answer was answered when asked again');
    }
    return answer;
  }

  /** Kills all that run. */
  kill(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  /** Sets the clocks of all that run back. */
  setClocksBack(): void {
    const set: ClockSet = { clockBackMs: 1 + this.#options.random.integer(CLOCK_STEP_MS) };
    for (const child of this.#ready) child.send(set, undefined, undefined, () => {});
  }

  /** Starts a process if none is being started. */
  start(): Promise<void> {
    this.#starting ??= this.another()
      .then(() => {})
      .finally(() => {
        this.#starting = undefined;
      });
    return this.#starting;
  }

  /** Starts one more, whether others run or not; gives the reason where it does not come up. */
  async another(): Promise<string | undefined> {
    const { random, url, market, module, tally, planted = 'none' } = this.#options;
    const offsetMs = random.integer(2 * CLOCK_STEP_MS) - CLOCK_STEP_MS;
    const child = fork(PROCESS, [url(), market, module, String(offsetMs), planted], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#children.add(child);
    const leave = (): void => {
      this.#ready = this.#ready.filter((other) => other !== child);
    };
    const failed = await new Promise<string | undefined>((resolve) => {
      child.on('message', (said: Said) => {
        if (said.kind === 'ready') {
          this.#ready.push(child);
          resolve(undefined);
        } else if (said.kind === 'ended') {
          leave();
          if (/take. (market .* )?over/.test(said.reason)) tally('a sequencer found itself fenced');
          resolve(said.reason);
        } else if (said.kind === 'report') {
          for (const [pattern, effect] of EFFECTS) if (pattern.test(said.line)) tally(effect);
        } else this.#waiting.get(said.id)?.(said);
      });
      child.once('exit', (code, signal) => {
        this.#children.delete(child);
        leave();
        resolve(`it ended with ${signal ?? code}`);
      });
      child.on('error', (error) => resolve(error.message));
    });
    if (failed !== undefined) await sleep(20);
    return failed;
  }

  /** Kills all, and lets nobody start one until `resume`. */
  async pause(): Promise<void> {
    this.#paused = true;
    await this.stop();
  }

  resume(): void {
    this.#paused = false;
  }

  /** Kills all and waits for their end. */
  async stop(): Promise<void> {
    await this.#starting;
    await Promise.all(
      [...this.#children].map(async (child) => {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }),
    );
  }
}

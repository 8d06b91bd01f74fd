/**
 * The one way of commands into the market, for REST and the stream alike: who sends them is the access key's, their
 * numbers are checked, their rate is limited, and they are answered when they are durable and executed.
 */
// Before anything of the market: it sets how V8 compiles it.
import '#journal/v8-flags.ts';
import type { Receiver } from '#journal/filling.ts';
import { type Following, startFollower } from '#journal/following.ts';
import { type Journal, openJournal } from '#journal/journal.ts';
import { type Done, KEY_LIMITS } from '#journal/keys.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import type { Applied } from '#journal/runner.ts';
import type { SequencerLimits } from '#journal/sequencer.ts';
import { COMMAND_ACTOR, type Command } from '#market/commands.ts';
import { decodeEvents, type MarketEvent } from '#market/events.ts';
import { RecordBuffer } from '#market/record.ts';
import { REJECTIONS, type RejectionName, rejectionName } from '#market/rejections.ts';
import { type Capacity, type Market, TRADER } from '#market/state.ts';
import { ApiError, type ErrorCode } from '../errors.ts';
import type { Caller } from './caller.ts';
import { BATCH_COMMANDS, badFields, encodeChecked } from './encoding.ts';
import { keyWords } from './idempotency.ts';
import { costOf, RateLimit } from './rate-limit.ts';

export { type Caller, OPERATOR } from './caller.ts';

export interface Rejection {
  readonly name: RejectionName;
  readonly code: number;
  readonly text: string;
}

/** The events of one command, plain, as the engine wrote them: of all participants. Or the rejection. */
export type CommandResult =
  | { readonly ok: true; readonly command: number; readonly events: readonly MarketEvent[] }
  | { readonly ok: false; readonly command: number; readonly rejection: Rejection };

export interface Outcome {
  /** Number of the first command; the others follow it. */
  readonly firstCommand: number;
  readonly commands: number;
  /** It was done before, under the same idempotency key. */
  readonly repeated: boolean;
  /** Null for a repetition so late that what it came to is no longer kept; orders and deals are. */
  readonly results: readonly CommandResult[] | null;
}

/** What `submitRecords` says at once. */
export type Submitted =
  | { readonly state: 'taken' }
  /** Done before, under the same key: the receiver is not told. */
  | { readonly state: 'done'; readonly done: Done }
  | { readonly state: 'refused'; readonly code: ErrorCode; readonly detail: string };

export interface Gateway {
  readonly journal: Journal;
  /** State of the market: read only, never kept over an await. */
  readonly market: Market;
  readonly simulated: boolean;
  /** Commands a second that a participant may send. */
  readonly perSecond: number;
  readonly follower: Following | undefined;
  /** The caller that the key of a trader stands for. Traders whom the market does not know are refused by the engine. */
  callerOf(trader: number): Caller;
  /**
   * Commands of one caller, one after the other with none of others between them. Resolves when they are durable and
   * executed. Errors: ApiError bad-request, busy, rate-limited, market-stopped, key-used, key-under-way,
   * outcome-unknown.
   */
  submit(caller: Caller, commands: readonly Command[], idempotencyKey?: string): Promise<Outcome>;
  /**
   * The same for records that are encoded already: whatever actor they name, they are the caller's. They are copied.
   * The receiver is told if the state is `taken`.
   */
  submitRecords(
    caller: Caller,
    words: Int32Array,
    from: number,
    to: number,
    receiver: Receiver,
    key?: Int32Array,
  ): Submitted;
  /** What a submission under an idempotency key came to; null where none was done under it that is still known. */
  doneUnder(caller: Caller, idempotencyKey: string): Outcome | null;
  /** Takes from a participant's rate what something other than commands costs. Errors: ApiError rate-limited. */
  charge(caller: Caller, cost: number): void;
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly url: string;
  readonly market: string;
  readonly simulated: boolean;
  /** Version of the program. */
  readonly program: string;
  readonly report?: (line: string) => void;
  /** Commands a second that a participant may send; 1,000 unless given. */
  readonly perSecond?: number;
  /** Without a follower nothing is projected into SQL and no snapshots are taken. */
  readonly follow?: boolean;
  readonly capacity?: Capacity;
  readonly limits?: Partial<SequencerLimits>;
}

export const PER_SECOND = 1_000;
const SNAPSHOT_EVERY = 1_000_000;
const FOLLOWER_PAUSE_MS = 100;

/** Of no submission: where only the key is known. */
const NO_PRINT = new Int32Array(2);
const TAKEN: Submitted = { state: 'taken' };
const REFUSALS: {
  readonly [state in 'busy' | 'stopped' | 'malformed' | 'key used' | 'under way' | 'reader']: Submitted;
} = {
  busy: { state: 'refused', code: 'busy', detail: 'Too many commands wait.' },
  stopped: { state: 'refused', code: 'market-stopped', detail: 'The market takes no commands.' },
  malformed: { state: 'refused', code: 'bad-request', detail: 'These are no commands.' },
  'key used': { state: 'refused', code: 'key-used', detail: 'The key belongs to other commands.' },
  reader: { state: 'refused', code: 'not-allowed', detail: 'Readers send no commands.' },
  'under way': { state: 'refused', code: 'key-under-way', detail: 'The same key waits for its answer.' },
};

/** A rejection by its name. */
export function rejectionNamed(name: RejectionName): Rejection {
  const [code, text] = REJECTIONS[name];
  return { name, code, text };
}

/** What a rejection code stands for. */
export function rejectionOf(code: number): Rejection {
  const name = rejectionName(code) ?? 'UNKNOWN_COMMAND';
  return { name, code, text: REJECTIONS[name][1] };
}

function resultOf(events: RecordBuffer, from: number, to: number, command: number): CommandResult {
  const plain = decodeEvents(events, from, to);
  const [first] = plain;
  return first?.kind === 'rejected'
    ? { ok: false, command, rejection: rejectionOf(first.code) }
    : { ok: true, command, events: plain };
}

function outcomeOf({ firstCommand, events, eventAt }: Applied, index: number, count: number): Outcome {
  const results: CommandResult[] = [];
  for (let place = index; place < index + count; place += 1) {
    results.push(
      resultOf(events, eventAt[place] as number, eventAt[place + 1] as number, firstCommand + place),
    );
  }
  return { firstCommand: firstCommand + index, commands: count, repeated: false, results };
}

function repeatedOf({ firstCommand, commands, events, ends }: Done): Outcome {
  if (events === null) return { firstCommand, commands, repeated: true, results: null };
  const buffer = new RecordBuffer(events.length);
  buffer.words.set(events, buffer.claim(events.length));
  const results: CommandResult[] = [];
  let from = 0;
  for (const [index, end] of ends.entries()) {
    results.push(resultOf(buffer, from, end, firstCommand + index));
    from = end;
  }
  return { firstCommand, commands, repeated: true, results };
}

/** Brings a market up with its journal and the follower. Errors: those of `openJournal`. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { url, market: name, simulated, program, report = () => {}, follow = true } = options;
  const journal = await openJournal({
    url,
    market: name,
    simulated,
    program,
    createMachine: () => new MarketMachine(options.capacity),
    report,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const { sequencer } = journal;
  const machine = journal.runner.machine as MarketMachine;
  const limit = new RateLimit(options.perSecond ?? PER_SECOND);
  const follower = follow
    ? startFollower(
        {
          url,
          market: name,
          module: new URL('../../journal/market-module.ts', import.meta.url).href,
          keyLimits: KEY_LIMITS,
          snapshotEvery: SNAPSHOT_EVERY,
          pauseMs: FOLLOWER_PAUSE_MS,
        },
        report,
        () => journal.runner.end.nextCommand,
      )
    : undefined;
  follower?.lost.then((error) => report(`market ${name}: projections have stopped: ${error.message}`));

  /** Takes so many commands from the caller's rate; says why not where there are too many. */
  const overLimit = (caller: Caller, cost: number): string | undefined => {
    if (caller.role === 'operator' || limit.take(caller.participant, cost, performance.now()))
      return undefined;
    const wait = limit.waitMs(caller.participant, cost);
    return `At most ${limit.perSecond} commands a second; try again in ${wait} ms.`;
  };

  const submitRecords: Gateway['submitRecords'] = (caller, words, from, to, receiver, key) => {
    // Its trader's number is the operator's: nothing of a reader may come as far as the journal.
    if (caller.role === 'reader') return REFUSALS.reader;
    const detail = overLimit(caller, costOf(words, from, to));
    if (detail !== undefined) return { state: 'refused', code: 'rate-limited', detail };
    for (let at = from; at < to; at += (words[at] as number) >>> 16)
      words[at + COMMAND_ACTOR] = caller.trader;
    const outcome = sequencer.submit({ words, from, to, receiver, owner: caller.trader, key });
    if (outcome.state === 'taken') return TAKEN;
    if (outcome.state === 'done') return outcome;
    return REFUSALS[outcome.state];
  };

  const buffer = new RecordBuffer(1 << 12);
  const submit: Gateway['submit'] = async (caller, commands, idempotencyKey) => {
    if (commands.length < 1 || commands.length > BATCH_COMMANDS) {
      throw badFields([{ path: 'commands', reason: `must be 1 to ${BATCH_COMMANDS} commands` }]);
    }
    const key = idempotencyKey === undefined ? undefined : keyWords(idempotencyKey, 'idempotencyKey');
    buffer.clear();
    for (const [index, command] of commands.entries()) {
      encodeChecked(buffer, command, caller.trader, `commands.${index}`);
    }
    return new Promise((resolve, reject) => {
      const receiver: Receiver = {
        answered: (applied, index, count) => resolve(outcomeOf(applied, index, count)),
        lost: (reason) => reject(new ApiError('outcome-unknown', reason.message)),
      };
      const submitted = submitRecords(caller, buffer.words, 0, buffer.length, receiver, key);
      if (submitted.state === 'refused') reject(new ApiError(submitted.code, submitted.detail));
      else if (submitted.state === 'done') resolve(repeatedOf(submitted.done));
    });
  };

  return {
    journal,
    market: machine.market,
    simulated,
    perSecond: limit.perSecond,
    follower,
    callerOf(trader) {
      const { words } = machine.market.traders;
      const participant =
        trader > 0 && trader < machine.market.traders.rows
          ? (words[trader * TRADER.stride + TRADER.participant] as number)
          : 0;
      return { role: 'trader', trader, participant };
    },
    submit,
    submitRecords,
    doneUnder(caller, idempotencyKey) {
      const key = keyWords(idempotencyKey, 'idempotencyKey');
      const done = journal.runner.keys.find(caller.trader, key, 0, NO_PRINT);
      return done === undefined ? null : repeatedOf(done);
    },
    charge(caller, cost) {
      const detail = overLimit(caller, cost);
      if (detail !== undefined) throw new ApiError('rate-limited', detail);
    },
    async close() {
      // The follower first: it reads what the journal writes.
      await follower?.stop();
      await journal.close();
    },
  };
}

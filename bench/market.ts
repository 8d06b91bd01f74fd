/**
 * The market's engine on a stream: the whole `execute`, with deposits, ledger, fees, self-trade check, events and
 * their real encoding; and an npm order book, which matches alone, on the same stream.
 *
 *   node bench/market.ts [commands] [shallow|mid|deep …]     rounds of the engine alone, for work on it
 */
import '#journal/v8-flags.ts';
import { createHash } from 'node:crypto';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { EVENTS } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { assertLedger } from '#market/ledger.ts';
import { kindOf, RecordBuffer } from '#market/record.ts';
import { Market } from '#market/state.ts';
import { makeStream, NEUTRAL, STREAMS, type Stream } from './market-streams.ts';

/** What came out of a stream, or of its beginning. */
export interface Counts {
  readonly commands: number;
  readonly matches: number;
  readonly cancels: number;
}

export interface EngineRound extends Counts {
  readonly perSecond: number;
  /** Per second of the processor's time: on a machine that others use, the figure that can be compared. */
  readonly perProcessorSecond: number;
  /** Share of the limit orders that traded at once. */
  readonly matchingShare: number;
  /** Share of the time that the garbage collector took. */
  readonly collectorShare: number;
  /** Bytes that a command allocates on the heap that is collected. */
  readonly allocatedBytes: number;
  /** Hash of all events and of the state at the end: the same in every round, or the round is worth nothing. */
  readonly hash: string;
}

const BATCH_WORDS = 1 << 15;

/**
 * Runs a stream's first commands (all, unless said) through a new market, in batches as the sequencer does: one
 * output buffer, cleared between them. Errors: where the ledger does not balance at the end.
 */
export function runMarket(stream: Stream, commands = stream.commands): EngineRound {
  const { input, shape } = stream;
  const market = new Market({
    orders: shape.resting + 100_000,
    contracts: commands,
    participants: stream.participants,
    pages: 64,
  });
  const output = new RecordBuffer(1 << 20);
  executeAll(market, input, 0, stream.from, output);
  output.clear();
  let matches = 0;
  let cancels = 0;
  let limits = 0;
  let matching = 0;
  let before = 0;
  let elapsed = 0;
  let busy = 0;
  let allocated = 0;
  const hash = createHash('sha256');
  const collections = new PerformanceObserver(() => undefined);
  collections.observe({ entryTypes: ['gc'] });
  let executed = 0;
  for (let at = stream.from; at < input.length && executed < commands; ) {
    let to = at;
    for (; to < input.length && to - at < BATCH_WORDS && executed < commands; executed++)
      to += input.words[to]! >>> 16;
    const heap = getHeapStatistics().total_allocated_bytes;
    const processor = process.cpuUsage();
    const begin = performance.now();
    executeAll(market, input, at, to, output);
    elapsed += performance.now() - begin;
    const used = process.cpuUsage(processor);
    allocated += getHeapStatistics().total_allocated_bytes - heap;
    busy += (used.user + used.system) / 1_000;
    for (let event = 0; event < output.length; event += output.words[event]! >>> 16) {
      const kind = kindOf(output.words[event]!);
      if (kind === EVENTS.deal.kind) {
        matches++;
        if (before === EVENTS.orderAccepted.kind) matching++;
      } else if (kind === EVENTS.orderAccepted.kind) limits++;
      else if (kind === EVENTS.orderCancelled.kind) cancels++;
      before = kind;
    }
    hash.update(new Uint8Array(output.words.buffer, 0, output.length * 4));
    output.clear();
    at = to;
  }
  assertLedger(market);
  let collector = 0;
  for (const entry of collections.takeRecords()) collector += entry.duration;
  collections.disconnect();
  return {
    commands,
    matches,
    cancels,
    perSecond: (commands / elapsed) * 1_000,
    perProcessorSecond: (commands / busy) * 1_000,
    matchingShare: matching / limits,
    collectorShare: collector / elapsed,
    allocatedBytes: allocated / commands,
    hash: hash.update(stateHash(market)).digest('hex').slice(0, 16),
  };
}

/** What both npm books offer, as far as the streams need it. */
interface PeerBook {
  limit(order: { id: string; side: 'buy' | 'sell'; size: number; price: number }): {
    done: unknown[];
    partial: unknown;
    err: unknown;
  };
  cancel(id: string): unknown;
}

export interface PeerRun extends Counts {
  readonly perSecond: number;
  readonly perProcessorSecond: number;
}

/** Commands between two looks at the clock. */
const CLOCK_INTERVAL = 500;

/** Runs a stream through an npm order book, until its end or until the time is up. Errors: what the book says. */
export async function runPeer(stream: Stream, name: string, limitSeconds: number): Promise<PeerRun> {
  const loaded = (await import(name)) as { OrderBook: new () => PeerBook };
  const book = new loaded.OrderBook();
  const { neutral, neutralFill } = stream;
  const count = neutral.length / NEUTRAL.stride;
  let matches = 0;
  let cancels = 0;
  let begin = performance.now();
  let processor = process.cpuUsage();
  let entry = 0;
  for (; entry < count; entry++) {
    if (entry === neutralFill) {
      matches = 0;
      cancels = 0;
      begin = performance.now();
      processor = process.cpuUsage();
    } else if (
      entry > neutralFill &&
      (entry - neutralFill) % CLOCK_INTERVAL === 0 &&
      performance.now() - begin > limitSeconds * 1_000
    ) {
      break;
    }
    const at = entry * NEUTRAL.stride;
    const kind = neutral[at]!;
    if (kind === 2) {
      if (book.cancel(String(neutral[at + NEUTRAL.target]!)) !== undefined) cancels++;
      continue;
    }
    const id = String(entry);
    const answer = book.limit({
      id,
      side: kind === 0 ? 'buy' : 'sell',
      size: neutral[at + NEUTRAL.lots]!,
      price: neutral[at + NEUTRAL.price]!,
    });
    if (answer.err !== null && answer.err !== undefined) throw answer.err;
    matches += countMatches(answer, id);
  }
  const elapsed = performance.now() - begin;
  const used = process.cpuUsage(processor);
  const commands = entry - neutralFill;
  return {
    commands,
    matches,
    cancels,
    perSecond: (commands / elapsed) * 1_000,
    perProcessorSecond: (commands / (used.user + used.system)) * 1_000_000,
  };
}

/** Deals that an answer tells of: resting orders filled, and one filled in part. */
function countMatches(answer: { done: unknown[]; partial: unknown }, own: string): number {
  let matches = 0;
  for (const done of answer.done) if ((done as { id: string }).id !== own) matches++;
  const partial = answer.partial as { id: string } | null | undefined;
  if (partial && partial.id !== own) matches++;
  return matches;
}

export const SEED = 2021;

if (import.meta.main) {
  const words = process.argv.slice(2);
  const commands = Number(words.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
  const named = STREAMS.filter(({ name }) => words.includes(name));
  for (const shape of named.length > 0 ? named : STREAMS) {
    const stream = makeStream(shape, commands, SEED);
    for (let round = 0; round < 6; round++) {
      const { perSecond, perProcessorSecond, hash } = runMarket(stream);
      process.stdout.write(
        `${shape.name.padEnd(8)} ${(perSecond / 1e6).toFixed(3)} M/s, ` +
          `${(perProcessorSecond / 1e6).toFixed(3)} M/s of processor time, results ${hash}\n`,
      );
    }
  }
}

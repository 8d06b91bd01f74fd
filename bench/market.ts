/**
 * Benchmark of the market's engine: the whole `execute`, with deposits, ledger, fees, self-trade check and events,
 * on three seeded streams, beside the npm order books `nodejs-order-book` and `hft-limit-order-book`, which match
 * alone. Counts of matches and cancels must be equal.
 *
 *   node bench/market.ts [commands] [--peers] [shallow|mid|deep …]
 */
import '#journal/v8-flags.ts';
import { PerformanceObserver } from 'node:perf_hooks';
import { EVENTS } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { assertLedger } from '#market/ledger.ts';
import { kindOf, RecordBuffer } from '#market/record.ts';
import { Market } from '#market/state.ts';
import { makeStream, NEUTRAL, STREAMS, type Stream } from './market-streams.ts';

export interface Measured {
  readonly stream: string;
  readonly engine: string;
  readonly commands: number;
  readonly perSecond: number;
  /** Per second of the processor's time: on a machine that others use, the figure that can be compared. */
  readonly perProcessorSecond: number;
  readonly matches: number;
  readonly cancels: number;
  /** Share of the limit orders that traded at once, where counted. */
  readonly matchingShare?: number;
  /** Share of the time that the garbage collector took, where measured. */
  readonly collectorShare?: number;
}

const BATCH_WORDS = 1 << 15;

/** Runs a stream through the market in batches, as the sequencer does: one output buffer, cleared between them. */
export function runMarket(stream: Stream): Measured {
  const market = new Market({
    orders: stream.shape.resting + 100_000,
    contracts: stream.commands,
    participants: stream.participants,
    pages: 64,
  });
  const output = new RecordBuffer(1 << 20);
  executeAll(market, stream.input, 0, stream.from, output);
  output.clear();
  let matches = 0;
  let cancels = 0;
  let limits = 0;
  let matching = 0;
  let before = 0;
  let collector = 0;
  const observer = new PerformanceObserver(() => undefined);
  observer.observe({ entryTypes: ['gc'] });
  let elapsed = 0;
  let busy = 0;
  const input = stream.input;
  for (let at = stream.from; at < input.length; ) {
    let to = at;
    while (to < input.length && to - at < BATCH_WORDS) to += input.words[to]! >>> 16;
    const processor = process.cpuUsage();
    const begin = performance.now();
    executeAll(market, input, at, to, output);
    elapsed += performance.now() - begin;
    const used = process.cpuUsage(processor);
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
    output.clear();
    at = to;
  }
  assertLedger(market);
  for (const entry of observer.takeRecords()) collector += entry.duration;
  observer.disconnect();
  return {
    stream: stream.shape.name,
    engine: 'kirmash',
    commands: stream.commands,
    perSecond: Math.round((stream.commands / elapsed) * 1_000),
    perProcessorSecond: Math.round((stream.commands / busy) * 1_000),
    matches,
    cancels,
    matchingShare: matching / limits,
    collectorShare: collector / elapsed,
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

/** Runs a stream through an npm order book, for at most so many measured commands. */
export async function runPeer(stream: Stream, name: string, most: number): Promise<Measured> {
  const loaded = (await import(name)) as { OrderBook: new () => PeerBook };
  const book = new loaded.OrderBook();
  const { neutral, neutralFill } = stream;
  const count = neutral.length / NEUTRAL.stride;
  const last = Math.min(count, neutralFill + most);
  let matches = 0;
  let cancels = 0;
  let begin = 0;
  let processor = process.cpuUsage();
  for (let entry = 0; entry < last; entry++) {
    if (entry === neutralFill) {
      matches = 0;
      cancels = 0;
      begin = performance.now();
      processor = process.cpuUsage();
    }
    const at = entry * NEUTRAL.stride;
    const kind = neutral[at]!;
    if (kind === 2) {
      if (book.cancel(String(neutral[at + NEUTRAL.target]!)) !== undefined) cancels++;
      continue;
    }
    const side = kind === 0 ? 'buy' : 'sell';
    const id = String(entry);
    const answer = book.limit({
      id,
      side,
      size: neutral[at + NEUTRAL.lots]!,
      price: neutral[at + NEUTRAL.price]!,
    });
    if (answer.err !== null && answer.err !== undefined) throw answer.err;
    matches += countMatches(answer, id);
  }
  const commands = last - neutralFill;
  const used = process.cpuUsage(processor);
  return {
    stream: stream.shape.name,
    engine: name,
    commands,
    perSecond: Math.round((commands / (performance.now() - begin)) * 1_000),
    perProcessorSecond: Math.round((commands / (used.user + used.system)) * 1_000_000),
    matches,
    cancels,
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

const SEED = 2021;
const PEERS = ['nodejs-order-book', 'hft-limit-order-book'];

/** Runs the benchmark; gives its figures. `peers`: the npm books too, each for at most so many commands. */
export async function run(
  commands = 1_000_000,
  peers = 0,
  names: readonly string[] = STREAMS.map((shape) => shape.name),
): Promise<Measured[]> {
  const figures: Measured[] = [];
  for (const shape of STREAMS) {
    if (!names.includes(shape.name)) continue;
    const stream = makeStream(shape, commands, SEED);
    runMarket(stream);
    figures.push(runMarket(stream));
    if (peers === 0) continue;
    // A shorter stream is the beginning of a longer one, so the counts of both engines can be compared.
    const short = peers === commands ? stream : makeStream(shape, peers, SEED);
    const own = runMarket(short);
    for (const name of PEERS) {
      const peer = await runPeer(short, name, peers);
      if (peer.matches !== own.matches || peer.cancels !== own.cancels) {
        throw new Error(
          `${name} made ${peer.matches} matches and ${peer.cancels} cancels, kirmash ${own.matches} and ${own.cancels}`,
        );
      }
      figures.push(peer);
    }
  }
  return figures;
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => STREAMS.some((shape) => shape.name === word));
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const figures = await run(
    numbers[0] ?? 1_000_000,
    words.includes('--peers') ? (numbers[1] ?? numbers[0] ?? 1_000_000) : 0,
    names.length > 0 ? names : undefined,
  );
  for (const figure of figures) {
    const shares =
      figure.collectorShare === undefined || figure.matchingShare === undefined
        ? ''
        : `, ${Math.round(figure.matchingShare * 100)} % of limits matching, gc ${(figure.collectorShare * 100).toFixed(2)} %`;
    process.stdout.write(
      `${figure.stream.padEnd(8)} ${figure.engine.padEnd(22)} ${(figure.perSecond / 1e6).toFixed(3)} M/s, ` +
        `${(figure.perProcessorSecond / 1e6).toFixed(3)} M/s of processor time; ` +
        `${figure.commands} commands, ${figure.matches} matches, ${figure.cancels} cancels${shares}\n`,
    );
  }
}

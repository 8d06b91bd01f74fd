/** The parts of the market's benchmark: what each measures, its goals, and how its figures are put. */
import { runMarket, runPeer, SEED } from './market.ts';
import { callAuction } from './market-call.ts';
import { cancelCosts } from './market-cancel.ts';
import { replayFrames, startFromSnapshot } from './market-replay.ts';
import { makeStream, STREAMS, type StreamShape } from './market-streams.ts';
import { type Benchmark, type Measurement, ofRounds, type Took } from './measurement.ts';

const PEERS = ['nodejs-order-book', 'hft-limit-order-book'];

/** Commands a second, and how many times the rate of the first peer. */
const GOALS: { readonly [stream: string]: { readonly rate: number; readonly ratio: number } } = {
  shallow: { rate: 6_500_000, ratio: 24 },
  mid: { rate: 3_500_000, ratio: 175 },
  deep: { rate: 3_000_000, ratio: 120 },
};

const ROUNDS = 7;
/** The first rounds, in which V8 still compiles, are run and not counted. */
const WARM_UP = 2;
/** A peer that has not done its stream by then is stopped, and compared over what it has done. */
const PEER_LIMIT_SECONDS = 150;

function rounded(value: number, digits = 0): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

function processor({ processorMs }: Took): { readonly [name: string]: number } {
  return { 'ms of processor time': rounded(processorMs) };
}

async function* streamPart(shape: StreamShape, small: boolean): AsyncGenerator<Measurement> {
  const stream = makeStream(shape, small ? 20_000 : 1_000_000, SEED);
  for (let round = 0; round < (small ? 0 : WARM_UP); round++) runMarket(stream);
  const rounds = Array.from({ length: small ? 1 : ROUNDS }, () => runMarket(stream));
  const [first] = rounds;
  if (first === undefined) return;
  const hashes = new Set(rounds.map(({ hash }) => hash));
  if (hashes.size > 1) throw new Error(`rounds of one stream came to different results: ${[...hashes]}`);
  const wall = ofRounds(
    rounds.map(({ perSecond }) => perSecond),
    'highest',
  );
  const processor = ofRounds(
    rounds.map(({ perProcessorSecond }) => perProcessorSecond),
    'highest',
  );
  const goal = GOALS[shape.name];
  const peers: Measurement[] = [];
  let reference = 0;
  for (const name of PEERS) {
    const peer = await runPeer(stream, name, small ? 10 : PEER_LIMIT_SECONDS);
    const own = peer.commands === stream.commands ? first : runMarket(stream, peer.commands);
    if (peer.matches !== own.matches || peer.cancels !== own.cancels) {
      throw new Error(
        `${name} made ${peer.matches} matches and ${peer.cancels} cancels, kirmash ${own.matches} and ${own.cancels}`,
      );
    }
    if (reference === 0) reference = peer.perSecond;
    peers.push({
      name: `market/${shape.name}, ${name}`,
      value: rounded(peer.perSecond),
      unit: 'commands/s',
      details: {
        commands: peer.commands,
        matches: peer.matches,
        cancels: peer.cancels,
        'per second of processor time': rounded(peer.perProcessorSecond),
        ...(peer.commands < stream.commands ? { 'stopped after seconds': PEER_LIMIT_SECONDS } : {}),
      },
    });
  }
  yield {
    name: `market/${shape.name}, kirmash`,
    value: rounded(wall.value),
    unit: 'commands/s',
    best: rounded(wall.best),
    rounds: wall.rounds,
    // A small run is over before V8 has compiled anything: its ratio says nothing.
    ...(small || goal === undefined
      ? {}
      : {
          goal: goal.rate,
          ratioGoal: goal.ratio,
          peer: PEERS[0] ?? '',
          ratio: rounded(wall.value / reference, 1),
        }),
    details: {
      generator: 'bench/market-streams.ts',
      seed: SEED,
      commands: stream.commands,
      resting: shape.resting,
      levels: stream.levels,
      matches: first.matches,
      cancels: first.cancels,
      '% of limits matching': rounded(first.matchingShare * 100, 1),
      'median per second of processor time': rounded(processor.value),
      'best per second of processor time': rounded(processor.best),
      'collector % of the time': rounded(
        Math.max(...rounds.map(({ collectorShare }) => collectorShare)) * 100,
        2,
      ),
      'allocated bytes/command': rounded(Math.min(...rounds.map(({ allocatedBytes }) => allocatedBytes)), 1),
      results: first.hash,
    },
  };
  yield* peers;
}

async function* cancelPart(small: boolean): AsyncGenerator<Measurement> {
  const costs = cancelCosts(small ? 1_000 : 100_000, small ? 1 : ROUNDS);
  for (const { depth, levels, nanoseconds } of costs) {
    const { value, best, rounds } = ofRounds(nanoseconds, 'lowest');
    yield {
      name: `market/cancel in a queue of ${depth.toLocaleString('en')}`,
      value: rounded(value),
      unit: 'ns of processor time',
      best: rounded(best),
      rounds,
      details: { levels, orders: depth * levels, seed: SEED },
    };
  }
}

function* callFigures(share: number, small: boolean): Generator<Measurement> {
  const figures = callAuction(small ? 20_000 : 1_000_000, share);
  const { orders, allOrNone, deals, lots, price, paradoxical, hash } = figures;
  const kind =
    allOrNone === 0 ? 'without all-or-none' : `${allOrNone.toLocaleString('en')} of them all-or-none`;
  const named = `market/call auction of ${orders.toLocaleString('en')} orders, ${kind}`;
  const details = { seed: SEED, deals, lots, price, 'paradoxically rejected': paradoxical, results: hash };
  const goals = allOrNone === 0 && !small;
  yield {
    name: `${named}: price found`,
    value: rounded(figures.priceTook.ms, 1),
    unit: 'ms',
    ...(goals ? { goal: 300 } : {}),
    details: { ...processor(figures.priceTook), ...details },
  };
  yield {
    name: `${named}: priced, allocated and posted`,
    value: rounded(figures.tradeTook.ms),
    unit: 'ms',
    ...(goals ? { goal: 1_000 } : {}),
    details: {
      ...processor(figures.tradeTook),
      'gathered per second of processor time': rounded(figures.submittedPerSecond),
    },
  };
  if (allOrNone > 0) return;
  yield {
    name: `market/memory of the state, ${orders.toLocaleString('en')} orders at rest`,
    value: rounded(figures.stateMegabytes),
    unit: 'MB',
    ...(small ? {} : { goal: 250 }),
    details: { 'process MB': rounded(figures.processMegabytes) },
  };
  const state = `market/state of ${orders.toLocaleString('en')} orders`;
  yield {
    name: `${state}: hash`,
    value: rounded(figures.hashTook.ms),
    unit: 'ms',
    details: processor(figures.hashTook),
  };
  yield {
    name: `${state}: snapshot with hash`,
    value: rounded(figures.snapshotTook.ms),
    unit: 'ms',
    details: processor(figures.snapshotTook),
  };
  yield {
    name: `${state}: restored and checked`,
    value: rounded(figures.restoreTook.ms),
    unit: 'ms',
    details: processor(figures.restoreTook),
  };
}

async function* callPart(small: boolean): AsyncGenerator<Measurement> {
  yield* callFigures(0, small);
  yield* callFigures(0.2, small);
}

async function* replayPart(small: boolean): AsyncGenerator<Measurement> {
  const figures = await replayFrames(small ? 10_000 : 5_000_000, SEED);
  yield {
    name: `market/replay of ${figures.commands.toLocaleString('en')} commands from PostgreSQL`,
    value: rounded(figures.took.ms / 1_000, 2),
    unit: 's',
    ...(small ? {} : { goal: 10 }),
    details: {
      ...processor(figures.took),
      seed: SEED,
      'commands/s': rounded((figures.commands / figures.took.ms) * 1_000),
      frames: figures.frames,
      'MB of frames': rounded(figures.megabytes),
      'executed without journal s': rounded(figures.executeTook.ms / 1_000, 2),
      'written in s': rounded(figures.writeTook.ms / 1_000, 1),
      state: figures.hash,
    },
  };
}

async function* startPart(small: boolean): AsyncGenerator<Measurement> {
  const figures = await startFromSnapshot(small ? 5_000 : 1_000_000, SEED);
  yield {
    name: `market/start from a snapshot with ${figures.resting.toLocaleString('en')} orders at rest`,
    value: rounded(figures.startTook.ms / 1_000, 2),
    unit: 's',
    ...(small ? {} : { goal: 3 }),
    details: {
      ...processor(figures.startTook),
      seed: SEED,
      'commands after it': figures.replayed,
      'MB of state': rounded(figures.stateMegabytes),
      'stopped with snapshot in s': rounded(figures.saveTook.ms / 1_000, 2),
      'snapshot MB': rounded(figures.snapshotMegabytes),
      state: figures.hash,
    },
  };
}

async function* nothing(): AsyncGenerator<Measurement> {}

/** By name; `load` only has all modules loaded. */
export const PARTS: { readonly [name: string]: Benchmark } = {
  load: nothing,
  ...Object.fromEntries(
    STREAMS.map((shape): [string, Benchmark] => [shape.name, ({ small }) => streamPart(shape, small)]),
  ),
  cancel: ({ small }) => cancelPart(small),
  call: ({ small }) => callPart(small),
  replay: ({ small }) => replayPart(small),
  start: ({ small }) => startPart(small),
};

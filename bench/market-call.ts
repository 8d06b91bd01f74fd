/**
 * Benchmark of the call auction, of memory, of hash and snapshot: 1,000,000 orders gather in one listing, are
 * priced, allocated and posted.
 *
 *   node --expose-gc bench/market-call.ts [orders]
 */
import '#journal/v8-flags.ts';
import { seededRandom } from '#base/random.ts';
import { findCallPrice } from '#market/call-auction.ts';
import { encodeCommand } from '#market/commands.ts';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { assertLedger } from '#market/ledger.ts';
import { RecordBuffer } from '#market/record.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { LISTING, LISTING_NUMBER, Market } from '#market/state.ts';
import { BUY, MODE, PHASE, packTerms } from '#market/terms.ts';
import { setUp } from './market-streams.ts';

const TRADERS = 500;
const SEED = 2021;

export interface CallFigures {
  readonly orders: number;
  readonly submittedPerSecond: number;
  readonly stateMegabytes: number;
  readonly priceMs: number;
  readonly tradeMs: number;
  readonly deals: number;
  readonly lots: number;
  readonly hashMs: number;
  readonly snapshotMs: number;
  readonly restoreMs: number;
}

function timed<T>(act: () => T): [T, number] {
  const begin = performance.now();
  const result = act();
  return [result, performance.now() - begin];
}

/** Runs the benchmark; gives its figures. */
export function run(orders = 1_000_000): CallFigures {
  const random = seededRandom(SEED);
  const market = new Market();
  const output = new RecordBuffer();
  const input = new RecordBuffer(1 << 20);
  setUp(input, TRADERS);
  encodeCommand(input, { kind: 'announceSession', section: 1, mode: MODE.call });
  encodeCommand(input, {
    kind: 'addListing',
    session: 2,
    instrument: 1,
    bandFloor: 10_000,
    bandCap: 30_000,
    reference: 20_000,
  });
  encodeCommand(input, { kind: 'openPhase', session: 2, phase: PHASE.trading });
  executeAll(market, input, 0, input.length, output);
  let submitMs = 0;
  for (let done = 0; done < orders; ) {
    input.clear();
    output.clear();
    for (let batch = 0; batch < 1_000 && done < orders; batch++, done++) {
      const side = random.integer(2);
      const spread = random.integer(9_000) - 1_000;
      encodeCommand(input, {
        kind: 'submitOrder',
        actor: 1 + random.integer(TRADERS / 2) + (side === BUY ? 0 : TRADERS / 2),
        listing: 2,
        terms: packTerms({ side }),
        price: side === BUY ? 20_000 - spread : 20_000 + spread,
        lots: 1 + random.integer(20),
      });
    }
    submitMs += timed(() => executeAll(market, input, 0, input.length, output))[1];
  }
  const bytes = market.tables.reduce((sum, table) => sum + table.words.byteLength, 0);
  const at = 2 * LISTING.stride;
  if (
    (market.listings.words[at + LISTING.bidOrders] ?? 0) +
      (market.listings.words[at + LISTING.askOrders] ?? 0) !==
    orders
  ) {
    throw new Error('not all orders have been accepted');
  }
  const [, hashMs] = timed(() => stateHash(market));
  const [taken, snapshotMs] = timed(() => snapshot(market));
  const [, restoreMs] = timed(() => restore(taken));
  const [price, priceMs] = timed(() => findCallPrice(market, 2));
  input.clear();
  output.clear();
  encodeCommand(input, { kind: 'openPhase', session: 2, phase: PHASE.adjustment });
  const [, tradeMs] = timed(() => executeAll(market, input, 0, input.length, output));
  assertLedger(market);
  const lots = market.listings.numbers[(at >> 1) + LISTING_NUMBER.dealtLots] ?? 0;
  if (lots !== price.lots) throw new Error('the deals are not those of the price');
  return {
    orders,
    submittedPerSecond: Math.round((orders / submitMs) * 1_000),
    stateMegabytes: Math.round(bytes / 1e6),
    priceMs: Math.round(priceMs * 10) / 10,
    tradeMs: Math.round(tradeMs),
    deals: market.listings.words[at + LISTING.deals] ?? 0,
    lots,
    hashMs: Math.round(hashMs),
    snapshotMs: Math.round(snapshotMs),
    restoreMs: Math.round(restoreMs),
  };
}

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(run(Number(process.argv[2] ?? 1_000_000)), null, 2)}\n`);
}

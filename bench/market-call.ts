/**
 * Benchmark of the call auction, of memory, of hash and snapshot: orders gather in one listing, are priced, allocated
 * and posted.
 */
import '#journal/v8-flags.ts';
import { createHash } from 'node:crypto';
import { seededRandom } from '#base/random.ts';
import { findCallPrice } from '#market/call-auction.ts';
import { encodeCommand } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { assertLedger } from '#market/ledger.ts';
import { kindOf, RecordBuffer } from '#market/record.ts';
import { restore, snapshot } from '#market/snapshot.ts';
import { LISTING, LISTING_NUMBER, Market } from '#market/state.ts';
import { BUY, MODE, PHASE, packTerms } from '#market/terms.ts';
import { SEED } from './market.ts';
import { setUp } from './market-streams.ts';
import { stopwatch, type Took } from './measurement.ts';

const TRADERS = 500;

export interface CallFigures {
  readonly orders: number;
  /** How many of them are all-or-none. */
  readonly allOrNone: number;
  /** Orders accepted per second of the processor's time. */
  readonly submittedPerSecond: number;
  /** The tables of the state, as far as they have grown. */
  readonly stateMegabytes: number;
  /** What the operating system gives the whole process for them, V8 and this benchmark included. */
  readonly processMegabytes: number;
  readonly priceTook: Took;
  readonly tradeTook: Took;
  readonly price: number;
  /** All-or-none orders that the price would have filled in part only. */
  readonly paradoxical: number;
  readonly deals: number;
  readonly lots: number;
  readonly hashTook: Took;
  readonly snapshotTook: Took;
  readonly restoreTook: Took;
  /** Of all events of the auction and of the state after it. */
  readonly hash: string;
}

function timed<T>(act: () => T): [T, Took] {
  const stop = stopwatch();
  const result = act();
  return [result, stop()];
}

/** Runs one auction of so many orders, of which a share is all-or-none; gives its figures. */
export function callAuction(orders: number, allOrNoneShare: number): CallFigures {
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
  let allOrNone = 0;
  for (let done = 0; done < orders; ) {
    input.clear();
    output.clear();
    for (let batch = 0; batch < 1_000 && done < orders; batch++, done++) {
      const side = random.integer(2);
      const spread = random.integer(9_000) - 1_000;
      const whole = allOrNoneShare > 0 && random.unit() < allOrNoneShare;
      if (whole) allOrNone++;
      encodeCommand(input, {
        kind: 'submitOrder',
        actor: 1 + random.integer(TRADERS / 2) + (side === BUY ? 0 : TRADERS / 2),
        listing: 2,
        terms: packTerms({ side, allOrNone: whole }),
        price: side === BUY ? 20_000 - spread : 20_000 + spread,
        lots: 1 + random.integer(20),
      });
    }
    submitMs += timed(() => executeAll(market, input, 0, input.length, output))[1].processorMs;
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
  const processMegabytes = process.memoryUsage.rss() / 1e6;
  const [, hashTook] = timed(() => stateHash(market));
  const [taken, snapshotTook] = timed(() => snapshot(market));
  const [, restoreTook] = timed(() => restore(taken));
  const [price, priceTook] = timed(() => findCallPrice(market, 2));
  input.clear();
  output.clear();
  encodeCommand(input, { kind: 'openPhase', session: 2, phase: PHASE.adjustment });
  const [, tradeTook] = timed(() => executeAll(market, input, 0, input.length, output));
  assertLedger(market);
  const lots = market.listings.numbers[(at >> 1) + LISTING_NUMBER.dealtLots] ?? 0;
  if (allOrNone === 0 && lots !== price.lots) throw new Error('the deals are not those of the price');
  let found = 0;
  let paradoxical = 0;
  for (let event = 0; event < output.length; event += output.words[event]! >>> 16) {
    const kind = kindOf(output.words[event]!);
    if (kind === EVENTS.callPriced.kind) found = output.words[event + EVENTS.callPriced.at.price]!;
    else if (kind === EVENTS.paradoxicallyRejected.kind) paradoxical++;
  }
  const hash = createHash('sha256').update(new Uint8Array(output.words.buffer, 0, output.length * 4));
  return {
    orders,
    allOrNone,
    submittedPerSecond: Math.round((orders / submitMs) * 1_000),
    processMegabytes,
    stateMegabytes: Math.round(bytes / 1e6),
    priceTook,
    tradeTook,
    price: found,
    paradoxical,
    deals: market.listings.words[at + LISTING.deals] ?? 0,
    lots,
    hashTook,
    snapshotTook,
    restoreTook,
    hash: hash.update(stateHash(market)).digest('hex').slice(0, 16),
  };
}

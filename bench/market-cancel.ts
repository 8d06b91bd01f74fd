/** What a cancel costs in a short queue and in a very long one: the same, or a level could be made slow by filling it. */
import '#journal/v8-flags.ts';
import { seededRandom } from '#base/random.ts';
import { encodeCommand } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { assertLedger } from '#market/ledger.ts';
import { RecordBuffer } from '#market/record.ts';
import { LISTING, Market } from '#market/state.ts';
import { BUY, packTerms } from '#market/terms.ts';
import { SEED } from './market.ts';
import { setUp } from './market-streams.ts';

export interface CancelCost {
  /** Orders at each level. */
  readonly depth: number;
  readonly levels: number;
  /** Of processor time for one cancel, round by round. */
  readonly nanoseconds: readonly number[];
}

const PARTICIPANTS = 500;
const FIRST_PRICE = 1_000;

/** Fills levels and cancels all their orders in random order; gives the nanoseconds that one cancel took. */
function cancelAllOf(orders: number, depth: number): number {
  const random = seededRandom(SEED);
  const market = new Market({ orders, participants: PARTICIPANTS });
  const input = new RecordBuffer(1 << 22);
  const output = new RecordBuffer(1 << 22);
  setUp(input, PARTICIPANTS);
  executeAll(market, input, 0, input.length, output);
  input.clear();
  output.clear();
  for (let order = 0; order < orders; order++) {
    encodeCommand(input, {
      kind: 'submitOrder',
      actor: 1 + random.integer(PARTICIPANTS),
      listing: 1,
      terms: packTerms({ side: BUY }),
      price: FIRST_PRICE + Math.floor(order / depth),
      lots: 1 + random.integer(100),
    });
  }
  executeAll(market, input, 0, input.length, output);
  const accepted = EVENTS.orderAccepted;
  const waiting: { slot: number; generation: number; trader: number }[] = [];
  for (let at = 0; at < output.length; at += output.words[at]! >>> 16) {
    waiting.push({
      slot: output.words[at + accepted.at.slot]!,
      generation: output.words[at + accepted.at.generation]!,
      trader: output.words[at + accepted.at.trader]!,
    });
  }
  input.clear();
  output.clear();
  for (let left = waiting.length; left > 0; left--) {
    const place = random.integer(left);
    const { slot, generation, trader } = waiting[place]!;
    waiting[place] = waiting[left - 1]!;
    encodeCommand(input, { kind: 'cancelOrder', actor: trader, slot, generation });
  }
  const processor = process.cpuUsage();
  executeAll(market, input, 0, input.length, output);
  const used = process.cpuUsage(processor);
  if (market.listings.words[LISTING.stride + LISTING.bidOrders] !== 0) throw new Error('an order is left');
  assertLedger(market);
  return ((used.user + used.system) * 1_000) / orders;
}

/** As many orders in queues of ten as in one queue; both the same way, alternately, after a round for V8. */
export function cancelCosts(deep: number, rounds: number): CancelCost[] {
  const depths = [10, deep];
  const nanoseconds: number[][] = depths.map(() => []);
  for (let round = -1; round < rounds; round++) {
    depths.forEach((depth, place) => {
      const cost = cancelAllOf(deep, depth);
      if (round >= 0) nanoseconds[place]?.push(cost);
    });
  }
  return depths.map((depth, place) => ({
    depth,
    levels: deep / depth,
    nanoseconds: nanoseconds[place] ?? [],
  }));
}

/**
 * The three seeded streams of the market's benchmark: *shallow*, *mid* and *deep*. A stream is made by running
 * the market itself, so that each cancel names an order that rests at that moment; replayed from the same
 * beginning, every number in it names the same order again.
 */
import { seededRandom } from '#base/random.ts';
import { type Command, encodeCommand } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { execute } from '#market/execute.ts';
import { RecordBuffer } from '#market/record.ts';
import { LISTING, Market, ORDER } from '#market/state.ts';
import { BUY, MODE, PHASE, packTerms, ROLE, SELL } from '#market/terms.ts';

export interface StreamShape {
  readonly name: string;
  /** Orders at rest before the measured commands begin, and about which the stream keeps. */
  readonly resting: number;
  /** Price levels per side over which orders are spread. */
  readonly levels: number;
  /**
   * How closely orders gather about the best price: an order stands at `levels` × u^gathering from it, u evenly spread
   * from 0 to 1. With 1 all levels are equally long; above, those near the best price are longer.
   */
  readonly gathering: number;
  /** Of 1,000 limit orders, how many are priced to meet the other side. */
  readonly crossing: number;
}

export const STREAMS: readonly StreamShape[] = [
  { name: 'shallow', resting: 2_500, levels: 100, gathering: 2, crossing: 275 },
  { name: 'mid', resting: 50_000, levels: 100, gathering: 2, crossing: 280 },
  { name: 'deep', resting: 355_000, levels: 10_000, gathering: 2, crossing: 185 },
];

/** A stream: as records for the engine, and in a neutral form for the peers, which begins with the orders that fill the book. */
export interface Stream {
  readonly shape: StreamShape;
  readonly participants: number;
  /** Commands that set the market up, then those that fill the book, then the measured ones. */
  readonly input: RecordBuffer;
  readonly fillFrom: number;
  readonly from: number;
  readonly commands: number;
  /** Price levels of both sides that hold orders before the measured commands begin. */
  readonly levels: number;
  /** For the peers: side (0, 1), or 2 for a cancel; price; lots; index of the entry that is cancelled. */
  readonly neutral: Int32Array;
  readonly neutralFill: number;
}

export const NEUTRAL = { kind: 0, price: 1, lots: 2, target: 3, stride: 4 } as const;
const CANCEL_ENTRY = 2;
const TRADERS = 500;
const PRICE_CAP = 40_000;
const MIDDLE = 20_000;
const DAY = 20_000;

/** Commands that make a market of 500 participants with deposits, fees and one continuous listing. */
export function setUp(input: RecordBuffer, participants = TRADERS): void {
  const commands: Command[] = [
    { kind: 'beginDay', day: DAY },
    { kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 },
    { kind: 'defineSection', flags: 0, leastFee: 1 },
    { kind: 'setFee', section: 1, side: BUY, band: 0, ppm: 500, fromTurnover: 0 },
    { kind: 'setFee', section: 1, side: SELL, band: 0, ppm: 1_000, fromTurnover: 0 },
    { kind: 'setFee', section: 1, side: SELL, band: 1, ppm: 800, fromTurnover: 100_000_000_000 },
    {
      kind: 'defineInstrument',
      section: 1,
      currency: 1,
      priceFloor: 1,
      priceCap: PRICE_CAP,
      minimumLots: 1,
      maximumLots: 1_000_000,
      buyDepositPpm: 50_000,
      sellDepositPpm: 50_000,
      tickValue: 10,
      quotationDeals: 3,
    },
    { kind: 'announceSession', section: 1, mode: MODE.continuous },
    { kind: 'addListing', session: 1, instrument: 1 },
    { kind: 'openPhase', session: 1, phase: PHASE.trading },
  ];
  for (let number = 1; number <= participants; number++) {
    commands.push(
      {
        kind: 'accredit',
        role: ROLE.member,
        resident: 1,
        sellSections: 1,
        buySections: 1,
        expiryDay: DAY + 365,
      },
      { kind: 'addTrader', participant: number, expiryDay: DAY + 365 },
      {
        kind: 'recordReceipt',
        participant: number,
        currency: 1,
        amount: 1_000_000_000_000,
        reference: number,
      },
    );
  }
  for (const command of commands) encodeCommand(input, command);
}

function occupiedLevels(market: Market): number {
  const words = market.orders.words;
  const levels = new Set<number>();
  for (let slot = 1; slot < market.orders.rows; slot++) {
    const row = slot * ORDER.stride;
    if (words[row + ORDER.listing] !== 0) levels.add(words[row + ORDER.level]!);
  }
  return levels.size;
}

/** Makes a stream of so many measured commands. */
export function makeStream(shape: StreamShape, commands: number, seed: number): Stream {
  const random = seededRandom(seed);
  const input = new RecordBuffer(1 << 22);
  const market = new Market({ orders: shape.resting * 2 });
  const output = new RecordBuffer(1 << 16);
  setUp(input);
  const fillFrom = input.length;
  for (let at = 0; at < fillFrom; at += input.words[at]! >>> 16) {
    if (execute(market, input, at, output) !== 0) throw new Error('the set-up of the stream was rejected');
  }
  const entries: number[] = [];
  // Living orders: entry and number of each; where a filled one is met it is dropped.
  const live: { entry: number; slot: number; generation: number; trader: number }[] = [];
  let resting = 0;
  let middle = MIDDLE;

  const limit = (crosses: boolean): void => {
    const side = random.integer(2);
    const depth = Math.floor(random.unit() ** shape.gathering * shape.levels);
    const best = market.listings.words[LISTING.stride + (side === BUY ? LISTING.bestAsk : LISTING.bestBid)]!;
    let price = side === BUY ? middle - 1 - depth : middle + 1 + depth;
    if (crosses && best > 0 && best < PRICE_CAP)
      price = best + (side === BUY ? random.integer(3) : -random.integer(3));
    price = Math.max(1, Math.min(PRICE_CAP, price));
    // Buyers and sellers are different participants, so that peers without self-trade prevention match alike.
    const trader = 1 + random.integer(TRADERS / 2) + (side === BUY ? 0 : TRADERS / 2);
    const lots = 1 + random.integer(100);
    const at = encodeCommand(input, {
      kind: 'submitOrder',
      actor: trader,
      time: entries.length + 1,
      listing: 1,
      terms: packTerms({ side }),
      price,
      lots,
      reference: entries.length,
    });
    output.clear();
    if (execute(market, input, at, output) !== 0) throw new Error('an order of the stream was rejected');
    const entry = entries.length / NEUTRAL.stride;
    entries.push(side, price, lots, 0);
    const slot = output.words[EVENTS.orderAccepted.at.slot]!;
    const generation = output.words[EVENTS.orderAccepted.at.generation]!;
    const row = slot * ORDER.stride;
    if (market.orders.words[row] === generation && market.orders.words[row + ORDER.listing] !== 0)
      live.push({ entry, slot, generation, trader });
    resting =
      market.listings.words[LISTING.stride + LISTING.bidOrders]! +
      market.listings.words[LISTING.stride + LISTING.askOrders]!;
  };
  const cancel = (): void => {
    for (;;) {
      const place = random.integer(live.length);
      const order = live[place]!;
      live[place] = live[live.length - 1]!;
      live.pop();
      const row = order.slot * ORDER.stride;
      if (market.orders.words[row] !== order.generation || market.orders.words[row + ORDER.listing] === 0)
        continue;
      const at = encodeCommand(input, {
        kind: 'cancelOrder',
        actor: order.trader,
        time: entries.length + 1,
        slot: order.slot,
        generation: order.generation,
      });
      output.clear();
      if (execute(market, input, at, output) !== 0) throw new Error('a cancel of the stream was rejected');
      entries.push(CANCEL_ENTRY, 0, 0, order.entry);
      resting--;
      return;
    }
  };

  while (resting < shape.resting) limit(false);
  const from = input.length;
  const levels = occupiedLevels(market);
  const neutralFill = entries.length / NEUTRAL.stride;
  for (let count = 0; count < commands; count++) {
    if (resting > shape.resting && random.integer(8) !== 0) cancel();
    else limit(random.integer(1_000) < shape.crossing);
    if (count % 1_000 === 0) middle = MIDDLE + random.integer(21) - 10;
  }
  return {
    shape,
    participants: TRADERS,
    input,
    fillFrom,
    from,
    commands,
    levels,
    neutral: Int32Array.from(entries),
    neutralFill,
  };
}

/** Runs the market and its slow twin side by side through a seeded session of continuous trading. */
import { type Random, seededRandom } from '#base/random.ts';
import { stateHash } from '#market/hash.ts';
import { BUY, FORCE, MODE, PHASE, packTerms, ROLE, SELF_TRADE, SELL } from '#market/terms.ts';
import { eventsOf, MarketDriver, type Outcome } from '../support/market.ts';
import { Twin, type TwinEvent, type TwinSubmit } from '../support/twin.ts';

const OWNERS = 6;
const DAY = 20_000;
const RULES = {
  floor: 80,
  cap: 120,
  tickValue: 7n,
  depositPpm: { buy: 33_333n, sell: 66_667n },
  feePpm: { buy: 1_234n, sell: 987n },
};

interface Run {
  readonly driver: MarketDriver;
  readonly twin: Twin;
  /** Order numbers of the market by the twin's names, and back. */
  readonly numbers: Map<
    number,
    { slot: number; generation: number; owner: number; selfTrade: TwinSubmit['selfTrade'] }
  >;
  readonly names: Map<string, number>;
}

function start(deposit: number): Run {
  const driver = new MarketDriver();
  const twin = new Twin(RULES);
  driver.must({ kind: 'beginDay', day: DAY });
  driver.must({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 });
  driver.must({ kind: 'defineSection' });
  driver.must({ kind: 'setFee', section: 1, side: BUY, ppm: Number(RULES.feePpm.buy) });
  driver.must({ kind: 'setFee', section: 1, side: SELL, ppm: Number(RULES.feePpm.sell) });
  driver.must({
    kind: 'defineInstrument',
    section: 1,
    currency: 1,
    priceFloor: 1,
    priceCap: 5_000,
    minimumLots: 1,
    maximumLots: 1_000,
    buyDepositPpm: Number(RULES.depositPpm.buy),
    sellDepositPpm: Number(RULES.depositPpm.sell),
    tickValue: Number(RULES.tickValue),
  });
  driver.must({ kind: 'announceSession', section: 1, mode: MODE.continuous });
  driver.must({ kind: 'addListing', session: 1, instrument: 1, bandFloor: RULES.floor, bandCap: RULES.cap });
  driver.must({ kind: 'openPhase', session: 1, phase: PHASE.trading });
  for (let owner = 1; owner <= OWNERS; owner++) {
    driver.must({
      kind: 'accredit',
      role: ROLE.member,
      resident: 1,
      sellSections: 1,
      buySections: 1,
      expiryDay: DAY + 9,
    });
    driver.must({ kind: 'addTrader', participant: owner, expiryDay: DAY + 9 });
    driver.must({ kind: 'recordReceipt', participant: owner, currency: 1, amount: deposit });
    twin.paidIn.set(owner, BigInt(deposit));
  }
  return { driver, twin, numbers: new Map(), names: new Map() };
}

const FORCES = {
  session: FORCE.session,
  immediate: FORCE.immediateOrCancel,
  fill: FORCE.fillOrKill,
} as const;
const SELF_TRADES = {
  newest: SELF_TRADE.cancelNewest,
  oldest: SELF_TRADE.cancelOldest,
  decrement: SELF_TRADE.decrement,
} as const;

/** What the market said, in the twin's words. */
function translate(run: Run, outcome: Outcome): TwinEvent[] {
  if (outcome.rejection !== undefined) return [{ kind: 'rejected' }];
  const events: TwinEvent[] = [];
  for (const event of outcome.events) {
    if (event.kind === 'deal') {
      events.push({
        kind: 'deal',
        price: event.price,
        lots: event.lots,
        buyer: event.buyAccount,
        seller: event.sellAccount,
      });
    } else if (event.kind === 'orderCancelled') {
      events.push({
        kind: 'cancelled',
        order: run.names.get(`${event.slot}.${event.generation}`) ?? 0,
        lots: event.lots,
      });
    }
  }
  return events;
}

function submit(run: Run, random: Random): [TwinEvent[], TwinEvent[]] {
  const minimum = random.integer(8) === 0 ? 1 + random.integer(10) : 0;
  const wanted: TwinSubmit = {
    owner: 1 + random.integer(OWNERS),
    side: random.pick(['buy', 'sell']),
    price: random.integer(12) === 0 ? 'market' : 92 + random.integer(17),
    lots: Math.max(minimum, 1 + random.integer(30)),
    force: random.pick(['session', 'session', 'session', 'immediate', 'fill']),
    minimum,
    selfTrade: random.pick(['newest', 'oldest', 'decrement']),
  };
  const outcome = run.driver.do({
    kind: 'submitOrder',
    actor: wanted.owner,
    listing: 1,
    terms: packTerms({
      side: wanted.side === 'buy' ? BUY : SELL,
      market: wanted.price === 'market',
      force: FORCES[wanted.force],
      selfTrade: SELF_TRADES[wanted.selfTrade],
    }),
    price: wanted.price === 'market' ? 0 : wanted.price,
    lots: wanted.lots,
    minimumLots: minimum,
  });
  const answer = run.twin.submit(wanted);
  const accepted = eventsOf(outcome.events, 'orderAccepted')[0];
  if (accepted !== undefined) {
    run.numbers.set(answer.name, {
      slot: accepted.slot,
      generation: accepted.generation,
      owner: wanted.owner,
      selfTrade: wanted.selfTrade,
    });
    run.names.set(`${accepted.slot}.${accepted.generation}`, answer.name);
  }
  return [translate(run, outcome), answer.events];
}

function change(run: Run, random: Random): [TwinEvent[], TwinEvent[]] | undefined {
  // Mostly an order that rests; now and then any there has ever been, or another owner's.
  const resting = run.twin.orders;
  const name =
    resting.length > 0 && random.integer(10) > 0
      ? random.pick(resting).name
      : 1 + random.integer(Math.max(1, run.numbers.size));
  const number = run.numbers.get(name);
  if (number === undefined) return undefined;
  const { slot, generation } = number;
  const owner = random.integer(20) === 0 ? 1 + random.integer(OWNERS) : number.owner;
  if (random.integer(2) === 0) {
    const outcome = run.driver.do({ kind: 'cancelOrder', actor: owner, slot, generation });
    return [translate(run, outcome), run.twin.cancel(owner, name)];
  }
  const lots = 1 + random.integer(40);
  const old = resting.find((order) => order.name === name)?.price ?? 100;
  const price = random.integer(2) === 0 ? old : 92 + random.integer(17);
  const outcome = run.driver.do({ kind: 'replaceOrder', actor: owner, slot, generation, price, lots });
  return [translate(run, outcome), run.twin.replace(owner, name, price, lots, number.selfTrade)];
}

function compareMoney(run: Run): string | undefined {
  for (let owner = 1; owner <= OWNERS; owner++) {
    const found = run.driver.balances(run.driver.holderOf(owner));
    const wanted = {
      free: Number(run.twin.free(owner)),
      orders: Number(run.twin.blocked(owner)),
      contracts: Number(run.twin.secured.get(owner) ?? 0n),
      fees: Number(run.twin.fees.get(owner) ?? 0n),
      transit: 0,
    };
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      return `owner ${owner}: market ${JSON.stringify(found)}, twin ${JSON.stringify(wanted)}`;
    }
  }
  return undefined;
}

/** Runs so many commands from a seed. Gives the driver; throws with the seed where the two differ. */
export function runContinuous(seed: number, commands: number): MarketDriver {
  const random = seededRandom(seed);
  const run = start(20_000 + random.integer(200_000));
  for (let count = 0; count < commands; count++) {
    const before = stateHash(run.driver.market);
    const pair = random.integer(5) < 3 ? submit(run, random) : change(run, random);
    if (pair === undefined) continue;
    const [found, wanted] = pair.map((events) => JSON.stringify(events));
    if (found !== wanted) throw new Error(`seed ${seed}, command ${count}: market ${found}, twin ${wanted}`);
    if (found === '[{"kind":"rejected"}]' && stateHash(run.driver.market) !== before) {
      throw new Error(`seed ${seed}, command ${count}: a rejected command changed the state`);
    }
    const money = compareMoney(run);
    if (money !== undefined) throw new Error(`seed ${seed}, command ${count}: ${money}`);
  }
  return run.driver;
}

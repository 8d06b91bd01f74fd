/** Any command with any numbers, from a seed, and a market to try it on. */
import type { Random } from '#base/random.ts';
import { COMMANDS, type Command, type CommandName } from '#market/commands.ts';
import { CHECKS } from '#market/rejections.ts';
import type { MarketDriver } from '../support/market.ts';

export const KINDS = Object.keys(COMMANDS) as CommandName[];
const ABSURD = [-1, 0, 1, 2 ** 31 - 1, -(2 ** 31), 1_000_000, 2 ** 30];
const ABSURD_LARGE = [Number.NaN, 0.5, -1, 2 ** 53, 2 ** 53 - 1, Number.POSITIVE_INFINITY, 2 ** 51, 0];
const DAY = 20_000;
/** Listings in which a kind of command makes sense: one a mode. */
const LISTINGS: { readonly [N in CommandName]?: readonly number[] } = {
  submitOrder: [1, 2],
  offerLot: [3, 4],
  placeBid: [3, 4],
  takePrice: [5, 5],
  stepPrice: [5, 5],
  closeAuction: [3, 4],
  proposeDeal: [6, 6],
  setBand: [1, 1],
};
/** Commands after which little is left to break: seldom. */
const ENDING = new Set<CommandName>([
  'cancelSession',
  'closeSession',
  'openPhase',
  'halt',
  'setStanding',
  'changeTrader',
  'changeAccreditation',
  'setRemark',
  'changeClient',
  'admit',
]);

function word(random: Random, name: string): number {
  if (random.integer(30) === 0) return random.pick(ABSURD);
  if (name === 'expiryDay' || name === 'dueDay') return DAY + random.integer(5) - 1;
  if (name === 'day') return DAY + random.integer(4);
  if (name === 'client') return random.integer(8) === 0 ? 6 : 0;
  if (name === 'side') return random.integer(2);
  if (name === 'listing') return 1 + random.integer(6);
  if (name === 'step') return 1;
  if (name === 'price' || name === 'startPrice' || name === 'reservePrice' || name === 'reference')
    return 90 + random.integer(21);
  if (name === 'bandFloor') return 80 + random.integer(15);
  if (name === 'bandCap') return 105 + random.integer(15);
  if (name === 'lots' || name === 'participantLots') return 1 + random.integer(20);
  if (name === 'terms')
    return random.integer(16) === 0
      ? random.integer(256)
      : random.pick([0, 1, 0, 1, 2, 3, 4, 5, 8, 9, 12, 13, 16, 17, 32, 33, 64, 65]);
  if (name === 'slot') return 1 + random.integer(30);
  if (name === 'generation') return 1 + random.integer(3);
  if (name === 'proposal' || name === 'contract') return 1 + random.integer(12);
  if (name === 'counterparty') return 1 + random.integer(5);
  if (name.endsWith('Ppm') || name === 'ppm') return random.integer(120_000);
  if (name === 'extensionSeconds' || name === 'reason') return random.integer(3);
  return random.integer(6);
}

function large(random: Random, name: string): number {
  if (random.integer(25) === 0) return random.pick(ABSURD_LARGE);
  if (name === 'endTime') return random.pick([0, 0, 5_000_000, 9_000_000]);
  if (name === 'rateMillionths') return 1 + random.integer(3_000_000);
  return 1 + random.integer(5_000);
}

/** A command of any kind with any numbers, most of them within sight of sense; the time is in microseconds. */
export function anyCommand(random: Random, time: number): Command {
  // Half of all commands are those of traders, so that there is a market to break.
  const kind =
    random.integer(2) === 0
      ? random.pick([
          'submitOrder',
          'submitOrder',
          'replaceOrder',
          'cancelOrder',
          'placeBid',
          'offerLot',
          'confirmDeal',
          'proposeDeal',
        ] as const)
      : random.pick(KINDS);
  if (ENDING.has(kind) && random.integer(30) > 0) return { kind: 'stepPrice', listing: 5 };
  const fields = Object.fromEntries(
    Object.entries(COMMANDS[kind].fields).map(([name, type]) => [
      name,
      type === 'f64' ? large(random, name) : word(random, name),
    ]),
  );
  if ('listing' in fields && random.integer(8) > 0) fields.listing = LISTINGS[kind]?.[random.integer(2)] ?? 1;
  if (kind === 'submitOrder' && random.integer(6) > 0) {
    fields.minimumLots = 0;
    fields.expiryDay = ((fields.terms ?? 0) & 12) === 12 ? DAY + 5 : 0;
    if (((fields.terms ?? 0) & 2) === 2) fields.price = 0;
  }
  const mine = CHECKS[kind][0] === 'TRADER_UNKNOWN';
  const actor = random.integer(12) === 0 ? random.integer(8) : mine ? 1 + random.integer(5) : 0;
  return { kind, ...fields, actor, time } as Command;
}

/** A market in which there is something to break: a session of each mode, five members with money. */
export function prepareMarket(driver: MarketDriver, random: Random): void {
  driver.must({ kind: 'beginDay', day: DAY });
  driver.must({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 });
  driver.must({ kind: 'defineCurrency', code: 840, rateMillionths: 2_500_000 });
  driver.must({ kind: 'defineSection', flags: 1, leastFee: 1 });
  driver.must({ kind: 'setFee', section: 1, side: 0, ppm: 777 });
  for (const currency of [1, 2]) {
    driver.must({
      kind: 'defineInstrument',
      section: 1,
      currency,
      priceFloor: 1,
      priceCap: 3_000,
      minimumLots: 1,
      maximumLots: 1_000,
      buyDepositPpm: 55_555,
      sellDepositPpm: 33_333,
      tickValue: 3,
    });
  }
  for (let mode = 1; mode <= 6; mode++) {
    driver.must({ kind: 'announceSession', section: 1, mode, extensionSeconds: 2 });
    driver.must({
      kind: 'addListing',
      session: mode,
      instrument: 1 + random.integer(2),
      bandFloor: 80,
      bandCap: 120,
    });
    driver.must({ kind: 'openPhase', session: mode, phase: mode === 6 ? 5 : 3 });
  }
  for (let number = 1; number <= 5; number++) {
    driver.must({
      kind: 'accredit',
      role: number === 5 ? 2 : 1,
      resident: number & 1,
      sellSections: 1,
      buySections: 1,
      expiryDay: DAY + 30,
    });
    driver.must({ kind: 'addTrader', participant: number, expiryDay: DAY + 30 });
    for (const currency of [1, 2])
      driver.must({ kind: 'recordReceipt', participant: number, currency, amount: 3_000 });
  }
}

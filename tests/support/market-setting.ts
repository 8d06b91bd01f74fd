/** A small market for tests of the API: what the operator gives to make it. */
import type { Command } from '#market/commands.ts';
import { MODE, PHASE } from '#market/terms.ts';

const FAR = 60_000;
const DAY = 20_000;
const MONEY = 1_000_000_000;

/** A member with a trader of the same number and money. */
function member(number: number): Command[] {
  return [
    { kind: 'accredit', role: 1, resident: 1, sellSections: 1, buySections: 1, expiryDay: FAR },
    { kind: 'addTrader', participant: number, expiryDay: FAR },
    { kind: 'recordReceipt', participant: number, currency: 1, amount: MONEY },
  ];
}

function session(number: number, mode: number, flags = 0): Command[] {
  return [
    { kind: 'announceSession', section: 1, mode, flags },
    { kind: 'addListing', session: number, instrument: 1, bandFloor: 1, bandCap: 1_000 },
  ];
}

/** Day, currency, section, an instrument of prices 1 to 1,000. */
const GROUND: readonly Command[] = [
  { kind: 'beginDay', day: DAY },
  { kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 },
  { kind: 'defineSection' },
  {
    kind: 'defineInstrument',
    section: 1,
    currency: 1,
    priceFloor: 1,
    priceCap: 1_000,
    minimumLots: 1,
    maximumLots: 1_000,
    buyDepositPpm: 100_000,
    sellDepositPpm: 100_000,
    market: 1,
    tickValue: 1,
  },
];

/** Members 1 and 2 with traders 1 and 2, and listing 1 in continuous trading. */
export const SETTING: readonly Command[] = [
  ...GROUND,
  ...member(1),
  ...member(2),
  ...session(1, MODE.continuous),
  { kind: 'openPhase', session: 1, phase: PHASE.trading },
];

/** Besides: listing 2 in an open call auction, listing 3 in a sealed one, both gathering orders; member 3. */
export const CALLS: readonly Command[] = [
  ...session(2, MODE.call),
  ...session(3, MODE.call, 1),
  { kind: 'openPhase', session: 2, phase: PHASE.trading },
  { kind: 'openPhase', session: 3, phase: PHASE.trading },
  ...member(3),
];

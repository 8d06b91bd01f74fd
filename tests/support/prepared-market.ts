/** A small market in which one session of each mode is open: currency, section and instrument number 1. */
import { BUY, MODE, PHASE, ROLE, SELL } from '#market/terms.ts';
import { MarketDriver } from './market.ts';

export const DAY = 20_000;
export const FLOOR = 50;
export const CAP = 150;

export interface Preparation {
  readonly members: number;
  /** Money of each member, in minor units. */
  readonly deposit: number;
  readonly buyDepositPpm: number;
  readonly sellDepositPpm: number;
  readonly tickValue: number;
  readonly feePpm: number;
  readonly mostLotsEach: number;
}

const USUAL: Preparation = {
  members: 4,
  deposit: 1_000_000,
  buyDepositPpm: 100_000,
  sellDepositPpm: 100_000,
  tickValue: 10,
  feePpm: 0,
  mostLotsEach: 0,
};

/**
 * Members 1 to n, each with the trader of its number; the last is a broker with one client, whose holder is n + 1.
 * Session and listing m are those of mode m, open for trading (or for named deals).
 */
export function preparedMarket(preparation: Partial<Preparation> = {}): MarketDriver {
  const { members, deposit, mostLotsEach, feePpm, ...terms } = { ...USUAL, ...preparation };
  const { buyDepositPpm, sellDepositPpm, tickValue } = terms;
  const driver = new MarketDriver();
  driver.must({ kind: 'beginDay', day: DAY });
  driver.must({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 });
  driver.must({ kind: 'defineSection' });
  for (const side of [BUY, SELL]) driver.must({ kind: 'setFee', section: 1, side, ppm: feePpm });
  driver.must({
    kind: 'defineInstrument',
    section: 1,
    currency: 1,
    priceFloor: 1,
    priceCap: 1_000,
    minimumLots: 1,
    maximumLots: 100,
    buyDepositPpm,
    sellDepositPpm,
    tickValue,
  });
  for (const mode of Object.values(MODE)) {
    driver.must({ kind: 'announceSession', section: 1, mode, extensionSeconds: 60 });
    const band = { bandFloor: FLOOR, bandCap: CAP, reference: 100 };
    driver.must({ kind: 'addListing', session: mode, instrument: 1, ...band, participantLots: mostLotsEach });
    const phase = mode === MODE.named ? PHASE.namedDeals : PHASE.trading;
    driver.must({ kind: 'openPhase', session: mode, phase });
  }
  for (let number = 1; number <= members; number++) {
    driver.must({
      kind: 'accredit',
      role: number === members ? ROLE.broker : ROLE.member,
      resident: 1,
      sellSections: 1,
      buySections: 1,
      expiryDay: DAY + 9,
    });
    driver.must({ kind: 'addTrader', participant: number, expiryDay: DAY + 9 });
    if (deposit > 0)
      driver.must({ kind: 'recordReceipt', participant: number, currency: 1, amount: deposit });
  }
  driver.must({ kind: 'addClient', participant: members, resident: 1 });
  return driver;
}

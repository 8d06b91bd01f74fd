/** Commands for the refusals that neither scenarios nor any commands come upon: numbers at the market's bounds. */
import { COMMANDS, type Command } from '#market/commands.ts';
import { writeRecord } from '#market/record.ts';
import { BUY, MODE, PHASE, ROLE, SELL } from '#market/terms.ts';
import { MarketDriver } from '../support/market.ts';

const DAY = 20_000;
const LARGE_LOTS = 2 ** 24;
/** Value of one tick of one lot with which the large order is worth 2^46. */
const LARGE_TICK = 2 ** 22;
/** A kind that no version knows yet. */
const FUTURE_KIND = 60_000;

const instrument = {
  kind: 'defineInstrument',
  section: 1,
  priceFloor: 1,
  priceCap: 1_000,
  minimumLots: 1,
  maximumLots: 2 ** 30 - 1,
} as const;

/** Gives a market that has refused each of them. */
export function cornerCommands(): MarketDriver {
  const driver = new MarketDriver();
  const all: Command[] = [
    { kind: 'beginDay', day: DAY },
    { kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 },
    { kind: 'defineCurrency', code: 840, rateMillionths: 1_000_000 },
    { kind: 'defineSection' },
    { kind: 'defineSection' },
    { ...instrument, currency: 1, tickValue: LARGE_TICK },
    { ...instrument, currency: 2, tickValue: LARGE_TICK },
    { ...instrument, currency: 1, tickValue: 0 },
    { ...instrument, currency: 1, tickValue: 1, buyDepositPpm: 2_000_000 },
    { kind: 'accredit', role: ROLE.member, sellSections: 3, buySections: 3, expiryDay: DAY + 9 },
    {
      kind: 'changeAccreditation',
      participant: 1,
      role: ROLE.broker,
      sellSections: 3,
      buySections: 3,
      expiryDay: DAY + 99,
    },
    { kind: 'addTrader', participant: 1, expiryDay: DAY + 9 },
    { kind: 'setStanding', participant: 1, standing: 99 },
    { kind: 'recordReceipt', participant: 1, currency: 1, amount: 2 ** 51 },
    { kind: 'recordReceipt', participant: 1, currency: 1, amount: 2 ** 51 },
    { kind: 'recordReceipt', participant: 1, currency: 1, amount: 1_000 },
    { kind: 'recordReceipt', participant: 1, currency: 2, amount: 1_000 },
    { kind: 'announceSession', section: 1, mode: MODE.continuous },
    { kind: 'announceSession', section: 2, mode: MODE.continuous },
    { kind: 'announceSession', section: 1, mode: MODE.dutch },
    { kind: 'addListing', session: 1, instrument: 99 },
    { kind: 'addListing', session: 2, instrument: 1 },
    { kind: 'addListing', session: 1, instrument: 1, participantLots: -1 },
    { kind: 'addListing', session: 1, instrument: 2 },
    { kind: 'addListing', session: 1, instrument: 1 },
    { kind: 'addListing', session: 3, instrument: 1 },
    { kind: 'openPhase', session: 1, phase: PHASE.trading },
    { kind: 'openPhase', session: 3, phase: PHASE.trading },
    { kind: 'offerLot', actor: 1, listing: 3, lots: 1, startPrice: 10, step: 3, reservePrice: 7 },
    { kind: 'stepPrice', listing: 3 },
    { kind: 'stepPrice', listing: 3 },
    { kind: 'submitOrder', actor: 1, listing: 2, terms: BUY, price: 2, lots: LARGE_LOTS },
  ];
  for (let count = 0; count < 9; count += 1) {
    all.push({ kind: 'submitOrder', actor: 1, listing: 1, terms: SELL, price: 1, lots: LARGE_LOTS });
  }
  all.push({ kind: 'setRate', currency: 2, rateMillionths: 10_000_000_000 });
  for (let count = 0; count < 17; count += 1) all.push({ kind: 'defineSection' });
  for (const command of all) driver.do(command);
  writeRecord(driver.journal, { ...COMMANDS.beginDay, kind: FUTURE_KIND }, { day: DAY + 1 });
  writeRecord(driver.journal, { ...COMMANDS.cancelOrder, words: 4, fields: {} }, {});
  return driver;
}

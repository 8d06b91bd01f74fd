/**
 * The market of the guide for programs: two currencies, two sections, four instruments, six participants with their
 * traders and deposits, a continuous session that trades and a call auction that is announced.
 */
import { MarketClient, type PlainCommand } from '#demo/api.ts';

/** Numbers of ISO 4217 and ISO 3166-1. */
const CURRENCY = { byn: 933, rub: 643 } as const;
const COUNTRY = { belarus: 112, russia: 643, poland: 616 } as const;
const ROLE = { member: 1, broker: 2, guest: 3 } as const;
const MODE = { continuous: 1, call: 2 } as const;
const TRADING = 3;
const RULE_COUNTRY = 1;
const TRADE = { domestic: 1, export: 2 } as const;
const BOTH_SECTIONS = 0b11;
const TIMBER = 0b01;
/** A deposit of 5 %. */
const DEPOSIT_PPM = 50_000;
const YEAR_DAYS = 365;

/** Deposit of each participant: a hundred thousand roubles of each currency, in kopecks. */
const DEPOSIT_MINOR = 10_000_000;

function instrument(
  section: number,
  currency: number,
  from: number,
  to: number,
  trade: number,
): PlainCommand {
  return {
    kind: 'defineInstrument',
    section,
    currency,
    priceFloor: from,
    priceCap: to,
    minimumLots: 1,
    maximumLots: 1_000,
    buyDepositPpm: DEPOSIT_PPM,
    sellDepositPpm: DEPOSIT_PPM,
    market: trade,
    quotationDeals: 3,
    // A tick is one rouble for a lot.
    tickValue: 100,
  };
}

function participant(role: number, country: number, sections: number, expiryDay: number): PlainCommand {
  return {
    kind: 'accredit',
    role,
    resident: country === COUNTRY.belarus ? 1 : 0,
    country,
    sellSections: sections,
    buySections: sections,
    expiryDay,
  };
}

/** All commands that make the market, on a day (days since 1970-01-01). */
function commandsFor(day: number): PlainCommand[] {
  const expiryDay = day + 10 * YEAR_DAYS;
  const participants = [
    participant(ROLE.member, COUNTRY.belarus, BOTH_SECTIONS, expiryDay),
    participant(ROLE.member, COUNTRY.belarus, BOTH_SECTIONS, expiryDay),
    participant(ROLE.broker, COUNTRY.belarus, BOTH_SECTIONS, expiryDay),
    participant(ROLE.member, COUNTRY.russia, BOTH_SECTIONS, expiryDay),
    participant(ROLE.member, COUNTRY.poland, TIMBER, expiryDay),
    participant(ROLE.guest, COUNTRY.russia, TIMBER, expiryDay),
  ];
  const numbers = participants.map((_, index) => index + 1);
  return [
    { kind: 'beginDay', day },
    { kind: 'defineCurrency', code: CURRENCY.byn, local: 1, rateMillionths: 1_000_000 },
    { kind: 'defineCurrency', code: CURRENCY.rub, local: 0, rateMillionths: 34_000 },
    { kind: 'defineSection', flags: 1, leastFee: 100 },
    { kind: 'defineSection', flags: 1, leastFee: 100 },
    ...[1, 2].flatMap((section) =>
      [0, 1].map((side) => ({ kind: 'setFee', section, side, band: 0, ppm: 1_000, fromTurnover: 0 })),
    ),
    instrument(1, 1, 100, 900, TRADE.domestic),
    instrument(1, 2, 5_000, 30_000, TRADE.export),
    instrument(2, 1, 3_000, 12_000, TRADE.domestic),
    instrument(2, 2, 100_000, 400_000, TRADE.export),
    ...participants,
    ...numbers.map((number) => ({ kind: 'addTrader', participant: number, expiryDay })),
    { kind: 'addClient', participant: 3, resident: 1 },
    { kind: 'addClient', participant: 3, resident: 0 },
    ...numbers.flatMap((number) =>
      [1, 2].map((currency) => ({
        kind: 'recordReceipt',
        participant: number,
        currency,
        amount: DEPOSIT_MINOR,
      })),
    ),
    { kind: 'announceSession', section: 1, mode: MODE.continuous },
    { kind: 'addListing', session: 1, instrument: 1 },
    { kind: 'addListing', session: 1, instrument: 2 },
    { kind: 'openPhase', session: 1, phase: TRADING },
    { kind: 'announceSession', section: 2, mode: MODE.call },
    { kind: 'addListing', session: 2, instrument: 3 },
    { kind: 'addListing', session: 2, instrument: 4 },
    { kind: 'admit', session: 2, rule: RULE_COUNTRY, value: COUNTRY.belarus },
    { kind: 'admit', session: 2, rule: RULE_COUNTRY, value: COUNTRY.russia },
  ];
}

const DAY_MS = 86_400_000;

/** Sets the market up. Takes the address of a server and the secret of an operator's key. Errors: Failure. */
export async function setUpGuideMarket(address: string, secret: string): Promise<void> {
  const client = new MarketClient(address, secret);
  await client.send(commandsFor(Math.floor(Date.now() / DAY_MS)), 'guide market');
}

/**
 * The order of checks: a command with any set of faults is refused for that which comes first in the documented
 * order, and changes nothing.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command, CommandName } from '#market/commands.ts';
import { stateHash } from '#market/hash.ts';
import { CHECKS, type RejectionName } from '#market/rejections.ts';
import { MODE, PHASE, packTerms, SELL } from '#market/terms.ts';
import type { MarketDriver } from '../support/market.ts';
import { DAY, preparedMarket } from '../support/prepared-market.ts';

/** A fault: fields of the command that are wrong, or what was done to the market before. */
interface Fault {
  readonly code: RejectionName;
  readonly fields?: { readonly [field: string]: number };
  readonly before?: readonly Command[];
}

interface Case {
  readonly base: Command;
  readonly before?: readonly Command[];
  readonly faults: readonly Fault[];
}

const OPERATOR: Fault = { code: 'OPERATOR_ONLY', fields: { actor: 1 } };
const accreditation = {
  kind: 'changeAccreditation',
  participant: 1,
  role: 1,
  resident: 1,
  sellSections: 1,
  buySections: 1,
  expiryDay: DAY + 9,
} as const;

/** Faults of whoever asks, for trader 1 of member 1. */
const WHO: readonly Fault[] = [
  { code: 'TRADER_UNKNOWN', fields: { actor: 99 } },
  { code: 'TRADER_INACTIVE', before: [{ kind: 'changeTrader', trader: 1, expiryDay: DAY, active: 0 }] },
  {
    code: 'PARTICIPANT_NOT_ACCREDITED',
    before: [{ kind: 'setStanding', participant: 1, standing: 2 }],
  },
];

/** The listing's session has gone on to named deals. */
function goneOn(session: number): Fault {
  return { code: 'LISTING_SHUT', before: [{ kind: 'openPhase', session, phase: PHASE.namedDeals }] };
}

/** Faults that the gate finds, in the session of a mode. */
function gate(session: number): readonly Fault[] {
  return [
    { code: 'LISTING_HALTED', before: [{ kind: 'halt', session }] },
    { code: 'REMARKS_BLOCK', before: [{ kind: 'setRemark', participant: 1, remark: 5, sides: 3 }] },
    {
      code: 'SECTION_NOT_ALLOWED',
      before: [{ ...accreditation, sellSections: 0, buySections: 0 }],
    },
    { code: 'NOT_ADMITTED', before: [{ kind: 'admit', session, rule: 1, value: 7 }] },
    { code: 'CLIENT_UNKNOWN', fields: { client: 99 } },
  ];
}

const LOTS: readonly Fault[] = [
  { code: 'LOTS_INVALID', fields: { lots: 0 } },
  { code: 'LOTS_OUTSIDE_LIMITS', fields: { lots: 101 } },
];
const PRICE: readonly Fault[] = [
  { code: 'PRICE_INVALID', fields: { price: 0 } },
  { code: 'PRICE_OUTSIDE_BAND', fields: { price: 151 } },
];
const REFERENCE: Fault = { code: 'REFERENCE_INVALID', fields: { reference: -1 } };
const LISTING: Fault = { code: 'LISTING_UNKNOWN', fields: { listing: 99 } };
const POOR: Fault = {
  code: 'DEPOSIT_INSUFFICIENT',
  before: [{ kind: 'requestWithdrawal', actor: 1, currency: 1, amount: 1_000_000 }],
};
const LOT = { listing: 3, lots: 10, startPrice: 100, step: 5 };

const CASES: { readonly [N in CommandName]?: Case } = {
  submitOrder: {
    base: { kind: 'submitOrder', actor: 1, listing: 1, terms: 0, price: 100, lots: 10 },
    faults: [
      ...WHO,
      LISTING,
      goneOn(MODE.continuous),
      ...gate(MODE.continuous),
      { code: 'TERMS_UNKNOWN', fields: { terms: 128 } },
      { code: 'TERMS_NOT_ALLOWED', fields: { terms: packTerms({ side: 0, allOrNone: true }) } },
      ...PRICE,
      ...LOTS,
      { code: 'MINIMUM_INVALID', fields: { minimumLots: -1 } },
      { code: 'NOT_FILLABLE', fields: { minimumLots: 1 } },
      { code: 'EXPIRY_INVALID', fields: { expiryDay: DAY } },
      REFERENCE,
      { code: 'PARTICIPANT_LIMIT', fields: { lots: 81 } },
      POOR,
    ],
  },
  replaceOrder: {
    before: [{ kind: 'submitOrder', actor: 1, listing: 1, price: 100, lots: 10 }],
    base: { kind: 'replaceOrder', actor: 1, slot: 1, generation: 1, price: 101, lots: 12 },
    faults: [
      ...WHO,
      { code: 'ORDER_UNKNOWN', fields: { slot: 9 } },
      goneOn(MODE.continuous),
      ...gate(MODE.continuous).filter(({ code }) => code !== 'CLIENT_UNKNOWN'),
      ...LOTS,
      ...PRICE,
      { code: 'PARTICIPANT_LIMIT', fields: { lots: 81 } },
      {
        code: 'DEPOSIT_INSUFFICIENT',
        before: [{ kind: 'requestWithdrawal', actor: 1, currency: 1, amount: 999_000 }],
      },
    ],
  },
  offerLot: {
    base: { kind: 'offerLot', actor: 1, ...LOT },
    faults: [
      ...WHO,
      LISTING,
      goneOn(MODE.ascending),
      ...gate(MODE.ascending),
      { code: 'AUCTION_OPEN_ALREADY', before: [{ kind: 'offerLot', actor: 2, ...LOT }] },
      { code: 'AUCTION_FLAGS_UNKNOWN', fields: { flags: 8 } },
      { code: 'PRICE_INVALID', fields: { startPrice: 0 } },
      { code: 'PRICE_OUTSIDE_BAND', fields: { startPrice: 151 } },
      ...LOTS,
      { code: 'AUCTION_STEP_INVALID', fields: { step: 0 } },
      POOR,
    ],
  },
  placeBid: {
    before: [{ kind: 'offerLot', actor: 2, ...LOT }],
    base: { kind: 'placeBid', actor: 1, listing: 3, price: 105, lots: 10, time: 5 },
    faults: [
      ...WHO,
      LISTING,
      goneOn(MODE.ascending),
      ...gate(MODE.ascending),
      ...PRICE,
      { code: 'LOTS_INVALID', fields: { lots: 0 } },
      { code: 'BID_LOTS', fields: { lots: 9 } },
      { code: 'BID_OFF_STEP', fields: { price: 103 } },
      { code: 'BID_NOT_BETTER', fields: { price: 95 } },
      REFERENCE,
      POOR,
    ],
  },
  takePrice: {
    before: [{ kind: 'offerLot', actor: 2, ...LOT, listing: 5, reservePrice: 60 }],
    base: { kind: 'takePrice', actor: 1, listing: 5, time: 5 },
    faults: [...WHO, LISTING, goneOn(MODE.dutch), ...gate(MODE.dutch), REFERENCE, POOR],
  },
  proposeDeal: {
    base: { kind: 'proposeDeal', actor: 1, listing: 6, side: SELL, counterparty: 2, price: 100, lots: 10 },
    faults: [
      ...WHO,
      LISTING,
      ...gate(MODE.named),
      { code: 'SIDE_INVALID', fields: { side: 2 } },
      { code: 'COUNTERPARTY_INVALID', fields: { counterparty: 1 } },
      ...PRICE,
      ...LOTS,
      REFERENCE,
      POOR,
    ],
  },
  amendDeal: {
    before: [
      { kind: 'proposeDeal', actor: 1, listing: 6, side: SELL, counterparty: 2, price: 100, lots: 10 },
    ],
    base: { kind: 'amendDeal', actor: 1, proposal: 1, price: 110, lots: 10 },
    faults: [
      ...WHO,
      { code: 'PROPOSAL_UNKNOWN', fields: { proposal: 9 } },
      { code: 'LISTING_HALTED', before: [{ kind: 'halt', session: 6 }] },
      ...PRICE,
      ...LOTS,
      { code: 'NOTHING_CHANGED', fields: { price: 100 } },
    ],
  },
  requestWithdrawal: {
    base: { kind: 'requestWithdrawal', actor: 1, currency: 1, amount: 100 },
    faults: [
      ...WHO.slice(0, 2),
      { code: 'CLIENT_UNKNOWN', fields: { client: 99 } },
      { code: 'CURRENCY_UNKNOWN', fields: { currency: 9 } },
      { code: 'AMOUNT_INVALID', fields: { amount: 0 } },
      { code: 'BALANCE_INSUFFICIENT', fields: { amount: 1_000_001 } },
    ],
  },
  recordReceipt: {
    // The broker's client, who has no account yet.
    base: { kind: 'recordReceipt', participant: 4, client: 5, currency: 1, amount: 100 },
    faults: [
      OPERATOR,
      { code: 'HOLDER_UNKNOWN', fields: { participant: 99 } },
      { code: 'CURRENCY_UNKNOWN', fields: { currency: 9 } },
      { code: 'AMOUNT_INVALID', fields: { amount: 0.5 } },
      { code: 'LEDGER_FULL', fields: { amount: 2 ** 51 } },
      REFERENCE,
    ],
  },
  announceSession: {
    base: { kind: 'announceSession', section: 1, mode: 1 },
    faults: [
      OPERATOR,
      { code: 'SECTION_UNKNOWN', fields: { section: 9 } },
      { code: 'MODE_UNKNOWN', fields: { mode: 7 } },
      { code: 'SESSION_FLAGS_UNKNOWN', fields: { flags: 4 } },
      { code: 'TIME_INVALID', fields: { extensionSeconds: -1 } },
    ],
  },
  addListing: {
    before: [{ kind: 'announceSession', section: 1, mode: 1 }],
    base: { kind: 'addListing', session: 7, instrument: 1, bandFloor: 50, bandCap: 150 },
    faults: [
      OPERATOR,
      { code: 'SESSION_UNKNOWN', fields: { session: 9 } },
      { code: 'SESSION_PHASE', fields: { session: 1 } },
      { code: 'INSTRUMENT_UNKNOWN', fields: { instrument: 9 } },
      { code: 'LISTED_ALREADY', before: [{ kind: 'addListing', session: 7, instrument: 1 }] },
      { code: 'BAND_INVALID', fields: { bandFloor: 151 } },
      { code: 'LIMIT_INVALID', fields: { participantLots: -1 } },
    ],
  },
  openPhase: {
    base: { kind: 'openPhase', session: 1, phase: 4, time: 100 },
    faults: [
      OPERATOR,
      { code: 'SESSION_UNKNOWN', fields: { session: 9 } },
      { code: 'PHASE_ORDER', fields: { phase: 2 } },
      { code: 'TIME_INVALID', fields: { endTime: 50 } },
      { code: 'LISTING_HALTED', before: [{ kind: 'halt', session: 1, listing: 1 }] },
    ],
  },
  closeSession: {
    base: { kind: 'closeSession', session: 1 },
    faults: [
      OPERATOR,
      { code: 'SESSION_UNKNOWN', fields: { session: 9 } },
      { code: 'SESSION_PHASE', before: [{ kind: 'cancelSession', session: 1 }] },
      { code: 'CARRY_INVALID', fields: { carryTo: 2 } },
      { code: 'DAY_INVALID', fields: { dueDay: DAY - 1 } },
    ],
  },
  accredit: {
    base: { kind: 'accredit', role: 1, resident: 1, expiryDay: DAY },
    faults: [
      OPERATOR,
      { code: 'ROLE_UNKNOWN', fields: { role: 0 } },
      { code: 'FLAG_INVALID', fields: { resident: 2 } },
      { code: 'COUNTRY_INVALID', fields: { region: -1 } },
      { code: 'SECTIONS_UNKNOWN', fields: { buySections: 2 } },
      { code: 'DAY_INVALID', fields: { expiryDay: DAY - 1 } },
    ],
  },
  setCredential: {
    base: { kind: 'setCredential', participant: 1, rule: 5, value: 1, active: 1 },
    faults: [
      OPERATOR,
      { code: 'PARTICIPANT_UNKNOWN', fields: { participant: 99 } },
      { code: 'CREDENTIAL_INVALID', fields: { value: 9 } },
      { code: 'FLAG_INVALID', fields: { active: 2 } },
      { code: 'DAY_INVALID', fields: { expiryDay: DAY - 1 } },
    ],
  },
  settleDefault: {
    before: [
      // Three contracts: the window of the first has passed, that of the second has not, nobody reports the third.
      { kind: 'submitOrder', actor: 1, listing: 1, terms: 0, price: 100, lots: 30 },
      { kind: 'submitOrder', actor: 2, listing: 1, terms: SELL, price: 100, lots: 10 },
      { kind: 'submitOrder', actor: 2, listing: 1, terms: SELL, price: 100, lots: 10 },
      { kind: 'submitOrder', actor: 2, listing: 1, terms: SELL, price: 100, lots: 10 },
      { kind: 'reportDefault', actor: 1, contract: 1, dueDay: DAY + 5 },
      { kind: 'reportDefault', actor: 1, contract: 2, dueDay: DAY + 6 },
      { kind: 'beginDay', day: DAY + 6 },
    ],
    base: { kind: 'settleDefault', contract: 1, defaulter: 1 },
    faults: [
      OPERATOR,
      { code: 'CONTRACT_UNKNOWN', fields: { contract: 9 } },
      { code: 'CONTRACT_STATE', fields: { contract: 3 } },
      { code: 'DEFAULT_WINDOW_OPEN', fields: { contract: 2 } },
      { code: 'DEFAULTER_INVALID', fields: { defaulter: 2 } },
    ],
  },
  defineInstrument: {
    base: {
      kind: 'defineInstrument',
      section: 1,
      currency: 1,
      priceFloor: 1,
      priceCap: 9,
      minimumLots: 1,
      maximumLots: 9,
      tickValue: 1,
    },
    faults: [
      OPERATOR,
      { code: 'SECTION_UNKNOWN', fields: { section: 9 } },
      { code: 'CURRENCY_UNKNOWN', fields: { currency: 9 } },
      { code: 'PRICE_RANGE_INVALID', fields: { priceCap: 0 } },
      { code: 'LOT_LIMITS_INVALID', fields: { maximumLots: 0 } },
      { code: 'RATE_INVALID', fields: { sellDepositPpm: -1 } },
      { code: 'LIMIT_INVALID', fields: { quotationDeals: -1 } },
      { code: 'MARKET_UNKNOWN', fields: { market: 5 } },
      { code: 'TICK_VALUE_INVALID', fields: { tickValue: Number.NaN } },
    ],
  },
};

/** Of faults that change the same field only the first can be had. */
function compatible(faults: readonly Fault[]): Fault[] {
  const taken = new Set<string>();
  return faults.filter(({ fields = {} }) => {
    const names = Object.keys(fields);
    if (names.some((name) => taken.has(name))) return false;
    for (const name of names) taken.add(name);
    return true;
  });
}

/** What was done before, in an order in which each can be done: whoever is to act must still be able to. */
function prepare(driver: MarketDriver, faults: readonly Fault[]): void {
  const commands = faults.flatMap(({ before = [] }) => before);
  const traders = commands.filter(({ actor = 0 }) => actor !== 0);
  const phases = commands.filter(({ kind }) => kind === 'openPhase');
  const others = commands.filter(({ actor = 0, kind }) => actor === 0 && kind !== 'openPhase');
  for (const command of [...traders, ...phases, ...others]) driver.must(command);
}

test.each(Object.entries(CASES))('%s', (kind, { base, before = [], faults }) => {
  const order = CHECKS[kind as CommandName];
  const check = (chosen: readonly Fault[]): void => {
    const driver = preparedMarket({ mostLotsEach: 80 });
    for (const command of before) driver.must(command);
    prepare(driver, chosen);
    const hash = stateHash(driver.market);
    const command = Object.assign({}, base, ...chosen.map(({ fields = {} }) => fields)) as Command;
    const first = order.find((code) => chosen.some((fault) => fault.code === code));
    expect(driver.do(command).rejection).toBe(first);
    if (first !== undefined) expect(stateHash(driver.market)).toBe(hash);
  };
  check([]);
  for (const [index, fault] of faults.entries()) {
    check([fault]);
    // Every two of them; then some that are more.
    for (const other of faults.slice(index + 1)) check(compatible([fault, other]));
  }
  fc.assert(
    fc.property(fc.shuffledSubarray([...faults], { minLength: 3 }), (some) => check(compatible(some))),
    { numRuns: 20, seed: 7 },
  );
});

/** What must always hold, whatever members do: money, deposits, priority, whose order it is, and replay. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute, executeAll } from '#market/execute.ts';
import { stateHash } from '#market/hash.ts';
import { RecordBuffer } from '#market/record.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  CURRENCY,
  CURRENCY_NUMBER,
  Market,
  ORDER,
  ORDER_NUMBER,
} from '#market/state.ts';
import { BUY, MODE, PHASE, packTerms, SELL } from '#market/terms.ts';
import { eventsOf, type MarketDriver } from '../support/market.ts';
import { CAP, FLOOR, preparedMarket } from '../support/prepared-market.ts';
import { runWorld } from './runs.ts';

/** Sums of all balances of each currency, reckoned from the tables alone. Fails where one is on the wrong side. */
function sums(market: Market): number[] {
  const found = new Array<number>(market.currencies.rows).fill(0);
  for (let row = 1; row < market.currencies.rows; row++) {
    const at = (row * CURRENCY.stride) / 2;
    const bank = market.currencies.numbers[at + CURRENCY_NUMBER.bank] ?? Number.NaN;
    const income = market.currencies.numbers[at + CURRENCY_NUMBER.income] ?? Number.NaN;
    expect(bank <= 0 && income >= 0).toBe(true);
    found[row] = bank + income;
  }
  for (let row = 1; row < market.accounts.rows; row++) {
    const currency = market.accounts.words[row * ACCOUNT.stride + ACCOUNT.currency] ?? 0;
    for (const column of Object.values(ACCOUNT_NUMBER)) {
      const amount = market.accounts.numbers[(row * ACCOUNT.stride) / 2 + column] ?? Number.NaN;
      // Fees due are what members owe the exchange; all else is what it owes them.
      if (column === ACCOUNT_NUMBER.feesDue ? amount > 0 : !(amount >= 0))
        throw new Error(`account ${row} has ${amount}`);
      found[currency] = (found[currency] ?? 0) + amount;
    }
  }
  return found.slice(1);
}

/** Blocks of the orders of each account, which must be what its balance says. */
function blocksMatch(market: Market): boolean {
  const blocks = new Float64Array(market.accounts.rows);
  for (let slot = 1; slot < market.orders.rows; slot++) {
    const at = slot * ORDER.stride;
    if (market.orders.words[at + ORDER.listing] === 0) continue;
    const account = market.orders.words[at + ORDER.account] ?? 0;
    blocks[account] = (blocks[account] ?? 0) + (market.orders.numbers[at / 2 + ORDER_NUMBER.blocked] ?? 0);
  }
  for (let row = 1; row < market.accounts.rows; row++) {
    const orders = market.accounts.numbers[(row * ACCOUNT.stride) / 2 + ACCOUNT_NUMBER.orders];
    if (orders !== blocks[row]) return false;
  }
  return true;
}

test('money sums to zero, no account is below zero, and a rejected command changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
      const { journal, market: run } = runWorld(seed, 400);
      const market = new Market();
      const output = new RecordBuffer();
      let before = stateHash(market);
      for (let at = 0; at < journal.length; at += (journal.words[at] ?? 0) >>> 16) {
        output.clear();
        const code = execute(market, journal, at, output);
        const after = stateHash(market);
        if (code !== 0) expect(after).toBe(before);
        else expect(sums(market).every((sum) => sum === 0)).toBe(true);
        expect(blocksMatch(market)).toBe(true);
        before = after;
      }
      // A run that is replayed comes to the same state.
      expect(before).toBe(stateHash(run));
    }),
    { numRuns: 5, seed: 11 },
  );
});

const lots = fc.integer({ min: 1, max: 20 });
const price = fc.integer({ min: 90, max: 110 });
const rate = fc.constantFrom(1, 33_333, 100_001, 333_333, 999_999, 1_000_000);

function submit(driver: MarketDriver, actor: number, listing: number, side: number, at: number, of: number) {
  const terms = packTerms({ side });
  return driver.do({ kind: 'submitOrder', actor, listing, terms, price: at, lots: of });
}

test('exactly the deposit that an order blocks suffices for it, however it is filled', () => {
  const scene = fc.record({
    side: fc.constantFrom(BUY, SELL),
    listing: fc.constantFrom(MODE.continuous, MODE.call),
    limit: price,
    wanted: fc.integer({ min: 1, max: 60 }),
    ppm: rate,
    tickValue: fc.constantFrom(1, 3, 7, 999),
    /** Orders of the other side, those before it and those after. */
    before: fc.array(fc.tuple(price, lots), { maxLength: 6 }),
    after: fc.array(fc.tuple(price, lots), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(scene, ({ side, listing, limit, wanted, ppm, tickValue, before, after }) => {
      const trial = (deposit: number): { rejection: string | undefined; driver: MarketDriver } => {
        const terms = { tickValue, buyDepositPpm: ppm, sellDepositPpm: ppm };
        const driver = preparedMarket({ ...terms, members: 14, deposit: 0 });
        for (let member = 1; member <= 14; member++) {
          const amount = member === 1 ? deposit : 1_000_000_000;
          if (amount > 0) driver.must({ kind: 'recordReceipt', participant: member, currency: 1, amount });
        }
        let actor = 2;
        for (const [at, of] of before) submit(driver, actor++, listing, 1 - side, at, of);
        const { rejection } = submit(driver, 1, listing, side, limit, wanted);
        if (rejection === undefined) {
          for (const [at, of] of after) submit(driver, actor++, listing, 1 - side, at, of);
          driver.must({ kind: 'closeSession', session: listing });
        }
        return { rejection, driver };
      };
      // Worst price by the rule book: of a sell in a call the edge of the band, at once the best buy.
      const best = Math.max(limit, ...before.map(([at]) => at));
      const worst = side === BUY ? limit : listing === MODE.call ? CAP : best;
      const block = Math.ceil((worst * wanted * tickValue * ppm) / 1_000_000);
      const { rejection, driver } = trial(block);
      expect(rejection).toBe(undefined);
      const { free, orders, contracts } = driver.balances(driver.holderOf(1));
      expect({ orders, sum: free + contracts }).toEqual({ orders: 0, sum: block });
      expect(trial(block - 1).rejection).toBe(block === 1 ? 'ACCOUNT_MISSING' : 'DEPOSIT_INSUFFICIENT');
    }),
    { numRuns: 60, seed: 12 },
  );
});

test('deals go by price, then by time of acceptance', () => {
  const resting = fc.array(fc.record({ at: price, of: lots }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.constantFrom(BUY, SELL),
      resting,
      price,
      fc.integer({ min: 1, max: 100 }),
      (side, all, limit, wanted) => {
        const driver = preparedMarket({ members: 14 });
        for (const [index, { at, of }] of all.entries()) submit(driver, index + 2, 1, 1 - side, at, of);
        const events = submit(driver, 1, 1, side, limit, wanted).events;
        const sorted = all
          .map((order, index) => ({ ...order, member: index + 2 }))
          .filter(({ at }) => (side === BUY ? at <= limit : at >= limit))
          .sort((a, b) => (side === BUY ? a.at - b.at : b.at - a.at) || a.member - b.member);
        let left = wanted;
        const expected = [];
        for (const { at, of, member } of sorted) {
          const part = Math.min(left, of);
          if (part > 0) expected.push({ member, price: at, lots: part });
          left -= part;
        }
        const found = eventsOf(events, 'deal').map((deal) => ({
          member: side === BUY ? deal.sellAccount : deal.buyAccount,
          price: deal.price,
          lots: deal.lots,
        }));
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 120, seed: 13 },
  );
});

test('nobody but its owner and the operator ends an order', () => {
  const act = fc.record({
    kind: fc.constantFrom('cancelOrder', 'replaceOrder', 'cancelAll' as const),
    actor: fc.integer({ min: 0, max: 4 }),
    order: fc.nat({ max: 11 }),
    at: price,
    of: lots,
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const driver = preparedMarket();
      // Orders that never meet: buys below all sells, each of member 1, 2, 3 or 4 in turn.
      const orders = Array.from({ length: 12 }, (_, index) => {
        const side = index % 2;
        const at = side === BUY ? FLOOR + index : CAP - index;
        const event = eventsOf(submit(driver, 1 + (index % 4), 1, side, at, 9).events, 'orderAccepted')[0];
        if (event === undefined) throw new Error('not accepted');
        return { slot: event.slot, generation: event.generation, owner: 1 + (index % 4) };
      });
      const owners = new Map(orders.map(({ slot, generation, owner }) => [`${slot}.${generation}`, owner]));
      for (const { kind, actor, order, at, of } of acts) {
        const { slot = 0, generation = 0, owner = 0 } = orders[order] ?? {};
        const outcome =
          kind === 'cancelOrder'
            ? driver.do({ kind, actor, slot, generation })
            : kind === 'replaceOrder'
              ? driver.do({ kind, actor, slot, generation, price: at, lots: of })
              : driver.do({ kind, actor, participant: actor === 0 ? owner : 0 });
        for (const ended of eventsOf(outcome.events, 'orderCancelled')) {
          const whose = owners.get(`${ended.slot}.${ended.generation}`);
          if (actor !== 0) expect(whose).toBe(actor);
        }
        if (kind !== 'cancelAll' && outcome.rejection === undefined && actor !== 0) expect(actor).toBe(owner);
      }
    }),
    { numRuns: 60, seed: 14 },
  );
});

test('an all-or-none order is filled whole or not at all', () => {
  const order = fc.record({ side: fc.constantFrom(BUY, SELL), at: price, of: lots, whole: fc.boolean() });
  fc.assert(
    fc.property(fc.array(order, { maxLength: 12 }), (all) => {
      const driver = preparedMarket({ members: 13 });
      for (const [index, { side, at, of, whole }] of all.entries()) {
        const terms = packTerms({ side, allOrNone: whole });
        driver.must({ kind: 'submitOrder', actor: index + 1, listing: 2, terms, price: at, lots: of });
      }
      const events = driver.must({ kind: 'openPhase', session: 2, phase: PHASE.adjustment });
      const filled = new Map<number, number>();
      const prices = new Set<number>();
      for (const deal of eventsOf(events, 'deal')) {
        prices.add(deal.price);
        for (const account of [deal.buyAccount, deal.sellAccount])
          filled.set(account, (filled.get(account) ?? 0) + deal.lots);
      }
      expect(prices.size).toBeLessThanOrEqual(1);
      for (const [index, { side, at, of, whole }] of all.entries()) {
        const got = filled.get(index + 1) ?? 0;
        expect(got <= of && (!whole || got === 0 || got === of)).toBe(true);
        for (const common of prices)
          if (got > 0) expect(side === BUY ? at >= common : at <= common).toBe(true);
      }
    }),
    { numRuns: 150, seed: 15 },
  );
});

test('a run that is replayed at one go comes to the same state', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
      const { journal, market } = runWorld(seed, 300);
      const replayed = new Market();
      executeAll(replayed, journal, 0, journal.length, new RecordBuffer());
      expect(stateHash(replayed)).toBe(stateHash(market));
    }),
    { numRuns: 5, seed: 16 },
  );
});

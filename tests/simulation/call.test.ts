/** The call auction against exhaustive search over every tick of small books, and its rule for all-or-none orders. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCallPrice } from '#market/call-auction.ts';
import { BUY, MODE, PHASE, packTerms, ROLE, SELL } from '#market/terms.ts';
import { eventsOf, MarketDriver } from '../support/market.ts';

const FLOOR = 90;
const CAP = 110;
const DAY = 20_000;

interface Order {
  readonly side: number;
  readonly price: number;
  readonly lots: number;
  readonly allOrNone: boolean;
}

const order = (mayBeWhole: boolean): fc.Arbitrary<Order> =>
  fc.record({
    side: fc.constantFrom(BUY, SELL),
    price: fc.integer({ min: 94, max: 106 }),
    lots: fc.integer({ min: 1, max: 9 }),
    allOrNone: mayBeWhole ? fc.boolean() : fc.constant(false),
  });

/** A call auction in which every order is of another participant. */
function gather(orders: readonly Order[], reference: number): MarketDriver {
  const driver = new MarketDriver();
  driver.must({ kind: 'beginDay', day: DAY });
  driver.must({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 });
  driver.must({ kind: 'defineSection' });
  driver.must({
    kind: 'defineInstrument',
    section: 1,
    currency: 1,
    priceFloor: 1,
    priceCap: 1_000,
    minimumLots: 1,
    maximumLots: 100,
    buyDepositPpm: 33_333,
    sellDepositPpm: 66_666,
    tickValue: 3,
  });
  driver.must({ kind: 'announceSession', section: 1, mode: MODE.call });
  driver.must({ kind: 'addListing', session: 1, instrument: 1, bandFloor: FLOOR, bandCap: CAP, reference });
  driver.must({ kind: 'openPhase', session: 1, phase: PHASE.trading });
  for (const [index, { side, price, lots, allOrNone }] of orders.entries()) {
    driver.must({ kind: 'accredit', role: ROLE.member, sellSections: 1, buySections: 1, expiryDay: DAY });
    driver.must({ kind: 'addTrader', participant: index + 1, expiryDay: DAY });
    driver.must({ kind: 'recordReceipt', participant: index + 1, currency: 1, amount: 10_000 });
    driver.must({
      kind: 'submitOrder',
      actor: index + 1,
      listing: 1,
      terms: packTerms({ side, allOrNone }),
      price,
      lots,
    });
  }
  return driver;
}

function sum(orders: readonly Order[], keep: (order: Order) => boolean): number {
  return orders.filter(keep).reduce((lots, order) => lots + order.lots, 0);
}

/** The rule book's price, by looking at every tick of the band. */
function search(
  orders: readonly Order[],
  reference: number,
): { price: number; lots: number; surplus: number } {
  const ticks = [];
  for (let price = FLOOR; price <= CAP; price++) {
    const demand = sum(orders, (o) => o.side === BUY && o.price >= price);
    const supply = sum(orders, (o) => o.side === SELL && o.price <= price);
    ticks.push({ price, lots: Math.min(demand, supply), surplus: demand - supply });
  }
  const most = Math.max(...ticks.map(({ lots }) => lots));
  if (most === 0) return { price: 0, lots: 0, surplus: 0 };
  let left = ticks.filter(({ lots }) => lots === most);
  const least = Math.min(...left.map(({ surplus }) => Math.abs(surplus)));
  left = left.filter(({ surplus }) => Math.abs(surplus) === least);
  const byPrice = left.toSorted((a, b) => a.price - b.price);
  const byReference = left.toSorted((a, b) => Math.abs(a.price - reference) - Math.abs(b.price - reference));
  const chosen = left.every(({ surplus }) => surplus > 0)
    ? byPrice.at(-1)
    : left.every(({ surplus }) => surplus < 0)
      ? byPrice[0]
      : byReference[0];
  if (chosen === undefined) throw new Error('no price is left');
  return chosen;
}

const reference = fc.integer({ min: FLOOR, max: CAP });

test('the price is that of an exhaustive search', () => {
  fc.assert(
    fc.property(fc.array(order(false), { maxLength: 12 }), reference, (orders, near) => {
      expect(findCallPrice(gather(orders, near).market, 1)).toEqual(search(orders, near));
    }),
    { numRuns: 300, seed: 3 },
  );
});

/** The stated rule for all-or-none orders, on plain lists. Gives lots filled of each order, price, and who was passed over. */
function stated(orders: readonly Order[], near: number): { filled: number[]; price: number; out: number[] } {
  const aside = new Set<number>();
  for (;;) {
    const found = search(
      orders.filter((_, index) => !aside.has(index)),
      near,
    );
    if (found.price === 0) return { filled: orders.map(() => 0), price: 0, out: [] };
    const filled = orders.map(() => 0);
    const passed: number[] = [];
    let missing = 0;
    for (const side of [BUY, SELL]) {
      const queue = orders
        .map((order, index) => ({ ...order, index }))
        .filter((o) => o.side === side && !aside.has(o.index))
        .filter((o) => (side === BUY ? o.price >= found.price : o.price <= found.price))
        .sort((a, b) => (side === BUY ? b.price - a.price : a.price - b.price) || a.index - b.index);
      let left = found.lots;
      for (const o of queue) {
        if (left === 0) break;
        if (o.allOrNone && o.lots > left) {
          passed.push(o.index);
          continue;
        }
        filled[o.index] = Math.min(o.lots, left);
        left -= filled[o.index] ?? 0;
      }
      missing += left;
    }
    if (missing === 0) {
      const out = [...aside, ...passed].filter((index) => {
        const o = orders[index];
        return o !== undefined && (o.side === BUY ? o.price >= found.price : o.price <= found.price);
      });
      return { filled, price: found.price, out: out.sort((a, b) => a - b) };
    }
    aside.add(passed.at(-1) ?? -1);
  }
}

test('lots go by price and time, all-or-none orders by their stated rule', () => {
  fc.assert(
    fc.property(fc.array(order(true), { maxLength: 12 }), reference, (orders, near) => {
      const driver = gather(orders, near);
      const wanted = stated(orders, near);
      const events = driver.must({ kind: 'openPhase', session: 1, phase: PHASE.adjustment });
      const filled = orders.map(() => 0);
      for (const { buyAccount, sellAccount, lots, price } of eventsOf(events, 'deal')) {
        expect(price).toBe(wanted.price);
        filled[buyAccount - 1] = (filled[buyAccount - 1] ?? 0) + lots;
        filled[sellAccount - 1] = (filled[sellAccount - 1] ?? 0) + lots;
      }
      expect(filled).toEqual(wanted.filled);
      expect(eventsOf(events, 'paradoxicallyRejected').map(({ slot }) => slot - 1)).toEqual(wanted.out);
      driver.must({ kind: 'closeSession', session: 1 });
      for (const [index] of orders.entries())
        expect(driver.balances(driver.holderOf(index + 1)).orders).toBe(0);
    }),
    { numRuns: 300, seed: 4 },
  );
});

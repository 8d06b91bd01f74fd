/** Checks of what holds, and expectations of what a command has brought about. */

import { depthOf } from '#market/depth.ts';
import {
  CONTRACT_COLUMN,
  CURRENCY,
  CURRENCY_NUMBER,
  LISTING,
  PARTICIPANT,
  WITHDRAWAL_COLUMN,
} from '#market/state.ts';
import { BUY, CANCEL_REASON, CONTRACT, REMARK, SELL, WITHDRAWAL } from '#market/terms.ts';
import { eventsOf } from '../support/market.ts';

import { GOOD, listing, number, type Scenario, type Sentence, sentence } from './language.ts';

function expectEqual(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`found '${found}'`);
}

function side(s: Scenario, w: Record<string, string | undefined>, which: number): string {
  const levels = depthOf(s.driver.market, listing(s, w), which, 1_000);
  return levels.map(({ price, lots }) => `${lots}@${price}`).join(' ') || 'none';
}

/** Checks at the margin: what must hold now. */
export const CHECKS: readonly Sentence[] = [
  sentence(`book of ${GOOD}: buys (?<buys>[^|]+) \\| sells (?<sells>[^|]+)`, (s, w) => {
    expectEqual(side(s, w, BUY), `${w.buys}`);
    expectEqual(side(s, w, SELL), `${w.sells}`);
  }),
  sentence(
    'balance of (?<name>NAME)(?: in (?<currency>NAME))?:(?<parts>(?: (?:free|orders|contracts|fees|transit) NUMBER,?)+)',
    (s, w) => {
      const found = s.driver.balances(s.holderNamed(`${w.name}`), s.get(s.currencies, w.currency ?? 'BYN'));
      for (const [, part, amount] of `${w.parts}`.matchAll(/(\w+) (-?[\d,]+?),?(?= |$)/g)) {
        const value = found[part as keyof typeof found];
        if (value !== number(amount)) throw new Error(`${part} is ${value}`);
      }
    },
  ),
  sentence('contract (?<contract>NUMBER) is (?<state>NAME)', (s, w) => {
    const { words } = s.driver.market.contracts;
    const state = words[number(w.contract) * CONTRACT_COLUMN.stride + CONTRACT_COLUMN.state];
    const name = Object.entries(CONTRACT).find(([, code]) => code === state)?.[0];
    expectEqual(`${name}`, `${w.state}`);
  }),
  sentence(
    '(?<name>NAME) has (?<state>no remarks|a remark of unpaid fees|a remark of an overdue contract)',
    (s, w) => {
      const at = s.member(`${w.name}`).participant * PARTICIPANT.stride;
      const words = s.driver.market.participants.words;
      const remarks = (words[at + PARTICIPANT.buyRemarks] ?? 0) | (words[at + PARTICIPANT.sellRemarks] ?? 0);
      const wanted =
        w.state === 'no remarks'
          ? 0
          : 1 << (w.state === 'a remark of unpaid fees' ? REMARK.unpaidFees : REMARK.overdueContract);
      if (remarks !== wanted) throw new Error(`remarks are ${remarks}`);
    },
  ),
  sentence('withdrawal (?<withdrawal>NUMBER) is (?<state>NAME)', (s, w) => {
    const { words } = s.driver.market.withdrawals;
    const state = words[number(w.withdrawal) * WITHDRAWAL_COLUMN.stride + WITHDRAWAL_COLUMN.state];
    const name = Object.entries(WITHDRAWAL).find(([, code]) => code === state)?.[0];
    expectEqual(`${name}`, `${w.state}`);
  }),
  sentence('the exchange in (?<currency>NAME): bank (?<bank>NUMBER), income (?<income>NUMBER)', (s, w) => {
    const at = (s.get(s.currencies, `${w.currency}`) * CURRENCY.stride) / 2;
    const { numbers } = s.driver.market.currencies;
    const found = [0 - (numbers[at + CURRENCY_NUMBER.bank] ?? 0), numbers[at + CURRENCY_NUMBER.income]];
    expectEqual(found.join(' and '), `${number(w.bank)} and ${number(w.income)}`);
  }),
  sentence(`reference of ${GOOD} is (?<price>NUMBER)`, (s, w) => {
    const found = s.driver.market.listings.words[listing(s, w) * LISTING.stride + LISTING.reference];
    expectEqual(`${found}`, `${number(w.price)}`);
  }),
];

/** What the command above brought about. */
export const EXPECTATIONS: readonly Sentence[] = [
  sentence('cancelled (?<name>NAME)(?: with (?<lots>NUMBER) lots)?: (?<reason>NAME)', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    const event = eventsOf(s.last.events, 'orderCancelled').find(
      ({ slot, generation }) => slot === named.slot && generation === named.generation,
    );
    if (event === undefined) throw new Error('it was not cancelled');
    if (w.lots !== undefined) expectEqual(`${event.lots}`, `${number(w.lots)}`);
    const reason = Object.entries(CANCEL_REASON).find(([, code]) => code === event.reason)?.[0];
    expectEqual(`${reason}`, `${w.reason}`);
  }),
  sentence('call price (?<price>NUMBER), (?<lots>NUMBER) lots, surplus (?<surplus>NUMBER)', (s, w) => {
    const event = eventsOf(s.last.events, 'callPriced')[0];
    if (event === undefined) throw new Error('there was no call price');
    expectEqual(
      `${event.price} ${event.lots} ${event.surplus}`,
      `${number(w.price)} ${number(w.lots)} ${number(w.surplus)}`,
    );
  }),
  sentence('paradoxically rejected (?<name>NAME)', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    const found = eventsOf(s.last.events, 'paradoxicallyRejected').some(({ slot }) => slot === named.slot);
    if (!found) throw new Error('it was not');
  }),
  sentence('quotation (?<mean>PERCENT), (?<deals>NUMBER) deals, (?<kind>firm|price result)', (s, w) => {
    const event = eventsOf(s.last.events, 'quotation')[0];
    if (event === undefined) throw new Error('there was no quotation');
    expectEqual(
      `${event.mean / 10_000} ${event.deals} ${event.firm === 1 ? 'firm' : 'price result'}`,
      `${Number(w.mean)} ${w.deals} ${w.kind}`,
    );
  }),
  sentence('carried (?<name>NAME) with (?<lots>NUMBER) lots at (?<price>NUMBER)', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    const event = eventsOf(s.last.events, 'orderCarried').find(({ slot }) => slot === named.slot);
    if (event === undefined) throw new Error('it was not carried');
    expectEqual(`${event.lots} at ${event.price}`, `${number(w.lots)} at ${number(w.price)}`);
  }),
  sentence('reduced (?<name>NAME) to (?<lots>NUMBER) lots', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    const event = eventsOf(s.last.events, 'orderReduced').find(({ slot }) => slot === named.slot);
    if (event === undefined) throw new Error('it was not reduced');
    expectEqual(`${event.remaining}`, `${number(w.lots)}`);
  }),
  sentence('sealed round at (?<price>NUMBER) until (?<end>NUMBER)', (s, w) => {
    const event = eventsOf(s.last.events, 'sealedRoundOpened')[0];
    if (event === undefined) throw new Error('no sealed round was opened');
    expectEqual(`${event.price} ${event.endTime / 1_000_000}`, `${number(w.price)} ${number(w.end)}`);
  }),
  sentence('none paradoxically rejected', (s) => {
    expectEqual(`${eventsOf(s.last.events, 'paradoxicallyRejected').length}`, '0');
  }),
  sentence('extended to (?<end>NUMBER)', (s, w) => {
    const event = eventsOf(s.last.events, 'auctionExtended')[0];
    expectEqual(`${event === undefined ? 'not extended' : event.endTime / 1_000_000}`, `${number(w.end)}`);
  }),
  sentence('clock at (?<price>NUMBER)', (s, w) => {
    expectEqual(`${eventsOf(s.last.events, 'priceStepped')[0]?.price}`, `${number(w.price)}`);
  }),
  sentence('not sold', (s) => {
    expectEqual(`${eventsOf(s.last.events, 'auctionClosed')[0]?.sold}`, '0');
  }),
  sentence('no quotation', (s) => {
    expectEqual(`${eventsOf(s.last.events, 'quotation').length}`, '0');
  }),
  sentence('no deals', (s) => {
    expectEqual(`${eventsOf(s.last.events, 'deal').length}`, '0');
  }),
];

/** Sentences of those who trade. */

import { COMMANDS, type Command } from '#market/commands.ts';
import { BUY, FORCE, LOT_FLAG, packTerms, SELF_TRADE, SELL, SIDES } from '#market/terms.ts';

import { GOOD, listing, number, ppm, type Scenario, type Sentence, sentence } from './language.ts';

function order(s: Scenario, words: Record<string, string | undefined>): void {
  const tail = words.tail ?? '';
  const force = / immediate/.test(tail)
    ? FORCE.immediateOrCancel
    : / fill or kill/.test(tail)
      ? FORCE.fillOrKill
      : / until/.test(tail)
        ? FORCE.untilDate
        : FORCE.session;
  const selfTrade = / cancel oldest/.test(tail)
    ? SELF_TRADE.cancelOldest
    : / decrement/.test(tail)
      ? SELF_TRADE.decrement
      : SELF_TRADE.cancelNewest;
  s.run({
    kind: 'submitOrder',
    actor: s.member(words.who ?? '').trader,
    listing: listing(s, words),
    client: words.client === undefined ? 0 : s.holderNamed(words.client),
    terms: packTerms({
      side: words.verb === 'buys' ? BUY : SELL,
      market: words.price === 'market',
      force,
      selfTrade,
      allOrNone: / all or none/.test(tail),
    }),
    price: words.price === 'market' ? 0 : number(words.price),
    lots: number(words.lots),
    minimumLots: number(/ minimum (\d+)/.exec(tail)?.[1]),
    expiryDay: number(/ until (\d+)/.exec(tail)?.[1]),
  });
  s.nameOrder(words.name);
}

const TAIL =
  '(?<tail>(?:, (?:immediate|fill or kill|minimum \\d+|until \\d+|all or none|on self-trade cancel (?:newest|oldest)|on self-trade decrement))*)';
const AS = '(?: as (?<name>NAME))?';

/** Number of what a field of a message names, or the number that stands there. */
function meaning(s: Scenario, field: string, value: string): number {
  if (/^-?[\d,]*\.?\d+$/.test(value)) return number(value);
  if (value === 'NaN') return Number.NaN;
  if (field === 'participant' || field === 'counterparty') return s.member(value).participant;
  if (field === 'trader') return s.member(value).trader;
  if (field === 'client') return s.holderNamed(value);
  if (field === 'session' || field === 'carryTo') return s.get(s.sessions, value);
  if (field === 'listing') return s.get(s.listings, value);
  if (field === 'instrument') return s.get(s.instruments, value);
  if (field === 'section') return s.get(s.sections, value);
  if (field === 'currency') return s.get(s.currencies, value);
  if (field === 'proposal') return s.get(s.proposals, value);
  throw new Error(`'${value}' is no number`);
}

/** Orders, lots, named deals, contracts, money; and messages as programs may send them. */
export const TRADE: readonly Sentence[] = [
  sentence(
    `(?<who>NAME) (?<verb>buys|sells) (?<lots>NUMBER) ${GOOD} at (?<price>market|NUMBER)(?: for (?<client>NAME))?${TAIL}${AS}`,
    order,
  ),
  sentence('(?<who>NAME|operator) cancels (?<name>NAME)', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    s.run({ kind: 'cancelOrder', actor: w.who === 'operator' ? 0 : s.member(`${w.who}`).trader, ...named });
  }),
  sentence('(?<who>NAME) replaces (?<name>NAME) with (?<lots>NUMBER) at (?<price>market|NUMBER)', (s, w) => {
    const named = s.get(s.orders, `${w.name}`);
    const price = w.price === 'market' ? 0 : number(w.price);
    s.run({
      kind: 'replaceOrder',
      actor: s.member(`${w.who}`).trader,
      ...named,
      price,
      lots: number(w.lots),
    });
  }),
  sentence('operator withdraws all orders of (?<who>NAME)', (s, w) => {
    s.run({ kind: 'cancelAll', participant: s.member(`${w.who}`).participant });
  }),
  sentence(`(?<who>NAME) withdraws all orders(?: of ${GOOD})?`, (s, w) => {
    const where = w.good === undefined ? 0 : listing(s, w);
    s.run({ kind: 'cancelAll', actor: s.member(`${w.who}`).trader, listing: where });
  }),

  sentence(
    `(?<who>NAME) (?:offers|needs) (?<lots>NUMBER) ${GOOD} from (?<price>NUMBER) step (?<step>NUMBER)(?:, (?<hidden>hidden )?reserve (?<reserve>NUMBER))?(?<divisible>, divisible)?${AS}`,
    (s, w) => {
      const flags =
        (w.divisible === undefined ? 0 : LOT_FLAG.divisible) |
        (w.hidden === undefined ? 0 : LOT_FLAG.hiddenReserve);
      s.run({
        kind: 'offerLot',
        actor: s.member(`${w.who}`).trader,
        listing: listing(s, w),
        lots: number(w.lots),
        startPrice: number(w.price),
        step: number(w.step),
        reservePrice: number(w.reserve),
        flags,
      });
      s.nameOrder(w.name);
    },
  ),
  sentence(
    `(?<who>NAME) bids (?<price>NUMBER) for (?<lots>NUMBER) ${GOOD}(?: on behalf of (?<client>NAME))?${AS}`,
    (s, w) => {
      s.run({
        kind: 'placeBid',
        actor: s.member(`${w.who}`).trader,
        listing: listing(s, w),
        client: w.client === undefined ? 0 : s.holderNamed(w.client),
        price: number(w.price),
        lots: number(w.lots),
      });
      s.nameOrder(w.name);
    },
  ),
  sentence(`the clock of ${GOOD} falls`, (s, w) => {
    s.run({ kind: 'stepPrice', listing: listing(s, w) });
  }),
  sentence(`(?<who>NAME) takes ${GOOD}(?: on behalf of (?<client>NAME))?${AS}`, (s, w) => {
    const client = w.client === undefined ? 0 : s.holderNamed(w.client);
    s.run({ kind: 'takePrice', actor: s.member(`${w.who}`).trader, listing: listing(s, w), client });
    s.nameOrder(w.name);
  }),
  sentence(`the auction of ${GOOD} ends`, (s, w) => {
    s.run({ kind: 'closeAuction', listing: listing(s, w) });
  }),

  sentence(
    `(?<who>NAME) proposes to (?<other>NAME): (?<verb>buys|sells) (?<lots>NUMBER) ${GOOD} at (?<price>NUMBER)(?: for (?<client>NAME))?(?: as (?<name>NAME))?`,
    (s, w) => {
      const proposal = s.make(
        {
          kind: 'proposeDeal',
          actor: s.member(`${w.who}`).trader,
          listing: listing(s, w),
          side: w.verb === 'buys' ? BUY : SELL,
          client: w.client === undefined ? 0 : s.holderNamed(w.client),
          counterparty: s.member(`${w.other}`).participant,
          price: number(w.price),
          lots: number(w.lots),
        },
        'proposal',
      );
      if (proposal !== 0 && w.name !== undefined) s.proposals.set(`${w.name}`, proposal);
    },
  ),
  sentence(
    '(?<who>NAME) confirms (?<name>NAME)(?: of (?<lots>NUMBER) at (?<price>NUMBER))?(?: for (?<client>NAME))?',
    (s, w) => {
      const client = w.client === undefined ? 0 : s.holderNamed(w.client);
      s.run({
        kind: 'confirmDeal',
        actor: s.member(`${w.who}`).trader,
        proposal: s.get(s.proposals, `${w.name}`),
        client,
        price: w.price === undefined ? 0 : number(w.price),
        lots: w.lots === undefined ? 0 : number(w.lots),
      });
    },
  ),
  sentence('(?<who>NAME) refuses (?<name>NAME)', (s, w) => {
    s.run({
      kind: 'refuseDeal',
      actor: s.member(`${w.who}`).trader,
      proposal: s.get(s.proposals, `${w.name}`),
      reason: 1,
    });
  }),
  sentence('(?<who>NAME) amends (?<name>NAME) to (?<lots>NUMBER) at (?<price>NUMBER)', (s, w) => {
    const proposal = s.get(s.proposals, `${w.name}`);
    s.run({
      kind: 'amendDeal',
      actor: s.member(`${w.who}`).trader,
      proposal,
      price: number(w.price),
      lots: number(w.lots),
    });
  }),

  sentence('(?<who>NAME) signs contract (?<contract>NUMBER)(?: for (?<client>NAME))?', (s, w) => {
    const client = w.client === undefined ? 0 : s.holderNamed(w.client);
    const { trader } = s.member(`${w.who}`);
    s.run({ kind: 'signContract', actor: trader, contract: number(w.contract), client });
  }),
  sentence(
    'contract (?<contract>NUMBER) is due by (?<day>NUMBER) from (?<side>the buyer|the seller|both|nobody)',
    (s, w) => {
      const sides: Record<string, number> = { 'the buyer': SIDES.buy, 'the seller': SIDES.sell, nobody: 0 };
      const side = sides[`${w.side}`] ?? SIDES.both;
      s.run({ kind: 'setContractDue', contract: number(w.contract), dueDay: number(w.day), side });
    },
  ),
  sentence('register contract (?<contract>NUMBER), due (?<day>NUMBER)', (s, w) => {
    s.run({ kind: 'registerContract', contract: number(w.contract), dueDay: number(w.day) });
  }),
  sentence('deliver (?<lots>NUMBER) of contract (?<contract>NUMBER)', (s, w) => {
    s.run({ kind: 'recordDelivery', contract: number(w.contract), lots: number(w.lots) });
  }),
  sentence('perform contract (?<contract>NUMBER)', (s, w) => {
    s.run({ kind: 'performContract', contract: number(w.contract) });
  }),
  sentence('terminate contract (?<contract>NUMBER)', (s, w) => {
    s.run({ kind: 'terminateContract', contract: number(w.contract), reason: 1 });
  }),
  sentence(
    '(?<who>NAME) reports default of contract (?<contract>NUMBER), window to (?<day>NUMBER)',
    (s, w) => {
      s.run({
        kind: 'reportDefault',
        actor: s.member(`${w.who}`).trader,
        contract: number(w.contract),
        dueDay: number(w.day),
      });
    },
  ),
  sentence('the report on contract (?<contract>NUMBER) is dismissed', (s, w) => {
    s.run({ kind: 'dismissDefault', contract: number(w.contract), reason: 1 });
  }),
  sentence(
    'the (?<side>buyer|seller) of contract (?<contract>NUMBER) defaulted, the exchange takes (?<part>PERCENT) %',
    (s, w) => {
      const defaulter = w.side === 'buyer' ? BUY : SELL;
      s.run({ kind: 'settleDefault', contract: number(w.contract), defaulter, exchangePartPpm: ppm(w.part) });
    },
  ),

  sentence(
    '(?<who>NAME) asks for (?<amount>NUMBER)(?: (?<currency>NAME))? back(?: for (?<client>NAME))?',
    (s, w) => {
      s.run({
        kind: 'requestWithdrawal',
        actor: s.member(`${w.who}`).trader,
        client: w.client === undefined ? 0 : s.holderNamed(w.client),
        currency: s.get(s.currencies, w.currency ?? 'BYN'),
        amount: number(w.amount),
      });
    },
  ),
  sentence('officer (?<officer>NUMBER) approves withdrawal (?<number>NUMBER)', (s, w) => {
    s.run({ kind: 'approveWithdrawal', withdrawal: number(w.number), officer: number(w.officer) });
  }),
  sentence('(?<act>pay|refuse) withdrawal (?<number>NUMBER)', (s, w) => {
    s.run({ kind: w.act === 'pay' ? 'payWithdrawal' : 'refuseWithdrawal', withdrawal: number(w.number) });
  }),
  sentence('two officers above (?<limit>NUMBER)', (s, w) => {
    s.run({ kind: 'setApprovalLimit', currency: 1, limit: number(w.limit) });
  }),
  sentence('collect the fees of (?<name>NAME)(?: in (?<currency>NAME))?', (s, w) => {
    const client = s.clients.get(`${w.name}`);
    s.run({
      kind: 'collectFees',
      participant: s.member(client?.broker ?? `${w.name}`).participant,
      client: client?.holder ?? 0,
      currency: s.get(s.currencies, w.currency ?? 'BYN'),
    });
  }),

  sentence('message (?<kind>NAME) from (?<who>NAME|stranger)(?:: (?<fields>.+))?', (s, w) => {
    const actor = w.who === 'operator' ? 0 : w.who === 'stranger' ? 999 : s.member(`${w.who}`).trader;
    const fields = Object.fromEntries(
      (w.fields ?? '')
        .split(', ')
        .filter((field) => field !== '')
        .map((field) => {
          const [name = '', value = ''] = field.split(' ');
          return [name, meaning(s, name, value)];
        }),
    );
    if (!(`${w.kind}` in COMMANDS)) throw new Error(`there is no command '${w.kind}'`);
    s.run({ kind: w.kind, actor, ...fields } as Command);
    s.nameOrder(undefined);
  }),
];

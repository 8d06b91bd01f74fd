/**
 * The language of scenarios: plain lines that an exchange official can read and write. A line at the margin is a
 * command or a check; an indented line says what the command above it must bring about. A command that is
 * rejected without a line `rejected CODE` under it fails the scenario, and deals under a command are all of its
 * deals, in their order, if any is named. `docs/reference/scenarios.md` lists the sentences.
 */
import type { Command } from '#market/commands.ts';
import { depthOf } from '#market/depth.ts';
import { ACCOUNT, CONTRACT_COLUMN, LISTING, PARTICIPANT } from '#market/state.ts';
import {
  ADMISSION,
  BUY,
  CANCEL_REASON,
  CONTRACT,
  FORCE,
  LOT_FLAG,
  MODE,
  PHASE,
  packTerms,
  REMARK,
  ROLE,
  SELF_TRADE,
  SELL,
  SESSION_FLAG,
  SIDES,
  STANDING,
} from '#market/terms.ts';
import { eventsOf, MarketDriver, type Outcome } from '../support/market.ts';

interface Member {
  readonly participant: number;
  readonly trader: number;
  readonly holder: number;
}

interface OrderName {
  slot: number;
  generation: number;
}

/** What a scenario has named so far, and the market that it runs on. */
export class Scenario {
  readonly driver = new MarketDriver();
  readonly members = new Map<string, Member>();
  readonly clients = new Map<string, { readonly holder: number; readonly broker: string }>();
  readonly currencies = new Map<string, number>();
  readonly sections = new Map<string, number>();
  readonly bands = new Map<string, number>();
  readonly instruments = new Map<string, number>();
  readonly sessions = new Map<string, number>();
  /** Listing last made of each instrument, and those of `INSTRUMENT in SESSION`. */
  readonly listings = new Map<string, number>();
  readonly orders = new Map<string, OrderName>();
  readonly proposals = new Map<string, number>();
  seconds = 0;
  last: Outcome = { rejection: undefined, events: [] };

  run(command: Command): Outcome {
    this.last = this.driver.do({ time: this.seconds * 1_000_000, ...command } as Command);
    return this.last;
  }

  /** Runs a command of which something is named: gives the number in its event, 0 where it is rejected. */
  make(command: Command, field: string): number {
    const event = this.run(command).events[0] as unknown as Record<string, number> | undefined;
    return this.last.rejection === undefined ? (event?.[field] ?? 0) : 0;
  }

  get<T>(names: ReadonlyMap<string, T>, name: string): T {
    const found = names.get(name);
    if (found === undefined) throw new Error(`nothing is named '${name}'`);
    return found;
  }

  member(name: string): Member {
    return this.get(this.members, name);
  }

  holderNamed(name: string): number {
    return this.clients.get(name)?.holder ?? this.member(name).holder;
  }

  /** Name of the holder of an account. */
  nameOf(account: number): string {
    const holder = this.driver.market.accounts.words[account * ACCOUNT.stride + ACCOUNT.holder];
    for (const [name, client] of this.clients) if (client.holder === holder) return name;
    for (const [name, member] of this.members) if (member.holder === holder) return name;
    return `account ${account}`;
  }

  nameOrder(name: string | undefined): void {
    const accepted =
      eventsOf(this.last.events, 'orderAccepted')[0] ?? eventsOf(this.last.events, 'lotOffered')[0];
    if (name !== undefined && accepted !== undefined) {
      this.orders.set(name, { slot: accepted.slot, generation: accepted.generation });
    }
  }
}

type Act = (scenario: Scenario, words: Record<string, string | undefined>) => void;
interface Sentence {
  readonly pattern: RegExp;
  readonly act: Act;
}

const DAY = 20_000;

function ppm(percent: string | undefined): number {
  return Math.round(Number(percent ?? '0') * 10_000);
}

function number(word: string | undefined): number {
  return Number((word ?? '0').replaceAll(',', ''));
}

function sentence(pattern: string, act: Act): Sentence {
  const source = pattern
    .replaceAll('NAME', '[\\p{L}][\\p{L}\\d-]*')
    .replaceAll('NUMBER', '-?[\\d,]+')
    .replaceAll('PERCENT', '[\\d.]+');
  return { pattern: new RegExp(`^${source}$`, 'u'), act };
}

const MODES: Readonly<Record<string, number>> = {
  continuous: MODE.continuous,
  call: MODE.call,
  ascending: MODE.ascending,
  descending: MODE.descending,
  dutch: MODE.dutch,
  named: MODE.named,
};
const PHASES: Readonly<Record<string, number>> = {
  'preliminary orders': PHASE.preliminary,
  trading: PHASE.trading,
  adjustment: PHASE.adjustment,
  'named deals': PHASE.namedDeals,
};
const SIDE_WORDS: Readonly<Record<string, number>> = {
  buying: SIDES.buy,
  selling: SIDES.sell,
  both: SIDES.both,
  nothing: 0,
};

function addMember(s: Scenario, name: string, words: Record<string, string | undefined>): void {
  const all = (1 << s.sections.size) - 1;
  const participant = s.make(
    {
      kind: 'accredit',
      role: ROLE[(words.role ?? 'member') as keyof typeof ROLE],
      resident: words.foreign === undefined ? 1 : 0,
      country: number(words.country),
      region: number(words.region),
      group: number(words.group),
      sellSections: words.only === 'buys' ? 0 : all,
      buySections: words.only === 'sells' ? 0 : all,
      expiryDay: words.until === undefined ? DAY + 365 : number(words.until),
    },
    'participant',
  );
  const trader = s.make({ kind: 'addTrader', participant, expiryDay: DAY + 365 }, 'trader');
  s.members.set(name, { participant, trader, holder: s.driver.holderOf(participant) });
}

function standardMarket(s: Scenario): void {
  s.run({ kind: 'beginDay', day: DAY });
  s.currencies.set(
    'BYN',
    s.make({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 }, 'currency'),
  );
  s.sections.set('timber', s.make({ kind: 'defineSection', flags: 1 }, 'section'));
  s.instruments.set(
    'BOARD',
    s.make(
      {
        kind: 'defineInstrument',
        section: 1,
        currency: 1,
        priceFloor: 1,
        priceCap: 10_000,
        minimumLots: 1,
        maximumLots: 1_000,
        buyDepositPpm: 100_000,
        sellDepositPpm: 100_000,
        tickValue: 10,
        quotationDeals: 2,
      },
      'instrument',
    ),
  );
  for (const name of ['Alfa', 'Beta', 'Gama', 'Delta']) {
    addMember(s, name, {});
    s.run({
      kind: 'recordReceipt',
      participant: s.member(name).participant,
      currency: 1,
      amount: 10_000_000,
    });
  }
}

/** Listing that a line names: an instrument, with `in SESSION` where it is listed twice. */
function listing(s: Scenario, words: Record<string, string | undefined>): number {
  return s.get(
    s.listings,
    words.session === undefined ? `${words.good}` : `${words.good} in ${words.session}`,
  );
}

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
const GOOD = '(?<good>NAME)(?: in (?<session>NAME))?';
const AS = '(?: as (?<name>NAME))?';

/** All sentences at the margin. */
export const SENTENCES: readonly Sentence[] = [
  sentence('standard market', (s) => standardMarket(s)),
  sentence('time (?<seconds>NUMBER)', (s, w) => {
    s.seconds = number(w.seconds);
    s.last = { rejection: undefined, events: [] };
  }),
  sentence('day (?<day>NUMBER)(?<month>, new month)?', (s, w) => {
    s.run({ kind: 'beginDay', day: number(w.day), resetTurnover: w.month === undefined ? 0 : 1 });
  }),
  sentence('currency (?<name>NAME) code (?<code>NUMBER) rate (?<rate>PERCENT)', (s, w) => {
    const rateMillionths = Math.round(Number(w.rate) * 1_000_000);
    s.currencies.set(
      `${w.name}`,
      s.make({ kind: 'defineCurrency', code: number(w.code), rateMillionths }, 'currency'),
    );
  }),
  sentence('rate of (?<name>NAME) (?<rate>PERCENT)', (s, w) => {
    const currency = s.get(s.currencies, `${w.name}`);
    s.run({ kind: 'setRate', currency, rateMillionths: Math.round(Number(w.rate) * 1_000_000) });
  }),
  sentence('section (?<name>NAME)(?: least fee (?<least>NUMBER))?', (s, w) => {
    s.sections.set(
      `${w.name}`,
      s.make({ kind: 'defineSection', flags: 1, leastFee: number(w.least) }, 'section'),
    );
  }),
  sentence('fee of (?<name>NAME) (?<side>buy|sell) (?<rate>PERCENT) %(?: from (?<from>NUMBER))?', (s, w) => {
    const key = `${w.name} ${w.side}`;
    const band = w.from === undefined ? 0 : (s.bands.get(key) ?? 0) + 1;
    s.bands.set(key, band);
    s.run({
      kind: 'setFee',
      section: s.get(s.sections, `${w.name}`),
      side: w.side === 'buy' ? BUY : SELL,
      band,
      ppm: ppm(w.rate),
      fromTurnover: number(w.from),
    });
  }),
  sentence(
    'instrument (?<name>NAME) in (?<section>NAME), (?<currency>NAME), prices (?<floor>NUMBER) to (?<cap>NUMBER), tick value (?<tick>NUMBER), lots (?<least>NUMBER) to (?<most>NUMBER), deposit (?<buy>PERCENT) % and (?<sell>PERCENT) %(?:, quotation from (?<deals>NUMBER) deals)?',
    (s, w) => {
      s.instruments.set(
        `${w.name}`,
        s.make(
          {
            kind: 'defineInstrument',
            section: s.get(s.sections, `${w.section}`),
            currency: s.get(s.currencies, `${w.currency}`),
            priceFloor: number(w.floor),
            priceCap: number(w.cap),
            minimumLots: number(w.least),
            maximumLots: number(w.most),
            buyDepositPpm: ppm(w.buy),
            sellDepositPpm: ppm(w.sell),
            tickValue: number(w.tick),
            quotationDeals: number(w.deals),
          },
          'instrument',
        ),
      );
    },
  ),
  sentence(
    '(?<role>member|broker|guest) (?<name>NAME)(?<foreign>, non-resident)?(?:, country (?<country>NUMBER))?(?:, region (?<region>NUMBER))?(?:, group (?<group>NUMBER))?(?:, only (?<only>buys|sells))?(?:, until (?<until>NUMBER))?',
    (s, w) => addMember(s, `${w.name}`, w),
  ),
  sentence('client (?<name>NAME) of (?<broker>NAME)(?<foreign>, non-resident)?', (s, w) => {
    const resident = w.foreign === undefined ? 1 : 0;
    const holder = s.make(
      { kind: 'addClient', participant: s.member(`${w.broker}`).participant, resident },
      'client',
    );
    s.clients.set(`${w.name}`, { holder, broker: `${w.broker}` });
  }),
  sentence('client (?<name>NAME) leaves', (s, w) => {
    s.run({ kind: 'changeClient', client: s.holderNamed(`${w.name}`), active: 0 });
  }),
  sentence('receipt for (?<name>NAME) (?<amount>NUMBER)(?: (?<currency>NAME))?', (s, w) => {
    const client = s.clients.get(`${w.name}`);
    s.run({
      kind: 'recordReceipt',
      participant: s.member(client?.broker ?? `${w.name}`).participant,
      client: client?.holder ?? 0,
      currency: s.get(s.currencies, w.currency ?? 'BYN'),
      amount: number(w.amount),
    });
  }),
  sentence('(?<act>suspend|withdraw|accredit) (?<name>NAME)', (s, w) => {
    const standing =
      w.act === 'suspend'
        ? STANDING.suspended
        : w.act === 'withdraw'
          ? STANDING.withdrawn
          : STANDING.accredited;
    s.run({ kind: 'setStanding', participant: s.member(`${w.name}`).participant, standing });
  }),
  sentence("end (?<name>NAME)'s power of attorney", (s, w) => {
    s.run({ kind: 'changeTrader', trader: s.member(`${w.name}`).trader, expiryDay: DAY, active: 0 });
  }),
  sentence(
    'remark (?<remark>NUMBER) on (?<name>NAME) blocks (?<sides>buying|selling|both|nothing)',
    (s, w) => {
      const participant = s.member(`${w.name}`).participant;
      s.run({
        kind: 'setRemark',
        participant,
        remark: number(w.remark),
        sides: SIDE_WORDS[`${w.sides}`] ?? -1,
      });
    },
  ),

  sentence(
    'session (?<name>NAME) in (?<section>NAME) by (?<mode>continuous|call|ascending|descending|dutch|named)(?<sealed>, sealed)?(?:, extension (?<extension>NUMBER))?(?:, end (?<end>NUMBER))?',
    (s, w) => {
      s.sessions.set(
        `${w.name}`,
        s.make(
          {
            kind: 'announceSession',
            section: s.get(s.sections, `${w.section}`),
            mode: MODES[`${w.mode}`] ?? 0,
            flags: w.sealed === undefined ? 0 : SESSION_FLAG.sealed,
            extensionSeconds: number(w.extension),
            endTime: number(w.end) * 1_000_000,
          },
          'session',
        ),
      );
    },
  ),
  sentence(
    'list (?<good>NAME) in (?<session>NAME)(?:, band (?<floor>NUMBER) to (?<cap>NUMBER))?(?:, reference (?<reference>NUMBER))?(?:, at most (?<most>NUMBER) lots each)?',
    (s, w) => {
      const made = s.make(
        {
          kind: 'addListing',
          session: s.get(s.sessions, `${w.session}`),
          instrument: s.get(s.instruments, `${w.good}`),
          bandFloor: number(w.floor),
          bandCap: number(w.cap),
          reference: number(w.reference),
          participantLots: number(w.most),
        },
        'listing',
      );
      if (made === 0) return;
      if (!s.listings.has(`${w.good}`)) s.listings.set(`${w.good}`, made);
      s.listings.set(`${w.good} in ${w.session}`, made);
    },
  ),
  sentence('admit (?<rule>country|region|participant) (?<value>NAME|NUMBER) to (?<session>NAME)', (s, w) => {
    const rule = ADMISSION[w.rule as keyof typeof ADMISSION];
    const value = w.rule === 'participant' ? s.member(`${w.value}`).participant : number(w.value);
    s.run({ kind: 'admit', session: s.get(s.sessions, `${w.session}`), rule, value });
  }),
  sentence(
    'open (?<phase>preliminary orders|trading|adjustment|named deals) of (?<session>NAME)(?: until (?<end>NUMBER))?',
    (s, w) => {
      const session = s.get(s.sessions, `${w.session}`);
      s.run({
        kind: 'openPhase',
        session,
        phase: PHASES[`${w.phase}`] ?? 0,
        endTime: number(w.end) * 1_000_000,
      });
    },
  ),
  sentence('close (?<session>NAME)(?:, carry to (?<to>NAME))?(?:, sign by (?<day>NUMBER))?', (s, w) => {
    const carryTo = w.to === undefined ? 0 : s.get(s.sessions, w.to);
    s.run({
      kind: 'closeSession',
      session: s.get(s.sessions, `${w.session}`),
      carryTo,
      dueDay: number(w.day),
    });
  }),
  sentence('cancel session (?<session>NAME)', (s, w) => {
    s.run({ kind: 'cancelSession', session: s.get(s.sessions, `${w.session}`), reason: 1 });
  }),
  sentence('extend (?<session>NAME) until (?<end>NUMBER)', (s, w) => {
    s.run({
      kind: 'extendSession',
      session: s.get(s.sessions, `${w.session}`),
      endTime: number(w.end) * 1_000_000,
    });
  }),
  sentence('(?<act>halt|resume) (?:(?<good>NAME) in )?(?<session>NAME)', (s, w) => {
    const session = s.get(s.sessions, `${w.session}`);
    s.run({
      kind: w.act === 'halt' ? 'halt' : 'resume',
      session,
      listing: w.good === undefined ? 0 : listing(s, w),
    });
  }),
  sentence(`band of ${GOOD} (?<floor>NUMBER) to (?<cap>NUMBER)`, (s, w) => {
    s.run({ kind: 'setBand', listing: listing(s, w), bandFloor: number(w.floor), bandCap: number(w.cap) });
  }),

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
  sentence('(?<who>NAME) withdraws all orders', (s, w) => {
    s.run({ kind: 'cancelAll', actor: s.member(`${w.who}`).trader });
  }),
  sentence('operator withdraws all orders of (?<who>NAME)', (s, w) => {
    s.run({ kind: 'cancelAll', participant: s.member(`${w.who}`).participant });
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
  sentence(`(?<who>NAME) takes ${GOOD}`, (s, w) => {
    s.run({ kind: 'takePrice', actor: s.member(`${w.who}`).trader, listing: listing(s, w) });
  }),
  sentence(`the auction of ${GOOD} ends`, (s, w) => {
    s.run({ kind: 'closeAuction', listing: listing(s, w) });
  }),

  sentence(
    `(?<who>NAME) proposes to (?<other>NAME): (?<verb>buys|sells) (?<lots>NUMBER) ${GOOD} at (?<price>NUMBER) as (?<name>NAME)`,
    (s, w) => {
      const proposal = s.make(
        {
          kind: 'proposeDeal',
          actor: s.member(`${w.who}`).trader,
          listing: listing(s, w),
          side: w.verb === 'buys' ? BUY : SELL,
          counterparty: s.member(`${w.other}`).participant,
          price: number(w.price),
          lots: number(w.lots),
        },
        'proposal',
      );
      if (proposal !== 0) s.proposals.set(`${w.name}`, proposal);
    },
  ),
  sentence('(?<who>NAME) confirms (?<name>NAME)(?: for (?<client>NAME))?', (s, w) => {
    const client = w.client === undefined ? 0 : s.holderNamed(w.client);
    s.run({
      kind: 'confirmDeal',
      actor: s.member(`${w.who}`).trader,
      proposal: s.get(s.proposals, `${w.name}`),
      client,
    });
  }),
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

  sentence('(?<who>NAME) signs contract (?<contract>NUMBER)', (s, w) => {
    s.run({ kind: 'signContract', actor: s.member(`${w.who}`).trader, contract: number(w.contract) });
  }),
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
  sentence(
    'the (?<side>buyer|seller) of contract (?<contract>NUMBER) defaulted, the exchange takes (?<part>PERCENT) %',
    (s, w) => {
      const defaulter = w.side === 'buyer' ? BUY : SELL;
      s.run({ kind: 'settleDefault', contract: number(w.contract), defaulter, exchangePartPpm: ppm(w.part) });
    },
  ),

  sentence('(?<who>NAME) asks for (?<amount>NUMBER) back', (s, w) => {
    s.run({
      kind: 'requestWithdrawal',
      actor: s.member(`${w.who}`).trader,
      currency: 1,
      amount: number(w.amount),
    });
  }),
  sentence('officer (?<officer>NUMBER) approves withdrawal (?<number>NUMBER)', (s, w) => {
    s.run({ kind: 'approveWithdrawal', withdrawal: number(w.number), officer: number(w.officer) });
  }),
  sentence('(?<act>pay|refuse) withdrawal (?<number>NUMBER)', (s, w) => {
    s.run({ kind: w.act === 'pay' ? 'payWithdrawal' : 'refuseWithdrawal', withdrawal: number(w.number) });
  }),
  sentence('two officers above (?<limit>NUMBER)', (s, w) => {
    s.run({ kind: 'setApprovalLimit', currency: 1, limit: number(w.limit) });
  }),
  sentence('collect the fees of (?<name>NAME)', (s, w) => {
    s.run({ kind: 'collectFees', participant: s.member(`${w.name}`).participant, currency: 1 });
  }),
];

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
  sentence('no deals', (s) => {
    expectEqual(`${eventsOf(s.last.events, 'deal').length}`, '0');
  }),
];

import {
  ADMISSION,
  BUY,
  MARKET,
  MODE,
  PHASE,
  ROLE,
  SELL,
  SESSION_FLAG,
  SIDES,
  STANDING,
} from '#market/terms.ts';

import { DAY, GOOD, listing, number, ppm, type Scenario, type Sentence, sentence } from './language.ts';

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

interface Particulars {
  readonly role: number;
  readonly resident: number;
  readonly country: number;
  readonly region: number;
  readonly group: number;
  readonly sellSections: number;
  readonly buySections: number;
  readonly expiryDay: number;
}

function particulars(s: Scenario, words: Record<string, string | undefined>): Particulars {
  const all = (1 << s.sections.size) - 1;
  return {
    role: ROLE[(words.role ?? 'member') as keyof typeof ROLE],
    resident: words.foreign === undefined ? 1 : 0,
    country: number(words.country),
    region: number(words.region),
    group: number(words.group),
    sellSections: words.only === 'buys' ? 0 : all,
    buySections: words.only === 'sells' ? 0 : all,
    expiryDay: words.until === undefined ? DAY + 365 : number(words.until),
  };
}

const PARTICULARS =
  '(?<foreign>, non-resident)?(?:, country (?<country>NUMBER))?(?:, region (?<region>NUMBER))?(?:, group (?<group>NUMBER))?(?:, only (?<only>buys|sells))?(?:, until (?<until>NUMBER))?';

function addMember(s: Scenario, name: string, words: Record<string, string | undefined>): void {
  const participant = s.make({ kind: 'accredit', ...particulars(s, words) }, 'participant');
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

/** Number of the instrument that is produced, 0 for everything. */
function produced(s: Scenario, good: string | undefined): number {
  return good === 'everything' ? 0 : s.get(s.instruments, `${good}`);
}

/** The market itself: members, money that comes in, sessions. */
export const SETUP: readonly Sentence[] = [
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
  sentence(
    "section (?<name>NAME)(?:, least fee (?<least>NUMBER))?(?<foreign>, fees in the deal's currency)?",
    (s, w) => {
      const flags = w.foreign === undefined ? 1 : 0;
      s.sections.set(
        `${w.name}`,
        s.make({ kind: 'defineSection', flags, leastFee: number(w.least) }, 'section'),
      );
    },
  ),
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
    'instrument (?<name>NAME) in (?<section>NAME), (?<currency>NAME), prices (?<floor>NUMBER) to (?<cap>NUMBER), tick value (?<tick>NUMBER), lots (?<least>NUMBER) to (?<most>NUMBER), deposit (?<buy>PERCENT) % and (?<sell>PERCENT) %(?:, quotation from (?<deals>NUMBER) deals)?(?:, (?<market>domestic|export|import|transit))?',
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
            market: w.market === undefined ? 0 : MARKET[w.market as keyof typeof MARKET],
          },
          'instrument',
        ),
      );
    },
  ),
  sentence(`(?<role>member|broker|guest) (?<name>NAME)${PARTICULARS}`, (s, w) =>
    addMember(s, `${w.name}`, w),
  ),
  sentence(`(?<name>NAME) is from now a (?<role>member|broker|guest)${PARTICULARS}`, (s, w) => {
    const { participant } = s.member(`${w.name}`);
    s.run({ kind: 'changeAccreditation', participant, ...particulars(s, w) });
  }),
  sentence('trader (?<name>NAME) of (?<member>NAME), power until (?<day>NUMBER)', (s, w) => {
    const { participant, holder } = s.member(`${w.member}`);
    const trader = s.make({ kind: 'addTrader', participant, expiryDay: number(w.day) }, 'trader');
    s.members.set(`${w.name}`, { participant, trader, holder });
  }),
  sentence('renew the power of attorney of (?<name>NAME) until (?<day>NUMBER)', (s, w) => {
    const { trader } = s.member(`${w.name}`);
    s.run({ kind: 'changeTrader', trader, expiryDay: number(w.day), active: 1 });
  }),
  sentence('client (?<name>NAME) of (?<broker>NAME)(?<foreign>, non-resident)?', (s, w) => {
    const resident = w.foreign === undefined ? 1 : 0;
    const holder = s.make(
      { kind: 'addClient', participant: s.member(`${w.broker}`).participant, resident },
      'client',
    );
    s.clients.set(`${w.name}`, { holder, broker: `${w.broker}` });
  }),
  sentence('client (?<name>NAME) (?<act>leaves|returns)', (s, w) => {
    const active = w.act === 'leaves' ? 0 : 1;
    s.run({ kind: 'changeClient', client: s.holderNamed(`${w.name}`), active });
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
    'session (?<name>NAME) in (?<section>NAME) by (?<mode>continuous|call|ascending|descending|dutch|named)(?<sealed>, sealed)?(?<counter>, over the counter)?(?:, extension (?<extension>NUMBER))?(?:, end (?<end>NUMBER))?',
    (s, w) => {
      s.sessions.set(
        `${w.name}`,
        s.make(
          {
            kind: 'announceSession',
            section: s.get(s.sections, `${w.section}`),
            mode: MODES[`${w.mode}`] ?? 0,
            flags:
              (w.sealed === undefined ? 0 : SESSION_FLAG.sealed) |
              (w.counter === undefined ? 0 : SESSION_FLAG.overTheCounter),
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
  sentence('admit own production of (?<good>NAME) to (?<session>NAME)', (s, w) => {
    const session = s.get(s.sessions, `${w.session}`);
    s.run({ kind: 'admit', session, rule: ADMISSION.production, value: produced(s, w.good) });
  }),
  sentence(
    '(?<name>NAME) (?<act>joins|leaves) agreement (?<value>NUMBER)(?:, until (?<day>NUMBER))?',
    (s, w) => {
      s.run({
        kind: 'setCredential',
        participant: s.member(`${w.name}`).participant,
        rule: ADMISSION.agreement,
        value: number(w.value),
        expiryDay: number(w.day),
        active: w.act === 'joins' ? 1 : 0,
      });
    },
  ),
  sentence(
    '(?<name>NAME) (?<act>has proven|no longer proves) own production of (?<good>NAME)(?:, until (?<day>NUMBER))?',
    (s, w) => {
      s.run({
        kind: 'setCredential',
        participant: s.member(`${w.name}`).participant,
        rule: ADMISSION.production,
        value: produced(s, w.good),
        expiryDay: number(w.day),
        active: w.act === 'has proven' ? 1 : 0,
      });
    },
  ),
  sentence(
    'admit (?<rule>country|region|participant|agreement) (?<value>NAME|NUMBER) to (?<session>NAME)',
    (s, w) => {
      const rule = ADMISSION[w.rule as keyof typeof ADMISSION];
      const value = w.rule === 'participant' ? s.member(`${w.value}`).participant : number(w.value);
      s.run({ kind: 'admit', session: s.get(s.sessions, `${w.session}`), rule, value });
    },
  ),
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
];

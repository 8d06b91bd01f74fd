/**
 * The operator of the simulated market: announces sessions, moves them through their phases by their timetables, and
 * sees to contracts, fees, deposits and the new business day. It knows nothing but what the market says, so that it
 * goes on after a restart where the market stands.
 */
import { regionNumber } from '#base/region-number.ts';
import type { BalanceItem, ContractItem, MarketSummary, SessionItem } from '#wire/market.ts';
import type { NamedAnswer } from '#wire/office.ts';
import type { Listed, MarketClient, PlainCommand } from './api.ts';
import { dayNumber, dayOf, dayOfMonth, TIMEZONE } from './calendar.ts';
import type { Hall } from './hall.ts';
import { COUNTRIES } from './members.ts';
import { type Planned, phaseAt, plannedAt } from './programme.ts';
import { DEPOSIT_MINOR, type MarketMap, rangeOf } from './set-up.ts';
import { shareOf, worthAt } from './worth.ts';

const PHASE = { preliminary: 2, trading: 3, adjustment: 4, 'named-deals': 5 } as const;
const RULE = { country: 1, region: 2, participant: 3 } as const;
const KARELIA = regionNumber(COUNTRIES.RU, 'KR');
/** How far prices may be from what goods are worth when a session is announced. */
const BAND = 0.1;
const SIGN_DAYS = 3;
const PERFORM_DAYS = 5;
/** Contracts of so long ago are looked at no more. */
const CONTRACTS_MS = 36 * 3_600_000;
const CONTRACTS_AT_ONCE = 200;
const MINUTE_MS = 60_000;
/** After registration: when the goods begin to arrive, in as many parts, as far apart. */
const DELIVERY_MS = 3 * MINUTE_MS;
const PARTS = 2;
const MOST_COMMANDS = 900;

/** Whom a session admits besides what the rules of all sessions say. */
export function admissionOf(planned: Planned, { members }: MarketMap): [rule: number, value: number][] {
  if (planned.admission === 'non-residents') {
    const abroad = Object.entries(COUNTRIES).filter(([country]) => country !== 'BY');
    return abroad.map(([, number]) => [RULE.country, number]);
  }
  if (planned.admission === 'karelia') {
    // Whoever is at home there, and by name those of elsewhere who supply it.
    const suppliers = members.filter(
      ({ country, role, sells, id }) =>
        country === 'BY' && role === 'member' && sells.includes('AGRO') && /dairy|farm/.test(id),
    );
    return [
      [RULE.region, KARELIA],
      ...suppliers.map(({ participant }): [number, number] => [RULE.participant, participant]),
    ];
  }
  return [];
}

export class Operator {
  readonly #client: MarketClient;
  readonly #map: MarketMap;
  readonly #hall: Hall;
  /** Slots that need not be announced again; older ones are forgotten. */
  #announced = new Set<number>();
  /** Where the look at older contracts has come to. */
  #older: string | null = null;

  constructor(client: MarketClient, map: MarketMap, hall: Hall) {
    this.#client = client;
    this.#map = map;
    this.#hall = hall;
  }

  /** Announces what the programme wants. Announced before, it stays so: the key is that of its place in time. */
  async announce(nowMs: number): Promise<void> {
    const wanted = plannedAt(nowMs);
    for (const planned of wanted) {
      if (this.#announced.has(planned.slot)) continue;
      const { title, mode, timetable, sealed = false, extensionSeconds = 0, slot } = planned;
      const answer = await this.#client.post<NamedAnswer>(
        '/sessions',
        {
          section: this.#map.sections.get(planned.section),
          mode,
          title,
          timezone: TIMEZONE,
          timetable,
          sealed,
          extensionSeconds,
        },
        `demo: session ${slot}`,
      );
      if (answer.number !== null) await this.#furnish(planned, answer.number);
      this.#announced.add(slot);
    }
    const first = wanted[0]?.slot ?? 0;
    this.#announced = new Set([...this.#announced].filter((slot) => slot >= first));
  }

  /** Gives a session its listings and its rule of admission. */
  async #furnish(planned: Planned, session: number): Promise<void> {
    const listings = planned.symbols.flatMap((symbol): PlainCommand[] => {
      const instrument = this.#map.instruments.get(symbol);
      const good = this.#map.goods.get(instrument ?? 0);
      if (instrument === undefined || good === undefined) return [];
      const worth = worthAt(good, planned.beginsMs);
      const { priceFloor, priceCap } = rangeOf(good);
      return [
        {
          kind: 'addListing',
          session,
          instrument,
          bandFloor: Math.max(priceFloor, Math.round(worth * (1 - BAND))),
          bandCap: Math.min(priceCap, Math.round(worth * (1 + BAND))),
        },
      ];
    });
    const rules = admissionOf(planned, this.#map).map(
      ([rule, value]): PlainCommand => ({ kind: 'admit', session, rule, value }),
    );
    await this.#client.commands([...listings, ...rules], `demo: listings ${planned.slot}`);
  }

  /** Moves every session to the phase in which its timetable wants it, and lots through their auctions. */
  async advance(nowMs: number): Promise<void> {
    const today = dayOf(nowMs);
    const commands: PlainCommand[] = [];
    for (const { session, phase, mode, timetable, listings, halted, endTime: ends } of this.#hall.sessions) {
      const wanted = phaseAt(timetable, nowMs);
      if (wanted === null || wanted.phase === phase) continue;
      // Whoever halts or extends a session decides when it goes on.
      if (halted || (ends !== null && Date.parse(ends) > nowMs)) continue;
      if (wanted.phase === 'closed') {
        const carryTo = this.#successorOf(session);
        commands.push({ kind: 'closeSession', session, carryTo, dueDay: today + SIGN_DAYS });
      } else if (isAhead(wanted.phase, phase) && listings.length > 0) {
        const endTime = wanted.endsMs === null ? 0 : wanted.endsMs * 1_000;
        const number = PHASE[wanted.phase as keyof typeof PHASE];
        // What preliminary orders there would have been, a session that is late does without.
        if (number !== undefined && !(mode === 'named' && number !== PHASE['named-deals']))
          commands.push({ kind: 'openPhase', session, phase: number, endTime });
      }
    }
    for (const { session, listings } of this.#hall.open) {
      if (session.phase !== 'trading') continue;
      for (const { listing, auction } of listings) {
        if (auction === null) continue;
        const over = auction.endTime !== null && Date.parse(auction.endTime) < nowMs;
        if (over) commands.push({ kind: 'closeAuction', listing });
        else if (session.mode === 'dutch' && auction.stage === 'open' && isTick(nowMs, listing))
          commands.push({ kind: 'stepPrice', listing });
      }
    }
    if (commands.length > 0) await this.#client.commands(commands);
  }

  /** The next session with the same section and mode that has not begun to trade: it takes orders over. */
  #successorOf(session: number): number {
    const of = this.#hall.sessions.find((one) => one.session === session);
    const next = this.#hall.sessions.find(
      (one) =>
        one.session > session &&
        one.section === of?.section &&
        one.mode === of.mode &&
        one.listings.length > 0 &&
        (one.phase === 'announced' || one.phase === 'preliminary'),
    );
    return next !== undefined && (next.mode === 'continuous' || next.mode === 'call') ? next.session : 0;
  }

  /** Sees to contracts: the newest, and a page of older ones. */
  async contracts(nowMs: number): Promise<void> {
    const newest = await this.#page(null);
    const older = await this.#page(this.#older ?? newest.nextCursor);
    const oldest = older.items.at(-1)?.time;
    const further = oldest !== undefined && nowMs - Date.parse(oldest) < CONTRACTS_MS;
    this.#older = further ? older.nextCursor : null;
    const seen = new Map([...newest.items, ...older.items].map((item) => [item.contract, item]));
    const commands = [...seen.values()].flatMap((contract) => stepsOf(contract, nowMs));
    for (let from = 0; from < commands.length; from += MOST_COMMANDS)
      await this.#client.commands(commands.slice(from, from + MOST_COMMANDS));
  }

  #page(cursor: string | null): Promise<Listed<ContractItem>> {
    const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    return this.#client.get(`/contracts?limit=${CONTRACTS_AT_ONCE}${next}`);
  }

  /** Collects the fees that are due, and books what came in of those whose deposit has become small. */
  async accounts(): Promise<void> {
    const codes = new Map([...this.#map.currencies].map(([code, number]) => [number, code]));
    const balances = await this.#client.all<BalanceItem>('/balances');
    const commands = balances.flatMap(({ participant, client, currency, free, feesDue }): PlainCommand[] => {
      const code = codes.get(currency);
      if (code === undefined) return [];
      const holder = { participant, client: client ?? 0, currency };
      const full = DEPOSIT_MINOR[code];
      return [
        ...(feesDue > 0 ? [{ kind: 'collectFees', ...holder }] : []),
        ...(free < full / 2 ? [{ kind: 'recordReceipt', ...holder, amount: full }] : []),
      ];
    });
    for (let from = 0; from < commands.length; from += MOST_COMMANDS)
      await this.#client.commands(commands.slice(from, from + MOST_COMMANDS));
  }

  /** Begins the business day if a new one has come: with fees collected, since those still due would be a remark. */
  async day(nowMs: number): Promise<void> {
    const { day }: MarketSummary = await this.#client.summary();
    const today = dayOf(nowMs);
    if (day !== null && dayNumber(day) >= today) return;
    await this.accounts();
    const resetTurnover = dayOfMonth(today) === 1 ? 1 : 0;
    await this.#client.commands([{ kind: 'beginDay', day: today, resetTurnover }], `demo: day ${today}`);
  }

  /** The deposits of brokers' clients, whose numbers the market chose. */
  async clients(): Promise<void> {
    const clients = await this.#client.all<{ client: number; participant: number }>('/clients');
    const funded = new Set(
      (await this.#client.all<BalanceItem>('/balances')).flatMap(({ client }) => client ?? []),
    );
    const commands = clients
      .filter(({ client }) => !funded.has(client))
      .flatMap(({ client, participant }) =>
        [...this.#map.currencies].map(
          ([code, currency]): PlainCommand => ({
            kind: 'recordReceipt',
            participant,
            client,
            currency,
            amount: DEPOSIT_MINOR[code],
          }),
        ),
      );
    if (commands.length > 0) await this.#client.commands(commands);
  }
}

const ORDER: readonly SessionItem['phase'][] = [
  'announced',
  'preliminary',
  'trading',
  'adjustment',
  'named-deals',
  'closed',
];

function isAhead(wanted: SessionItem['phase'], present: SessionItem['phase']): boolean {
  return ORDER.indexOf(wanted) > ORDER.indexOf(present);
}

/** A clock's step: every eight seconds, at another moment for each listing. */
function isTick(nowMs: number, listing: number): boolean {
  return Math.floor(nowMs / 2_000 + listing) % 4 === 0;
}

/** What a contract makes of its participants: most are quick, some late, so that there is something overdue. */
export type Fate = 'quick' | 'signs-late' | 'delivers-late';

export function fateOf(contract: number): Fate {
  const share = shareOf(`contract ${contract}`);
  return share < 0.02 ? 'signs-late' : share < 0.04 ? 'delivers-late' : 'quick';
}

/** Has the business day of a moment passed? */
export function isOfEarlierDay(time: string, nowMs: number): boolean {
  return dayOf(Date.parse(time)) < dayOf(nowMs);
}

/** The operator's steps that a contract waits for. */
function stepsOf(item: ContractItem, nowMs: number): PlainCommand[] {
  const { contract, state, lots, delivered, time } = item;
  const fate = fateOf(contract);
  const ageMs = nowMs - Date.parse(time);
  if (state === 'signed') {
    const dueDay = dayOf(nowMs) + (fate === 'delivers-late' ? 0 : PERFORM_DAYS);
    return [{ kind: 'registerContract', contract, dueDay }];
  }
  if (state !== 'registered') return [];
  if (fate === 'delivers-late' && !isOfEarlierDay(time, nowMs)) return [];
  if (delivered >= lots) return [{ kind: 'performContract', contract }];
  if (ageMs < DELIVERY_MS * (delivered === 0 ? 1 : PARTS)) return [];
  const part = delivered === 0 ? Math.ceil(lots / PARTS) : lots - delivered;
  return [{ kind: 'recordDelivery', contract, lots: part }];
}

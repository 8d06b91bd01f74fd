/**
 * Random sessions: commands as members and the operator of a lively exchange might give them, over all modes, with
 * a few that are wrong in one field. What makes sense is looked up in the twin's world, so that most commands do.
 * Over 500 lines: one table of habits.
 */
import type { Random } from '#base/random.ts';
import { COMMANDS, type Command } from '#market/commands.ts';
import {
  type Contract,
  type Listing,
  MODES,
  type Mode,
  type Order,
  other,
  ownerOf,
  type Participant,
  PHASES,
  type Session,
  SIDES,
  type Side,
  sideNumber,
  type Trader,
  type World,
} from '../support/twin/world.ts';

/** A command, where an order is named by the twin's name of it (in `order`). */
export interface Wish {
  readonly command: Command;
  /** Twin's name of the order that the command is about. */
  readonly order?: number;
}

const FIRST_DAY = 20_000;
const SECOND = 1_000_000;

/** The operator's preparations: currencies, sections, instruments, members and their money. */
export function preparations(random: Random): Command[] {
  const commands: Command[] = [{ kind: 'beginDay', day: FIRST_DAY }];
  commands.push({ kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 });
  // Now and then nearly as many currencies and sections as there can be.
  const many = random.integer(25) === 0;
  const currencies = many ? 15 : 1 + random.integer(3);
  for (let number = 2; number <= currencies; number++) {
    const rateMillionths = random.pick([417_300, 2_500_000, 1, 10_000_000_000, 93_500]);
    commands.push({ kind: 'defineCurrency', code: 800 + number, rateMillionths });
  }
  const sections = many ? 15 : 1 + random.integer(3);
  for (let section = 1; section <= sections; section++) {
    commands.push({ kind: 'defineSection', flags: random.integer(2), leastFee: random.pick([0, 0, 3]) });
    for (const side of [0, 1]) {
      if (random.integer(4) === 0) continue;
      commands.push({ kind: 'setFee', section, side, ppm: random.integer(100_001) });
      if (random.integer(2) === 0)
        commands.push({
          kind: 'setFee',
          section,
          side,
          band: 1,
          ppm: random.integer(5_000),
          fromTurnover: 10_000,
        });
    }
  }
  const instruments = 2 + random.integer(4);
  // Now and then values so large that the market's bounds are met.
  const large = random.integer(12) === 0;
  for (let number = 0; number < instruments; number++) {
    commands.push({
      kind: 'defineInstrument',
      section: 1 + random.integer(sections),
      currency: 1 + random.integer(currencies),
      priceFloor: random.pick([1, 80, 90]),
      priceCap: random.pick([110, 130, 5_000]),
      minimumLots: random.pick([1, 1, 2]),
      maximumLots: random.pick([30, 100, 1_000]),
      buyDepositPpm: random.pick([0, 33_333, 100_000, 333_333, 1_000_000]),
      sellDepositPpm: random.pick([0, 66_667, 100_000, 1_000_000]),
      quotationDeals: random.integer(4),
      market: random.integer(8) === 0 ? 4 : random.integer(4),
      tickValue: large ? random.pick([2 ** 36, 2 ** 39, 2 ** 33 + 1]) : random.pick([1, 3, 7, 10, 999]),
    });
  }
  const members = 4 + random.integer(4);
  const all = 2 ** sections - 1;
  for (let participant = 1; participant <= members; participant++) {
    commands.push({
      kind: 'accredit',
      role: participant <= 2 ? 2 : random.integer(10) === 0 ? 3 : 1,
      resident: random.integer(3) > 0 ? 1 : 0,
      country: random.integer(3),
      region: random.integer(3),
      group: random.integer(4) === 0 ? 1 + random.integer(2) : 0,
      sellSections: random.integer(10) === 0 ? random.integer(all + 1) : all,
      buySections: random.integer(10) === 0 ? random.integer(all + 1) : all,
      expiryDay: FIRST_DAY + random.pick([5, 30, 300, 300]),
    });
    commands.push({ kind: 'addTrader', participant, expiryDay: FIRST_DAY + random.pick([8, 300, 300]) });
    commands.push({ kind: 'addTrader', participant, expiryDay: FIRST_DAY + 300 });
  }
  for (const participant of [1, 1, 2])
    commands.push({ kind: 'addClient', participant, resident: random.integer(2) });
  const money = large ? 2 ** 49 : random.pick([30_000, 500_000, 20_000_000]);
  const holders = [...Array(members).keys()].map((at) => ({ participant: at + 1, client: 0 }));
  holders.push({ participant: 1, client: members + 1 }, { participant: 1, client: members + 2 });
  holders.push({ participant: 2, client: members + 3 });
  for (const holder of holders) {
    for (let currency = 1; currency <= currencies; currency++) {
      if (random.integer(12) === 0) continue;
      commands.push({ kind: 'recordReceipt', ...holder, currency, amount: 1 + random.integer(money) });
    }
  }
  return commands;
}

const PRICES = new Set(['price', 'startPrice', 'reservePrice', 'bandFloor', 'bandCap', 'reference']);
const ODD_WORDS = [-1, 0, 0, 1, 2, 3, 7, 100, 2 ** 30 - 1, 2 ** 30, 2 ** 31 - 1, -(2 ** 31)];
const ODD_NUMBERS = [Number.NaN, 0.5, -1, 0, 1, 2 ** 24 + 1, 2 ** 51 + 1, 2 ** 53, Number.POSITIVE_INFINITY];

function isAble(trader: Trader, day: number): boolean {
  return trader.active && trader.expiryDay >= day;
}

const LIKELY_MODES: readonly Mode[] = [
  ...MODES,
  'continuous',
  'continuous',
  'continuous',
  'call',
  'call',
  'call',
];

/** Gives wishes one after the other, each for the world as it then is. */
export class Exchange {
  private readonly random: Random;
  private readonly world: World;
  private seconds = 10;
  private readonly oddness: number;

  constructor(random: Random, world: World) {
    this.random = random;
    this.world = world;
    this.oddness = random.pick([8, 25, 25, 60]);
  }

  next(): Wish {
    this.seconds += this.random.integer(4) === 0 ? this.random.integer(40) : 0;
    const time = this.seconds * SECOND;
    const wish = this.habit();
    const command = { time, ...wish.command };
    if (!this.chance(this.oddness)) return { ...wish, command };
    const spoilt = this.spoil({ ...wish, command });
    // Of two faults the one that comes first in the order of checks must be named.
    return this.chance(3) ? this.spoil(spoilt) : spoilt;
  }

  private chance(of: number): boolean {
    return this.random.integer(of) === 0;
  }

  /** One field, or who asks, is wrong. */
  private spoil(wish: Wish): Wish {
    const { command } = wish;
    const fields = Object.entries(COMMANDS[command.kind].fields);
    const at = this.random.integer(fields.length + 1);
    const field = fields[at];
    if (field === undefined)
      return { ...wish, command: { ...command, actor: this.random.pick([0, 1, 2, 5, 8, 500, -1]) } };
    const [name, type] = field;
    if (name === 'slot' || name === 'generation')
      return { ...wish, order: 1 + this.random.integer(this.world.names + 1) };
    const near = (command as unknown as Record<string, number>)[name] ?? 0;
    const odd =
      type === 'f64'
        ? this.random.pick(ODD_NUMBERS)
        : PRICES.has(name) && this.chance(2)
          ? near + this.random.integer(41) - 20
          : this.chance(3)
            ? near + this.random.pick([-1, 1])
            : this.random.pick(ODD_WORDS);
    const value = type === 'f64' ? odd : odd | 0;
    return { ...wish, command: { ...command, [name]: value } as Command };
  }

  private habit(): Wish {
    const live = this.world.sessions.filter(({ phase }) => phase !== 'closed' && phase !== 'cancelled');
    if (live.length < 3 || (live.length < 6 && this.chance(60))) return { command: this.announce() };
    const bare = live.find(({ phase, listings }) => phase === 'announced' && listings.length === 0);
    if (bare !== undefined && this.chance(2)) return { command: this.list(bare) };
    const ill = this.world.participants.find((participant) => !this.isWell(participant));
    if (ill !== undefined && this.chance(6)) return { command: this.heal(ill) };
    const roll = this.random.integer(1_000);
    if (roll < 110) return this.operate(this.random.pick(live));
    if (roll < 130) return { command: this.member() };
    if (roll < 165) return { command: this.money() };
    if (roll < 172) return { command: this.setting() };
    if (roll < 180) return { command: this.day() };
    if (roll < 250 && this.world.contracts.length > 0) {
      const ended = ['performed', 'terminated', 'defaulted'];
      const alive = this.world.contracts.filter(({ step }) => !ended.includes(step));
      const some = alive.length > 0 && !this.chance(10) ? alive : this.world.contracts;
      return { command: this.contract(this.random.pick(some)) };
    }
    return this.trade(live);
  }

  // Sessions

  private announce(): Command {
    const { sections } = this.world;
    return {
      kind: 'announceSession',
      section: this.chance(30) ? sections.length : this.random.pick(this.world.instruments).section.number,
      mode: 1 + MODES.indexOf(this.random.pick(LIKELY_MODES)),
      flags: this.random.pick([0, 0, 0, 1, 2]),
      extensionSeconds: this.random.pick([0, 30, 60]),
      endTime: this.chance(3) ? (this.seconds + 100 + this.random.integer(400)) * SECOND : 0,
    };
  }

  private band(floor: number, cap: number): { bandFloor: number; bandCap: number } {
    if (this.chance(4)) return { bandFloor: 0, bandCap: 0 };
    const bandFloor = Math.max(floor, 88 + this.random.integer(8));
    return { bandFloor, bandCap: Math.min(cap, bandFloor + this.random.pick([5, 20, 30])) };
  }

  private list(session: Session): Command {
    const listed = session.listings.map(({ instrument }) => instrument);
    const fitting = this.world.instruments.filter(
      (one) => one.section === session.section && !listed.includes(one),
    );
    if (fitting.length === 0 && !this.chance(10)) return this.instrument(session.section.number);
    const instrument = this.random.pick(fitting.length > 0 ? fitting : this.world.instruments);
    return {
      kind: 'addListing',
      session: session.number,
      instrument: instrument.number,
      ...this.band(instrument.floor, instrument.cap),
      reference: this.chance(2) ? 0 : 90 + this.random.integer(25),
      participantLots: this.chance(3) ? 10 + this.random.integer(60) : 0,
    };
  }

  private operate(session: Session): Wish {
    const { number, mode, phase, listings } = session;
    const halted = session.halted || listings.some((listing) => listing.halted);
    const auctions = listings.filter(({ lot }) => lot !== undefined);
    const endTime = this.chance(4) ? (this.seconds + 60 + this.random.integer(300)) * SECOND : 0;
    if (auctions.length > 0 && this.chance(2)) {
      const listing = this.random.pick(auctions);
      const clock = mode === 'dutch' && listing.lot?.round === 'open' && !this.chance(6);
      return { command: { kind: clock ? 'stepPrice' : 'closeAuction', listing: listing.number } };
    }
    const roll = this.random.integer(100);
    if (halted && roll < 70) {
      const listing = session.halted ? 0 : (listings.find((one) => one.halted)?.number ?? 0);
      return { command: { kind: 'resume', session: number, listing } };
    }
    if (phase === 'announced' && roll < 35) return { command: this.list(session) };
    if (roll < 38) {
      const listing = this.chance(2) || listings.length === 0 ? 0 : this.random.pick(listings).number;
      return { command: { kind: this.chance(3) ? 'resume' : 'halt', session: number, listing, reason: 1 } };
    }
    if (roll < 39 && this.chance(2)) {
      const rule = 1 + this.random.integer(5);
      const value = this.random.integer(rule === 5 ? this.world.instruments.length + 1 : 4);
      return { command: { kind: 'admit', session: number, rule, value: rule === 5 ? value : value + 1 } };
    }
    if (roll < 50) {
      const later = (this.seconds + 200 + this.random.integer(600)) * SECOND;
      return { command: { kind: 'extendSession', session: number, endTime: later } };
    }
    if (roll < 56 && listings.length > 0) {
      const { number: listing, instrument } = this.random.pick(listings);
      const { bandFloor, bandCap } = this.band(instrument.floor, instrument.cap);
      return { command: { kind: 'setBand', listing, bandFloor, bandCap } };
    }
    if (roll < 58) return { command: { kind: 'cancelSession', session: number, reason: 1 } };
    // Trading goes on for a while before the next step.
    const gathered = this.world.orders.filter(({ listing }) => listing.session === session).length;
    const ripe = mode === 'call' && gathered > 8;
    if (phase !== 'announced' && phase !== 'preliminary' && !ripe && !this.chance(4))
      return this.trade([session]);
    const next = this.nextPhase(session);
    if (next === 0) return { command: this.close(session) };
    return { command: { kind: 'openPhase', session: number, phase: next, endTime } };
  }

  /** The number of a phase that may come next, 0 to close. */
  private nextPhase({ mode, phase }: Session): number {
    const of = (name: (typeof PHASES)[number]): number => PHASES.indexOf(name) + 1;
    const book = mode === 'continuous' || mode === 'call';
    if (this.chance(25)) return 1 + this.random.integer(7);
    if (phase === 'announced') {
      if (mode === 'named') return of('namedDeals');
      return book && this.chance(2) ? of('preliminary') : of('trading');
    }
    if (phase === 'preliminary') return of('trading');
    if (phase === 'trading' && this.chance(2))
      return of(book && this.chance(2) ? 'adjustment' : 'namedDeals');
    if (phase === 'adjustment' && this.chance(3)) return of('namedDeals');
    return 0;
  }

  private close(session: Session): Command {
    const others = this.world.sessions.filter(
      ({ mode, section, phase }) =>
        mode === session.mode &&
        section === session.section &&
        (phase === 'announced' || phase === 'preliminary'),
    );
    const book = session.mode === 'continuous' || session.mode === 'call';
    if (book && others.length === 0 && !this.chance(3)) {
      const mode = MODES.indexOf(session.mode) + 1;
      return { kind: 'announceSession', section: session.section.number, mode };
    }
    const empty = others.find(({ phase, listings }) => phase === 'announced' && listings.length === 0);
    if (book && empty !== undefined && !this.chance(3)) return this.list(empty);
    const carryTo = others.length > 0 && !this.chance(4) ? this.random.pick(others).number : 0;
    const dueDay = this.chance(2) ? this.world.day + this.random.integer(4) : 0;
    return { kind: 'closeSession', session: session.number, carryTo, dueDay };
  }

  // Orders, bids, proposals

  /** A trader of a participant, and perhaps a client. */
  private trader(participant: Participant): { readonly actor: number; readonly client: number } {
    const all = this.world.traders.filter((trader) => trader.participant === participant);
    const able = all.filter((trader) => isAble(trader, this.world.day));
    const traders = able.length > 0 && !this.chance(30) ? able : all;
    const clients = this.world.holders.filter(
      (holder) => holder.isClient && holder.participant === participant,
    );
    const actor = traders.length === 0 ? 0 : this.random.pick(traders).number;
    const client = clients.length > 0 && this.chance(2) ? this.random.pick(clients).number : 0;
    return { actor, client };
  }

  /** Mostly one whom nothing keeps from trading. */
  private anyTrader(): { readonly actor: number; readonly client: number } {
    const well = this.world.participants.filter((participant) => this.isWell(participant));
    return this.trader(
      this.random.pick(well.length > 0 && !this.chance(15) ? well : this.world.participants),
    );
  }

  /** One who has money in the currency of a listing, if a few looks find one, and is admitted to it. */
  private traderFor(listing: Listing): { readonly actor: number; readonly client: number } {
    const { rules } = listing.session;
    for (let look = 0; look < 8; look++) {
      const { actor, client } = this.anyTrader();
      const participant = this.world.traders[actor - 1]?.participant;
      if (participant === undefined) continue;
      const { number, country, region, credentials } = participant;
      const has = { participant: number, country, region };
      const admitted =
        rules.length === 0 ||
        rules.some(({ kind, value }) =>
          kind === 'agreement' || kind === 'production'
            ? credentials.some((one) => one.kind === kind && one.active)
            : has[kind] === value,
        );
      const holder = client === 0 ? participant.holder : this.world.holders[client - 1];
      if (listing.instrument.transit && holder?.resident !== false) continue;
      const account = this.world.accounts.some(
        (one) => one.holder === holder && one.currency === listing.instrument.currency,
      );
      if (admitted && account) return { actor, client };
    }
    return this.anyTrader();
  }

  private isWell(participant: Participant): boolean {
    const { day, traders } = this.world;
    if (participant.standing !== 'accredited' || participant.expiryDay < day) return false;
    if (!traders.some((trader) => trader.participant === participant && isAble(trader, day))) return false;
    return [...participant.remarks.values()].every((sides) => sides.size === 0);
  }

  /** Takes away one thing that keeps a participant from trading. */
  private heal(participant: Participant): Command {
    const { day, traders, accounts, contracts } = this.world;
    const { number } = participant;
    if (participant.standing !== 'accredited')
      return { kind: 'setStanding', participant: number, standing: 1 };
    if (participant.expiryDay < day) return this.accreditation(participant, day + 30);
    if (!traders.some((trader) => trader.participant === participant && isAble(trader, day)))
      return { kind: 'addTrader', participant: number, expiryDay: day + 20 };
    const remarks = [...participant.remarks].filter(([, sides]) => sides.size > 0);
    const entered = remarks.find(([remark]) => remark >= 4);
    if (entered !== undefined)
      return { kind: 'setRemark', participant: number, remark: entered[0], sides: 0 };
    const owing = accounts.filter(
      ({ feesDue, holder }) => feesDue > 0n && holder.participant === participant,
    );
    const account = owing.length > 0 ? this.random.pick(owing) : undefined;
    if (account !== undefined && remarks.some(([remark]) => remark === 0)) {
      const whose = { participant: number, client: account.holder.isClient ? account.holder.number : 0 };
      const currency = account.currency.number;
      if (this.chance(2))
        return { kind: 'recordReceipt', ...whose, currency, amount: Number(account.feesDue) };
      return { kind: 'collectFees', ...whose, currency };
    }
    const late = contracts.filter(({ dueDay, listing }) => (dueDay || listing.contractsDue) !== 0);
    return late.length === 0 ? this.member() : this.contract(this.random.pick(late));
  }

  private accreditation(participant: Participant, expiryDay: number): Command {
    const { role, country, region, group, sections, holder, number } = participant;
    return {
      kind: 'changeAccreditation',
      participant: number,
      role: { member: 1, broker: 2, guest: 3 }[role],
      resident: holder.resident ? 1 : 0,
      country,
      region,
      group,
      sellSections: sections.sell,
      buySections: sections.buy,
      expiryDay,
    };
  }

  private traderOf(order: Order): { readonly actor: number; readonly client: number } {
    if (this.chance(25)) return this.anyTrader();
    const { actor } = this.trader(ownerOf(order));
    const { holder } = order.account;
    return { actor, client: holder.isClient ? holder.number : 0 };
  }

  private price(listing: Listing): number {
    const middle = Math.min(listing.cap, Math.max(listing.floor, 100));
    const spread = this.random.pick([2, 4, 10]);
    const price = middle + this.random.integer(2 * spread + 1) - spread;
    return Math.min(listing.cap, Math.max(listing.floor, price));
  }

  private lots(listing: Listing): number {
    const { leastLots, mostLots } = listing.instrument;
    return leastLots + this.random.integer(Math.min(mostLots - leastLots + 1, 25));
  }

  private trade(sessions: readonly Session[]): Wish {
    const begun = sessions.filter(({ phase, listings }) => phase !== 'announced' && listings.length > 0);
    const running = begun.filter(({ halted }) => !halted);
    const lively = running.length > 0 && !this.chance(15) ? running : begun;
    // Orders are most of what happens on an exchange.
    const books = lively.filter(
      ({ mode, phase }) => phase === 'trading' && (mode === 'call' || mode === 'continuous'),
    );
    const open = books.length > 0 && !this.chance(3) ? books : lively;
    const session = open.length === 0 ? this.random.pick(sessions) : this.random.pick(open);
    if (session.listings.length === 0) return { command: this.list(session) };
    if (open.length === 0 && !this.chance(10)) return this.operate(session);
    const moving = session.listings.filter(({ halted }) => !halted);
    const listing = this.random.pick(moving.length > 0 && !this.chance(15) ? moving : session.listings);
    const { mode, phase } = session;
    if (phase === 'namedDeals') {
      if (this.chance(12)) return this.change(listing);
      return { command: this.proposal(listing) };
    }
    if (mode === 'continuous' || mode === 'call') {
      if (this.chance(mode === 'call' ? 150 : 40)) return { command: this.cancelAll(listing) };
      const standing = this.world.orders.some((order) => order.listing === listing);
      const adjusts = phase === 'adjustment' && !this.chance(8);
      if (adjusts && !standing) return this.operate(session);
      if (standing && (adjusts || this.chance(mode === 'call' ? 6 : 3))) return this.change(listing);
      return { command: this.submit(listing) };
    }
    if (this.chance(25)) return this.change(listing);
    return { command: this.bid(listing) };
  }

  private submit(listing: Listing): Command {
    const { actor, client } = this.traderFor(listing);
    const atOnce = !listing.gathers;
    const side = this.random.integer(2);
    const market = this.chance(atOnce ? 12 : 10);
    const force = this.chance(20)
      ? this.random.integer(4)
      : atOnce
        ? this.random.pick([0, 0, 0, 0, 3, 1, 2])
        : this.random.pick([0, 3]);
    const selfTrade = this.random.integer(3);
    // In some listings most orders are all-or-none, and larger than the others.
    const allOrNone = this.chance(atOnce ? 60 : listing.number % 2 === 0 ? 2 : 6);
    const lots = this.lots(listing) + (allOrNone ? this.random.integer(15) : 0);
    return {
      kind: 'submitOrder',
      actor,
      client,
      listing: listing.number,
      terms: side | (market ? 2 : 0) | (force << 2) | (selfTrade << 4) | (allOrNone ? 64 : 0),
      price: market ? 0 : this.price(listing),
      lots,
      minimumLots: this.chance(atOnce ? 8 : 60) ? 1 + this.random.integer(lots) : 0,
      expiryDay: force === 3 ? this.world.day + this.random.integer(4) : 0,
      reference: this.random.integer(1_000),
    };
  }

  private change(listing: Listing): Wish {
    const near = this.world.orders.filter((order) => order.listing === listing);
    const orders = near.length > 0 ? near : this.world.orders;
    if (orders.length === 0) return { command: this.cancelAll(listing) };
    const order = this.random.pick(orders);
    const { actor } = this.traderOf(order);
    const numbers = { slot: 0, generation: 0, order: 0 };
    const named = { order: order.name };
    if (this.chance(2)) {
      const by = this.chance(12) ? 0 : actor;
      return { ...named, command: { kind: 'cancelOrder', actor: by, slot: numbers.slot, generation: 0 } };
    }
    const filled = order.lots - order.open;
    const better = order.side === 'buy' ? 1 : -1;
    const price = this.chance(2)
      ? order.price
      : listing.session.phase === 'adjustment'
        ? order.price + better * this.random.integer(4)
        : this.price(listing);
    const lots = this.chance(3)
      ? order.lots
      : this.chance(2)
        ? order.lots + this.random.integer(10)
        : filled + this.random.integer(order.open + 1);
    const asked = order.market && !this.chance(8) ? 0 : price;
    const command: Command = { kind: 'replaceOrder', actor, slot: 0, generation: 0, price: asked, lots };
    return { ...named, command };
  }

  private cancelAll(listing: Listing): Command {
    const where = this.chance(2) ? listing.number : 0;
    if (this.chance(2)) return { kind: 'cancelAll', actor: this.anyTrader().actor, listing: where };
    const { number } = this.random.pick(this.world.participants);
    return { kind: 'cancelAll', participant: number, listing: where };
  }

  private bid(listing: Listing): Command {
    const { lot, session } = listing;
    const { actor, client } = this.traderFor(listing);
    const late = session.endTime !== 0 && this.seconds * SECOND >= session.endTime;
    if (lot === undefined && late && !this.chance(6)) {
      const endTime = (this.seconds + 100 + this.random.integer(300)) * SECOND;
      return { kind: 'extendSession', session: session.number, endTime };
    }
    if (lot === undefined || this.chance(40)) {
      const dutch = session.mode === 'dutch';
      const startPrice = this.price(listing);
      const toward = session.mode === 'ascending' ? 1 : -1;
      const reserve = startPrice + toward * this.random.integer(6);
      return {
        kind: 'offerLot',
        actor,
        client,
        listing: listing.number,
        lots: this.lots(listing),
        startPrice,
        step: 1 + this.random.integer(3),
        reservePrice: dutch || this.chance(2) ? Math.max(listing.floor, reserve) : 0,
        flags: this.random.integer(dutch ? 2 : 4) === 1 ? (dutch ? 2 : 1) : 0,
      };
    }
    const over = lot.endTime !== 0 && this.seconds * SECOND >= lot.endTime;
    if (over && !this.chance(8)) return { kind: 'closeAuction', listing: listing.number };
    if (session.mode === 'dutch' && lot.round === 'open') {
      if (lot.clock > lot.reserve && this.chance(2)) return { kind: 'stepPrice', listing: listing.number };
      return { kind: 'takePrice', actor, client, listing: listing.number, reference: 5 };
    }
    if (this.chance(12)) return { kind: 'closeAuction', listing: listing.number };
    const side: Side = other(lot.order.side);
    const best = this.world.queue(listing, side)[0];
    const direction = side === 'buy' ? 1 : -1;
    const from = best?.price ?? lot.startPrice;
    const price = from + direction * lot.step * this.random.pick([-1, 0, 1, 1, 2]);
    return {
      kind: 'placeBid',
      actor,
      client,
      listing: listing.number,
      price: lot.round === 'sealed' ? lot.clock + this.random.integer(8) - 1 : price,
      lots: lot.divisible ? 1 + this.random.integer(lot.order.open) : lot.order.open,
      reference: this.random.integer(9),
    };
  }

  private proposal(listing: Listing): Command {
    const open = this.world.proposals.filter(({ state }) => state === 'open');
    if (open.length > 0 && !this.chance(3)) {
      const { number, order, counterparty } = this.random.pick(open);
      const roll = this.random.integer(10);
      if (roll < 5) {
        const { actor, client } = this.trader(counterparty);
        // As somebody has seen it, perhaps before it was amended.
        const seen = this.chance(3) ? { price: order.price, lots: order.open } : {};
        const missed = this.chance(8) ? { price: order.price + 1 } : {};
        return { kind: 'confirmDeal', actor, client, proposal: number, ...seen, ...missed };
      }
      const { actor } = roll < 7 ? this.trader(counterparty) : this.traderOf(order);
      if (roll < 8) return { kind: 'refuseDeal', actor, proposal: number, reason: 1 };
      const lots = this.chance(2) ? order.open : this.lots(order.listing);
      return { kind: 'amendDeal', actor, proposal: number, price: this.price(order.listing), lots };
    }
    const { actor, client } = this.traderFor(listing);
    return {
      kind: 'proposeDeal',
      actor,
      client,
      listing: listing.number,
      side: sideNumber(this.random.pick(['buy', 'sell'])),
      counterparty: this.random.pick(this.world.participants).number,
      price: this.price(listing),
      lots: this.lots(listing),
      reference: this.random.integer(9),
    };
  }

  // After the deal

  private contract(contract: Contract): Command {
    const { number, step, report } = contract;
    const day = this.world.day;
    const account = contract.accounts[this.random.pick(SIDES)];
    const { actor } = this.chance(20) ? this.anyTrader() : this.trader(account.holder.participant);
    const client = account.holder.isClient ? account.holder.number : 0;
    const roll = this.random.integer(30);
    if (roll === 0) return { kind: 'terminateContract', contract: number, reason: 2 };
    if (roll === 1 || (roll === 2 && report === undefined)) {
      const dueDay = day + 5 + this.random.integer(3) - (this.chance(8) ? 1 : 0);
      return { kind: 'reportDefault', actor, client, contract: number, dueDay };
    }
    if (report !== undefined && roll < 4) return { kind: 'dismissDefault', contract: number, reason: 3 };
    const over = report !== undefined && day > report.lastDay;
    if (this.chance(40) || (over && roll < 25)) {
      const exchangePartPpm = this.random.pick([0, 1, 100_000, 333_333, 1_000_000]);
      return { kind: 'settleDefault', contract: number, defaulter: this.random.integer(2), exchangePartPpm };
    }
    if (roll < 6) {
      const dueDay = day + this.random.integer(3);
      return { kind: 'setContractDue', contract: number, dueDay, side: this.random.integer(4) };
    }
    if (step === 'drafted') return { kind: 'signContract', actor, client, contract: number };
    if (step === 'signed')
      return { kind: 'registerContract', contract: number, dueDay: day + this.random.integer(4) };
    const open = contract.lots - contract.delivered;
    if (open > 0) return { kind: 'recordDelivery', contract: number, lots: 1 + this.random.integer(open) };
    return { kind: 'performContract', contract: number };
  }

  private money(): Command {
    const { participants, currencies, holders, withdrawals } = this.world;
    const participant = this.random.pick(participants);
    const { actor, client } = this.trader(participant);
    const currency = 1 + this.random.integer(Math.max(1, currencies.length));
    const roll = this.random.integer(10);
    if (roll < 3) {
      const amount = 1 + this.random.integer(200_000);
      return { kind: 'recordReceipt', participant: participant.number, client, currency, amount };
    }
    if (roll < 5) {
      const owing = this.world.accounts.filter(({ feesDue }) => feesDue > 0n);
      if (owing.length === 0 || this.chance(6))
        return { kind: 'collectFees', participant: participant.number, client, currency };
      const account = this.random.pick(owing);
      return {
        kind: 'collectFees',
        participant: account.holder.participant.number,
        client: account.holder.isClient ? account.holder.number : 0,
        currency: account.currency.number,
      };
    }
    if (roll < 7 || withdrawals.length === 0) {
      const amount = 1 + this.random.integer(this.chance(3) ? 10_000_000 : 9_000);
      return { kind: 'requestWithdrawal', actor, client, currency, amount };
    }
    const pending = withdrawals.filter(({ state }) => state === 'requested' || state === 'approved');
    const { number, state } = this.random.pick(pending.length > 0 && !this.chance(9) ? pending : withdrawals);
    if (this.chance(6)) return { kind: 'refuseWithdrawal', withdrawal: number, reason: 1 };
    if (state === 'approved') return { kind: 'payWithdrawal', withdrawal: number };
    if (this.chance(20))
      return { kind: 'setApprovalLimit', currency, limit: this.random.integer(2 * holders.length * 1_000) };
    return { kind: 'approveWithdrawal', withdrawal: number, officer: 1 + this.random.integer(3) };
  }

  private setting(): Command {
    const { currencies, sections } = this.world;
    const roll = this.random.integer(8);
    const section = 1 + this.random.integer(Math.max(1, sections.length));
    if (roll === 0) return { kind: 'defineSection', flags: this.random.integer(2), leastFee: 2 };
    if (roll === 1)
      return { kind: 'defineCurrency', code: 600 + this.random.integer(90), rateMillionths: 2_000_000 };
    if (roll < 4) {
      const rateMillionths = 1 + this.random.integer(4_000_000_000);
      return { kind: 'setRate', currency: 1 + this.random.integer(currencies.length + 1), rateMillionths };
    }
    if (roll === 4)
      return { kind: 'setApprovalLimit', currency: 1, limit: this.random.pick([0, 5_000, 10_000]) };
    if (roll < 7) {
      const band = this.random.integer(4);
      const some = band * 20_000 + this.random.integer(30_000);
      const { turnover } = this.random.pick(this.world.participants);
      const exact = Number([...turnover.values()][0] ?? some);
      const fromTurnover = band === 0 ? 0 : this.chance(2) ? exact : some;
      return { kind: 'setFee', section, side: this.random.integer(2), band, ppm: 2_000, fromTurnover };
    }
    return this.instrument(section);
  }

  private instrument(section: number): Command {
    const { currencies } = this.world;
    return {
      kind: 'defineInstrument',
      section,
      currency: 1 + this.random.integer(Math.max(1, currencies.length)),
      priceFloor: 50 + this.random.integer(50),
      priceCap: 100 + this.random.integer(50),
      minimumLots: 1,
      maximumLots: 50,
      buyDepositPpm: this.random.integer(1_000_001),
      sellDepositPpm: this.random.integer(1_000_001),
      quotationDeals: 1,
      market: this.random.integer(5),
      tickValue: 1 + this.random.integer(20),
    };
  }

  private member(): Command {
    const { participants, traders, holders, sections, day } = this.world;
    const participant = this.random.pick(participants);
    const { number } = participant;
    if (this.chance(4)) return this.credential(participant);
    const roll = this.random.integer(20);
    const all = 2 ** sections.length - 1;
    // Most of what was taken from a participant is given back before long.
    if (participant.standing !== 'accredited' && !this.chance(3))
      return { kind: 'setStanding', participant: number, standing: 1 };
    if (roll < 2) return { kind: 'setStanding', participant: number, standing: 1 + this.random.integer(3) };
    if (roll < 9) {
      const standing = [...participant.remarks].find(([remark, sides]) => remark >= 4 && sides.size > 0);
      if (standing !== undefined && !this.chance(4))
        return { kind: 'setRemark', participant: number, remark: standing[0], sides: 0 };
      const remark = 4 + this.random.integer(27);
      return { kind: 'setRemark', participant: number, remark, sides: this.random.integer(4) };
    }
    const particulars = {
      role: participant.role === 'broker' && !this.chance(5) ? 2 : 1 + this.random.integer(3),
      resident: this.random.integer(2),
      country: this.random.integer(3),
      region: this.random.integer(3),
      group: this.chance(4) ? 1 + this.random.integer(2) : 0,
      sellSections: this.chance(8) ? this.random.integer(all + 1) : all,
      buySections: all,
      expiryDay: day + this.random.pick([1, 20, 100]),
    };
    if (roll < 13) return { kind: 'changeAccreditation', participant: number, ...particulars };
    if (roll < 14 && participants.length < 12) return { kind: 'accredit', ...particulars };
    if (roll < 16)
      return { kind: 'addTrader', participant: number, expiryDay: day + this.random.integer(60) };
    if (roll < 18)
      return {
        kind: 'changeTrader',
        trader: 1 + this.random.integer(Math.max(1, traders.length)),
        expiryDay: day + this.random.integer(60),
        active: this.chance(3) ? 0 : 1,
      };
    if (roll < 19) return { kind: 'addClient', participant: number, resident: this.random.integer(2) };
    const client = 1 + this.random.integer(Math.max(1, holders.length));
    return { kind: 'changeClient', client, active: this.chance(3) ? 0 : 1 };
  }

  private credential({ number, credentials }: Participant): Command {
    const { instruments, day } = this.world;
    const rule = 4 + this.random.integer(2);
    const value = rule === 4 ? 1 + this.random.integer(4) : this.random.integer(instruments.length + 1);
    const old = credentials.length > 0 && this.chance(3) ? this.random.pick(credentials) : undefined;
    return {
      kind: 'setCredential',
      participant: number,
      rule: old === undefined ? rule : old.kind === 'agreement' ? 4 : 5,
      value: old?.value ?? value,
      expiryDay: this.chance(2) ? 0 : day + this.random.integer(6),
      active: this.chance(4) ? 0 : 1,
    };
  }

  private day(): Command {
    const resetTurnover = this.chance(4) ? 1 : 0;
    return { kind: 'beginDay', day: this.world.day + 1 + this.random.integer(2), resetTurnover };
  }
}

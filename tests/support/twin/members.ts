/** Participants, traders, clients and remarks; sections, fees and instruments; a new day. */
import { markOverdue, putRemark, UNPAID_FEES } from './contracts.ts';
import { endOrder, REASON } from './deals.ts';
import { collectFees as collect, owesFees } from './money.ts';
import {
  type Full,
  type Holder,
  isWhole,
  type Participant,
  type Role,
  refuse,
  SIDES,
  type World,
} from './world.ts';

const ROLES: readonly Role[] = ['member', 'broker', 'guest'];
const STANDINGS = ['accredited', 'suspended', 'withdrawn'] as const;

type Particulars = Omit<Full<'accredit'>, 'kind' | 'actor' | 'time'>;

function checkParticulars(world: World, c: Particulars): Role {
  const role = ROLES[c.role - 1] ?? refuse('ROLE_UNKNOWN');
  if (c.resident !== 0 && c.resident !== 1) refuse('FLAG_INVALID');
  if (c.country < 0 || c.region < 0 || c.group < 0) refuse('COUNTRY_INVALID');
  for (const mask of [c.sellSections, c.buySections])
    if (!isWhole(mask, 0, 2 ** world.sections.length - 1)) refuse('SECTIONS_UNKNOWN');
  if (c.expiryDay < world.day) refuse('DAY_INVALID');
  return role;
}

function writeParticulars(participant: Participant, role: Role, c: Particulars): void {
  participant.role = role;
  participant.holder.resident = c.resident === 1;
  participant.country = c.country;
  participant.region = c.region;
  participant.group = c.group;
  participant.sections = { buy: c.buySections, sell: c.sellSections };
  participant.expiryDay = c.expiryDay;
}

function addHolder(world: World, participant: Participant, isClient: boolean, resident: boolean): Holder {
  const holder = { number: world.holders.length + 1, participant, isClient, active: true, resident };
  world.holders.push(holder);
  return holder;
}

export function accredit(world: World, c: Full<'accredit'>): void {
  const role = checkParticulars(world, c);
  const holder = {
    number: world.holders.length + 1,
    isClient: false,
    active: true,
    resident: c.resident === 1,
  } as Holder;
  world.holders.push(holder);
  const participant: Participant = {
    number: world.participants.length + 1,
    holder,
    standing: 'accredited',
    role,
    country: 0,
    region: 0,
    group: 0,
    sections: { buy: 0, sell: 0 },
    expiryDay: 0,
    remarks: new Map(),
    credentials: [],
    turnover: new Map(),
  };
  holder.participant = participant;
  writeParticulars(participant, role, c);
  world.participants.push(participant);
  world.emit('accredited', { participant: participant.number, holder: holder.number });
}

function participantOf(world: World, number: number): Participant {
  return world.participants[number - 1] ?? refuse('PARTICIPANT_UNKNOWN');
}

function reportStanding(world: World, participant: Participant): void {
  const standing = STANDINGS.indexOf(participant.standing) + 1;
  world.emit('accreditationChanged', { participant: participant.number, standing });
}

export function changeAccreditation(world: World, c: Full<'changeAccreditation'>): void {
  const participant = participantOf(world, c.participant);
  writeParticulars(participant, checkParticulars(world, c), c);
  reportStanding(world, participant);
}

export function setStanding(world: World, c: Full<'setStanding'>): void {
  const participant = participantOf(world, c.participant);
  participant.standing = STANDINGS[c.standing - 1] ?? refuse('STANDING_UNKNOWN');
  reportStanding(world, participant);
}

export function addTrader(world: World, c: Full<'addTrader'>): void {
  const participant = participantOf(world, c.participant);
  if (c.expiryDay < world.day) refuse('DAY_INVALID');
  const trader = { number: world.traders.length + 1, participant, expiryDay: c.expiryDay, active: true };
  world.traders.push(trader);
  world.emit('traderAdded', { trader: trader.number, participant: participant.number });
}

export function changeTrader(world: World, c: Full<'changeTrader'>): void {
  const trader = world.traders[c.trader - 1] ?? refuse('TRADER_UNKNOWN');
  if (c.active === 1 && c.expiryDay < world.day) refuse('DAY_INVALID');
  if (c.active !== 0 && c.active !== 1) refuse('FLAG_INVALID');
  trader.active = c.active === 1;
  trader.expiryDay = c.expiryDay;
  world.emit('traderChanged', { trader: trader.number, active: c.active });
}

export function addClient(world: World, c: Full<'addClient'>): void {
  const participant = participantOf(world, c.participant);
  if (participant.role !== 'broker') refuse('NOT_A_BROKER');
  if (c.resident !== 0 && c.resident !== 1) refuse('FLAG_INVALID');
  const client = addHolder(world, participant, true, c.resident === 1);
  world.emit('clientAdded', { client: client.number, participant: participant.number });
}

export function changeClient(world: World, c: Full<'changeClient'>): void {
  const client = world.holders[c.client - 1];
  if (client === undefined || !client.isClient) refuse('CLIENT_UNKNOWN');
  if (c.active !== 0 && c.active !== 1) refuse('FLAG_INVALID');
  client.active = c.active === 1;
  world.emit('clientChanged', { client: client.number, active: c.active });
}

export function setRemark(world: World, c: Full<'setRemark'>): void {
  const participant = participantOf(world, c.participant);
  if (!isWhole(c.remark, 4, 30)) refuse('REMARK_INVALID');
  if (!isWhole(c.sides, 0, 3)) refuse('SIDES_INVALID');
  const sides = SIDES.filter((side) => (c.sides & (side === 'buy' ? 1 : 2)) !== 0);
  putRemark(world, participant, c.remark, sides);
}

export function setCredential(world: World, c: Full<'setCredential'>): void {
  const { credentials } = participantOf(world, c.participant);
  const kind = c.rule === 4 ? 'agreement' : c.rule === 5 ? 'production' : refuse('CREDENTIAL_INVALID');
  const most = kind === 'agreement' ? Number.MAX_SAFE_INTEGER : world.instruments.length;
  if (!isWhole(c.value, kind === 'agreement' ? 1 : 0, most)) refuse('CREDENTIAL_INVALID');
  if (c.active !== 0 && c.active !== 1) refuse('FLAG_INVALID');
  if (c.active === 1 && c.expiryDay !== 0 && c.expiryDay < world.day) refuse('DAY_INVALID');
  let found = credentials.find((one) => one.kind === kind && one.value === c.value);
  if (found === undefined) {
    found = { kind, value: c.value, expiryDay: 0, active: false };
    credentials.push(found);
  }
  found.expiryDay = c.expiryDay;
  found.active = c.active === 1;
  const { participant, rule, value, expiryDay, active } = c;
  world.emit('credentialSet', { participant, rule, value, expiryDay, active });
}

export function defineSection(world: World, c: Full<'defineSection'>): void {
  if (world.sections.length === 16) refuse('TOO_MANY');
  if (c.flags !== 0 && c.flags !== 1) refuse('FLAG_INVALID');
  if (!isWhole(c.leastFee, 0, 2 ** 24)) refuse('FEE_INVALID');
  const number = world.sections.length + 1;
  const none = (): { ppm: bigint; from: bigint }[] => [{ ppm: 0n, from: 0n }];
  world.sections.push({
    number,
    localFees: c.flags === 1,
    leastFee: BigInt(c.leastFee),
    fees: { buy: none(), sell: none() },
  });
  world.emit('sectionDefined', { section: number });
}

export function setFee(world: World, c: Full<'setFee'>): void {
  const section = world.sections[c.section - 1] ?? refuse('SECTION_UNKNOWN');
  if (c.side !== 0 && c.side !== 1) refuse('SIDE_INVALID');
  const bands = section.fees[c.side === 0 ? 'buy' : 'sell'];
  if (!isWhole(c.band, 0, Math.min(3, bands.length)) || !isWhole(c.ppm, 0, 100_000)) refuse('FEE_INVALID');
  if (!isWhole(c.fromTurnover, 0, 2 ** 46)) refuse('FEE_INVALID');
  const from = BigInt(c.fromTurnover);
  const before = bands[c.band - 1];
  const after = bands[c.band + 1];
  if (before === undefined ? from !== 0n : from <= before.from) refuse('FEE_INVALID');
  if (after !== undefined && from >= after.from) refuse('FEE_INVALID');
  bands[c.band] = { ppm: BigInt(c.ppm), from };
  world.emit('feeSet', { section: section.number, side: c.side, band: c.band, ppm: c.ppm });
}

const LARGEST = 2 ** 30 - 1;

export function defineInstrument(world: World, c: Full<'defineInstrument'>): void {
  const section = world.sections[c.section - 1] ?? refuse('SECTION_UNKNOWN');
  const currency = world.currencies[c.currency - 1] ?? refuse('CURRENCY_UNKNOWN');
  if (
    !isWhole(c.priceFloor, 1, LARGEST) ||
    !isWhole(c.priceCap, c.priceFloor, LARGEST) ||
    c.priceCap - c.priceFloor >= 2 ** 22
  )
    refuse('PRICE_RANGE_INVALID');
  if (!isWhole(c.minimumLots, 1, LARGEST) || !isWhole(c.maximumLots, c.minimumLots, LARGEST))
    refuse('LOT_LIMITS_INVALID');
  if (!isWhole(c.buyDepositPpm, 0, 1_000_000) || !isWhole(c.sellDepositPpm, 0, 1_000_000))
    refuse('RATE_INVALID');
  if (c.quotationDeals < 0) refuse('LIMIT_INVALID');
  if (!isWhole(c.market, 0, 4)) refuse('MARKET_UNKNOWN');
  if (!isWhole(c.tickValue, 1, 2 ** 46)) refuse('TICK_VALUE_INVALID');
  const number = world.instruments.length + 1;
  world.instruments.push({
    number,
    section,
    currency,
    floor: c.priceFloor,
    cap: c.priceCap,
    leastLots: c.minimumLots,
    mostLots: c.maximumLots,
    depositPpm: { buy: BigInt(c.buyDepositPpm), sell: BigInt(c.sellDepositPpm) },
    quotationDeals: c.quotationDeals,
    transit: c.market === 4,
    tickValue: BigInt(c.tickValue),
    lastQuotation: 0,
  });
  world.emit('instrumentDefined', { instrument: number });
}

export function collectFees(world: World, c: Full<'collectFees'>): void {
  const account = collect(world, c);
  if (account.feesDue === 0n && !owesFees(world, account))
    putRemark(world, account.holder.participant, UNPAID_FEES, []);
}

export function beginDay(world: World, c: Full<'beginDay'>): void {
  if (!isWhole(c.day, 1, 1_000_000)) refuse('DAY_INVALID');
  if (c.day <= world.day) refuse('DAY_BACKWARDS');
  world.day = c.day;
  world.emit('dayBegun', { day: c.day });
  for (const order of world.orders) {
    if (order.untilDate && order.expiryDay < c.day) endOrder(world, order, REASON.expired);
  }
  if (c.resetTurnover === 1) for (const { turnover } of world.participants) turnover.clear();
  markOverdue(world);
  for (const account of world.accounts) {
    if (account.feesDue > 0n) putRemark(world, account.holder.participant, UNPAID_FEES, SIDES);
  }
}

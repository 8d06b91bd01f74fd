/** Sessions: listings, admission, phases, halts, extension, close with carry-over, cancellation. */
import { knockDown } from './auctions.ts';
import { meet } from './call.ts';
import { endOrder, REASON, release } from './deals.ts';
import { clientNumber, isAccredited, isHalted, listingOf, passGate } from './gate.ts';
import { blockAt, blockOf, checkMoney, worthOf } from './money.ts';
import { withdrawProposals } from './named.ts';
import { usedLots } from './orders.ts';
import {
  type Full,
  type Instrument,
  isWhole,
  type Listing,
  MODES,
  type Order,
  ownerOf,
  PHASES,
  type Phase,
  Refusal,
  refuse,
  type Session,
  SIDES,
  type World,
} from './world.ts';

const LAST_TIME = Number.MAX_SAFE_INTEGER;

export function announceSession(world: World, c: Full<'announceSession'>): void {
  const section = world.sections[c.section - 1] ?? refuse('SECTION_UNKNOWN');
  const mode = MODES[c.mode - 1] ?? refuse('MODE_UNKNOWN');
  if (!isWhole(c.flags, 0, 3)) refuse('SESSION_FLAGS_UNKNOWN');
  if (!isWhole(c.endTime, 0, LAST_TIME) || !isWhole(c.extensionSeconds, 0, 86_400)) refuse('TIME_INVALID');
  const session: Session = {
    number: world.sessions.length + 1,
    section,
    mode,
    extensionSeconds: c.extensionSeconds,
    sealed: (c.flags & 1) !== 0,
    overTheCounter: (c.flags & 2) !== 0,
    phase: 'announced',
    endTime: c.endTime,
    halted: false,
    listings: [],
    rules: [],
  };
  world.sessions.push(session);
  world.emit('sessionAnnounced', {
    session: session.number,
    section: c.section,
    mode: c.mode,
    flags: c.flags,
    endTime: c.endTime,
  });
}

function sessionOf(world: World, number: number): Session {
  return world.sessions[number - 1] ?? refuse('SESSION_UNKNOWN');
}

function isOver(session: Session): boolean {
  return session.phase === 'closed' || session.phase === 'cancelled';
}

function checkBand(instrument: Instrument, floor: number, cap: number): void {
  if (floor > cap || floor < instrument.floor || cap > instrument.cap) refuse('BAND_INVALID');
}

export function addListing(world: World, c: Full<'addListing'>): void {
  const session = sessionOf(world, c.session);
  if (session.phase !== 'announced') refuse('SESSION_PHASE');
  const instrument = world.instruments[c.instrument - 1] ?? refuse('INSTRUMENT_UNKNOWN');
  if (instrument.section !== session.section) refuse('INSTRUMENT_OTHER_SECTION');
  if (session.listings.some((listing) => listing.instrument === instrument)) refuse('LISTED_ALREADY');
  const whole = c.bandFloor === 0 && c.bandCap === 0;
  const [floor, cap] = whole ? [instrument.floor, instrument.cap] : [c.bandFloor, c.bandCap];
  checkBand(instrument, floor, cap);
  if (c.participantLots < 0 || c.reference < 0) refuse('LIMIT_INVALID');
  const listing: Listing = {
    number: world.listings.length + 1,
    session,
    instrument,
    floor,
    cap,
    reference: c.reference === 0 ? instrument.lastQuotation : c.reference,
    limit: c.participantLots,
    halted: false,
    gathers: session.mode === 'continuous' || session.mode === 'call',
    lot: undefined,
    contractsDue: 0,
    deals: [],
  };
  world.listings.push(listing);
  session.listings.push(listing);
  world.emit('listingAdded', {
    listing: listing.number,
    session: session.number,
    instrument: instrument.number,
    bandFloor: floor,
    bandCap: cap,
    reference: listing.reference,
  });
}

const RULES = ['country', 'region', 'participant', 'agreement', 'production'] as const;

export function admit(world: World, c: Full<'admit'>): void {
  const session = sessionOf(world, c.session);
  if (isOver(session)) refuse('SESSION_PHASE');
  const kind = RULES[c.rule - 1] ?? refuse('ADMISSION_UNKNOWN');
  const [least, most] = kind === 'production' ? [0, world.instruments.length] : [1, Number.MAX_SAFE_INTEGER];
  if (!isWhole(c.value, least, most)) refuse('ADMISSION_UNKNOWN');
  session.rules.push({ kind, value: c.value });
  world.emit('admissionAdded', { session: session.number, rule: c.rule, value: c.value });
}

/** Phases that may follow each, by mode. */
function following({ mode, phase }: Session): readonly Phase[] {
  if (mode === 'named') return phase === 'announced' ? ['namedDeals'] : [];
  const book = mode === 'continuous' || mode === 'call';
  if (phase === 'announced') return book ? ['preliminary', 'trading'] : ['trading'];
  if (phase === 'preliminary') return ['trading'];
  if (phase === 'trading') return book ? ['adjustment', 'namedDeals'] : ['namedDeals'];
  return phase === 'adjustment' ? ['namedDeals'] : [];
}

export function openPhase(world: World, c: Full<'openPhase'>): void {
  const session = sessionOf(world, c.session);
  const next = PHASES[c.phase - 1];
  if (next === undefined || !following(session).includes(next)) refuse('PHASE_ORDER');
  if (!isWhole(c.endTime, 0, LAST_TIME) || (c.endTime !== 0 && c.endTime <= c.time)) refuse('TIME_INVALID');
  if (session.halted || session.listings.some(({ halted }) => halted)) refuse('LISTING_HALTED');
  leavePhase(world, session, next);
  session.phase = next;
  if (c.endTime !== 0) session.endTime = c.endTime;
  world.emit('phaseOpened', { session: session.number, phase: c.phase, endTime: c.endTime });
}

/** What the end of a phase brings about. Nothing trades in a halted listing. */
function leavePhase(world: World, session: Session, next: Phase): void {
  const { mode, phase } = session;
  for (const listing of session.listings) {
    const halted = isHalted(listing);
    if (mode === 'continuous' && next === 'trading') {
      if (!halted) meet(world, listing);
      startMatching(world, listing);
    }
    if (mode === 'call' && (phase === 'trading' || phase === 'adjustment') && !halted) meet(world, listing);
    if (phase === 'trading') knockDown(world, listing, halted);
  }
}

/** From now on sells' deposits are reckoned at their own limits. */
function startMatching(world: World, listing: Listing): void {
  const sells = world.queue(listing, 'sell').map((order) => ({ order, held: blockOf(order) }));
  listing.gathers = false;
  for (const { order, held } of sells) release(world, order, held - blockOf(order));
}

/** What a halt names: a whole session, or one of its listings. */
function haltTarget(world: World, c: { session: number; listing: number }): Session | Listing {
  const session = sessionOf(world, c.session);
  const target = c.listing === 0 ? session : listingOf(world, c.listing);
  if ('session' in target && target.session !== session) refuse('LISTING_UNKNOWN');
  if (isOver(session)) refuse('SESSION_PHASE');
  return target;
}

export function halt(world: World, c: Full<'halt'>): void {
  const target = haltTarget(world, c);
  if (target.halted) refuse('HALTED_ALREADY');
  target.halted = true;
  world.emit('halted', { session: c.session, listing: c.listing, reason: c.reason });
}

export function resume(world: World, c: Full<'resume'>): void {
  const target = haltTarget(world, c);
  if (!target.halted) refuse('NOT_HALTED');
  target.halted = false;
  world.emit('resumed', { session: c.session, listing: c.listing });
}

export function extendSession(world: World, c: Full<'extendSession'>): void {
  const session = sessionOf(world, c.session);
  if (isOver(session)) refuse('SESSION_PHASE');
  if (!isWhole(c.endTime, 1, LAST_TIME) || c.endTime <= c.time || c.endTime <= session.endTime)
    refuse('TIME_INVALID');
  session.endTime = c.endTime;
  world.emit('sessionExtended', { session: session.number, endTime: c.endTime });
  for (const { number, lot } of session.listings) {
    if (lot === undefined || lot.round === 'sealed' || lot.endTime === 0 || lot.endTime >= c.endTime)
      continue;
    lot.endTime = c.endTime;
    world.emit('auctionExtended', { listing: number, endTime: c.endTime });
  }
}

export function closeSession(world: World, c: Full<'closeSession'>): void {
  const session = sessionOf(world, c.session);
  if (isOver(session)) refuse('SESSION_PHASE');
  const target = c.carryTo === 0 ? undefined : world.sessions[c.carryTo - 1];
  if (c.carryTo !== 0 && (target === undefined || !mayCarry(session, target))) refuse('CARRY_INVALID');
  if (c.dueDay !== 0 && c.dueDay < world.day) refuse('DAY_INVALID');
  leavePhase(world, session, 'closed');
  session.phase = 'closed';
  for (const listing of session.listings) {
    const next = target?.listings.find(({ instrument }) => instrument === listing.instrument);
    for (const order of SIDES.flatMap((side) => world.queue(listing, side))) {
      if (next !== undefined && order.untilDate) carry(world, order, next);
      else endOrder(world, order, REASON.sessionClosed);
    }
    withdrawProposals(world, listing, REASON.sessionClosed);
    listing.contractsDue = c.dueDay;
    quote(world, listing);
  }
  world.emit('phaseOpened', { session: session.number, phase: PHASES.indexOf('closed') + 1, endTime: 0 });
}

function mayCarry(from: Session, to: Session): boolean {
  return (
    from !== to &&
    (to.phase === 'announced' || to.phase === 'preliminary') &&
    from.section === to.section &&
    from.mode === to.mode &&
    (from.mode === 'continuous' || from.mode === 'call')
  );
}

/** An order goes to the next session, or ends for the reason that keeps it from there. */
function carry(world: World, order: Order, next: Listing): void {
  // A market order stands at the edge of the band, wherever that is.
  const price = !order.market ? order.price : order.side === 'buy' ? next.cap : next.floor;
  if (price < next.floor || price > next.cap) {
    endOrder(world, order, REASON.outsideBand);
    return;
  }
  const { account, side } = order;
  const owner = ownerOf(order);
  const worst = side === 'sell' ? next.cap : price;
  try {
    if (!isAccredited(world, owner)) refuse('PARTICIPANT_NOT_ACCREDITED');
    passGate(world, next, owner, side, clientNumber(account.holder));
    if (next.limit !== 0 && usedLots(world, next, owner, side) + order.open > next.limit)
      refuse('PARTICIPANT_LIMIT');
    const freed = { value: worthOf(next, order.price, order.open), block: blockOf(order) };
    checkMoney(world, next, account.holder, { side, worst, lots: order.open }, freed);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const short = refusal.code === 'DEPOSIT_INSUFFICIENT';
    endOrder(world, order, short ? REASON.deposit : REASON.sessionClosed);
    return;
  }
  world.emit('orderCarried', {
    order: order.name,
    from: order.listing.number,
    listing: next.number,
    price,
    lots: order.open,
    blocked: blockAt(next, side, worst, order.open),
  });
  order.listing = next;
  order.price = price;
  order.place = ++world.ages;
}

/** What the deals of a listing amount to. */
function quote(world: World, listing: Listing): void {
  const { deals, instrument, session } = listing;
  if (deals.length === 0 || session.overTheCounter) return;
  let lots = 0n;
  let ticks = 0n;
  for (const deal of deals) {
    lots += BigInt(deal.lots);
    ticks += BigInt(deal.lots) * BigInt(deal.price);
  }
  const mean = (scale: bigint): bigint => (2n * ticks * scale + lots) / (2n * lots);
  const firm = deals.length >= instrument.quotationDeals;
  if (firm) instrument.lastQuotation = Number(mean(1n));
  world.emit('quotation', {
    listing: listing.number,
    instrument: instrument.number,
    deals: deals.length,
    firm: firm ? 1 : 0,
    lots,
    mean: mean(10_000n),
  });
}

export function cancelSession(world: World, c: Full<'cancelSession'>): void {
  const session = sessionOf(world, c.session);
  if (isOver(session)) refuse('SESSION_PHASE');
  session.phase = 'cancelled';
  for (const listing of session.listings) {
    knockDown(world, listing, true);
    for (const order of SIDES.flatMap((side) => world.queue(listing, side)))
      endOrder(world, order, REASON.sessionCancelled);
    withdrawProposals(world, listing, REASON.sessionCancelled);
  }
  world.emit('phaseOpened', { session: session.number, phase: PHASES.indexOf('cancelled') + 1, endTime: 0 });
}

export function setBand(world: World, c: Full<'setBand'>): void {
  const listing = listingOf(world, c.listing);
  const waiting =
    listing.gathers && world.orders.some((order) => order.listing === listing && order.kind === 'book');
  if (isOver(listing.session) || waiting || listing.lot !== undefined) refuse('SESSION_PHASE');
  checkBand(listing.instrument, c.bandFloor, c.bandCap);
  listing.floor = c.bandFloor;
  listing.cap = c.bandCap;
  world.emit('bandSet', { listing: listing.number, bandFloor: c.bandFloor, bandCap: c.bandCap });
}

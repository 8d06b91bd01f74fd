/** Who asks, and may they: the checks that all commands of traders share. */
import {
  type AdmissionRule,
  type Holder,
  type Listing,
  type Participant,
  refuse,
  type Side,
  type Trader,
  type World,
} from './world.ts';

export function actingTrader(world: World, number: number): Trader {
  const trader = world.traders[number - 1] ?? refuse('TRADER_UNKNOWN');
  if (!trader.active || trader.expiryDay < world.day) refuse('TRADER_INACTIVE');
  return trader;
}

export function isAccredited(world: World, participant: Participant): boolean {
  return participant.standing === 'accredited' && participant.expiryDay >= world.day;
}

/** A trader who may act today for a participant that is accredited today. */
export function accreditedTrader(world: World, number: number): Trader {
  const trader = actingTrader(world, number);
  if (!isAccredited(world, trader.participant)) refuse('PARTICIPANT_NOT_ACCREDITED');
  return trader;
}

export function listingOf(world: World, number: number): Listing {
  return world.listings[number - 1] ?? refuse('LISTING_UNKNOWN');
}

export function isHalted(listing: Listing): boolean {
  return listing.halted || listing.session.halted;
}

/** Refuses a command for a listing that is halted in a session which has begun and is not over. */
export function checkHalt(listing: Listing): void {
  const { phase } = listing.session;
  const begun = phase !== 'announced' && phase !== 'closed' && phase !== 'cancelled';
  if (begun && isHalted(listing)) refuse('LISTING_HALTED');
}

/** Refuses with the first reason for which a participant may not trade a side of a listing; gives the holder. */
export function passGate(
  world: World,
  listing: Listing,
  participant: Participant,
  side: Side,
  client: number,
): Holder {
  for (const sides of participant.remarks.values()) if (sides.has(side)) refuse('REMARKS_BLOCK');
  if (((participant.sections[side] >> (listing.session.section.number - 1)) & 1) === 0)
    refuse('SECTION_NOT_ALLOWED');
  if (!isAdmitted(world, listing, participant, side)) refuse('NOT_ADMITTED');
  const holder = client === 0 ? participant.holder : clientOf(world, participant, client);
  if (listing.instrument.transit && holder.resident) refuse('NON_RESIDENTS_ONLY');
  return holder;
}

function clientOf(world: World, participant: Participant, client: number): Holder {
  const holder = world.holders[client - 1];
  if (holder?.isClient && holder.active && holder.participant === participant) return holder;
  return refuse('CLIENT_UNKNOWN');
}

function isAdmitted(world: World, listing: Listing, participant: Participant, side: Side): boolean {
  const { rules } = listing.session;
  if (rules.some(({ kind, value }) => kind === 'participant' && value === participant.number)) return true;
  if (participant.role === 'guest') return false;
  // Who buys need not have produced anything.
  const concerning = rules.filter(({ kind }) => side === 'sell' || kind !== 'production');
  return concerning.length === 0 || concerning.some((rule) => meets(world, listing, participant, rule));
}

function meets(
  world: World,
  { instrument }: Listing,
  participant: Participant,
  { kind, value }: AdmissionRule,
): boolean {
  const inForce = participant.credentials.filter(
    (one) => one.kind === kind && one.active && (one.expiryDay === 0 || one.expiryDay >= world.day),
  );
  if (kind === 'country') return value === participant.country;
  if (kind === 'region') return value === participant.region;
  if (kind === 'agreement') return inForce.some((agreement) => agreement.value === value);
  const asked = kind === 'production' && (value === 0 || value === instrument.number);
  return asked && inForce.some((proof) => proof.value === 0 || proof.value === instrument.number);
}

/** What stands for the beneficial owner of a holder: equal for equal owners. */
export function beneficialOwner(holder: Holder): string {
  if (holder.isClient) return `client ${holder.number}`;
  const { group, number } = holder.participant;
  return group === 0 ? `participant ${number}` : `group ${group}`;
}

/** The client for whom a holder trades as commands name it, 0 for the participant itself. */
export function clientNumber(holder: Holder): number {
  return holder.isClient ? holder.number : 0;
}

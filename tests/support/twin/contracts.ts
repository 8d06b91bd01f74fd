/** Contracts, as far as money goes, and the remarks that overdue ones cause. */
import { actingTrader, clientNumber } from './gate.ts';
import { down } from './money.ts';
import {
  type Contract,
  type Full,
  isWhole,
  other,
  type Participant,
  refuse,
  SIDES,
  type Side,
  sideNumber,
  type World,
} from './world.ts';

export const STATES = [
  'drafted',
  'signed',
  'registered',
  'performed',
  'terminated',
  'defaultReported',
  'defaulted',
] as const;

/** The state of a contract as members are told it: an open report stands before all else. */
export function stateOf({ step, report }: Contract): (typeof STATES)[number] {
  return report === undefined ? step : 'defaultReported';
}

/** Number of a contract's state in events. */
export function stateNumber(contract: Contract): number {
  return STATES.indexOf(stateOf(contract)) + 1;
}

export const UNPAID_FEES = 0;
export const OVERDUE_CONTRACT = 1;

function contractOf(world: World, number: number): Contract {
  return world.contracts[number - 1] ?? refuse('CONTRACT_UNKNOWN');
}

function isAlive({ step }: Contract): boolean {
  return step !== 'performed' && step !== 'terminated' && step !== 'defaulted';
}

/** Side on which a participant, for itself or for a client, stands. */
function sideIn(contract: Contract, participant: Participant, client: number): Side {
  for (const side of SIDES) {
    const { holder } = contract.accounts[side];
    if (holder.participant === participant && clientNumber(holder) === client) return side;
  }
  return refuse('CONTRACT_NOT_YOURS');
}

/** Writes a remark, and says so where that changes anything. */
export function putRemark(
  world: World,
  participant: Participant,
  remark: number,
  sides: readonly Side[],
): void {
  const before = participant.remarks.get(remark) ?? new Set<Side>();
  if (sides.length === before.size && sides.every((side) => before.has(side))) return;
  participant.remarks.set(remark, new Set(sides));
  const bits = (sides.includes('buy') ? 1 : 0) + (sides.includes('sell') ? 2 : 0);
  world.emit('remarkSet', { participant: participant.number, remark, sides: bits });
}

/** Sides whose step in a contract is overdue today. */
function overdueSides(world: World, contract: Contract): Side[] {
  if (!isAlive(contract)) return [];
  let { dueDay } = contract;
  let sides = SIDES.filter((side) => contract.dueSides.has(side));
  if (contract.step === 'drafted') {
    if (dueDay === 0) dueDay = contract.listing.contractsDue;
    sides = SIDES.filter((side) => !contract.signed.has(side));
  }
  return dueDay !== 0 && dueDay < world.day ? sides : [];
}

function hasOverdue(world: World, participant: Participant): boolean {
  return world.contracts.some((contract) =>
    overdueSides(world, contract).some((side) => contract.accounts[side].holder.participant === participant),
  );
}

export function markOverdue(world: World): void {
  for (const participant of world.participants) {
    putRemark(world, participant, OVERDUE_CONTRACT, hasOverdue(world, participant) ? SIDES : []);
  }
}

/** The remark goes as soon as none of a participant's contracts is overdue. */
function clearOverdue(world: World, contract: Contract): void {
  for (const side of SIDES) {
    const { participant } = contract.accounts[side].holder;
    if (!hasOverdue(world, participant)) putRemark(world, participant, OVERDUE_CONTRACT, []);
  }
}

export function signContract(world: World, c: Full<'signContract'>): void {
  const { participant } = actingTrader(world, c.actor);
  const contract = contractOf(world, c.contract);
  const side = sideIn(contract, participant, c.client);
  if (contract.step !== 'drafted') refuse('CONTRACT_STATE');
  if (contract.signed.has(side)) refuse('CONTRACT_SIGNED_ALREADY');
  contract.signed.add(side);
  if (contract.signed.size === 2) {
    contract.step = 'signed';
    contract.dueDay = 0;
    contract.dueSides = new Set();
  }
  world.emit('contractSigned', {
    contract: contract.number,
    side: sideNumber(side),
    state: stateNumber(contract),
  });
  clearOverdue(world, contract);
}

export function registerContract(world: World, c: Full<'registerContract'>): void {
  const contract = contractOf(world, c.contract);
  if (contract.step !== 'signed') refuse('CONTRACT_STATE');
  if (c.dueDay < world.day) refuse('DAY_INVALID');
  contract.step = 'registered';
  contract.dueDay = c.dueDay;
  contract.dueSides = new Set(SIDES);
  world.emit('contractRegistered', { contract: contract.number, dueDay: c.dueDay });
  clearOverdue(world, contract);
}

/** Gives part of a side's deposit back. */
function giveBack(contract: Contract, side: Side, amount: bigint): bigint {
  contract.deposits[side] -= amount;
  return amount;
}

export function recordDelivery(world: World, c: Full<'recordDelivery'>): void {
  const contract = contractOf(world, c.contract);
  if (contract.step !== 'registered') refuse('CONTRACT_STATE');
  if (c.lots <= 0) refuse('LOTS_INVALID');
  const open = contract.lots - contract.delivered;
  if (c.lots > open) refuse('DELIVERY_TOO_LARGE');
  const share = (side: Side): bigint =>
    giveBack(contract, side, (contract.deposits[side] * BigInt(c.lots)) / BigInt(open));
  contract.delivered += c.lots;
  world.emit('deliveryRecorded', {
    contract: contract.number,
    lots: c.lots,
    delivered: contract.delivered,
    buyReleased: share('buy'),
    sellReleased: share('sell'),
  });
}

function end(world: World, contract: Contract, step: Contract['step'], reason: number): void {
  contract.step = step;
  contract.report = undefined;
  world.emit('contractEnded', {
    contract: contract.number,
    state: stateNumber(contract),
    reason,
    buyReleased: giveBack(contract, 'buy', contract.deposits.buy),
    sellReleased: giveBack(contract, 'sell', contract.deposits.sell),
  });
  clearOverdue(world, contract);
}

export function performContract(world: World, c: Full<'performContract'>): void {
  const contract = contractOf(world, c.contract);
  if (contract.step !== 'registered') refuse('CONTRACT_STATE');
  if (contract.delivered !== contract.lots) refuse('DELIVERY_MISSING');
  end(world, contract, 'performed', 0);
}

export function terminateContract(world: World, c: Full<'terminateContract'>): void {
  const contract = contractOf(world, c.contract);
  if (!isAlive(contract)) refuse('CONTRACT_STATE');
  end(world, contract, 'terminated', c.reason);
}

export function reportDefault(world: World, c: Full<'reportDefault'>): void {
  const { participant } = actingTrader(world, c.actor);
  const contract = contractOf(world, c.contract);
  const side = sideIn(contract, participant, c.client);
  if (!isAlive(contract) || contract.report !== undefined) refuse('CONTRACT_STATE');
  if (c.dueDay - world.day < 5) refuse('DEFAULT_WINDOW_SHORT');
  contract.report = { lastDay: c.dueDay };
  world.emit('defaultReported', { contract: contract.number, side: sideNumber(side), dueDay: c.dueDay });
}

export function dismissDefault(world: World, c: Full<'dismissDefault'>): void {
  const contract = contractOf(world, c.contract);
  if (contract.report === undefined) refuse('CONTRACT_STATE');
  contract.report = undefined;
  world.emit('defaultDismissed', {
    contract: contract.number,
    state: stateNumber(contract),
    reason: c.reason,
  });
}

export function settleDefault(world: World, c: Full<'settleDefault'>): void {
  const contract = contractOf(world, c.contract);
  const report = contract.report ?? refuse('CONTRACT_STATE');
  if (world.day <= report.lastDay) refuse('DEFAULT_WINDOW_OPEN');
  if ((c.defaulter !== 0 && c.defaulter !== 1) || !isWhole(c.exchangePartPpm, 0, 1_000_000))
    refuse('DEFAULTER_INVALID');
  const side: Side = c.defaulter === 0 ? 'buy' : 'sell';
  const forfeit = giveBack(contract, side, contract.deposits[side]);
  const released = giveBack(contract, other(side), contract.deposits[other(side)]);
  const toExchange = down(forfeit, BigInt(c.exchangePartPpm));
  const toParty = forfeit - toExchange;
  contract.accounts[side].money -= forfeit;
  contract.accounts[other(side)].money += toParty;
  contract.accounts[side].currency.income += toExchange;
  contract.step = 'defaulted';
  contract.report = undefined;
  world.emit('depositForfeited', {
    contract: contract.number,
    defaulter: c.defaulter,
    toParty,
    toExchange,
    released,
  });
  clearOverdue(world, contract);
}

export function setContractDue(world: World, c: Full<'setContractDue'>): void {
  const contract = contractOf(world, c.contract);
  if (!isAlive(contract)) refuse('CONTRACT_STATE');
  if (c.dueDay < world.day) refuse('DAY_INVALID');
  if (!isWhole(c.side, 0, 3)) refuse('SIDES_INVALID');
  contract.dueDay = c.dueDay;
  contract.dueSides = new Set(SIDES.filter((side) => (c.side & (side === 'buy' ? 1 : 2)) !== 0));
  world.emit('contractDue', { contract: contract.number, dueDay: c.dueDay, side: c.side });
  clearOverdue(world, contract);
}

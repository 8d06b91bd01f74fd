/** Money: rounding, what orders block, balances, fees, receipts and withdrawals. */
import { actingTrader, beneficialOwner } from './gate.ts';
import {
  type Account,
  accountName,
  type Currency,
  type Full,
  type Holder,
  isWhole,
  type Listing,
  type Order,
  refuse,
  type Section,
  type Side,
  type Withdrawal,
  type World,
} from './world.ts';

const MILLION = 1_000_000n;
const LARGEST_ORDER = 2n ** 46n;
const LARGEST_OPEN = 2n ** 49n;
export const LARGEST_LEDGER = 2n ** 51n;
const LARGEST_RATE = 10_000_000_000;

export function down(amount: bigint, ppm: bigint): bigint {
  return (amount * ppm) / MILLION;
}

function up(amount: bigint, ppm: bigint): bigint {
  return (amount * ppm + MILLION - 1n) / MILLION;
}

function nearest(amount: bigint, ppm: bigint): bigint {
  return (2n * amount * ppm + MILLION) / (2n * MILLION);
}

export function worthOf(listing: Listing, price: number, lots: number): bigint {
  return BigInt(price) * BigInt(lots) * listing.instrument.tickValue;
}

/** What so many lots block at a price: rounded up. */
export function blockAt(listing: Listing, side: Side, price: number, lots: number): bigint {
  return up(worthOf(listing, price, lots), listing.instrument.depositPpm[side]);
}

/** What an order blocks as it stands: a sell that waits for a common price at the upper edge of the band. */
export function blockOf(order: Order): bigint {
  const waits = order.kind === 'book' && order.side === 'sell' && order.listing.gathers;
  return blockAt(order.listing, order.side, waits ? order.listing.cap : order.price, order.open);
}

export interface Balances {
  readonly free: bigint;
  readonly orders: bigint;
  readonly contracts: bigint;
  readonly fees: bigint;
  readonly transit: bigint;
}

/** Balances of an account, reckoned from orders, contracts and withdrawals. */
export function balancesOf(world: World, account: Account): Balances {
  let orders = 0n;
  for (const order of world.orders) if (order.account === account) orders += blockOf(order);
  let contracts = 0n;
  for (const contract of world.contracts) {
    if (contract.accounts.buy === account) contracts += contract.deposits.buy;
    if (contract.accounts.sell === account) contracts += contract.deposits.sell;
  }
  let transit = 0n;
  for (const withdrawal of world.withdrawals) {
    if (withdrawal.account !== account) continue;
    if (withdrawal.state === 'requested' || withdrawal.state === 'approved') transit += withdrawal.amount;
  }
  return {
    free: account.money - orders - contracts - transit,
    orders,
    contracts,
    fees: account.feesDue,
    transit,
  };
}

export function accountOf(world: World, holder: Holder, currency: Currency): Account | undefined {
  return world.accounts.find((account) => account.holder === holder && account.currency === currency);
}

export function openAccount(world: World, holder: Holder, currency: Currency): Account {
  const known = accountOf(world, holder, currency);
  if (known !== undefined) return known;
  const account = { holder, currency, money: 0n, feesDue: 0n };
  world.accounts.push(account);
  return account;
}

/** Value of the orders that rest in books, and of bids, at their own prices. */
export function openValue(world: World, currency: Currency): bigint {
  let sum = 0n;
  for (const order of world.orders) {
    if (order.listing.instrument.currency !== currency || (order.kind !== 'book' && order.kind !== 'bid'))
      continue;
    sum += worthOf(order.listing, order.price, order.open);
  }
  return sum;
}

function openLimit(rate: bigint): bigint {
  return rate <= MILLION ? LARGEST_OPEN : (LARGEST_OPEN * MILLION) / rate;
}

/**
 * Value, room, account, deposit: the checks of money that all orders share, in their order. `freed`: open value and
 * block of the order that this one replaces. Gives the account.
 */
export function checkMoney(
  world: World,
  listing: Listing,
  holder: Holder,
  order: { readonly side: Side; readonly worst: number; readonly lots: number },
  freed: { readonly value: bigint; readonly block: bigint } = { value: 0n, block: 0n },
): Account {
  const currency = listing.instrument.currency;
  const value = worthOf(listing, order.worst, order.lots);
  if (value > LARGEST_ORDER) refuse('VALUE_TOO_LARGE');
  if (
    openValue(world, currency) - freed.value + value > openLimit(currency.rate) ||
    currency.income > LARGEST_LEDGER ||
    (world.local?.income ?? 0n) > LARGEST_LEDGER
  )
    refuse('MARKET_FULL');
  const account = accountOf(world, holder, currency);
  if (account === undefined) return refuse('ACCOUNT_MISSING');
  const block = blockAt(listing, order.side, order.worst, order.lots);
  if (balancesOf(world, account).free < block - freed.block) refuse('DEPOSIT_INSUFFICIENT');
  return account;
}

/** Charges one side of a deal its fee; gives the fee in the currency in which it is owed. */
export function chargeFee(
  world: World,
  account: Account,
  section: Section,
  side: Side,
  value: bigint,
): bigint {
  const { currency, holder } = account;
  const participant = holder.participant;
  const before = participant.turnover.get(section) ?? 0n;
  const after = before + (currency === world.local ? value : nearest(value, currency.rate));
  participant.turnover.set(section, after > LARGEST_LEDGER ? LARGEST_LEDGER : after);

  let ppm = 0n;
  for (const band of section.fees[side]) if (before >= band.from) ppm = band.ppm;
  let fee = nearest(value, ppm);
  if (fee < section.leastFee) fee = section.leastFee;
  if (fee === 0n) return 0n;
  const local = world.local;
  let owing = account;
  if (local !== undefined && currency !== local && section.localFees && holder.resident) {
    owing = openAccount(world, holder, local);
    fee = nearest(fee, currency.rate);
  }
  owing.feesDue += fee;
  owing.currency.income += fee;
  return fee;
}

export function owesFees(world: World, account: Account): boolean {
  return world.accounts.some(
    ({ holder, feesDue }) => holder.participant === account.holder.participant && feesDue > 0n,
  );
}

export function defineCurrency(world: World, c: Full<'defineCurrency'>): void {
  if (world.currencies.length === 16) refuse('TOO_MANY');
  if (c.code < 1 || c.code > 999 || world.currencies.some(({ code }) => code === c.code))
    refuse('CODE_INVALID');
  if (c.local !== (world.local === undefined ? 1 : 0)) refuse('FLAG_INVALID');
  if (!isWhole(c.rateMillionths, 1, LARGEST_RATE) || (c.local === 1 && c.rateMillionths !== 1_000_000))
    refuse('EXCHANGE_RATE_INVALID');
  const currency: Currency = {
    number: world.currencies.length + 1,
    code: c.code,
    rate: BigInt(c.rateMillionths),
    approvalLimit: LARGEST_LEDGER,
    bank: 0n,
    income: 0n,
  };
  world.currencies.push(currency);
  if (c.local === 1) world.local = currency;
  world.emit('currencyDefined', { currency: currency.number, code: c.code });
}

function currencyOf(world: World, number: number): Currency {
  return world.currencies[number - 1] ?? refuse('CURRENCY_UNKNOWN');
}

export function setRate(world: World, c: Full<'setRate'>): void {
  const currency = currencyOf(world, c.currency);
  const rate = c.rateMillionths;
  if (!isWhole(rate, 1, LARGEST_RATE) || (currency === world.local && rate !== 1_000_000))
    refuse('EXCHANGE_RATE_INVALID');
  if (openValue(world, currency) > openLimit(BigInt(rate))) refuse('EXCHANGE_RATE_OPEN_ORDERS');
  currency.rate = BigInt(rate);
  world.emit('rateSet', { currency: currency.number, rateMillionths: rate });
}

function holderOf(world: World, participant: number, client: number): Holder {
  const found = world.participants[participant - 1] ?? refuse('HOLDER_UNKNOWN');
  if (client === 0) return found.holder;
  const holder = world.holders[client - 1];
  if (holder === undefined || !holder.isClient || holder.participant !== found)
    return refuse('HOLDER_UNKNOWN');
  return holder;
}

export function recordReceipt(world: World, c: Full<'recordReceipt'>): void {
  const holder = holderOf(world, c.participant, c.client);
  const currency = currencyOf(world, c.currency);
  if (!isWhole(c.amount, 1, Number(LARGEST_LEDGER))) refuse('AMOUNT_INVALID');
  if (!isWhole(c.reference, 0, Number.MAX_SAFE_INTEGER)) refuse('REFERENCE_INVALID');
  if (currency.bank + BigInt(c.amount) > LARGEST_LEDGER) refuse('LEDGER_FULL');
  const account = openAccount(world, holder, currency);
  account.money += BigInt(c.amount);
  currency.bank += BigInt(c.amount);
  world.emit('moneyReceived', {
    account: accountName(account),
    toFees: 0,
    toFree: c.amount,
    reference: c.reference,
  });
}

export function requestWithdrawal(world: World, c: Full<'requestWithdrawal'>): void {
  const { participant } = actingTrader(world, c.actor);
  const client = c.client === 0 ? undefined : world.holders[c.client - 1];
  if (c.client !== 0 && !(client?.isClient && client.active && client.participant === participant))
    refuse('CLIENT_UNKNOWN');
  const currency = currencyOf(world, c.currency);
  if (!isWhole(c.amount, 1, Number(LARGEST_LEDGER))) refuse('AMOUNT_INVALID');
  const account = accountOf(world, client ?? participant.holder, currency);
  if (account === undefined || balancesOf(world, account).free < BigInt(c.amount))
    refuse('BALANCE_INSUFFICIENT');
  const withdrawal: Withdrawal = {
    number: world.withdrawals.length + 1,
    account,
    amount: BigInt(c.amount),
    firstOfficer: 0,
    state: 'requested',
  };
  world.withdrawals.push(withdrawal);
  reportWithdrawal(world, withdrawal);
}

const WITHDRAWAL_STATES = ['requested', 'approved', 'paid', 'refused'];

function reportWithdrawal(world: World, { number, account, state, amount }: Withdrawal): void {
  world.emit('withdrawalChanged', {
    withdrawal: number,
    account: accountName(account),
    state: WITHDRAWAL_STATES.indexOf(state) + 1,
    amount,
  });
}

function withdrawalIn(world: World, number: number, ...states: Withdrawal['state'][]): Withdrawal {
  const found = world.withdrawals[number - 1] ?? refuse('WITHDRAWAL_UNKNOWN');
  if (!states.includes(found.state)) refuse('WITHDRAWAL_STATE');
  return found;
}

export function approveWithdrawal(world: World, c: Full<'approveWithdrawal'>): void {
  const withdrawal = withdrawalIn(world, c.withdrawal, 'requested');
  if (c.officer <= 0 || c.officer === withdrawal.firstOfficer) refuse('OFFICER_INVALID');
  const large = withdrawal.amount > withdrawal.account.currency.approvalLimit;
  if (!large || withdrawal.firstOfficer !== 0) withdrawal.state = 'approved';
  if (withdrawal.firstOfficer === 0) withdrawal.firstOfficer = c.officer;
  reportWithdrawal(world, withdrawal);
}

export function payWithdrawal(world: World, c: Full<'payWithdrawal'>): void {
  const withdrawal = withdrawalIn(world, c.withdrawal, 'approved');
  withdrawal.state = 'paid';
  withdrawal.account.money -= withdrawal.amount;
  withdrawal.account.currency.bank -= withdrawal.amount;
  reportWithdrawal(world, withdrawal);
}

export function refuseWithdrawal(world: World, c: Full<'refuseWithdrawal'>): void {
  const withdrawal = withdrawalIn(world, c.withdrawal, 'requested', 'approved');
  withdrawal.state = 'refused';
  reportWithdrawal(world, withdrawal);
}

/** Gives the account from which fees were collected. */
export function collectFees(world: World, c: Full<'collectFees'>): Account {
  const holder = holderOf(world, c.participant, c.client);
  const account = accountOf(world, holder, currencyOf(world, c.currency));
  if (account === undefined) return refuse('NOTHING_DUE');
  const { free } = balancesOf(world, account);
  const amount = free < account.feesDue ? free : account.feesDue;
  if (amount === 0n) refuse('NOTHING_DUE');
  account.feesDue -= amount;
  account.money -= amount;
  world.emit('feesCollected', { account: accountName(account), amount, stillDue: account.feesDue });
  return account;
}

export function setApprovalLimit(world: World, c: Full<'setApprovalLimit'>): void {
  const currency = currencyOf(world, c.currency);
  if (!isWhole(c.limit, 0, Number(LARGEST_LEDGER))) refuse('AMOUNT_INVALID');
  currency.approvalLimit = BigInt(c.limit);
  world.emit('approvalLimitSet', { currency: currency.number, limit: c.limit });
}

/** Have two account holders one beneficial owner? */
export function sameOwner(first: Account, second: Account): boolean {
  return beneficialOwner(first.holder) === beneficialOwner(second.holder);
}

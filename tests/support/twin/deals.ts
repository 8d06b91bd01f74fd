/** Making deals, and the end of orders. */
import { blockOf, chargeFee, down, worthOf } from './money.ts';
import {
  accountName,
  type Contract,
  type Listing,
  type Order,
  ownerOf,
  sideNumber,
  type World,
} from './world.ts';

export const REASON = {
  owner: 1,
  immediate: 2,
  marketRemainder: 3,
  selfTrade: 4,
  sessionClosed: 5,
  sessionCancelled: 6,
  expired: 7,
  operator: 8,
  outsideBand: 9,
  deposit: 10,
  outbid: 12,
  lotNotSold: 14,
} as const;

/** Ends an order; `held` is what it still blocks. */
export function endOrder(world: World, order: Order, reason: number, held = blockOf(order)): void {
  world.emit('orderCancelled', {
    order: order.name,
    listing: order.listing.number,
    account: accountName(order.account),
    lots: order.open,
    reason,
    released: held,
  });
  world.remove(order);
}

/** Says that deposit came back, if any did. */
export function release(world: World, order: Order, amount: bigint): void {
  if (amount === 0n) return;
  world.emit('depositReleased', { account: accountName(order.account), order: order.name, amount });
}

export interface DealMade {
  readonly buyDeposit: bigint;
  readonly sellDeposit: bigint;
}

/**
 * Makes a deal between a buy and a sell. `initiative`: of the incoming order's side, of none, or agreed by name.
 * Where one order rested, what it no longer needs comes back with the deal.
 */
export function makeDeal(
  world: World,
  buy: Order,
  sell: Order,
  price: number,
  lots: number,
  initiative: 'buy' | 'sell' | 'none' | 'named',
): DealMade {
  const listing: Listing = buy.listing;
  const resting = initiative === 'buy' ? sell : initiative === 'sell' ? buy : undefined;
  const before = resting === undefined ? 0n : blockOf(resting);
  const value = worthOf(listing, price, lots);
  const { depositPpm, section } = listing.instrument;
  const buyDeposit = down(value, depositPpm.buy);
  const sellDeposit = down(value, depositPpm.sell);
  buy.open -= lots;
  sell.open -= lots;
  if (initiative !== 'named') {
    listing.deals.push({ price, lots, buyer: ownerOf(buy), seller: ownerOf(sell) });
  }
  const contract: Contract = {
    number: world.contracts.length + 1,
    listing,
    price,
    lots,
    accounts: { buy: buy.account, sell: sell.account },
    deposits: { buy: buyDeposit, sell: sellDeposit },
    step: 'drafted',
    report: undefined,
    delivered: 0,
    signed: new Set(),
    dueDay: 0,
    dueSides: new Set(),
  };
  world.contracts.push(contract);
  const buyFee = chargeFee(world, buy.account, section, 'buy', value);
  const sellFee = chargeFee(world, sell.account, section, 'sell', value);
  let released = 0n;
  if (resting !== undefined) {
    released = before - (resting === buy ? buyDeposit : sellDeposit) - blockOf(resting);
  }
  world.emit('deal', {
    contract: contract.number,
    listing: listing.number,
    price,
    lots,
    buyOrder: buy.name,
    sellOrder: sell.name,
    buyAccount: accountName(buy.account),
    sellAccount: accountName(sell.account),
    aggressor: initiative === 'none' ? 2 : initiative === 'named' ? 3 : sideNumber(initiative),
    buyDeposit,
    sellDeposit,
    buyFee,
    sellFee,
    released,
  });
  return { buyDeposit, sellDeposit };
}

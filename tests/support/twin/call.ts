/** The call auction: every tick of the band is tried, and lots are given by price and time. */
import { endOrder, makeDeal, REASON, release } from './deals.ts';
import { blockOf, sameOwner } from './money.ts';
import { type Listing, type Order, reaches, type Side, type World } from './world.ts';

export interface CallPrice {
  readonly price: number;
  readonly lots: number;
  /** Lots wanted above lots offered at the price. */
  readonly surplus: number;
}

function sumAt(orders: readonly Order[], side: Side, price: number): number {
  let lots = 0;
  for (const order of orders)
    if (order.side === side && reaches(side, order.price, price)) lots += order.open;
  return lots;
}

/** The price at which orders would meet, undefined where nothing can trade. */
export function callPrice(listing: Listing, orders: readonly Order[]): CallPrice | undefined {
  const ticks: CallPrice[] = [];
  for (let price = listing.floor; price <= listing.cap; price++) {
    const wanted = sumAt(orders, 'buy', price);
    const offered = sumAt(orders, 'sell', price);
    ticks.push({ price, lots: Math.min(wanted, offered), surplus: wanted - offered });
  }
  const most = Math.max(...ticks.map(({ lots }) => lots));
  if (most === 0) return undefined;
  const fullest = ticks.filter(({ lots }) => lots === most);
  const least = Math.min(...fullest.map(({ surplus }) => Math.abs(surplus)));
  const left = fullest.filter(({ surplus }) => Math.abs(surplus) === least);
  if (left.every(({ surplus }) => surplus > 0)) return left.at(-1);
  if (left.every(({ surplus }) => surplus < 0)) return left[0];
  let nearest = left[0];
  for (const tick of left) {
    const distance = Math.abs(tick.price - listing.reference);
    if (nearest !== undefined && distance < Math.abs(nearest.price - listing.reference)) nearest = tick;
  }
  return nearest;
}

/** Lots that each order gets at a price, and the all-or-none orders that were passed over, in price and time. */
export function share(
  found: CallPrice,
  queue: readonly Order[],
): { readonly lots: Map<Order, number>; readonly passed: Order[]; readonly missing: number } {
  const lots = new Map<Order, number>();
  const passed: Order[] = [];
  let left = found.lots;
  for (const order of queue) {
    if (left === 0 || !reaches(order.side, order.price, found.price)) break;
    if (order.allOrNone && order.open > left) {
      passed.push(order);
      continue;
    }
    const part = Math.min(order.open, left);
    lots.set(order, part);
    left -= part;
  }
  return { lots, passed, missing: left };
}

/** Of each owner's orders, from the oldest on, one that crosses an older one which has stayed ends. */
function endSelfTrades(world: World, listing: Listing): void {
  const stayed: Order[] = [];
  const book = world.orders.filter((order) => order.listing === listing && order.kind === 'book');
  for (const order of book.sort((a, b) => a.age - b.age)) {
    const crosses = stayed.some(
      (older) =>
        older.side !== order.side &&
        sameOwner(older.account, order.account) &&
        reaches(order.side, order.price, older.price),
    );
    if (crosses) endOrder(world, order, REASON.selfTrade);
    else stayed.push(order);
  }
}

/** Lets the orders of a listing meet at one price. */
export function meet(world: World, listing: Listing): void {
  endSelfTrades(world, listing);
  const aside = new Set<Order>();
  for (;;) {
    const staying = (side: Side): Order[] => world.queue(listing, side).filter((order) => !aside.has(order));
    const buys = staying('buy');
    const sells = staying('sell');
    const found = callPrice(listing, [...buys, ...sells]);
    if (found === undefined) return;
    const bought = share(found, buys);
    const sold = share(found, sells);
    if (bought.missing === 0 && sold.missing === 0) {
      for (const order of [...bought.passed, ...sold.passed]) aside.add(order);
      trade(world, listing, found, bought.lots, sold.lots);
      for (const order of aside) {
        if (!reaches(order.side, order.price, found.price)) continue;
        world.emit('paradoxicallyRejected', {
          order: order.name,
          listing: listing.number,
          lots: order.open,
          price: found.price,
        });
      }
      return;
    }
    const longer = found.surplus >= 0 ? bought : sold;
    const last = longer.passed.at(-1);
    if (last === undefined) throw new Error('lots are missing though no order was passed over');
    aside.add(last);
  }
}

function trade(
  world: World,
  listing: Listing,
  found: CallPrice,
  bought: Map<Order, number>,
  sold: Map<Order, number>,
): void {
  world.emit('callPriced', { listing: listing.number, ...found });
  const traders = [...bought.keys(), ...sold.keys()];
  const held = new Map(traders.map((order) => [order, blockOf(order)]));
  const spend = (order: Order, deposit: bigint): unknown =>
    held.set(order, (held.get(order) ?? 0n) - deposit);
  const buys = [...bought].map(([order, lots]) => ({ order, lots }));
  const sells = [...sold].map(([order, lots]) => ({ order, lots }));
  for (const buy of buys) {
    for (const sell of sells) {
      const lots = Math.min(buy.lots, sell.lots);
      if (lots === 0) continue;
      const made = makeDeal(world, buy.order, sell.order, found.price, lots, 'none');
      spend(buy.order, made.buyDeposit);
      spend(sell.order, made.sellDeposit);
      buy.lots -= lots;
      sell.lots -= lots;
    }
  }
  for (const order of traders) {
    release(world, order, (held.get(order) ?? 0n) - blockOf(order));
    if (order.open === 0) world.remove(order);
  }
}

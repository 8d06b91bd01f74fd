/**
 * The slow twin of continuous trading: arrays, plain objects, whole-book scans, exact integers as bigint. It is
 * written from the rule book alone, shares no code with the market, and must make the same deals, cancel the
 * same orders, and block and fee the same amounts.
 */
export interface TwinOrder {
  readonly name: number;
  readonly owner: number;
  readonly side: 'buy' | 'sell';
  price: number;
  /** All lots that were asked for, and those that are open. */
  lots: number;
  open: number;
  arrival: number;
}

export interface TwinSubmit {
  readonly owner: number;
  readonly side: 'buy' | 'sell';
  readonly price: number | 'market';
  readonly lots: number;
  readonly force: 'session' | 'immediate' | 'fill';
  readonly minimum: number;
  readonly selfTrade: 'newest' | 'oldest' | 'decrement';
}

export type TwinEvent =
  | {
      readonly kind: 'deal';
      readonly price: number;
      readonly lots: number;
      readonly buyer: number;
      readonly seller: number;
    }
  | { readonly kind: 'cancelled'; readonly order: number; readonly lots: number }
  | { readonly kind: 'rejected' };

export interface TwinRules {
  readonly floor: number;
  readonly cap: number;
  readonly tickValue: bigint;
  readonly depositPpm: { readonly buy: bigint; readonly sell: bigint };
  readonly feePpm: { readonly buy: bigint; readonly sell: bigint };
}

const MILLION = 1_000_000n;

export class Twin {
  readonly rules: TwinRules;
  orders: TwinOrder[] = [];
  private names = 0;
  private arrivals = 0;
  /** Money that each owner has put in; contracts' deposits; fees owed. */
  readonly paidIn = new Map<number, bigint>();
  readonly secured = new Map<number, bigint>();
  readonly fees = new Map<number, bigint>();

  constructor(rules: TwinRules) {
    this.rules = rules;
  }

  /** What an order blocks: rounded up, at its own price while it rests. */
  private block(side: 'buy' | 'sell', price: number, lots: number): bigint {
    const value = BigInt(price) * BigInt(lots) * this.rules.tickValue * this.rules.depositPpm[side];
    return (value + MILLION - 1n) / MILLION;
  }

  blocked(owner: number): bigint {
    let sum = 0n;
    for (const order of this.orders)
      if (order.owner === owner) sum += this.block(order.side, order.price, order.open);
    return sum;
  }

  free(owner: number): bigint {
    return (this.paidIn.get(owner) ?? 0n) - this.blocked(owner) - (this.secured.get(owner) ?? 0n);
  }

  private limitOf(submit: TwinSubmit): number {
    if (submit.price !== 'market') return submit.price;
    return submit.side === 'buy' ? this.rules.cap : this.rules.floor;
  }

  /** Orders of the other side within a limit, best price first, then oldest. */
  private opposite(side: 'buy' | 'sell', limit: number): TwinOrder[] {
    return this.orders
      .filter(
        (order) => order.side !== side && (side === 'buy' ? order.price <= limit : order.price >= limit),
      )
      .sort((a, b) => (side === 'buy' ? a.price - b.price : b.price - a.price) || a.arrival - b.arrival);
  }

  private worst(side: 'buy' | 'sell', limit: number): number {
    if (side === 'buy') return limit;
    const best = this.opposite('sell', 0)[0];
    return best !== undefined && best.price > limit ? best.price : limit;
  }

  /** Lots that would trade at once, self-trade prevention included. */
  private tradable(submit: TwinSubmit, limit: number): number {
    let left = submit.lots;
    let traded = 0;
    for (const order of this.opposite(submit.side, limit)) {
      if (left <= 0) break;
      if (order.owner === submit.owner) {
        if (submit.selfTrade === 'newest') break;
        if (submit.selfTrade === 'decrement') left -= order.open;
        continue;
      }
      const lots = Math.min(left, order.open);
      traded += lots;
      left -= lots;
    }
    return traded;
  }

  submit(submit: TwinSubmit): { readonly name: number; readonly events: TwinEvent[] } {
    const limit = this.limitOf(submit);
    const rejected = { name: 0, events: [{ kind: 'rejected' } as const] };
    if (limit < this.rules.floor || limit > this.rules.cap) return rejected;
    if (this.block(submit.side, this.worst(submit.side, limit), submit.lots) > this.free(submit.owner))
      return rejected;
    if (submit.force === 'fill' && this.tradable(submit, limit) < submit.lots) return rejected;
    if (submit.minimum > 0 && this.tradable(submit, limit) < submit.minimum) return rejected;
    const name = ++this.names;
    const order: TwinOrder = {
      name,
      owner: submit.owner,
      side: submit.side,
      price: limit,
      lots: submit.lots,
      open: submit.lots,
      arrival: ++this.arrivals,
    };
    return {
      name,
      events: this.enter(order, submit.selfTrade, submit.force === 'session' && submit.price !== 'market'),
    };
  }

  private enter(order: TwinOrder, selfTrade: TwinSubmit['selfTrade'], rests: boolean): TwinEvent[] {
    const events: TwinEvent[] = [];
    const end = (ending: TwinOrder): void => {
      events.push({ kind: 'cancelled', order: ending.name, lots: ending.open });
      this.orders = this.orders.filter((other) => other !== ending);
      ending.open = 0;
    };
    for (const other of this.opposite(order.side, order.price)) {
      if (order.open === 0) break;
      if (other.owner === order.owner) {
        if (selfTrade === 'newest') {
          end(order);
          return events;
        }
        if (selfTrade === 'oldest') {
          end(other);
          continue;
        }
        const lots = Math.min(order.open, other.open);
        if (other.open > lots) {
          other.open -= lots;
          other.lots -= lots;
        } else end(other);
        if (order.open > lots) {
          order.open -= lots;
          order.lots -= lots;
        } else {
          end(order);
          return events;
        }
        continue;
      }
      const lots = Math.min(order.open, other.open);
      const [buyer, seller] = order.side === 'buy' ? [order.owner, other.owner] : [other.owner, order.owner];
      this.deal(buyer, seller, other.price, lots);
      events.push({ kind: 'deal', price: other.price, lots, buyer, seller });
      order.open -= lots;
      other.open -= lots;
      if (other.open === 0) this.orders = this.orders.filter((resting) => resting !== other);
    }
    if (order.open > 0) {
      if (rests) this.orders.push(order);
      else end(order);
    }
    return events;
  }

  private deal(buyer: number, seller: number, price: number, lots: number): void {
    const value = BigInt(price) * BigInt(lots) * this.rules.tickValue;
    for (const [owner, side] of [
      [buyer, 'buy'],
      [seller, 'sell'],
    ] as const) {
      const deposit = (value * this.rules.depositPpm[side]) / MILLION;
      const fee = (2n * value * this.rules.feePpm[side] + MILLION) / (2n * MILLION);
      this.secured.set(owner, (this.secured.get(owner) ?? 0n) + deposit);
      this.fees.set(owner, (this.fees.get(owner) ?? 0n) + fee);
    }
  }

  cancel(owner: number, name: number): TwinEvent[] {
    const order = this.orders.find((candidate) => candidate.name === name);
    if (order === undefined || order.owner !== owner) return [{ kind: 'rejected' }];
    this.orders = this.orders.filter((other) => other !== order);
    return [{ kind: 'cancelled', order: name, lots: order.open }];
  }

  /** New price, and new total of lots. */
  replace(
    owner: number,
    name: number,
    price: number,
    lots: number,
    selfTrade: TwinSubmit['selfTrade'],
  ): TwinEvent[] {
    const order = this.orders.find((candidate) => candidate.name === name);
    if (order === undefined || order.owner !== owner) return [{ kind: 'rejected' }];
    const filled = order.lots - order.open;
    if (lots <= filled || (price === order.price && lots === order.lots)) return [{ kind: 'rejected' }];
    if (price === order.price && lots < order.lots) {
      order.lots = lots;
      order.open = lots - filled;
      return [];
    }
    if (price < this.rules.floor || price > this.rules.cap) return [{ kind: 'rejected' }];
    const old = this.block(order.side, order.price, order.open);
    const wanted = this.block(order.side, this.worst(order.side, price), lots - filled);
    if (wanted - old > this.free(owner)) return [{ kind: 'rejected' }];
    this.orders = this.orders.filter((other) => other !== order);
    order.price = price;
    order.lots = lots;
    order.open = lots - filled;
    order.arrival = ++this.arrivals;
    return this.enter(order, selfTrade, true);
  }
}

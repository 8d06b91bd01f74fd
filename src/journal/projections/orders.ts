/** Orders of the market: one row each, from its acceptance to its end. */
import { EVENTS } from '#market/events.ts';
import { ORDER } from '#market/state.ts';
import { MarketMachine } from '../market-machine.ts';
import type { Fold, Projection } from '../projection.ts';
import type { Applied } from '../runner.ts';
import { type Columns, insertRows, updateRows } from './rows.ts';

const CHANGING: Columns = {
  slot: 'int',
  generation: 'int',
  listing: 'int',
  price: 'int',
  remaining: 'int',
  state: 'text',
  reason: 'int',
  changed: 'bigint',
};
const WHOLE: Columns = {
  ...CHANGING,
  command: 'bigint',
  submitted: 'bigint',
  account: 'int',
  trader: 'int',
  terms: 'int',
  lots: 'int',
  reference: 'bigint',
};

/** An order that changed, with what it was submitted as if that was since the last flush. */
interface Changed {
  slot: number;
  generation: number;
  submitted: readonly number[] | undefined;
  /** Null where it is as it was. */
  listing: number | null;
  price: number | null;
  remaining: number;
  state: 'open' | 'filled' | 'ended';
  reason: number | null;
  frame: number;
}

const { orderAccepted, orderCancelled, orderReplaced, orderReduced, orderCarried, deal } = EVENTS;
// Slots are below 2^24, generations below 2^29.
const SLOTS = 2 ** 24;

class OrdersFold implements Fold {
  readonly #market: number;
  readonly #changed = new Map<number, Changed>();
  /** Those that the frame under way touches. */
  readonly #touched = new Set<Changed>();

  constructor(market: number) {
    this.#market = market;
  }

  get waiting(): number {
    return this.#changed.size;
  }

  take(applied: Applied, machine: unknown): void {
    if (!(machine instanceof MarketMachine)) throw new TypeError('orders are those of the market');
    const { events, eventAt, count } = applied;
    const words = events.words;
    for (let index = 0; index < count; index += 1) {
      const end = eventAt[index + 1] as number;
      for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
        const kind = (words[at] as number) & 0xffff;
        if (kind === orderAccepted.kind) this.#accept(applied, at, applied.firstCommand + index);
        else if (kind === orderCancelled.kind) this.#end(applied, at);
        else if (kind === deal.kind) {
          this.#touch(
            applied,
            words[at + deal.at.buySlot] as number,
            words[at + deal.at.buyGeneration] as number,
          );
          this.#touch(
            applied,
            words[at + deal.at.sellSlot] as number,
            words[at + deal.at.sellGeneration] as number,
          );
        } else if (kind === orderReplaced.kind) {
          const row = this.#touch(
            applied,
            words[at + orderReplaced.at.slot] as number,
            words[at + orderReplaced.at.generation] as number,
          );
          row.price = words[at + orderReplaced.at.price] as number;
        } else if (kind === orderReduced.kind) {
          this.#touch(
            applied,
            words[at + orderReduced.at.slot] as number,
            words[at + orderReduced.at.generation] as number,
          );
        } else if (kind === orderCarried.kind) {
          this.#touch(
            applied,
            words[at + orderCarried.at.slot] as number,
            words[at + orderCarried.at.generation] as number,
          );
        }
      }
    }
    this.#read(machine);
  }

  async flush(client: Parameters<Fold['flush']>[0]): Promise<void> {
    const whole: (number | string | null)[][] = [];
    const changing: (number | string | null)[][] = [];
    for (const row of this.#changed.values()) {
      const { slot, generation, listing, price, remaining, state, reason, frame } = row;
      const columns = [slot, generation, listing, price, remaining, state, reason, frame];
      if (row.submitted) whole.push([...columns, ...row.submitted]);
      else changing.push(columns);
    }
    await insertRows(client, 'market_order', this.#market, WHOLE, whole);
    await updateRows(client, 'market_order', this.#market, ['slot', 'generation'], CHANGING, changing);
  }

  clear(): void {
    this.#changed.clear();
  }

  #accept(applied: Applied, at: number, command: number): void {
    const { words, numbers } = applied.events;
    const { at: field } = orderAccepted;
    const time = applied.commands.numbers[
      ((applied.commandAt[command - applied.firstCommand] as number) + 2) >> 1
    ] as number;
    const row = this.#touch(
      applied,
      words[at + field.slot] as number,
      words[at + field.generation] as number,
    );
    row.submitted = [
      command,
      time,
      words[at + field.account] as number,
      words[at + field.trader] as number,
      words[at + field.terms] as number,
      words[at + field.lots] as number,
      numbers[(at + field.reference) >> 1] as number,
    ];
    row.listing = words[at + field.listing] as number;
    row.price = words[at + field.price] as number;
    row.remaining = words[at + field.lots] as number;
  }

  #end(applied: Applied, at: number): void {
    const { words } = applied.events;
    const { at: field } = orderCancelled;
    const row = this.#touch(
      applied,
      words[at + field.slot] as number,
      words[at + field.generation] as number,
    );
    row.state = 'ended';
    row.reason = words[at + field.reason] as number;
    row.remaining = words[at + field.lots] as number;
    row.listing = words[at + field.listing] as number;
  }

  #touch(applied: Applied, slot: number, generation: number): Changed {
    const key = generation * SLOTS + slot;
    let row = this.#changed.get(key);
    if (row === undefined) {
      row = {
        slot,
        generation,
        submitted: undefined,
        listing: null,
        price: null,
        remaining: 0,
        state: 'open',
        reason: null,
        frame: 0,
      };
      this.#changed.set(key, row);
    }
    row.frame = applied.frame;
    this.#touched.add(row);
    return row;
  }

  /** What the frame's end leaves of each order that it touched. */
  #read({ market }: MarketMachine): void {
    const orders = market.orders.words;
    for (const row of this.#touched) {
      const at = row.slot * ORDER.stride;
      if (orders[at + ORDER.generation] === row.generation && orders[at + ORDER.listing] !== 0) {
        row.listing = orders[at + ORDER.listing] as number;
        row.price = orders[at + ORDER.price] as number;
        row.remaining = orders[at + ORDER.remaining] as number;
      } else if (row.state === 'open') {
        row.state = 'filled';
        row.remaining = 0;
      }
    }
    this.#touched.clear();
  }
}

export const orders: Projection = {
  name: 'orders',
  version: 1,
  tables: ['market_order'],
  start: (market) => new OrdersFold(market),
};

/** How participants trade where orders meet: quotes of market makers, needs of buyers and sellers, and noise. */
import type { Random } from '#base/random.ts';
import type { ListingItem, OpenOrderItem } from '#wire/market.ts';
import { type Actor, type Side, within } from './actor.ts';
import type { Good } from './goods.ts';
import type { TraderCommand } from './stream.ts';

const SPREAD = 0.008;
const QUOTED_LEVELS = 3;
const SCATTER = 0.012;
const NOISE = 0.12;
/** Of the orders of a call auction. */
const MARKET_ORDERS = 0.1;
const ALL_OR_NONE = 0.1;

/** Between −1 and 1, more often near 0. */
function bell(random: Random): number {
  return random.unit() + random.unit() + random.unit() - 1.5;
}

/** One lot often, many rarely. */
function lotsOf(random: Random): number {
  return Math.min(40, 1 + Math.floor(-Math.log(1 - random.unit()) * 5));
}

/** Puts a market maker's quotes around its opinion, in the place of those that it had. */
export function quotes(
  actor: Actor,
  listing: ListingItem,
  good: Good,
  random: Random,
  nowMs: number,
): TraderCommand[] {
  const middle = actor.opinion(good, nowMs);
  const step = Math.max(1, middle * 0.003);
  const orders: TraderCommand[] = [{ kind: 'cancelAll', listing: listing.listing }];
  for (let level = 0; level < QUOTED_LEVELS; level += 1) {
    for (const side of ['buy', 'sell'] as const) {
      const away = middle * SPREAD * 0.5 + level * step;
      const price = within(listing, side === 'buy' ? middle - away : middle + away);
      orders.push({
        kind: 'submitOrder',
        listing: listing.listing,
        side,
        price,
        lots: lotsOf(random) + 2 * level,
      });
    }
  }
  return orders;
}

/** An order of a participant with a need, or of one that only tries. Null: it lets it be this time. */
export function need(
  actor: Actor,
  listing: ListingItem,
  good: Good,
  side: Side,
  random: Random,
  nowMs: number,
): object | null {
  const { listing: number, takes } = listing;
  const client =
    actor.clients.length > 0 && random.unit() < 0.8 ? { client: random.pick(actor.clients) } : {};
  const opinion = actor.opinion(good, nowMs);
  const eager = side === 'buy' ? 1 : -1;
  const price = within(listing, opinion * (1 + SCATTER * (bell(random) + eager * 0.35)));
  const order = { listing: number, side, lots: lotsOf(random), ...client };
  if (takes === 'matches') {
    if (random.unit() < NOISE) return { ...order, lots: 1, price, timeInForce: 'immediate-or-cancel' };
    return { ...order, price };
  }
  if (takes !== 'gathers') return null;
  return { ...order, price };
}

/** The same while orders gather for one price at the end of a call auction. */
export function callNeed(...given: Parameters<typeof need>): object | null {
  const order = need(...given);
  const random = given[4];
  if (order === null) return null;
  const chance = random.unit();
  if (chance < MARKET_ORDERS) return { ...order, type: 'market', price: undefined };
  return chance < MARKET_ORDERS + ALL_OR_NONE ? { ...order, allOrNone: true } : order;
}

/** Betters one of the participant's unfilled orders, as the adjustment phase allows. */
export async function better(actor: Actor, listing: ListingItem, random: Random): Promise<void> {
  const { items } = await actor.client.get<{ items: OpenOrderItem[] }>(
    `/orders?listing=${listing.listing}&limit=10`,
  );
  const own = items.filter(({ price, kind }) => price !== null && kind === 'order');
  if (own.length === 0) return;
  const { order, side, price, lots } = random.pick(own);
  const away = 1 + Math.floor((price ?? 0) * 0.004);
  const next = within(listing, side === 'buy' ? (price ?? 0) + away : (price ?? 0) - away);
  if (next === price) return;
  await actor.client.post('/orders/replace', [{ order, price: next, lots }]);
}

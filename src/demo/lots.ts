/** How participants offer lots and bid for them: ascending, descending, and Dutch with its sealed round. */
import type { Random } from '#base/random.ts';
import type { ListingItem, SessionItem } from '#wire/market.ts';
import { type Actor, within } from './actor.ts';
import type { Good } from './goods.ts';

/** Where auctions begin, as a part of what the goods are worth to their owner. */
const START = { ascending: 0.94, descending: 1.06, dutch: 1.05 } as const;
const RESERVE = { ascending: 0.97, descending: 1.03, dutch: 0.95 } as const;
export type LotMode = keyof typeof START;

export function isLotMode(mode: SessionItem['mode']): mode is LotMode {
  return Object.hasOwn(START, mode);
}

/** Puts a lot, or a need, under auction. */
export async function offer(
  actor: Actor,
  mode: LotMode,
  listing: ListingItem,
  good: Good,
  random: Random,
  nowMs: number,
): Promise<void> {
  const opinion = actor.opinion(good, nowMs);
  const startPrice = within(listing, opinion * START[mode]);
  const reservePrice = within(listing, opinion * RESERVE[mode]);
  await actor.client.post(`/listings/${listing.listing}/lot`, {
    lots: 5 + random.integer(20),
    startPrice,
    reservePrice,
    step: Math.max(1, Math.round(opinion * 0.006)),
    ...(mode === 'dutch' ? {} : { divisible: random.unit() < 0.4, hiddenReserve: random.unit() < 0.5 }),
  });
}

/** Bids for the lot of a listing if it is worth it to this participant. */
export async function bid(
  actor: Actor,
  mode: LotMode,
  listing: ListingItem,
  good: Good,
  random: Random,
  nowMs: number,
): Promise<void> {
  const { auction } = listing;
  if (auction === null) return;
  const opinion = actor.opinion(good, nowMs);
  const path = `/listings/${listing.listing}`;
  if (mode === 'dutch') {
    const clock = auction.price ?? auction.startPrice;
    if (auction.stage === 'open') {
      // Who takes the price has made the first bid of the sealed round.
      if (clock <= opinion * 1.005 && actor.bidsSealed(listing)) await actor.client.post(`${path}/take`, {});
      return;
    }
    const price = within(listing, Math.max(clock, opinion * (1 + random.unit() * 0.02)));
    if (opinion * 1.02 > clock && actor.bidsSealed(listing))
      await actor.client.post(`${path}/bids`, { price, lots: auction.lots });
    return;
  }
  const up = mode === 'ascending' ? 1 : -1;
  const steps = random.unit() < 0.8 ? 1 : 2;
  const price = auction.price === null ? auction.startPrice : auction.price + up * steps * auction.step;
  const isWorth = mode === 'ascending' ? price <= opinion * 1.02 : price >= opinion * 0.98;
  if (!isWorth || price < listing.bandFloor || price > listing.bandCap) return;
  const lots = auction.divisible ? 1 + random.integer(auction.lots) : auction.lots;
  await actor.client.post(`${path}/bids`, { price, lots });
}

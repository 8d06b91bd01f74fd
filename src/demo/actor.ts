/** A simulated participant: its numbers, its access, and its opinion of what goods are worth. */
import type { ListingItem, SessionItem } from '#wire/market.ts';
import type { MarketClient } from './api.ts';
import type { Good } from './goods.ts';
import type { NumberedMember } from './set-up.ts';
import type { StreamClient } from './stream.ts';
import { shareOf, worthAt } from './worth.ts';

export type Side = 'buy' | 'sell';

/** How far opinions lie apart, as a part of the price. */
const OPINION = 0.018;
/** Who quotes all day knows better. */
const MAKERS_OPINION = 0.003;

export class Actor {
  readonly member: NumberedMember;
  readonly client: MarketClient;
  /** Of those who quote all day. */
  readonly stream: StreamClient | null;
  /** A broker's clients; empty for others. */
  clients: readonly number[] = [];
  /** Whether it was admitted to sessions that are not open to all, side by side. */
  readonly #admitted = new Map<number, { readonly buy: boolean; readonly sell: boolean }>();

  /** Listings in whose sealed round it has bid, with their sessions: it does not know better a moment later. */
  readonly #sealed = new Map<number, number>();

  constructor(member: NumberedMember, client: MarketClient, stream: StreamClient | null) {
    this.member = member;
    this.client = client;
    this.stream = stream;
  }

  /** What it would give or take for goods now, in ticks. */
  opinion(good: Good, nowMs: number): number {
    const off =
      (shareOf(`${this.member.id} ${good.symbol}`) * 2 - 1) * (this.member.maker ? MAKERS_OPINION : OPINION);
    return worthAt(good, nowMs) * (1 + off);
  }

  wants(good: Good, side: Side): boolean {
    return (side === 'buy' ? this.member.buys : this.member.sells).includes(good.section);
  }

  /** Asks, once for each session that has rules, whether it may trade there. Errors: RefusedError. */
  async mayTrade({ session, admission }: SessionItem, side: Side): Promise<boolean> {
    if (admission.length === 0) return true;
    let found = this.#admitted.get(session);
    if (found === undefined) {
      const { buy, sell } = await this.client.get<{ buy: { open: boolean }; sell: { open: boolean } }>(
        `/sessions/${session}/admission`,
      );
      found = { buy: buy.open, sell: sell.open };
      this.#admitted.set(session, found);
    }
    return found[side];
  }

  /** Says once for each listing that it has not bid there in a sealed round. */
  bidsSealed({ listing, session }: Pick<ListingItem, 'listing' | 'session'>): boolean {
    if (this.#sealed.has(listing)) return false;
    this.#sealed.set(listing, session);
    return true;
  }

  /** Drops what it knows of sessions that have ended. */
  forget(ended: (session: number) => boolean): void {
    for (const [listing, session] of this.#sealed) if (ended(session)) this.#sealed.delete(listing);
    for (const session of this.#admitted.keys()) if (ended(session)) this.#admitted.delete(session);
  }
}

/** A price that the listing takes: whole, and within its band. */
export function within(
  { bandFloor, bandCap }: Pick<ListingItem, 'bandFloor' | 'bandCap'>,
  price: number,
): number {
  return Math.min(bandCap, Math.max(bandFloor, Math.round(price)));
}

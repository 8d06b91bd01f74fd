/** Which listings take something from a trader now. Pure. */
import type { ListingItem } from '#wire/market.ts';
import type { LiveSession } from '../live/messages.ts';
import type { Sessions } from '../live/sessions-state.ts';
import { bySessionOrder } from '../parts/session-table.tsx';

export interface Tradeable {
  readonly session: LiveSession;
  readonly listing: ListingItem;
}

/** Listings of sessions that have begun and are not over, those that trade first. */
export function tradeable({ sessions }: Sessions): Tradeable[] {
  return [...sessions.values()]
    .sort(bySessionOrder)
    .flatMap((session) => session.listings.map((listing) => ({ session, listing })))
    .filter(({ listing }) => listing.takes !== 'shut');
}

/** Does it take orders into a book? */
export function takesOrders({ takes }: ListingItem): boolean {
  return takes === 'matches' || takes === 'gathers';
}

/** The last deals of a listing, the newest first. Pure. */
import type { DealsMessage, ToldDeal } from './messages.ts';

/** As many as a page shows; older ones are in the history. */
export const MOST_DEALS = 200;

export interface LiveDeal extends ToldDeal {
  /** Microseconds since 1970. */
  readonly time: number;
  /** Place among the deals of its command: with it, a name that is used once. */
  readonly place: number;
}

export interface Deals {
  readonly sequence: number;
  readonly deals: readonly LiveDeal[];
  /** Some deals in between were not told: the history has them. */
  readonly gap: boolean;
}

export const NO_DEALS: Deals = { sequence: 0, deals: [], gap: false };

/** Adds what a message tells; what was told before is passed over, since it comes again after a reconnection. */
export function reduceDeals(state: Deals, { sequence, time, deals }: DealsMessage): Deals {
  let command = 0;
  let place = 0;
  const added: LiveDeal[] = [];
  for (const deal of deals) {
    place = deal.command === command ? place + 1 : 0;
    command = deal.command;
    if (deal.command > state.sequence) added.unshift({ ...deal, time, place });
  }
  if (added.length === 0 && sequence <= state.sequence) return state;
  return {
    ...state,
    sequence: Math.max(sequence, state.sequence),
    deals: [...added, ...state.deals].slice(0, MOST_DEALS),
  };
}

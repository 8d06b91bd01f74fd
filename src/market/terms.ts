/** The numbers that stand in commands and events for the words of the rule book, and the packing of order terms. */

export const BUY = 0;
export const SELL = 1;

/** Time in force. */
export const FORCE = { session: 0, immediateOrCancel: 1, fillOrKill: 2, untilDate: 3 } as const;
/** What gives way when two orders of one beneficial owner meet. */
export const SELF_TRADE = { cancelNewest: 0, cancelOldest: 1, decrement: 2 } as const;

/** Bits of `terms`: side 0, market 1, time in force 2–3, self-trade rule 4–5, all-or-none 6. */
export const TERMS = {
  side: 1,
  market: 2,
  forceShift: 2,
  selfTradeShift: 4,
  allOrNone: 64,
  known: 127,
} as const;

/** Packs the terms of an order into the word of its command. */
export function packTerms(terms: {
  readonly side: number;
  readonly market?: boolean;
  readonly force?: number;
  readonly selfTrade?: number;
  readonly allOrNone?: boolean;
}): number {
  return (
    terms.side |
    (terms.market ? TERMS.market : 0) |
    ((terms.force ?? 0) << TERMS.forceShift) |
    ((terms.selfTrade ?? 0) << TERMS.selfTradeShift) |
    (terms.allOrNone ? TERMS.allOrNone : 0)
  );
}

export const MODE = { continuous: 1, call: 2, ascending: 3, descending: 4, dutch: 5, named: 6 } as const;

export const PHASE = {
  announced: 1,
  preliminary: 2,
  trading: 3,
  adjustment: 4,
  namedDeals: 5,
  closed: 6,
  cancelled: 7,
} as const;

/** What a listing does with an order now: the one word that the order's checks look at. */
export const STANCE = {
  shut: 0,
  gathers: 1,
  matches: 2,
  adjusts: 3,
  halted: 4,
  auctions: 5,
  names: 6,
} as const;

/** Flags of a session. */
export const SESSION_FLAG = { sealed: 1, overTheCounter: 2 } as const;

/** Flags of an auctioned lot. */
export const LOT_FLAG = { divisible: 1, hiddenReserve: 2 } as const;

export const ADMISSION = { country: 1, region: 2, participant: 3, agreement: 4, production: 5 } as const;

export const ROLE = { member: 1, broker: 2, guest: 3 } as const;
export const STANDING = { accredited: 1, suspended: 2, withdrawn: 3 } as const;

/** Sides that a remark blocks, as bits. */
export const SIDES = { buy: 1, sell: 2, both: 3 } as const;

/** Remarks 0–3 are the engine's own; 4–30 are entered by command. */
export const REMARK = { unpaidFees: 0, overdueContract: 1, defaulted: 2 } as const;
export const FIRST_ENTERED_REMARK = 4;
export const LAST_REMARK = 30;

export const CONTRACT = {
  drafted: 1,
  signed: 2,
  registered: 3,
  performed: 4,
  terminated: 5,
  defaultReported: 6,
  defaulted: 7,
} as const;
/** Bits of a contract: who has signed. */
export const SIGNED = { buyer: 1, seller: 2, both: 3 } as const;

/** Why an order ended without having been filled. */
export const CANCEL_REASON = {
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
  allOrNone: 11,
  outbid: 12,
  disconnect: 13,
  lotNotSold: 14,
} as const;

export const WITHDRAWAL = { requested: 1, approved: 2, paid: 3, refused: 4 } as const;

export const PROPOSAL = { open: 1, confirmed: 2, refused: 3, withdrawn: 4 } as const;

/** Market of an instrument; 0 limits nothing. */
export const MARKET = { domestic: 1, export: 2, import: 3, transit: 4 } as const;

/** The words of the market on the network: where the engine has numbers for words, the API has the words. */

export const SIDES = ['buy', 'sell'] as const;
export const MODES = ['continuous', 'call', 'ascending', 'descending', 'dutch', 'named'] as const;
export const PHASES = [
  'announced',
  'preliminary',
  'trading',
  'adjustment',
  'named-deals',
  'closed',
  'cancelled',
] as const;
/** What a listing does with an order now. */
export const STANCES = ['shut', 'gathers', 'matches', 'adjusts', 'halted', 'auctions', 'names'] as const;
export const ORDER_TYPES = ['limit', 'market'] as const;
export const TIMES_IN_FORCE = ['session', 'immediate-or-cancel', 'fill-or-kill', 'until-date'] as const;
export const SELF_TRADE_RULES = ['cancel-newest', 'cancel-oldest', 'decrement'] as const;
/** What an order is: in a book, a bid for a lot, the lot itself, or one's side of a proposed deal. */
export const ORDER_KINDS = ['order', 'bid', 'lot', 'proposal'] as const;
export const ORDER_STATES = ['open', 'filled', 'ended'] as const;
export const END_REASONS = [
  'owner',
  'immediate',
  'market-remainder',
  'self-trade',
  'session-closed',
  'session-cancelled',
  'expired',
  'operator',
  'outside-band',
  'deposit',
  'all-or-none',
  'outbid',
  'disconnect',
  'lot-not-sold',
] as const;
export const ADMISSION_RULES = ['country', 'region', 'participant', 'agreement', 'production'] as const;
export const ROLES = ['member', 'broker', 'guest'] as const;
export const STANDINGS = ['accredited', 'suspended', 'withdrawn'] as const;
export const CONTRACT_STATES = [
  'drafted',
  'signed',
  'registered',
  'performed',
  'terminated',
  'default-reported',
  'defaulted',
] as const;
export const WITHDRAWAL_STATES = ['requested', 'approved', 'paid', 'refused'] as const;
export const TRADE_KINDS = ['domestic', 'export', 'import', 'transit'] as const;
export const AUCTION_STAGES = ['open', 'sealed', 'closed'] as const;
/** Remarks: three that the market makes itself, and those that are entered. */
export const REMARKS = ['unpaid-fees', 'overdue-contract', 'defaulted', 'entered'] as const;
export const DEAL_KINDS = ['continuous', 'auction', 'named'] as const;
export const MARKET_STATES = ['running', 'closing', 'stopped'] as const;
/** Why a book is not shown. */
export const HIDDEN_BOOKS = ['shut', 'sealed', 'sealed-round'] as const;

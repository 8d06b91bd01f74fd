/** Quotations of the order-driven market: what a listing's deals amount to at its close. */
import { scaledQuotient } from './arithmetic.ts';
import { emit } from './emit.ts';
import { INSTRUMENT, LISTING, LISTING_NUMBER, LISTING_SHIFT, type Market, SESSION } from './state.ts';
import { SESSION_FLAG } from './terms.ts';

/** The mean is published in ten-thousandths of a tick. */
export const MEAN_SCALE = 10_000;

/**
 * Publishes the volume-weighted mean price of a listing that has traded. With at least the instrument's least
 * number of deals it is a quotation, and the reference of the next session; with fewer, a price result. Named
 * deals are never mixed in: they are not counted in a listing's figures. Sessions over the counter, of whatever mode,
 * publish none, and so set no reference either.
 */
export function publishQuotation(market: Market, listing: number): void {
  const at = listing << LISTING_SHIFT;
  const words = market.listings.words;
  const session = words[at + LISTING.session]!;
  const deals = words[at + LISTING.deals]!;
  const sessionAt = session * SESSION.stride;
  const overTheCounter =
    (market.sessions.words[sessionAt + SESSION.flags]! & SESSION_FLAG.overTheCounter) !== 0;
  if (deals === 0 || overTheCounter) return;
  const lots = market.listings.numbers[(at >> 1) + LISTING_NUMBER.dealtLots]!;
  const ticks = market.listings.numbers[(at >> 1) + LISTING_NUMBER.dealtTicks]!;
  const mean = scaledQuotient(ticks, lots, MEAN_SCALE);
  const instrument = words[at + LISTING.instrument]!;
  const instrumentAt = instrument * INSTRUMENT.stride;
  const firm = deals >= market.instruments.words[instrumentAt + INSTRUMENT.quotationDeals]! ? 1 : 0;
  if (firm === 1)
    market.instruments.words[instrumentAt + INSTRUMENT.lastQuotation] = scaledQuotient(ticks, lots, 1);
  emit(market, 'quotation', { listing, instrument, deals, firm, lots, mean });
}

/**
 * The bounds of the market's numbers. All amounts are integers held in 64-bit floats, which are exact up to
 * 2^53; these bounds are chosen so that no sum or product of the engine can leave that range.
 *
 * - An order's value (price × lots × tick value) is at most 2^46.
 * - The value of all open orders of a currency is at most 2^49, so that the deals of one command, even an
 *   auction of the whole book, are too: fees of both sides (each at most 10 %, all currencies converted into
 *   one) then stay under 2^51.
 * - The exchange's assets in one currency are its bank (at most 2^51) and fees owed (at most its income, 2^51):
 *   at most 2^52 before a command, so under 2^53 after it, and no balance is larger than all assets.
 */

/** Largest exact integer of the amounts: one command's postings cannot reach it. */
export const MAXIMUM_AMOUNT = Number.MAX_SAFE_INTEGER;
/** Largest value of one order in minor units (2^46: 703 thousand million of main units of two decimals). */
export const MAXIMUM_ORDER_VALUE = 2 ** 46;
/** Largest value of all open orders in one currency, counted in local minor units by the day's rate. */
export const MAXIMUM_OPEN_VALUE = 2 ** 49;
/** Bank and income of a currency up to which new money and new orders are accepted. */
export const MAXIMUM_LEDGER = 2 ** 51;

/** Prices are whole ticks and quantities whole lots, from 1 to this (they fit 31 bits). */
export const MAXIMUM_TICKS = 2 ** 30 - 1;
export const MAXIMUM_LOTS = 2 ** 30 - 1;
/** Widest price range (cap − floor) of an instrument in ticks; what needs more has too fine a tick. */
export const MAXIMUM_RANGE_TICKS = 2 ** 22;

/** Days that a reported side has at least, from the day of the report on. */
export const DEFAULT_WINDOW_DAYS = 5;

/** Rates are parts per million: one million is 100 %. */
export const MILLION = 1_000_000;
/** Highest fee rate: 10 %. */
export const MAXIMUM_FEE_PPM = 100_000;
/** Largest least fee of a deal, in minor units. */
export const MAXIMUM_LEAST_FEE = 2 ** 24;
/** Exchange rates are local minor units per foreign minor unit, in millionths, up to 10,000. */
export const MAXIMUM_RATE_MILLIONTHS = 10_000_000_000;

/** Most currencies and sections: both are bits of a mask and places in a row. */
export const MAXIMUM_CURRENCIES = 16;
export const MAXIMUM_SECTIONS = 16;
/** Most orders alive at once (2^24) and lives of one order slot (2^29): an order's number is exact below 2^53. */
export const MAXIMUM_ORDERS = 2 ** 24;
export const MAXIMUM_GENERATION = 2 ** 29 - 1;

/** A price that no order can reach: the best sell of an empty book (the best buy of one is 0). */
export const NO_ASK = 0x7fff_ffff;

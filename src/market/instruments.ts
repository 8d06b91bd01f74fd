/** Sections with their fees, and instruments. */
import { isWhole } from './arithmetic.ts';
import { emit } from './emit.ts';
import {
  MAXIMUM_FEE_PPM,
  MAXIMUM_LEAST_FEE,
  MAXIMUM_LOTS,
  MAXIMUM_ORDER_VALUE,
  MAXIMUM_RANGE_TICKS,
  MAXIMUM_SECTIONS,
  MAXIMUM_TICKS,
  MILLION,
} from './limits.ts';
import type { Fields } from './plain.ts';
import { REJECT } from './rejections.ts';
import {
  FEE_BANDS,
  INSTRUMENT,
  INSTRUMENT_NUMBER,
  type Market,
  SECTION,
  SECTION_LOCAL_FEES,
  SECTION_NUMBER,
} from './state.ts';
import { BUY, MARKET, SELL } from './terms.ts';

export function defineSection(market: Market, command: Fields<'defineSection'>): number {
  if (market.sections.rows > MAXIMUM_SECTIONS) return REJECT.TOO_MANY;
  if ((command.flags & ~SECTION_LOCAL_FEES) !== 0) return REJECT.FLAG_INVALID;
  if (!isWhole(command.leastFee, 0, MAXIMUM_LEAST_FEE)) return REJECT.FEE_INVALID;
  const section = market.sections.add();
  market.sections.words[section * SECTION.stride + SECTION.flags] = command.flags;
  market.sections.numbers[(section * SECTION.stride) / 2 + SECTION_NUMBER.leastFee] = command.leastFee;
  emit(market, 'sectionDefined', { section });
  return 0;
}

/** Sets one band of a section's fees for a side. Band 0 begins at no turnover; each later one above that before. */
export function setFee(market: Market, command: Fields<'setFee'>): number {
  const { section, side, band, ppm, fromTurnover } = command;
  if (section <= 0 || section >= market.sections.rows) return REJECT.SECTION_UNKNOWN;
  if (side !== BUY && side !== SELL) return REJECT.SIDE_INVALID;
  const from = (section * SECTION.stride) / 2 + SECTION_NUMBER.fromTurnover + side * FEE_BANDS;
  const numbers = market.sections.numbers;
  const follows =
    band === 0
      ? fromTurnover === 0
      : band > 0 &&
        band < FEE_BANDS &&
        fromTurnover > numbers[from + band - 1]! &&
        (band === 1 || numbers[from + band - 1]! > 0);
  const last = band + 1 < FEE_BANDS ? (numbers[from + band + 1] ?? 0) : 0;
  if (
    !follows ||
    !isWhole(fromTurnover, 0, MAXIMUM_ORDER_VALUE) ||
    (last > 0 && fromTurnover >= last) ||
    ppm < 0 ||
    ppm > MAXIMUM_FEE_PPM
  ) {
    return REJECT.FEE_INVALID;
  }
  market.sections.words[section * SECTION.stride + SECTION.fees + side * FEE_BANDS + band] = ppm;
  numbers[from + band] = fromTurnover;
  emit(market, 'feeSet', { section, side, band, ppm });
  return 0;
}

export function defineInstrument(market: Market, command: Fields<'defineInstrument'>): number {
  const { section, currency, priceFloor, priceCap, minimumLots, maximumLots, tickValue } = command;
  if (section <= 0 || section >= market.sections.rows) return REJECT.SECTION_UNKNOWN;
  if (currency <= 0 || currency >= market.currencies.rows) return REJECT.CURRENCY_UNKNOWN;
  if (
    priceFloor <= 0 ||
    priceCap < priceFloor ||
    priceCap > MAXIMUM_TICKS ||
    priceCap - priceFloor >= MAXIMUM_RANGE_TICKS
  ) {
    return REJECT.PRICE_RANGE_INVALID;
  }
  if (minimumLots <= 0 || maximumLots < minimumLots || maximumLots > MAXIMUM_LOTS)
    return REJECT.LOT_LIMITS_INVALID;
  if (!isRate(command.buyDepositPpm) || !isRate(command.sellDepositPpm)) return REJECT.RATE_INVALID;
  if (command.quotationDeals < 0) return REJECT.LIMIT_INVALID;
  if (command.market < 0 || command.market > MARKET.transit) return REJECT.MARKET_UNKNOWN;
  if (!isWhole(tickValue, 1, MAXIMUM_ORDER_VALUE)) return REJECT.TICK_VALUE_INVALID;
  const instrument = market.instruments.add();
  const words = market.instruments.words;
  const at = instrument * INSTRUMENT.stride;
  words[at + INSTRUMENT.section] = section;
  words[at + INSTRUMENT.currency] = currency;
  words[at + INSTRUMENT.priceFloor] = priceFloor;
  words[at + INSTRUMENT.priceCap] = priceCap;
  words[at + INSTRUMENT.minimumLots] = minimumLots;
  words[at + INSTRUMENT.maximumLots] = maximumLots;
  words[at + INSTRUMENT.buyDepositPpm] = command.buyDepositPpm;
  words[at + INSTRUMENT.sellDepositPpm] = command.sellDepositPpm;
  words[at + INSTRUMENT.market] = command.market;
  words[at + INSTRUMENT.quotationDeals] = command.quotationDeals;
  market.instruments.numbers[(at >> 1) + INSTRUMENT_NUMBER.tickValue] = tickValue;
  emit(market, 'instrumentDefined', { instrument });
  return 0;
}

function isRate(ppm: number): boolean {
  return ppm >= 0 && ppm <= MILLION;
}

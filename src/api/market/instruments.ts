/** Currencies, sections with their fees, and instruments, as the network has them. */
import {
  CURRENCY,
  CURRENCY_NUMBER,
  FEE_BANDS,
  GENERAL,
  GENERAL_AT,
  INSTRUMENT,
  INSTRUMENT_NUMBER,
  type Market,
  SECTION,
  SECTION_LOCAL_FEES,
  SECTION_NUMBER,
} from '#market/state.ts';
import { BUY, SELL } from '#market/terms.ts';
import type { CurrencyItem, InstrumentItem, SectionItem } from '#wire/market.ts';
import { numberAt, orNull, wordAt } from './cells.ts';
import type { Unnamed } from './named.ts';
import { TRADE } from './words.ts';

export function currencyItem(market: Market, currency: number): CurrencyItem {
  return {
    currency,
    code: String(wordAt(market.currencies, currency, CURRENCY.code)).padStart(3, '0'),
    local: market.general.words[GENERAL_AT + GENERAL.localCurrency] === currency,
    rateMillionths: numberAt(market.currencies, currency, CURRENCY_NUMBER.rate),
  };
}

function feesOf(market: Market, section: number, side: number): SectionItem['fees']['buy'] {
  return Array.from({ length: FEE_BANDS }, (_, band) => ({
    fromTurnover: numberAt(market.sections, section, SECTION_NUMBER.fromTurnover + side * FEE_BANDS + band),
    ratePpm: wordAt(market.sections, section, SECTION.fees + side * FEE_BANDS + band),
  })).filter(({ fromTurnover }, band) => band === 0 || fromTurnover > 0);
}

export function sectionItem(market: Market, section: number): Unnamed<SectionItem> {
  return {
    section,
    residentsPayLocally: (wordAt(market.sections, section, SECTION.flags) & SECTION_LOCAL_FEES) !== 0,
    leastFee: numberAt(market.sections, section, SECTION_NUMBER.leastFee),
    fees: { buy: feesOf(market, section, BUY), sell: feesOf(market, section, SELL) },
  };
}

export function instrumentItem(market: Market, instrument: number): Unnamed<InstrumentItem> {
  const word = (column: number): number => wordAt(market.instruments, instrument, column);
  return {
    instrument,
    section: word(INSTRUMENT.section),
    currency: word(INSTRUMENT.currency),
    tickValue: numberAt(market.instruments, instrument, INSTRUMENT_NUMBER.tickValue),
    priceFloor: word(INSTRUMENT.priceFloor),
    priceCap: word(INSTRUMENT.priceCap),
    minimumLots: word(INSTRUMENT.minimumLots),
    maximumLots: word(INSTRUMENT.maximumLots),
    depositPpm: { buy: word(INSTRUMENT.buyDepositPpm), sell: word(INSTRUMENT.sellDepositPpm) },
    trade: TRADE.wordOrNull(word(INSTRUMENT.market)),
    quotationDeals: word(INSTRUMENT.quotationDeals),
    lastQuotation: orNull(word(INSTRUMENT.lastQuotation)),
  };
}

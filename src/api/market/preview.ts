/**
 * What an order would block and cost, before it is given: by the rules of deposits.ts and fees.ts, from the market as
 * it is now. The book may move before the order comes; then less or more may be blocked, and the market has the say.
 */
import { convert, shareNearest, shareUp } from '#market/arithmetic.ts';
import { findAccount } from '#market/ledger.ts';
import { MAXIMUM_SECTIONS, NO_ASK } from '#market/limits.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  CURRENCY_NUMBER,
  FEE_BANDS,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  LISTING,
  LISTING_NUMBER,
  type Market,
  PARTICIPANT,
  SECTION,
  SECTION_LOCAL_FEES,
  SECTION_NUMBER,
} from '#market/state.ts';
import { BUY, SELL } from '#market/terms.ts';
import type { PreviewOut } from '#wire/market-figures.ts';
import { numberAt, wordAt } from './cells.ts';

export interface PreviewAsked {
  readonly listing: number;
  readonly side: 'buy' | 'sell';
  /** Null: at any price of the band. */
  readonly price: number | null;
  readonly lots: number;
  /** A client of the broker; 0: the participant itself. */
  readonly client: number;
  /** A bid for a lot, and not an order. */
  readonly bid: boolean;
}

function worstPrice(market: Market, { listing, bid }: PreviewAsked, side: number, price: number): number {
  if (side === BUY || bid) return price;
  if (wordAt(market.listings, listing, LISTING.gathering) === 1)
    return wordAt(market.listings, listing, LISTING.bandCap);
  const best = wordAt(market.listings, listing, LISTING.bestBid);
  return best === NO_ASK ? price : Math.max(best, price);
}

/** The rate of a deal's fee: that of the band of the participant's turnover so far. */
function feeRate(market: Market, section: number, side: number, participant: number): number {
  const turnover = market.turnover.numbers[participant * MAXIMUM_SECTIONS + section - 1] ?? 0;
  const from = (band: number): number =>
    numberAt(market.sections, section, SECTION_NUMBER.fromTurnover + side * FEE_BANDS + band);
  let band = 0;
  while (band + 1 < FEE_BANDS && from(band + 1) > 0 && turnover >= from(band + 1)) band += 1;
  return wordAt(market.sections, section, SECTION.fees + side * FEE_BANDS + band);
}

export function previewOf(market: Market, participant: number, asked: PreviewAsked): PreviewOut {
  const { listing, lots, client } = asked;
  const word = (column: number): number => wordAt(market.listings, listing, column);
  const side = asked.side === 'buy' ? BUY : SELL;
  const edge = side === BUY ? word(LISTING.bandCap) : word(LISTING.bandFloor);
  const price = asked.price ?? edge;
  const tickValue = numberAt(market.listings, listing, LISTING_NUMBER.tickValue);
  const currency = word(LISTING.currency);
  const section = word(LISTING.section);
  const worst = worstPrice(market, asked, side, price);
  const block = shareUp(worst * lots * tickValue, word(LISTING.buyDepositPpm + side));
  const value = price * lots * tickValue;

  const holder = client === 0 ? wordAt(market.participants, participant, PARTICIPANT.holder) : client;
  const account = findAccount(market, holder, currency);
  const free = account === 0 ? 0 : numberAt(market.accounts, account, ACCOUNT_NUMBER.free);

  const least = numberAt(market.sections, section, SECTION_NUMBER.leastFee);
  const fee = Math.max(shareNearest(value, feeRate(market, section, side, participant)), least);
  const local = market.general.words[GENERAL_AT + GENERAL.localCurrency] ?? 0;
  const paysLocally =
    currency !== local &&
    account !== 0 &&
    wordAt(market.accounts, account, ACCOUNT.resident) === 1 &&
    (wordAt(market.sections, section, SECTION.flags) & SECTION_LOCAL_FEES) !== 0;
  return {
    currency,
    value,
    block,
    free,
    freeAfter: free - block,
    fee: paysLocally ? convert(fee, numberAt(market.currencies, currency, CURRENCY_NUMBER.rate)) : fee,
    feeCurrency: paysLocally ? local : currency,
  };
}

/** Is it a client of the participant? */
export function isClientOf(market: Market, participant: number, client: number): boolean {
  return (
    client > 0 &&
    client < market.holders.rows &&
    wordAt(market.holders, client, HOLDER.client) === 1 &&
    wordAt(market.holders, client, HOLDER.participant) === participant
  );
}

/**
 * Making a deal between two orders: a contract is drafted, both deposits move from the orders to it, both sides
 * owe their fees, and the listing's figures grow. What the deal does not need is released by the caller.
 */
import * as arithmeticModule from './arithmetic.ts';
import * as depositsModule from './deposits.ts';
import * as events from './events.ts';
import * as feesModule from './fees.ts';
import * as recordModule from './record.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';
import * as terms from './terms.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { shareDown } = arithmeticModule;
const { reblock, restingPrice } = depositsModule;
const { chargeFee } = feesModule;
const { head } = recordModule;
const { EVENTS } = events;
const {
  ACCOUNT_SHIFT,
  ACCOUNT_NUMBER,
  CONTRACT_COLUMN,
  CONTRACT_NUMBER,
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  LISTING,
  LISTING_SHIFT,
  LISTING_NUMBER,
  ORDER,
  ORDER_SHIFT,
  ORDER_NUMBER,
} = state;
const { BUY, CONTRACT } = terms;

const DEAL = EVENTS.deal.at;
const DEAL_WORDS = EVENTS.deal.words;
const DEAL_HEAD = head(EVENTS.deal.kind, DEAL_WORDS);

/** In place of the aggressor: a deal of an auction, in which no side took the initiative. */
export const NO_AGGRESSOR = 2;
/** In place of the aggressor: a named deal, which counts in no figures of the order-driven market. */
export const NAMED = 3;

/** Moves the deposit of a deal from an order's block to the contract. */
const secure = (
  market: Market,
  account: number,
  currency: number,
  orderAt: number,
  deposit: number,
): void => {
  const out = -deposit;
  market.orders.numbers[(orderAt >> 1) | ORDER_NUMBER.blocked]! += out;
  const at = account << (ACCOUNT_SHIFT - 1);
  const numbers = market.accounts.numbers;
  numbers[at | ACCOUNT_NUMBER.orders]! += out;
  numbers[at | ACCOUNT_NUMBER.contracts]! += deposit;
  market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) | CURRENCY_NUMBER.total]! += out + deposit;
};

/**
 * Makes a deal between two orders (slots) at a price in ticks. Both remaining quantities fall by the lots; queues
 * are the caller's. Where one side is the aggressor (the one that came last), the other's block is brought to
 * what remains; the aggressor's, and those of auctions, are brought there by the caller after the last deal.
 */
export function makeDeal(
  market: Market,
  listing: number,
  buy: number,
  sell: number,
  price: number,
  lots: number,
  aggressor: number,
): void {
  const listings = market.listings.words;
  const listingAt = listing << LISTING_SHIFT;
  const currency = listings[listingAt | LISTING.currency]!;
  const section = listings[listingAt | LISTING.section]!;
  const statistics = listingAt >> 1;
  const value = price * lots * market.listings.numbers[statistics | LISTING_NUMBER.tickValue]!;
  const buyDeposit = shareDown(value, listings[listingAt | LISTING.buyDepositPpm]!);
  const sellDeposit = shareDown(value, listings[listingAt | LISTING.sellDepositPpm]!);

  const orders = market.orders.words;
  const buyAt = buy << ORDER_SHIFT;
  const sellAt = sell << ORDER_SHIFT;
  const buyAccount = orders[buyAt | ORDER.account]!;
  const sellAccount = orders[sellAt | ORDER.account]!;

  orders[buyAt | ORDER.remaining]! -= lots;
  orders[sellAt | ORDER.remaining]! -= lots;
  secure(market, buyAccount, currency, buyAt, buyDeposit);
  secure(market, sellAccount, currency, sellAt, sellDeposit);

  if (aggressor !== NAMED) {
    listings[listingAt | LISTING.deals]!++;
    listings[listingAt | LISTING.lastPrice] = price;
    const listingNumbers = market.listings.numbers;
    listingNumbers[statistics | LISTING_NUMBER.dealtLots]! += lots;
    listingNumbers[statistics | LISTING_NUMBER.dealtTicks]! += price * lots;
  }

  const contract = market.contracts.add();
  const contracts = market.contracts.words;
  const contractAt = contract * CONTRACT_COLUMN.stride;
  contracts[contractAt + CONTRACT_COLUMN.state] = CONTRACT.drafted;
  contracts[contractAt + CONTRACT_COLUMN.listing] = listing;
  contracts[contractAt + CONTRACT_COLUMN.price] = price;
  contracts[contractAt + CONTRACT_COLUMN.lots] = lots;
  contracts[contractAt + CONTRACT_COLUMN.buyAccount] = buyAccount;
  contracts[contractAt + CONTRACT_COLUMN.sellAccount] = sellAccount;
  contracts[contractAt + CONTRACT_COLUMN.buyTrader] = orders[buyAt | ORDER.trader]!;
  contracts[contractAt + CONTRACT_COLUMN.sellTrader] = orders[sellAt | ORDER.trader]!;
  market.contracts.numbers[(contractAt >> 1) + CONTRACT_NUMBER.buyDeposit] = buyDeposit;
  market.contracts.numbers[(contractAt >> 1) + CONTRACT_NUMBER.sellDeposit] = sellDeposit;

  const output = market.output;
  const at = output.claim(DEAL_WORDS);
  const words = output.words;
  const numbers = output.numbers;
  words[at] = DEAL_HEAD;
  words[at + DEAL.contract] = contract;
  words[at + DEAL.listing] = listing;
  words[at + DEAL.price] = price;
  words[at + DEAL.lots] = lots;
  words[at + DEAL.buySlot] = buy;
  words[at + DEAL.buyGeneration] = orders[buyAt | ORDER.generation]!;
  words[at + DEAL.sellSlot] = sell;
  words[at + DEAL.sellGeneration] = orders[sellAt | ORDER.generation]!;
  words[at + DEAL.buyAccount] = buyAccount;
  words[at + DEAL.sellAccount] = sellAccount;
  words[at + DEAL.aggressor] = aggressor;
  numbers[(at + DEAL.buyDeposit) >> 1] = buyDeposit;
  numbers[(at + DEAL.sellDeposit) >> 1] = sellDeposit;
  numbers[(at + DEAL.buyFee) >> 1] = chargeFee(market, buyAccount, section, BUY, currency, value);
  numbers[(at + DEAL.sellFee) >> 1] = chargeFee(market, sellAccount, section, 1, currency, value);
  if (aggressor >= NO_AGGRESSOR) numbers[(at + DEAL.released) >> 1] = 0;
  else {
    const restingAt = aggressor === BUY ? sellAt : buyAt;
    numbers[(at + DEAL.released) >> 1] = reblock(
      market,
      listingAt,
      restingAt,
      restingPrice(market, listingAt, restingAt),
    );
  }
}

/**
 * Fees of a deal: a rate of its value per section, side and volume band, rounded to the nearest minor unit
 * (halves up), and never below the section's least fee. The band is that of the participant's turnover before
 * the deal. Where the section says so, residents owe theirs in local currency at the day's rate; everybody
 * else in the deal's.
 */
import * as arithmeticModule from './arithmetic.ts';
import * as ledgerModule from './ledger.ts';
import * as limits from './limits.ts';
import type { Market } from './state.ts';
import * as state from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { convert, shareNearest } = arithmeticModule;
const { openAccount, post, postExchange } = ledgerModule;
const { MAXIMUM_LEDGER, MAXIMUM_SECTIONS } = limits;
const {
  ACCOUNT,
  ACCOUNT_SHIFT,
  ACCOUNT_NUMBER,
  CURRENCY_SHIFT,
  CURRENCY_NUMBER,
  FEE_BANDS,
  GENERAL,
  GENERAL_AT,
  SECTION,
  SECTION_LOCAL_FEES,
  SECTION_NUMBER,
} = state;

/**
 * Charges one side of a deal: fees due against income, and turnover. Gives the fee in the currency in which it
 * is owed.
 */
export function chargeFee(
  market: Market,
  account: number,
  section: number,
  side: number,
  currency: number,
  value: number,
): number {
  const accounts = market.accounts.words;
  const accountAt = account << ACCOUNT_SHIFT;
  const participant = accounts[accountAt | ACCOUNT.participant]!;
  const local = market.general.words[GENERAL_AT + GENERAL.localCurrency]!;
  const rate = market.currencies.numbers[(currency << (CURRENCY_SHIFT - 1)) | CURRENCY_NUMBER.rate]!;

  const turnover = market.turnover.numbers;
  const turnoverAt = participant * MAXIMUM_SECTIONS + section - 1;
  const before = turnover[turnoverAt]!;
  const after = before + (currency === local ? value : convert(value, rate));
  turnover[turnoverAt] = after > MAXIMUM_LEDGER ? MAXIMUM_LEDGER : after;

  const words = market.sections.words;
  const numbers = market.sections.numbers;
  const sectionAt = section * SECTION.stride;
  const bands = side * FEE_BANDS;
  const from = sectionAt / 2 + SECTION_NUMBER.fromTurnover + bands;
  let band = 0;
  while (band + 1 < FEE_BANDS && numbers[from + band + 1]! > 0 && before >= numbers[from + band + 1]!) band++;
  let fee = shareNearest(value, words[sectionAt + SECTION.fees + bands + band]!);
  const least = numbers[sectionAt / 2 + SECTION_NUMBER.leastFee]!;
  if (fee < least) fee = least;
  if (fee === 0) return 0;

  if (
    currency !== local &&
    accounts[accountAt | ACCOUNT.resident] === 1 &&
    (words[sectionAt + SECTION.flags]! & SECTION_LOCAL_FEES) !== 0
  ) {
    const owed = convert(fee, rate);
    const localAccount = openAccount(market, accounts[accountAt | ACCOUNT.holder]!, local);
    post(market, localAccount, ACCOUNT_NUMBER.feesDue, local, -owed);
    postExchange(market, CURRENCY_NUMBER.income, local, owed);
    return owed;
  }
  post(market, account, ACCOUNT_NUMBER.feesDue, currency, -fee);
  postExchange(market, CURRENCY_NUMBER.income, currency, fee);
  return fee;
}

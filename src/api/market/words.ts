/** Between the market's numbers and the words that stand for them on the network. */
import { AUCTION_STAGE } from '#market/state.ts';
import * as terms from '#market/terms.ts';
import type * as words from '#wire/market-words.ts';

/** 'namedDeals' as 'named-deals'. */
type Kebab<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Uncapitalize<Head>}${Kebab<Tail>}`
    : `${Uncapitalize<Head>}-${Kebab<Tail>}`
  : S;

export interface Words<Word extends string> {
  /** The word of a number. Errors: RangeError for a number without one. */
  word(number: number): Word;
  /** The word of a number, null for one without. */
  wordOrNull(number: number): Word | null;
  number(word: Word): number;
}

function wordsOf<T extends { readonly [name: string]: number }>(table: T): Words<Kebab<keyof T & string>> {
  type Word = Kebab<keyof T & string>;
  const entries = Object.entries(table).map(
    ([name, number]) =>
      [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as Word, number] as const,
  );
  const byWord = new Map(entries);
  const byNumber = new Map(entries.map(([word, number]) => [number, word]));
  const wordOrNull = (number: number): Word | null => byNumber.get(number) ?? null;
  return {
    wordOrNull,
    word(number) {
      const word = wordOrNull(number);
      if (word === null)
        throw new RangeError(`${number} stands for none of ${[...byWord.keys()].join(', ')}`);
      return word;
    },
    number: (word) => byWord.get(word) as number,
  };
}

type Of<T extends readonly string[]> = T[number];

// The types say that the wire has exactly the words of the market's tables: no more, no fewer.
export const SIDE: Words<Of<typeof words.SIDES>> = wordsOf({ buy: terms.BUY, sell: terms.SELL });
export const MODE: Words<Of<typeof words.MODES>> = wordsOf(terms.MODE);
export const PHASE: Words<Of<typeof words.PHASES>> = wordsOf(terms.PHASE);
export const STANCE: Words<Of<typeof words.STANCES>> = wordsOf(terms.STANCE);
export const FORCE: Words<Of<typeof words.TIMES_IN_FORCE>> = wordsOf(terms.FORCE);
export const SELF_TRADE: Words<Of<typeof words.SELF_TRADE_RULES>> = wordsOf(terms.SELF_TRADE);
export const END_REASON: Words<Of<typeof words.END_REASONS>> = wordsOf(terms.CANCEL_REASON);
export const ADMISSION: Words<Of<typeof words.ADMISSION_RULES>> = wordsOf(terms.ADMISSION);
export const ROLE: Words<Of<typeof words.ROLES>> = wordsOf(terms.ROLE);
export const STANDING: Words<Of<typeof words.STANDINGS>> = wordsOf(terms.STANDING);
export const CONTRACT: Words<Of<typeof words.CONTRACT_STATES>> = wordsOf(terms.CONTRACT);
export const WITHDRAWAL: Words<Of<typeof words.WITHDRAWAL_STATES>> = wordsOf(terms.WITHDRAWAL);
export const TRADE: Words<Of<typeof words.TRADE_KINDS>> = wordsOf(terms.MARKET);
export const STAGE: Words<Of<typeof words.AUCTION_STAGES>> = wordsOf(AUCTION_STAGE);

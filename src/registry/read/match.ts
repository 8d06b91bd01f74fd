/**
 * How a text that a reader typed finds entities: by the start of any word of any name, folded to plain Latin, and
 * by stem in the languages that PostgreSQL stems. Trigrams come in only through `search_word`, the dictionary of
 * words that occur: comparing a mistyped word with all words is cheap, with all names it is not.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { fold } from '../fold.ts';

export interface Match {
  /** Words as folded, in the order typed; empty where the text has none. */
  readonly words: readonly string[];
  /** The condition on `entity_view` under the alias given. */
  condition(alias: string): RawBuilder<SqlBool>;
  /** How well a row matches: higher is better; whole names above beginnings above words within. */
  score(alias: string): RawBuilder<number>;
}

/** A word for `to_tsquery('simple', …)`: quoted, so that nothing typed is an operator. */
function lexeme(word: string): string {
  return `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
}

/** Takes what was typed; gives the condition and the score. A text without a letter or digit matches nothing. */
export function matchOf(text: string, words: readonly string[] = foldedWords(text)): Match {
  const prefixes = words.map((word) => `${lexeme(word)}:*`).join(' & ');
  const typed = text.trim();
  const whole = words.join(' ');
  return {
    words,
    condition(alias) {
      if (words.length === 0) return sql`false`;
      const search = sql`${sql.id(alias)}.search`;
      return sql`(${search} @@ (to_tsquery('simple', ${prefixes})
        || plainto_tsquery('russian', ${typed}) || plainto_tsquery('french', ${typed})
        || plainto_tsquery('english', ${typed})))`;
    },
    score(alias) {
      const view = sql.id(alias);
      const folded = sql`${view}.folded`;
      return sql`(case
          when ${folded} = ${whole} or ${folded} like ${`${whole} |%`} or ${folded} like ${`%| ${whole} |%`}
            or ${folded} like ${`%| ${whole}`} then 100
          when ${folded} like ${`${whole}%`} then 60
          when ${folded} like ${`%| ${whole}%`} then 50
          when ${folded} like ${`% ${whole}%`} then 30
          else 10
        end + ln(1 + ${view}.relations + ${view}.figures))::float8`;
    },
  };
}

/** The words of a text, folded; at most twelve, so that no query grows without end. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 12);
}

/**
 * How a text that a reader typed finds entities: by the beginning of any word of any name, as written or folded,
 * and by stem in the languages that PostgreSQL stems.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { fold } from '../fold.ts';

export interface Match {
  /** Words as typed, in lower case. */
  readonly typed: readonly string[];
  /** The same words folded; empty where the text has none. */
  readonly words: readonly string[];
  /** The condition on `entity_view` under the alias given. */
  condition(alias: string): RawBuilder<SqlBool>;
  /** How well a row matches: higher is better; whole names above beginnings above words within. */
  score(alias: string): RawBuilder<number>;
}

/** A word for `to_tsquery('simple', …)`: quoted, so that nothing typed is an operator. */
function lexeme(word: string): string {
  return `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}':*`;
}

/** Takes what was typed; gives the condition and the score. A text without a letter or digit matches nothing. */
export function matchOf(text: string): Match {
  const typed = wordsOf(text.toLowerCase().normalize('NFC'));
  const words = wordsOf(fold(text));
  const folded = words.map(lexeme).join(' & ');
  // Folding joins letters, so a word half typed may fold to something that its whole does not begin with.
  const raw = typed.map(lexeme).join(' & ');
  const plain = typed.join(' ');
  const whole = words.join(' ');
  return {
    typed,
    words,
    condition(alias) {
      if (words.length === 0) return sql`false`;
      return sql`(${sql.id(alias)}.search @@ (to_tsquery('simple', ${folded}) || to_tsquery('simple', ${raw})
        || plainto_tsquery('russian', ${plain}) || plainto_tsquery('french', ${plain})
        || plainto_tsquery('english', ${plain})))`;
    },
    score(alias) {
      const view = sql.id(alias);
      const names = sql`${view}.folded`;
      return sql`(case
          when position(${`|${whole}|`} in ${names}) > 0 then 100
          when position(${`|${whole}`} in ${names}) > 0 then 60
          when position(${` ${whole}`} in ${names}) > 0 then 30
          else 10
        end + ln(1 + ${view}.relations + ${view}.figures))::float8`;
    },
  };
}

/** The words of a text; at most twelve, so that no query grows without end. */
function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .slice(0, 12);
}

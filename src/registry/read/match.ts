/**
 * How a text that a reader typed finds entities. Each of its words must be found: as the beginning of a word of any
 * name, as written or folded, or by its stem in the languages that PostgreSQL stems. Where nothing is found, words
 * are corrected by the dictionary of words that occur (`search_word`).
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { fold } from '../fold.ts';
import { nearest } from './spelling.ts';

/** Texts typed are cut to so many words, so that no query grows without end. */
const MOST_WORDS = 8;

/** Small words that names have or lack at will; they count only when they stand alone. */
const SMALL = new Set(
  'of the and in at for to de la le les du des et en à и в на с по о для і у з на па аб між для'.split(' '),
);

export interface Word {
  /** As typed, in lower case; null where it was corrected. */
  readonly typed: string | null;
  readonly folded: string;
}

export interface Match {
  readonly words: readonly Word[];
  /** What the words were corrected to, where nothing was found as typed. */
  readonly corrected: boolean;
  /** The condition on `entity_view` under the alias given. */
  condition(alias: string): RawBuilder<SqlBool>;
  /** How well a row matches: higher is better; whole names above beginnings above words within. */
  score(alias: string): RawBuilder<number>;
  /** The same order from the folded names alone: cheap enough for each of tens of thousands of rows. */
  rough(alias: string): RawBuilder<number>;
}

/** A word for `to_tsquery('simple', …)`: quoted, so that nothing typed is an operator. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
}

/** Single letters about apostrophes: no word that anyone looks for, so they are looked for as they stand. */
function scattered(word: string): boolean {
  const pieces = word.split(/['’ʼ]/);
  return pieces.length > 1 && pieces.every((piece) => piece.length < 2);
}

function query({ typed, folded }: Word): RawBuilder<unknown> {
  const beginning = (word: string): string => `${quoted(word)}:*`;
  if (typed !== null && scattered(typed)) return sql`to_tsquery('simple', ${quoted(typed)})`;
  const parts = [sql`to_tsquery('simple', ${beginning(folded)})`];
  if (typed !== null) {
    // Folding joins letters, so a word half typed may fold to something that its whole does not begin with.
    if (typed !== folded) parts.push(sql`to_tsquery('simple', ${beginning(typed)})`);
    for (const language of ['russian', 'french', 'english']) {
      parts.push(sql`plainto_tsquery(${sql.lit(language)}, ${typed})`);
    }
  }
  return sql`(${sql.join(parts, sql` || `)})`;
}

/** All names of a row as written, in lower case, each between bars. */
function written(view: RawBuilder<unknown>): RawBuilder<string> {
  const names = ['fr', 'en', 'ru', 'be'].map((language) => sql`${view}.name->>${sql.lit(language)}`);
  return sql`lower(concat('|', concat_ws('|', ${sql.join(names)}, array_to_string(${view}.aliases, '|')), '|'))`;
}

function matchOfWords(words: readonly Word[], corrected: boolean): Match {
  const whole = words.map(({ folded }) => folded).join(' ');
  const typed = words.map((word) => word.typed ?? word.folded).join(' ');
  return {
    words,
    corrected,
    condition(alias) {
      if (words.length === 0) return sql`false`;
      return sql`${sql.id(alias)}.search @@ (${sql.join(words.map(query), sql` && `)})`;
    },
    score(alias) {
      const view = sql.id(alias);
      const has = (text: string): RawBuilder<SqlBool> => sql`(position(${text} in ${view}.folded) > 0)`;
      const says = (text: string): RawBuilder<SqlBool> => sql`(position(${text} in ${written(view)}) > 0)`;
      // Names as written are taken apart only for rows that their folded names do not settle.
      return sql`(case
          when ${has(`|${whole}|`)} then 100
          when ${has(`|${whole}`)} then 60
          when ${says(`|${typed}`)} then 55
          when ${has(` ${whole}`)} then 30
          else 10
        end + ln(1 + ${view}.relations + ${view}.figures))::float8`;
    },
    rough(alias) {
      const view = sql.id(alias);
      return sql`(case
          when position(${`|${whole}|`} in ${view}.folded) > 0 then 2000000
          when position(${`|${whole}`} in ${view}.folded) > 0 then 1000000
          else 0
        end + least(${view}.relations + ${view}.figures, 999999))`;
    },
  };
}

/** Takes what was typed; gives the condition and the score. A text without a letter or digit matches nothing. */
export function matchOf(text: string): Match {
  const all = text
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}'’ʼ]+/u)
    .map((typed) => ({ typed, folded: fold(typed).replaceAll(' ', '') }))
    .filter(({ folded }) => folded !== '')
    .slice(0, MOST_WORDS);
  const telling = all.filter(({ typed }) => !SMALL.has(typed));
  const words = telling.length > 0 ? telling : all;
  // A single letter beside longer words is a remnant or an initial: as a beginning it would match nearly everything.
  const longer = words.filter(({ typed }) => typed.length > 1 || /\p{N}/u.test(typed));
  return matchOfWords(longer.length > 0 ? longer : words, false);
}

/** Takes what was typed; gives how it matches, corrected where nothing matches as typed and something near does. */
export async function resolveMatch(db: Database, text: string): Promise<Match> {
  const match = matchOf(text);
  if (match.words.length === 0) return match;
  const { rows } = await sql`
    select 1 from entity_view as view where ${match.condition('view')} and not view.simulated limit 1`.execute(
    db,
  );
  if (rows.length > 0) return match;
  const words = await Promise.all(match.words.map((word) => correct(db, word)));
  return words.some((word, index) => word !== match.words[index]) ? matchOfWords(words, true) : match;
}

/** Gives the word itself where it occurs or nothing is near, else the word that it most likely stands for. */
async function correct(db: Database, word: Word): Promise<Word> {
  if (word.folded.length < 4) return word;
  const { rows } = await sql<{ word: string; occurs: boolean }>`
    (select word, true as occurs from search_word where word like ${`${word.folded}%`} limit 1)
    union all
    (select word, false from search_word where word % ${word.folded}
      order by similarity(word, ${word.folded}) desc, word limit 40)`.execute(db);
  if (rows.some(({ occurs }) => occurs)) return word;
  const near = nearest(
    word.folded,
    rows.map((row) => row.word),
  );
  return near === null ? word : { typed: null, folded: near };
}

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
  /** PostgreSQL's queries for its stems, without those that its beginning finds anyhow; null where not looked up. */
  readonly stems: readonly string[] | null;
}

export interface Match {
  readonly words: readonly Word[];
  /** What the words were corrected to, where nothing was found as typed. */
  readonly corrected: boolean;
  /** The code of goods that the text is; null where it is none. */
  readonly hsCode: string | null;
  /** The condition on `entity_view` under the alias given. */
  condition(alias: string): RawBuilder<SqlBool>;
  /** How well a row matches: higher is better; whole names above beginnings above words within. */
  score(alias: string): RawBuilder<number>;
  /** The same order, as whole numbers, from the folded names alone: cheap for each of tens of thousands of rows. */
  rough(alias: string): RawBuilder<number>;
}

/** A word for `to_tsquery('simple', …)`: quoted, so that nothing typed is an operator. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
}

/**
 * Letters held down, 'qqqq': folding joins the same letters into one, whose beginnings are everywhere, and so such a
 * word is looked for as it stands. A letter too many in a longer word ('Baaranovichi') folds as any other.
 */
function heldDown(word: string, folded: string): boolean {
  return /^(\p{L})\1+$/u.test(word) || (/(\p{L})\1\1/u.test(word) && folded.length * 2 < word.length);
}

/** Single letters about apostrophes: no word that anyone looks for, so they are looked for as they stand. */
function scattered(word: string): boolean {
  const pieces = word.split(/['’ʼ]/);
  return pieces.length > 1 && pieces.every((piece) => piece.length < 2);
}

const STEMMED = ['russian', 'french', 'english'];

function query({ typed, folded, stems }: Word): RawBuilder<unknown> {
  const beginning = (word: string): string => `${quoted(word)}:*`;
  if (typed !== null && scattered(typed)) return sql`to_tsquery('simple', ${quoted(typed)})`;
  const parts = [sql`to_tsquery('simple', ${beginning(folded)})`];
  if (typed !== null) {
    // Folding joins letters, so a word half typed may fold to something that its whole does not begin with.
    if (typed !== folded) parts.push(sql`to_tsquery('simple', ${beginning(typed)})`);
    if (stems !== null) parts.push(...stems.map((stem) => sql`${stem}::tsquery`));
    else parts.push(...STEMMED.map((language) => sql`plainto_tsquery(${sql.lit(language)}, ${typed})`));
  }
  return sql`(${sql.join(parts, sql` || `)})`;
}

/** All names of a row as written, in lower case, each between bars. */
function written(view: RawBuilder<unknown>): RawBuilder<string> {
  const names = ['fr', 'en', 'ru', 'be'].map((language) => sql`${view}.name->>${sql.lit(language)}`);
  return sql`lower(concat('|', concat_ws('|', ${sql.join(names)}, array_to_string(${view}.aliases, '|')), '|'))`;
}

/** Ids as they are written: 'note-48', 'grodno-region'. */
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A code of the Harmonized System as people type it: '8701', 'HS 8701.10', 'ТН ВЭД 8701'. */
const HS_CODE = /^(?:hs|sh|тн ?вэд|тн ?зэд|гс)? ?№? ?(\d{2}(?:[ .]?\d{2}){0,4})$/;

/** The code that a text is; null where it is none. */
function hsCodeIn(text: string): string | null {
  return HS_CODE.exec(text)?.[1]?.replaceAll(/[ .]/g, '') ?? null;
}

/** Products of a code: with the code itself, a finer one, or the heading that it belongs to. */
function ofCode(view: RawBuilder<unknown>, code: string): RawBuilder<SqlBool> {
  return sql`(${view}.kind = 'product' and exists (
    select from jsonb_array_elements_text(coalesce(${view}.current->'hs-code', '[]')) as own
    where starts_with(own, ${code}) or (length(own) >= 4 and starts_with(${code}, own))))`;
}

/** What is looked for: an id, where the text has the form of one, beside its words. */
function matchOfWords(words: readonly Word[], corrected: boolean, text = ''): Match {
  const id = ID.test(text) ? text : null;
  const hsCode = hsCodeIn(text);
  const whole = words.map(({ folded }) => folded).join(' ');
  const typed = words.map((word) => word.typed ?? word.folded).join(' ');
  return {
    words,
    corrected,
    hsCode,
    condition(alias) {
      if (words.length === 0) return sql`false`;
      const named = sql<SqlBool>`${sql.id(alias)}.search @@ (${sql.join(words.map(query), sql` && `)})`;
      const others: RawBuilder<SqlBool>[] = [];
      if (id !== null) others.push(sql`${sql.id(alias)}.id = ${id}`);
      if (hsCode !== null) others.push(ofCode(sql.id(alias), hsCode));
      return others.length === 0 ? named : sql`(${sql.join([named, ...others], sql` or `)})`;
    },
    score(alias) {
      const view = sql.id(alias);
      const has = (text: string): RawBuilder<SqlBool> => sql`(position(${text} in ${view}.folded) > 0)`;
      const says = (text: string): RawBuilder<SqlBool> => sql`(position(${text} in ${written(view)}) > 0)`;
      const code = hsCode === null ? sql.lit(false) : ofCode(view, hsCode);
      // Names as written are taken apart only for rows that their folded names do not settle.
      return sql`(case
          when ${view}.id = ${id}::text then 100
          when ${has(`|${whole}|`)} then 100
          when ${code} then 90
          when ${has(`|${whole}`)} then 60
          when ${says(`|${typed}`)} then 55
          when ${has(` ${whole}`)} then 30
          else 10
        end + ln(1 + ${view}.relations + ${view}.figures))::float8`;
    },
    rough(alias) {
      const view = sql.id(alias);
      return sql`(case
          when ${view}.id = ${id}::text then 2000000
          when position(${`|${whole}|`} in ${view}.folded) > 0 then 2000000
          when position(${`|${whole}`} in ${view}.folded) > 0 then 1000000
          else 0
        end + least(${view}.relations + ${view}.figures, 999999))::int`;
    },
  };
}

/** Takes what was typed; gives the condition and the score. A text without a letter or digit matches nothing. */
export function matchOf(text: string): Match {
  const all = text
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}'’ʼ]+/u)
    .map((typed) => {
      const folded = fold(typed).replaceAll(' ', '');
      return { typed, folded: heldDown(typed, folded) ? typed : folded, stems: null };
    })
    .filter(({ folded }) => folded !== '')
    .slice(0, MOST_WORDS);
  const telling = all.filter(({ typed }) => !SMALL.has(typed));
  const words = telling.length > 0 ? telling : all;
  // A single letter beside longer words is a remnant or an initial: as a beginning it would match nearly everything.
  const longer = words.filter(({ typed }) => typed.length > 1 || /\p{N}/u.test(typed));
  return matchOfWords(longer.length > 0 ? longer : words, false, text.trim().toLowerCase());
}

/** Takes the text of a filter; null where nothing is typed in it, which is no filter. */
export function typedIn(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}

/** Takes what was typed; gives how it matches, corrected where nothing matches as typed and something near does. */
export async function resolveMatch(db: Database, text: string): Promise<Match> {
  const read = matchOf(text);
  if (read.words.length === 0) return read;
  const match = matchOfWords(await withStems(db, read.words), false, text.trim().toLowerCase());
  if (await finds(db, match)) return match;
  const choices = await Promise.all(match.words.map((word) => alternatives(db, word)));
  for (const words of combinations(choices)) {
    const corrected = matchOfWords(words, true);
    if (await finds(db, corrected)) return corrected;
  }
  return match;
}

async function finds(db: Database, match: Match): Promise<boolean> {
  const { rows } = await sql`
    select 1 from entity_view as view where ${match.condition('view')} and not view.simulated limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/**
 * Looks up the stems of words. What a stem finds the beginning mostly finds, too; asking for both would be read twice
 * from the index, and let the planner expect so many rows that it reads the whole table.
 */
async function withStems(db: Database, words: readonly Word[]): Promise<Word[]> {
  const { rows } = await sql<{ stems: string[] }>`
    select array[${sql.join(
      STEMMED.map((language) => sql`plainto_tsquery(${sql.lit(language)}, word)::text`),
    )}] as stems
    from unnest(${words.map(({ typed, folded }) => typed ?? folded)}::text[]) with ordinality as asked (word, place)
    order by place`.execute(db);
  return words.map((word, index) => {
    const beginnings = [word.folded, word.typed ?? word.folded];
    const telling = new Set(rows[index]?.stems.filter((stem) => stem !== '' && !subsumed(stem, beginnings)));
    return { ...word, stems: [...telling] };
  });
}

/** Whether a query for one stem finds nothing that words with one of these beginnings would not. */
function subsumed(stem: string, beginnings: readonly string[]): boolean {
  const single = /^'([\p{L}\p{N}]+)'$/u.exec(stem)?.[1];
  return single !== undefined && beginnings.some((beginning) => single.startsWith(beginning));
}

/** What a word may stand for, and how far that is from what was typed. */
interface Alternative {
  readonly word: Word;
  readonly slips: number;
}

/** Of each word so many other spellings are tried, and of all words together so many combinations. */
const SPELLINGS = 4;
const COMBINATIONS = 16;

/**
 * All ways to take one alternative of each word, the nearest to what was typed first. The first of all is what was
 * typed, which found nothing: 'gret ston' has to become 'Great Stone', though some name has a word in 'ston'.
 */
function combinations(choices: readonly (readonly Alternative[])[]): Word[][] {
  let ways: { words: Word[]; slips: number }[] = [{ words: [], slips: 0 }];
  for (const alternatives of choices) {
    ways = ways
      .flatMap((way) =>
        alternatives.map(({ word, slips }) => ({ words: [...way.words, word], slips: way.slips + slips })),
      )
      .sort((a, b) => a.slips - b.slips)
      .slice(0, COMBINATIONS + 1);
  }
  return ways.filter(({ slips }) => slips > 0).map(({ words }) => words);
}

/** Gives the word itself where it occurs or nothing is near, and the words that it most likely stands for. */
async function alternatives(db: Database, word: Word): Promise<Alternative[]> {
  const itself = { word, slips: 0 };
  if (word.folded.length < 4) return [itself];
  const { rows } = await sql<{ word: string; occurs: boolean }>`
    (select word, true as occurs from search_word where word like ${`${word.folded}%`} limit 1)
    union all
    (select word, false from search_word where word % ${word.folded}
      order by similarity(word, ${word.folded}) desc, word limit 40)`.execute(db);
  const near = nearest(
    word.folded,
    rows.flatMap((row) => (row.occurs || row.word.startsWith(word.folded) ? [] : [row.word])),
  ).slice(0, SPELLINGS);
  const others = near.map(({ word: folded, slips }) => ({
    word: { typed: null, folded, stems: null },
    slips,
  }));
  return others.length === 0 || rows.some(({ occurs }) => occurs) ? [itself, ...others] : others;
}

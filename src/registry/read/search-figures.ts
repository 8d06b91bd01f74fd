/**
 * Search over what is measured: 'exports tajikistan' names a measure and a place, and leads to the figures of both.
 * A measure is found by the words of its labels in any language, the rest by the names of area, partner or product.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { LANGUAGES } from '#base/language.ts';
import { fold } from '../fold.ts';
import { type Match, matchOf, resolveMatch, type Word } from './match.ts';
import type { Reader } from './reader.ts';
import type { Terms } from './terms.ts';

/** Figures that a text names: all of one measure, or those of it between two places. */
export interface FiguresFound {
  readonly measure: string;
  readonly area: string | null;
  readonly partner: string | null;
  /** Where the text names it. */
  readonly product: string | null;
  /** How many there are; null where the measure alone is named. */
  readonly figures: number | null;
}

export interface FigureSearch {
  readonly rows: readonly FiguresFound[];
  readonly total: number;
  /** The words that name the measure. */
  readonly words: readonly Word[];
  /** The text is a measure's whole label, or names a measure and what it is of: this is what was looked for. */
  readonly surely: boolean;
}

const NOTHING: FigureSearch = { rows: [], total: 0, words: [], surely: false };

/** Of each word so many entities are looked at, those with most figures first. */
const MOST_ENTITIES = 200;
/** Shorter beginnings are beginnings of too much. */
const SHORTEST = 3;

interface Labelled {
  readonly measure: string;
  readonly labels: ReadonlySet<string>;
  readonly words: readonly string[];
}

const indexes = new WeakMap<Terms, readonly Labelled[]>();

function indexOf(terms: Terms): readonly Labelled[] {
  let index = indexes.get(terms);
  if (!index) {
    index = terms.measures.map(({ id, label }) => {
      const labels = new Set(LANGUAGES.map((language) => fold(label[language])));
      return { measure: id, labels, words: [...new Set([...labels].flatMap((text) => text.split(' ')))] };
    });
    indexes.set(terms, index);
  }
  return index;
}

/** Whether a word as typed is the beginning of a label's word, or another form of it: 'экспорта', 'поставок'. */
function names(typed: string, word: string): boolean {
  if (word.startsWith(typed)) return true;
  let same = 0;
  while (same < typed.length && typed[same] === word[same]) same++;
  return same >= 5 && typed.length - same <= 2 && word.length - same <= 2;
}

/** Takes the words of a text; gives the measures that most of them name, and which words those are. */
function measuresIn(words: readonly Word[], terms: Terms): { measures: string[]; naming: Set<Word> } {
  const telling = words.filter(({ folded }) => folded.length >= SHORTEST);
  const found = indexOf(terms).map(({ measure, words: own }) => ({
    measure,
    naming: telling.filter(({ folded }) => own.some((word) => names(folded, word))),
  }));
  const most = Math.max(0, ...found.map(({ naming }) => naming.length));
  const best = most === 0 ? [] : found.filter(({ naming }) => naming.length === most);
  return {
    measures: best.map(({ measure }) => measure),
    naming: new Set(best.flatMap(({ naming }) => naming)),
  };
}

async function ofMeasures(reader: Reader, measures: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ measure: string }>`
    select measure from unnest(${measures}::text[]) with ordinality as asked (measure, turn)
    where exists (select from cell join figure as f on f.cell = cell.id
      where cell.measure = asked.measure and f.retired is null and f.status = 'accepted')
    order by turn`.execute(reader.db);
  return rows.map(({ measure }) => measure);
}

interface Between {
  readonly measure: string;
  readonly area: string;
  readonly partner: string | null;
  readonly product: string | null;
  readonly figures: number;
  readonly total: number;
}

/** The figures of some measures whose area, partner or product each of the texts names. */
async function between(
  { db }: Reader,
  measures: readonly string[],
  texts: readonly Match[],
  limit: number,
): Promise<Between[]> {
  const named = texts.map(
    (match) => sql`(select view.id from entity_view as view
      where view.figures > 0 and ${match.condition('view')} order by view.figures desc, view.id limit ${MOST_ENTITIES})`,
  );
  // Of entities that were judged to be one, the figures may stand under either.
  const ids = named.map((list) => sql`select id from entity where id in ${list} or merged_into in ${list}`);
  const each = ids.map(
    (list): RawBuilder<SqlBool> =>
      sql`(cell.area in (${list}) or cell.partner in (${list}) or cell.product in (${list}))`,
  );
  const product = sql`case when ${sql.join(
    ids.map((list) => sql`cell.product in (${list})`),
    sql` or `,
  )} then cell.product end`;
  const { rows } = await sql<Between>`
    select cell.measure, cell.area, cell.partner, ${product} as product, count(*) as figures,
      count(*) over () as total
    from cell join figure as f on f.cell = cell.id
    where f.retired is null and f.status = 'accepted' and cell.measure = any(${measures}::text[])
      and ${sql.join(each, sql` and `)}
    group by 1, 2, 3, 4 order by figures desc, 1, 2, 3, 4 limit ${limit}`.execute(db);
  return rows;
}

/** Gives up to `limit` groups of figures that a text names; none where it names no measure. */
export async function searchFigures(reader: Reader, text: string, limit: number): Promise<FigureSearch> {
  const { words } = matchOf(text);
  const { measures, naming } = measuresIn(words, reader.terms);
  if (measures.length === 0) return NOTHING;
  const rest = words.filter((word) => !naming.has(word)).map(({ typed, folded }) => typed ?? folded);
  if (rest.length === 0) {
    const found = await ofMeasures(reader, measures);
    const whole = fold(text);
    return {
      rows: found
        .slice(0, limit)
        .map((measure) => ({ measure, area: null, partner: null, product: null, figures: null })),
      total: found.length,
      words: [...naming],
      surely: indexOf(reader.terms).some(({ labels }) => labels.has(whole)),
    };
  }
  const texts = await Promise.all(rest.map((word) => resolveMatch(reader.db, word)));
  const rows = await between(reader, measures, texts, limit);
  return {
    rows,
    total: rows[0]?.total ?? 0,
    words: [...naming, ...texts.flatMap((match) => match.words)],
    surely: rows.length > 0,
  };
}

/** Search hits: which name matched, and which of its letters. */
import { type Label, type Language, pick } from '#base/language.ts';
import { foldings } from '#registry/fold.ts';
import type { Match, Word } from '#registry/read/match.ts';
import type { SearchRow } from '#registry/read/search.ts';
import type { FigureSearch } from '#registry/read/search-figures.ts';
import type { SearchResult } from '#wire/registry.ts';
import { labelled, nullableRef, type Presenter } from './common.ts';
import { figureTitle } from './figure-title.ts';
import { placeLine } from './places.ts';

type Mark = [start: number, end: number];

/** How many letters of a word, from its beginning, spell what was looked for, and whether as typed. */
function marked(word: string, looked: readonly Word[]): { length: number; asTyped: boolean } | null {
  const lower = word.toLowerCase().normalize('NFC');
  const raw = looked.find(({ typed }) => typed !== null && lower.startsWith(typed));
  if (raw?.typed) return { length: Math.min(raw.typed.length, word.length), asTyped: true };
  const spellings = foldings(word);
  const found = looked.find(({ folded }) => spellings.some((spelling) => spelling.startsWith(folded)));
  if (found === undefined) return null;
  for (let length = 1; length < word.length; length++) {
    if (foldings(word.slice(0, length)).includes(found.folded)) return { length, asTyped: false };
  }
  return { length: word.length, asTyped: false };
}

interface Candidate {
  readonly text: string;
  readonly marks: Mark[];
  /** Words matched, those as typed counting twice. */
  readonly worth: number;
}

/** Takes a name and what was looked for; gives the spans of the beginnings of words that match. */
export function marksIn(text: string, looked: readonly Word[]): Candidate {
  const marks: Mark[] = [];
  let worth = 0;
  for (const part of text.matchAll(/[\p{L}\p{N}\p{M}'’ʼ]+/gu)) {
    const found = marked(part[0], looked);
    if (found === null) continue;
    marks.push([part.index, part.index + found.length]);
    worth += found.asTyped ? 2 : 1;
  }
  return { text, marks, worth };
}

/** The name that shows best why this was found: the reader's own first, then other languages, then aliases. */
function matched(row: SearchRow, match: Match, language: Language): Candidate {
  const names = [pick(row.name, language) || row.id, ...Object.values(row.name), ...row.aliases].map(String);
  const [own = { text: row.id, marks: [], worth: 0 }, ...others] = names.map((name) =>
    marksIn(name, match.words),
  );
  return others.reduce((best, other) => (other.worth > best.worth ? other : best), own);
}

/** Takes the rows, the best kind first; gives them grouped, each with its marks. */
export function searchGroups(
  rows: readonly SearchRow[],
  match: Match,
  presenter: Presenter,
): SearchResult['groups'] {
  const groups = new Map<string, SearchResult['groups'][number]>();
  for (const row of rows) {
    const kind = presenter.terms.kind(row.kind);
    const group = groups.get(row.kind) ?? {
      kind: row.kind,
      label: kind ? pick(kind.label.many, presenter.language) : row.kind,
      total: row.total,
      hits: [],
    };
    groups.set(row.kind, group);
    const { text, marks } = matched(row, match, presenter.language);
    group.hits.push({
      ref: { id: row.id, kind: row.kind, name: pick(row.name, presenter.language) || row.id },
      matched: text,
      marks,
      context: contextOf(row, match, presenter),
    });
  }
  return [...groups.values()];
}

/** What it is and where, to tell namesakes apart. */
function contextOf(row: SearchRow, { hsCode }: Match, presenter: Presenter): string {
  const kind = presenter.terms.kind(row.kind);
  const type = row.type === null ? undefined : kind?.types?.[row.type];
  const what = pick(type ?? kind?.label.one ?? row.kind, presenter.language);
  const places = row.places.filter((id) => id !== row.id);
  const codes = hsCode === null ? [] : (row.codes ?? []).map((code) => `HS ${code}`);
  return [what, ...codes, ...placeLine(places, 2, presenter)].join(', ');
}

const FIGURES: Label = { fr: 'chiffres', en: 'figures', ru: 'показатели', be: 'паказчыкі' };

/** Takes the figures that a text names; gives them as a group, each with the parameters that list them. */
export function figureGroup(
  { rows, total, words }: FigureSearch,
  presenter: Presenter,
): SearchResult['groups'][number] {
  const { language, terms } = presenter;
  const hits = rows.map(({ measure, area, partner, product, figures }) => {
    const known = terms.measure(measure);
    const label = known ? pick(known.label, language) : measure;
    const [of, to, what] = [area, partner, product].map((id) => nullableRef(id, presenter));
    const name = figureTitle({
      measure: { id: measure, label },
      area: of ?? null,
      partner: to ?? null,
      product: what ?? null,
    });
    return {
      ref: { id: measure, kind: 'measure', name },
      matched: name,
      marks: marksIn(name, words).marks,
      context: figures === null ? '' : labelled(pick(FIGURES, language), String(figures), presenter),
      figures: {
        measure,
        ...(of ? { area: of.id } : {}),
        ...(to ? { partner: to.id } : {}),
        ...(what ? { product: what.id } : {}),
      },
    };
  });
  return { kind: 'figures', label: pick(FIGURES, language), total, hits };
}

/** Search hits: which name matched, and which of its letters. */
import { type Language, pick, type Text } from '#base/language.ts';
import { fold, foldings } from '#registry/fold.ts';
import type { SearchRow } from '#registry/read/search.ts';
import type { SearchResult } from '#wire/registry.ts';
import { type Presenter, refOf } from './common.ts';

type Mark = [start: number, end: number];

/** Takes a name and the words looked for; gives the spans of its words that begin with, or equal, one of them. */
export function marksIn(name: string, words: readonly string[], language?: Language): Mark[] {
  const marks: Mark[] = [];
  for (const part of name.matchAll(/[\p{L}\p{N}\p{M}'’ʼ]+/gu)) {
    const spellings = foldings(part[0], language);
    const word = words.find((looked) => spellings.some((spelling) => spelling.startsWith(looked)));
    if (word === undefined) continue;
    marks.push([part.index, part.index + markedLength(part[0], word)]);
  }
  return marks;
}

/** How many letters of a word make up the beginning that was typed. */
function markedLength(word: string, looked: string): number {
  for (let length = 1; length < word.length; length++) {
    const beginning = word.slice(0, length);
    if (fold(beginning) === looked || foldings(beginning).includes(looked)) return length;
  }
  return word.length;
}

interface Candidate {
  readonly text: string;
  readonly marks: Mark[];
}

/** The name that shows best why this was found: the reader's own first, then other languages, then aliases. */
function matched(row: SearchRow, words: readonly string[], language: Language): Candidate {
  const names: [string, Language | undefined][] = [[pick(row.name, language) || row.id, language]];
  for (const [code, text] of Object.entries(
    typeof row.name === 'string' ? {} : (row.name as Record<Language, Text>),
  )) {
    names.push([String(text), code as Language]);
  }
  for (const alias of row.aliases) names.push([alias, undefined]);
  let best: Candidate = { text: names[0]?.[0] ?? row.id, marks: [] };
  let covered = 0;
  for (const [text, code] of names) {
    const marks = marksIn(text, words, code);
    if (marks.length > covered) {
      best = { text, marks };
      covered = marks.length;
    }
  }
  return best;
}

/** Takes the rows, the best kind first; gives them grouped, each with its marks. */
export function searchGroups(
  rows: readonly SearchRow[],
  words: readonly string[],
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
    const { text, marks } = matched(row, words, presenter.language);
    group.hits.push({
      ref: { id: row.id, kind: row.kind, name: pick(row.name, presenter.language) || row.id },
      matched: text,
      marks,
      context: contextOf(row, presenter),
    });
  }
  return [...groups.values()];
}

/** What it is and where, to tell namesakes apart. */
function contextOf(row: SearchRow, presenter: Presenter): string {
  const kind = presenter.terms.kind(row.kind);
  const type = row.type === null ? undefined : kind?.types?.[row.type];
  const what = pick(type ?? kind?.label.one ?? row.kind, presenter.language);
  const places = row.places.filter((id) => id !== row.id).slice(0, 2);
  return [what, ...places.map((id) => refOf(id, presenter).name)].join(', ');
}

/** From rows to what crosses the network, in the reader's language: what several answers share. */
import { type Language, pick, pickedLanguage, type Text } from '#base/language.ts';
import { fromDateRange, inclusive } from '#base/period.ts';
import { wordLocator } from '#observatory/display.ts';
import type { CitationRow } from '#registry/read/citation.ts';
import type { Reader } from '#registry/read/reader.ts';
import { loadRefs, type Refs } from '#registry/read/refs.ts';
import type { Terms } from '#registry/read/terms.ts';
import type { Citation, PeriodOut, Ref } from '#wire/common.ts';

/** What presenting needs: the language, the vocabulary, and the names of all that the rows point to. */
export interface Presenter {
  readonly language: Language;
  readonly terms: Terms;
  readonly refs: Refs;
}

/** Takes the ids that rows point to, in any number of lists; gives a presenter that knows their names. */
export async function presenterFor(
  reader: Reader,
  ...ids: readonly Iterable<string | null | undefined>[]
): Promise<Presenter> {
  const wanted = new Set<string | null | undefined>();
  for (const list of ids) for (const id of list) wanted.add(id);
  const { terms, language } = reader;
  return { language, terms, refs: await loadRefs(reader, wanted) };
}

export function textOf(text: Text | null | undefined, { language }: { language: Language }): string {
  return pick(text, language);
}

/** A reference to an entity. An id that nothing is known of stands for itself. */
export function refOf(id: string, presenter: Presenter): Ref {
  const found = presenter.refs.get(id);
  if (!found) return { id, kind: '', name: id };
  const { id: now, kind, name } = found;
  const lang = foreign(found.languages, presenter);
  return { id: now, kind, name: pick(name, presenter.language) || now, ...(lang ? { nameLang: lang } : {}) };
}

/** The language of a title, where it is not the reader's own. */
function foreign(languages: readonly string[] | null, { language }: Presenter): Language | null {
  const picked = languages === null ? null : pickedLanguage(languages, language);
  return picked === language ? null : picked;
}

export function nullableRef(id: string | null, presenter: Presenter): Ref | null {
  return id === null ? null : refOf(id, presenter);
}

/** 'label: text', with the colon as the language sets it: a space that does not break before it in French. */
export function labelled(label: string, text: string, { language }: { language: Language }): string {
  return `${label}${language === 'fr' ? '\u00a0' : ''}: ${text}`;
}

/** Takes PostgreSQL's text of a daterange; gives both ends inclusive. */
export function periodOut(range: string | null): PeriodOut | null {
  return range === null || range === 'empty' ? null : inclusive(fromDateRange(range));
}

export function citationOut(row: CitationRow, presenter: Presenter): Citation {
  const source = refOf(row.source, presenter);
  return {
    source: source.id,
    sourceName: source.name,
    ...(source.nameLang ? { sourceLang: source.nameLang } : {}),
    locator: wordLocator(row.locator, presenter.language),
    near: nullableRef(row.near, presenter),
    doubt: row.doubt === null ? null : textOf(row.doubt, presenter),
  };
}

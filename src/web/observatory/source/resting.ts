/** What rests on a source, told apart: what it says itself, and what is only probably from it. */
import type { FigureItem, SourceDetail } from '#wire/registry.ts';

export interface Resting {
  readonly figures: readonly FigureItem[];
  readonly relations: SourceDetail['relations'];
  readonly statements: SourceDetail['statements'];
}

export function countOf({ figures, relations, statements }: Resting): number {
  return figures.length + relations.length + statements.length;
}

/** Takes all that a source's page names; gives the two parts. */
export function restingOn(detail: SourceDetail): { readonly sure: Resting; readonly probable: Resting } {
  const part = (probable: boolean): Resting => ({
    // A figure whose own source is another one is here because the note stands near it.
    figures: detail.figures.filter(({ citation }) => (citation.source !== detail.source.id) === probable),
    // What it says of sources is bibliography, which their own pages show.
    relations: detail.relations.filter(
      ({ probable: only, from, to }) =>
        only === probable && !(from.kind === 'source' && to.kind === 'source'),
    ),
    statements: detail.statements.filter(
      ({ probable: only, entity }) => only === probable && entity.kind !== 'source',
    ),
  });
  return { sure: part(false), probable: part(true) };
}

/** Notes of an article in the order of their numbers: 'note-9' before 'note-10'. */
export function byNumber(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}

import type { Language } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import type { Moment } from './moment.ts';
import type { Terms } from './terms.ts';

/** What every question needs: where to look, what the words mean, and in whose language to sort. */
export interface Reader {
  readonly db: Database;
  readonly terms: Terms;
  readonly language: Language;
  /** As of when things are named; the present unless given. */
  readonly moment?: Moment;
}

/** A page of a list. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** The collation in which names are sorted for a reader. */
export function collationOf(language: Language): string {
  return `${language}-x-icu`;
}

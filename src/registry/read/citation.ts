import { sql } from 'kysely';
import type { Text } from '#base/language.ts';

/** Where a row stands: the columns of the table `citation` joined under the alias `cite`. */
export interface CitationRow {
  readonly source: string;
  readonly locator: string;
  readonly near: string | null;
  readonly doubt: Text | null;
}

export const CITATION_COLUMNS = sql`cite.source, cite.locator, cite.near, cite.doubt`;

/** Ids that its presentation names. */
export function citedIds(row: CitationRow): (string | null)[] {
  return [row.source, row.near];
}

/** Remarks: contradictions, misprints and doubts that are recorded of entities and figures. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import type { Moment } from './moment.ts';

export interface RemarkRow extends CitationRow {
  readonly id: string;
  readonly severity: string;
  readonly text: Text;
  readonly entities: readonly string[];
  readonly figures: readonly string[];
}

/** Takes a condition on `r` (remark) and `cite`; gives the remarks known at the moment. */
export async function loadRemarks(
  db: Database,
  condition: RawBuilder<SqlBool>,
  moment: Moment,
): Promise<RemarkRow[]> {
  const live =
    moment.recording === null
      ? sql`r.retired is null`
      : sql`r.recording <= ${moment.recording} and (r.retired is null or r.retired > ${moment.recording})`;
  const { rows } = await sql<RemarkRow>`
    select r.id, r.severity, r.text, r.entities, r.figures, ${CITATION_COLUMNS}
    from remark as r join citation as cite on cite.id = r.citation
    where ${condition} and ${live}
    order by array_position(array['contradiction', 'misprint', 'doubt'], r.severity), r.id limit 1000`.execute(
    db,
  );
  return rows;
}

export function remarkIds(row: RemarkRow): (string | null)[] {
  return [...row.entities, ...citedIds(row)];
}

/** Statements as rows: properties of entities, and relations seen from any side. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import { heldOn, known, type Moment } from './moment.ts';

export interface StatementRow extends CitationRow {
  readonly id: number;
  readonly entity: string;
  readonly property: string;
  readonly value: unknown;
  readonly value_state: string;
  readonly lang: string | null;
  readonly target: string | null;
  readonly qualifiers: { readonly [id: string]: unknown } | null;
  readonly valid: string | null;
  readonly valid_inferred: boolean;
  readonly rank: string;
  readonly status: string;
  readonly supersedes: number | null;
  readonly author: string;
  readonly recorded: Date;
  readonly retired_at: Date | null;
}

/** Takes a condition on `s` (statement) and `cite` (citation); gives the statements known at the moment. */
export async function loadStatements(
  db: Database,
  condition: RawBuilder<SqlBool>,
  moment: Moment,
  limit = 5000,
): Promise<StatementRow[]> {
  const { rows } = await sql<StatementRow>`
    select s.id, s.entity, s.property, s.value, s.value_state, s.lang, s.target, s.qualifiers,
      s.valid::text as valid, s.valid_inferred, s.rank, s.status, s.supersedes,
      recording.author, recording.recorded, ended.recorded as retired_at, ${CITATION_COLUMNS}
    from statement as s
    join citation as cite on cite.id = s.citation
    join recording on recording.id = s.recording
    left join recording as ended on ended.id = s.retired
    where ${condition} and ${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}
    order by s.property, lower(s.valid) nulls last, s.id limit ${limit}`.execute(db);
  return rows;
}

/** Ids that its presentation names. */
export function statementIds(row: StatementRow): (string | null)[] {
  const qualified = Object.values(row.qualifiers ?? {})
    .flat()
    .filter((value): value is string => typeof value === 'string');
  return [row.entity, row.target, ...citedIds(row), ...qualified];
}

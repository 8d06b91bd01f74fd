/** Remarks: contradictions, misprints and doubts that are recorded of entities and figures. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { declaredOnly, split } from './choices.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';
import { idsOf } from './figures.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Moment } from './moment.ts';
import type { Page, Reader } from './reader.ts';

export interface RemarkRow extends CitationRow {
  readonly id: string;
  readonly severity: string;
  readonly text: Text;
  readonly entities: readonly string[];
  readonly figures: readonly string[];
}

const SEVERITIES = ['contradiction', 'misprint', 'doubt'];

/** The gravest first. */
const KEYS: readonly SortKey[] = [
  {
    expression: sql`array_position(array['contradiction', 'misprint', 'doubt'], r.severity)`,
    descending: false,
    type: 'numeric',
  },
  { expression: sql`r.id`, descending: false, type: 'text' },
];

export interface RemarkQuestion {
  readonly severity?: string | undefined;
  readonly entity?: string | undefined;
  readonly figure?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
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
    order by ${orderBy(KEYS)} limit 1000`.execute(db);
  return rows;
}

export function remarkIds(row: RemarkRow): (string | null)[] {
  return [...row.entities, ...citedIds(row)];
}

/** Gives one page of the live remarks. */
export async function listRemarks({ db }: Reader, question: RemarkQuestion): Promise<Page<RemarkRow>> {
  const severities = split(question.severity);
  declaredOnly(severities, (id) => SEVERITIES.includes(id), 'unknown-choice', 'severity', SEVERITIES);
  const found: RawBuilder<SqlBool>[] = [sql`r.retired is null`];
  if (severities) found.push(sql`r.severity = any(${severities}::text[])`);
  if (question.entity !== undefined) {
    found.push(sql`r.entities && ${await idsOf(db, question.entity, 'entity')}::text[]`);
  }
  if (question.figure !== undefined) found.push(sql`r.figures @> array[${question.figure}]::text[]`);
  const where = sql.join(found, sql` and `);
  const { cursor, limit, ...rest } = question;
  const stamp = ['remarks', rest];
  const start = cursor === undefined ? sql`true` : after(KEYS, readCursor(stamp, KEYS, cursor));
  const [{ rows }, counted] = await Promise.all([
    sql<RemarkRow & { keys: string[] }>`
      select r.id, r.severity, r.text, r.entities, r.figures, ${CITATION_COLUMNS}, ${keyColumn(KEYS)} as keys
      from remark as r join citation as cite on cite.id = r.citation
      where ${where} and ${start} order by ${orderBy(KEYS)} limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*) as total from remark as r where ${where}`.execute(db),
  ]);
  return pageOf(rows, limit, counted.rows[0]?.total ?? 0, stamp);
}

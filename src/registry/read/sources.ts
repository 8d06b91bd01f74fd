/** Sources: bibliography entries with how much rests on each, and all that rests on one. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { declaredOnly, split } from './choices.ts';
import { ENTITY_COLUMNS, type EntityRow } from './entities.ts';
import { familyOf } from './entity.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Match } from './match.ts';
import { NOW } from './moment.ts';
import type { Page, Reader } from './reader.ts';
import { loadRemarks, type RemarkRow } from './remarks.ts';
import { loadStatements, type StatementRow } from './statements.ts';

export interface SourceRow extends EntityRow {
  /** The work that contains it. */
  readonly part_of: string | null;
  /** The languages that the source has names in; the view fills the others from these. */
  readonly title_languages: readonly string[];
}

export interface SourceUse {
  readonly statements: number;
  readonly figures: number;
  readonly near: number;
}

export interface SourceQuestion {
  readonly type?: string | undefined;
  readonly text?: Match | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const COLUMNS = sql`${ENTITY_COLUMNS},
  (select s.target from statement as s where s.entity = view.id and s.property = 'part-of'
    and s.retired is null and s.status = 'accepted' order by s.id limit 1) as part_of,
  array(select distinct s.lang from statement as s where s.entity = view.id and s.lang is not null
    and s.property = 'name' and s.retired is null and s.status = 'accepted' order by 1) as title_languages`;

/** note-9 before note-10: by the letters of the id, then by its number. */
const KEYS: readonly SortKey[] = [
  { expression: sql`regexp_replace(view.id, '\\d+$', '')`, descending: false, type: 'text' },
  {
    expression: sql`coalesce(substring(view.id from '(\\d+)$')::numeric, 0)`,
    descending: false,
    type: 'numeric',
  },
  { expression: sql`view.id`, descending: false, type: 'text' },
];

/** Gives one page of sources, in the order of their ids. */
export async function listSources({ db, terms }: Reader, question: SourceQuestion): Promise<Page<SourceRow>> {
  const types = split(question.type);
  const declared = Object.keys(terms.kind('source')?.types ?? {});
  declaredOnly(types, (id) => declared.includes(id), 'unknown-type', 'type', declared);
  const found: RawBuilder<SqlBool>[] = [sql`view.kind = 'source'`, sql`not view.simulated`];
  if (types) found.push(sql`view.type = any(${types}::text[])`);
  if (question.text) found.push(question.text.condition('view'));
  const where = sql.join(found, sql` and `);
  const stamp = ['sources', question.type ?? null, question.text?.words ?? null];
  const start =
    question.cursor === undefined ? sql`true` : after(KEYS, readCursor(stamp, KEYS, question.cursor));
  const [{ rows }, counted] = await Promise.all([
    sql<SourceRow & { keys: string[] }>`
      select ${COLUMNS}, ${keyColumn(KEYS)} as keys from entity_view as view
      where ${where} and ${start} order by ${orderBy(KEYS)} limit ${question.limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*) as total from entity_view as view where ${where}`.execute(db),
  ]);
  return pageOf(rows, question.limit, counted.rows[0]?.total ?? 0, stamp);
}

/** Counts what rests on every source, in one pass over the citations. */
export async function countSourceUses(db: Database): Promise<ReadonlyMap<string, SourceUse>> {
  const { rows } = await sql<{ source: string } & SourceUse>`
    with used as (
      select citation, count(*) as statements, 0 as figures from statement
      where retired is null and status = 'accepted' group by citation
      union all
      select citation, 0, count(*) from figure where retired is null and status = 'accepted' group by citation
    )
    select source, sum(statements)::int as statements, sum(figures)::int as figures, sum(near)::int as near from (
      select cite.source, used.statements, used.figures, 0 as near
      from used join citation as cite on cite.id = used.citation
      union all
      select cite.near, 0, 0, used.statements + used.figures
      from used join citation as cite on cite.id = used.citation where cite.near is not null
    ) as each group by source`.execute(db);
  return new Map(rows.map(({ source, ...use }) => [source, use]));
}

export interface SourcePage {
  readonly source: SourceRow;
  readonly statements: readonly StatementRow[];
  readonly relations: readonly StatementRow[];
  readonly figures: readonly FigureRow[];
  readonly remarks: readonly RemarkRow[];
}

export async function readSourceRow(db: Database, id: string): Promise<SourceRow | null> {
  const { rows } = await sql<SourceRow>`
    select ${COLUMNS} from entity_view as view where view.id = ${id} and view.kind = 'source'`.execute(db);
  return rows[0] ?? null;
}

/** Gives a source with all that rests on it, surely or probably; null where no source has the id. */
export async function readSource({ db }: Reader, id: string): Promise<SourcePage | null> {
  const family = await familyOf(db, id);
  if (family === null) return null;
  const source = await readSourceRow(db, family.id);
  if (source === null) return null;
  const cited = sql<SqlBool>`cite.id in (select id from citation where source = any(${family.members}::text[])
    union all select id from citation where near = any(${family.members}::text[]))`;
  const [statements, relations, figures, remarks] = await Promise.all([
    loadStatements(db, sql`s.target is null and ${cited}`, NOW),
    loadStatements(db, sql`s.target is not null and ${cited}`, NOW),
    loadFigures(
      db,
      sql`where ${cited} and f.retired is null and f.status = 'accepted' order by cell.measure, f.seq limit 2000`,
    ),
    loadRemarks(db, cited, NOW),
  ]);
  return { source, statements, relations, figures, remarks };
}

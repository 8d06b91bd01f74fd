/** Checks of identities: which equations between figures hold, fail or cannot be told. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { declaredOnly, split } from './choices.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { idsOf } from './figures.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Page, Reader } from './reader.ts';

export interface IdentityRow {
  readonly id: number;
  readonly identity: string;
  readonly verdict: string;
  readonly scope: string;
  readonly source: string | null;
  readonly figures: readonly string[];
  readonly low: string | null;
  readonly high: string | null;
}

export interface IdentityQuestion {
  readonly verdict?: string | undefined;
  readonly identity?: string | undefined;
  readonly scope?: string | undefined;
  readonly entity?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const COLUMNS = sql`check_.id, check_.identity, check_.verdict, check_.scope, check_.source, check_.figures,
  check_.low, check_.high`;

/** Takes a condition on `check_` (identity_check); gives the checks. */
export async function loadIdentities(db: Database, condition: RawBuilder<SqlBool>): Promise<IdentityRow[]> {
  const { rows } = await sql<IdentityRow>`
    select ${COLUMNS} from identity_check as check_ where ${condition} order by check_.id limit 200`.execute(
    db,
  );
  return rows;
}

/** Failures first: they are what a reader looks for. */
const KEYS: readonly SortKey[] = [
  {
    expression: sql`array_position(array['fails', 'cannot_tell', 'holds'], check_.verdict)`,
    descending: false,
    type: 'numeric',
  },
  { expression: sql`check_.id`, descending: false, type: 'numeric' },
];

function choice(text: string | undefined, allowed: readonly string[], path: string): string[] | null {
  const parts = split(text);
  declaredOnly(parts, (id) => allowed.includes(id), 'unknown-choice', path, allowed);
  return parts;
}

/** Gives one page of checks with the figures that they join, by id. */
export async function listIdentities(
  { db, terms }: Reader,
  question: IdentityQuestion,
): Promise<Page<IdentityRow> & { readonly figures: readonly FigureRow[] }> {
  const found: RawBuilder<SqlBool>[] = [sql`true`];
  const verdicts = choice(question.verdict, ['holds', 'fails', 'cannot_tell'], 'verdict');
  if (verdicts) found.push(sql`check_.verdict = any(${verdicts}::text[])`);
  const declared = terms.identities.map((identity) => identity.id);
  const identities = choice(question.identity, declared, 'identity');
  if (identities) found.push(sql`check_.identity = any(${identities}::text[])`);
  const scopes = choice(question.scope, ['source', 'best'], 'scope');
  if (scopes) found.push(sql`check_.scope = any(${scopes}::text[])`);
  if (question.entity !== undefined) {
    const ids = await idsOf(db, question.entity, 'entity');
    found.push(sql`exists (select 1 from cell where cell.id = any(check_.cells)
      and (cell.area = any(${ids}::text[]) or cell.partner = any(${ids}::text[])))`);
  }
  const where = sql.join(found, sql` and `);
  const { cursor, limit, ...rest } = question;
  const stamp = ['identities', rest];
  const start = cursor === undefined ? sql`true` : after(KEYS, readCursor(stamp, KEYS, cursor));
  const [{ rows }, counted] = await Promise.all([
    sql<IdentityRow & { keys: string[] }>`
      select ${COLUMNS}, ${keyColumn(KEYS)} as keys from identity_check as check_
      where ${where} and ${start} order by ${orderBy(KEYS)} limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*) as total from identity_check as check_ where ${where}`.execute(db),
  ]);
  const page = pageOf(rows, limit, counted.rows[0]?.total ?? 0, stamp);
  const ids = [...new Set(page.rows.flatMap((row) => row.figures))];
  const figures =
    ids.length === 0
      ? []
      : await loadFigures(
          db,
          sql`where f.id = any(${ids}::text[]) and f.retired is null and f.status = 'accepted'`,
        );
  return { ...page, figures };
}

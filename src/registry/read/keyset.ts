/**
 * Paging by key: a page begins after the last row of the page before, wherever that row now stands.
 * Goals: no gap and no double when rows come or go between two pages; as cheap on page 1,000 as on page 1.
 */
import { createHash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { ReadError } from './errors.ts';

/** One key of the order. The expression must never be null. */
export interface SortKey {
  readonly expression: RawBuilder<unknown>;
  readonly descending: boolean;
  /** The SQL type of the expression, to read the cursor's text back. */
  readonly type: 'text' | 'numeric' | 'bigint' | 'date' | 'float8';
  /** Collation to compare in, where it isn't the database's own. */
  readonly collation?: string;
}

/** The keys as one text array, selected beside each row so that the last row gives the next cursor. */
export function keyColumn(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql`array[${sql.join(keys.map((key) => sql`(${key.expression})::text`))}]`;
}

function compared(key: SortKey): RawBuilder<unknown> {
  return key.collation ? sql`${key.expression} collate ${sql.id(key.collation)}` : key.expression;
}

function value(key: SortKey, text: string): RawBuilder<unknown> {
  return sql`${text}::${sql.raw(key.type)}`;
}

/** The `order by` list. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql.join(keys.map((key) => sql`${compared(key)} ${sql.raw(key.descending ? 'desc' : 'asc')}`));
}

/**
 * The condition that a row stands after the cursor. Where all keys run in one direction it is a row comparison,
 * which an index can answer.
 */
export function after(keys: readonly SortKey[], values: readonly string[]): RawBuilder<SqlBool> {
  const same = keys.every((key) => key.descending === keys[0]?.descending);
  if (same) {
    const left = sql.join(keys.map(compared));
    const right = sql.join(keys.map((key, index) => value(key, values[index] ?? '')));
    return sql`(${left}) ${sql.raw(keys[0]?.descending ? '<' : '>')} (${right})`;
  }
  const steps = keys.map((key, index) => {
    const equal = keys
      .slice(0, index)
      .map((before, at) => sql<SqlBool>`${compared(before)} = ${value(before, values[at] ?? '')}`);
    const beyond = sql<SqlBool>`${compared(key)} ${sql.raw(key.descending ? '<' : '>')} ${value(key, values[index] ?? '')}`;
    return sql`(${sql.join([...equal, beyond], sql` and `)})`;
  });
  return sql`(${sql.join(steps, sql` or `)})`;
}

function stamp(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 8);
}

/** Writes a cursor. `question` is all that the order and the filter depend on: another question refuses it. */
function writeCursor(question: unknown, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([stamp(question), ...values])).toString('base64url');
}

/** Reads a cursor back into the values of the keys. Errors: ReadError 'bad-cursor'. */
export function readCursor(question: unknown, keys: readonly SortKey[], cursor: string): string[] {
  const bad = (): ReadError =>
    new ReadError('bad-cursor', 'cursor', 'Take nextCursor from the page before, with the same parameters.');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad();
  }
  if (!Array.isArray(parts) || parts.length !== keys.length + 1) throw bad();
  const [mark, ...values] = parts;
  if (mark !== stamp(question) || !values.every((part) => typeof part === 'string')) throw bad();
  values.forEach((part: string, index) => {
    const type = keys[index]?.type;
    if ((type === 'numeric' || type === 'float8') && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(part)) throw bad();
    if (type === 'bigint' && !/^-?\d{1,18}$/.test(part)) throw bad();
    if (type === 'date' && !/^(-?infinity|\d{4,6}-\d{2}-\d{2})$/.test(part)) throw bad();
    if (type === 'text' && part.includes('\0')) throw bad();
  });
  return values;
}

/**
 * Takes one row more than the page has, each with its `keys`; gives the page, and the cursor of the next one if
 * there is one.
 */
export function pageOf<Row extends { readonly keys: readonly string[] }>(
  rows: readonly Row[],
  limit: number,
  total: number,
  question: unknown,
): { rows: readonly Row[]; total: number; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    total,
    nextCursor: rows.length > limit && last ? writeCursor(question, last.keys) : null,
  };
}

/** Rows that gather column by column, and go to SQL as arrays. */
import type pg from 'pg';

export type Column = number | string | boolean | null;

/** Names and SQL types of the columns, in order. */
export type Columns = { readonly [name: string]: 'int' | 'bigint' | 'text' | 'boolean' };

/** `$2::int[], $3::text[], …`: all columns of rows as parameters after that of the market. */
function arrays(columns: Columns): string {
  return Object.values(columns)
    .map((type, index) => `$${index + 2}::${type}[]`)
    .join(', ');
}

function values(columns: Columns, rows: readonly (readonly Column[])[]): Column[][] {
  return Object.keys(columns).map((_, index) => rows.map((row) => row[index] as Column));
}

/** Inserts rows into a table of a market; `conflict` is what stands after 'on conflict'. */
export async function insertRows(
  client: pg.ClientBase,
  table: string,
  market: number,
  columns: Columns,
  rows: readonly (readonly Column[])[],
  conflict = '',
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns).join(', ');
  await client.query(
    `insert into ${table} (market, ${names}) select $1, * from unnest(${arrays(columns)}) ${conflict && `on conflict ${conflict}`}`,
    [market, ...values(columns, rows)],
  );
}

/** Sets columns of rows that are found by their key columns; null leaves a column as it is. Rows that are not there are passed over. */
export async function updateRows(
  client: pg.ClientBase,
  table: string,
  market: number,
  keys: readonly string[],
  columns: Columns,
  rows: readonly (readonly Column[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const set = names
    .filter((name) => !keys.includes(name))
    .map((name) => `${name} = coalesce(changed_row.${name}, old_row.${name})`);
  const found = keys.map((name) => `old_row.${name} = changed_row.${name}`);
  await client.query(
    `update ${table} as old_row set ${set.join(', ')}
     from unnest(${arrays(columns)}) as changed_row (${names.join(', ')})
     where old_row.market = $1 and ${found.join(' and ')}`,
    [market, ...values(columns, rows)],
  );
}

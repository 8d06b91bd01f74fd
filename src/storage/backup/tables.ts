/** What there is to back up, asked of the database itself, so that tables of later migrations are never forgotten. */
import type pg from 'pg';

export interface Table {
  name: string;
  /** All but generated ones, in order. */
  columns: string[];
}

// Tables of extensions belong to the extensions.
const TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
   where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
     and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   group by c.relname order by c.relname`;

/** Gives all tables of the schema, in the order of their names. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows;
}

/** Gives each sequence's last value; null where none was given yet. */
export async function listSequences(client: pg.ClientBase): Promise<{ [name: string]: string | null }> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `select sequencename as name, last_value::text as value from pg_sequences
      where schemaname = current_schema() order by sequencename`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/** Gives all foreign keys of the schema. */
export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c join pg_class r on r.oid = c.conrelid
      where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and c.conparentid = 0
      order by r.relname, c.conname`,
  );
  return rows;
}

/** Gives 'table (a, b)' with all names quoted, for COPY. */
export function copyTarget(client: pg.ClientBase, table: Table): string {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  return `${client.escapeIdentifier(table.name)} (${columns})`;
}

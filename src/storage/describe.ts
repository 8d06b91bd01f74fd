/** Describes a schema as the database itself sees it, one line a thing, so that two can be compared. */
import type pg from 'pg';

// Names of the schema itself are cut out of the definitions, so that equal schemas of two names read alike.
const DESCRIPTION = `
  with here as (select $1::regnamespace as oid),
  own as (
    select c.oid, c.relname, c.relkind from pg_class c, here
     where c.relnamespace = here.oid and c.relkind in ('r', 'p', 'v', 'm')
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
  select format('column %s.%s %s%s%s%s%s', own.relname, a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then ' not null' else '' end,
           case a.attidentity when 'a' then ' identity' when 'd' then ' identity by default' else '' end,
           case when a.attgenerated <> '' then ' generated' else '' end,
           coalesce(' = ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from own join pg_attribute a on a.attrelid = own.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  union all
  select format('constraint %s.%s %s%s', own.relname, c.conname, pg_get_constraintdef(c.oid),
           case when c.convalidated then '' else ' (not checked)' end)
    from own join pg_constraint c on c.conrelid = own.oid where c.contype <> 'n'
  union all
  select format('index %s%s', pg_get_indexdef(i.indexrelid), case when i.indisvalid then '' else ' (not valid)' end)
    from own join pg_index i on i.indrelid = own.oid
  union all
  select format('trigger %s%s', pg_get_triggerdef(t.oid), case t.tgenabled when 'O' then '' else ' (disabled)' end)
    from own join pg_trigger t on t.tgrelid = own.oid where not t.tgisinternal
  union all
  select format('view %s %s', own.relname, pg_get_viewdef(own.oid)) from own where own.relkind in ('v', 'm')
  union all
  select format('function %s(%s) %s', p.proname, pg_get_function_identity_arguments(p.oid), p.prosrc)
    from pg_proc p, here
   where p.pronamespace = here.oid
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

/** Gives the sorted description of a schema: columns, constraints, indexes, triggers, views, functions. */
export async function describeSchema(client: pg.ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION, [client.escapeIdentifier(schema)]);
  return rows.map(({ line }) => line.replaceAll(`${schema}.`, '')).sort();
}

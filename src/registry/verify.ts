/**
 * The checks of `kirmash verify` on the registry: its projections are made anew from the statements, and compared
 * with those that pages read.
 */
import type pg from 'pg';
import type { Finding } from '#storage/verify.ts';
import { DECLARED } from './declared.ts';
import { rebuildAll } from './rebuild.ts';
import { takeTurn } from './recording.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Projected {
  check: string;
  table: string;
  /** What a row is about, as an SQL expression. */
  about: string;
  /** Columns that only number the rows. */
  except: readonly string[];
}

const PROJECTIONS: readonly Projected[] = [
  { check: 'Registry, pages', table: 'entity_view', about: 'id', except: [] },
  { check: 'Registry, checks of cells', table: 'cell_check', about: "'cell ' || cell", except: [] },
  {
    check: 'Registry, identities',
    table: 'identity_check',
    about: "identity || ' of cells ' || cells::text",
    except: ['id'],
  },
];

/**
 * Makes all projections anew in a transaction that is rolled back, and compares them with what is there. Imports wait
 * meanwhile, readers don't. Takes a client outside a transaction. Errors: those of the connection.
 */
export async function verifyProjections(
  client: pg.ClientBase,
  vocabulary: Vocabulary = DECLARED,
): Promise<Finding[]> {
  await client.query('begin');
  try {
    await takeTurn(client);
    for (const { table } of PROJECTIONS) {
      await client.query(`create temp table kept_${table} on commit drop as select * from ${table}`);
      await client.query(`delete from ${table}`);
    }
    await rebuildAll(client, vocabulary);
    const findings: Finding[] = [];
    for (const projected of PROJECTIONS) findings.push(await compare(client, projected));
    return findings;
  } finally {
    await client.query('rollback');
  }
}

async function compare(client: pg.ClientBase, projected: Projected): Promise<Finding> {
  const { check, table, about, except } = projected;
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname::text as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all ($2)`,
    [table, except],
  );
  const list = columns.map(({ name }) => client.escapeIdentifier(name)).join(', ');
  const { rows } = await client.query<{ what: string; kept: boolean }>(
    `select ${about} as what, true as kept from
       (select ${list} from kept_${table} except all select ${list} from ${table}) surplus
     union all
     select ${about}, false from (select ${list} from ${table} except all select ${list} from kept_${table}) missing
     order by what, kept`,
  );
  const { rows: counts } = await client.query<{ count: number }>(`select count(*) from kept_${table}`);
  return {
    check,
    found: `${counts[0]?.count ?? 0} rows compared with what the statements give`,
    wrong: rows.map(({ what, kept }) => `${what}: ${kept ? 'kept, but not given' : 'given, but not kept'}`),
  };
}

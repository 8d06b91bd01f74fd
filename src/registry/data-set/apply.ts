/**
 * Compares the staged set with what the registry has of it, and records the difference: new statements in, those
 * that the set no longer makes retired. All set-based, in the caller's transaction.
 */
import pg from 'pg';
import { allowMemory, MANY, putIndexesAside } from '../bulk.ts';

/** What an import changed, in records. */
export interface Changes {
  added: number;
  retired: number;
}

interface Step {
  readonly sql: string;
  readonly counts?: keyof Changes;
}

// ':set' and ':recording' are put in as literals.
const CITATIONS: readonly Step[] = [
  {
    sql: `insert into citation (source, locator, near, doubt)
      select source, locator, near, doubt from staged_citation
      group by source, locator, near, doubt order by min(n)
      on conflict do nothing`,
  },
  {
    sql: `create temp table citation_of on commit drop as
      select s.n, c.id from staged_citation s join citation c
        on c.source = s.source and c.locator = s.locator
        and coalesce(c.near, '') = coalesce(s.near, '') and coalesce(c.doubt, '0') = coalesce(s.doubt, '0')`,
  },
  { sql: 'create index on citation_of (n)' },
  { sql: 'analyze citation_of' },
];

const ENTITIES: readonly Step[] = [
  {
    sql: `insert into entity (id, kind, data_set, recording)
      select id, kind, :set, :recording from staged_entity s where not exists (select from entity e where e.id = s.id)`,
  },
  {
    sql: `create temp table gone_listing on commit drop as
      select entity from listing l where data_set = :set and retired is null
        and not exists (select from staged_entity s where s.id = l.entity and s.kind = l.kind)`,
  },
  {
    sql: `update listing l set retired = :recording from gone_listing g
      where l.data_set = :set and l.entity = g.entity and l.retired is null`,
    counts: 'retired',
  },
  {
    sql: `create temp table fresh_listing on commit drop as
      select id as entity, kind from staged_entity s
        where not exists (select from listing l where l.data_set = :set and l.entity = s.id and l.retired is null)`,
  },
  {
    sql: `insert into listing (data_set, entity, kind, recording) select :set, entity, kind, :recording from fresh_listing`,
    counts: 'added',
  },
  {
    sql: `update entity e set kind = f.kind, retired = null from fresh_listing f
      where e.id = f.entity and (e.kind <> f.kind or e.retired is not null)`,
  },
  {
    sql: `update entity e set retired = :recording from gone_listing g
      where e.id = g.entity and not exists (select from listing l where l.entity = e.id and l.retired is null)`,
  },
];

const STATEMENT_COLUMNS = `entity, property, relation, value, value_state, lang, target, qualifiers, valid,
  valid_inferred, rank`;

/** Where the registry has nothing of the set yet: no comparison. */
const FIRST_STATEMENTS: readonly Step[] = [
  {
    sql: `insert into statement (${STATEMENT_COLUMNS}, citation, data_set, fingerprint, recording, accepted)
      select ${STATEMENT_COLUMNS}, c.id, :set, s.fingerprint, :recording, :recording
      from staged_statement s join citation_of c on c.n = s.cite`,
    counts: 'added',
  },
];

const CHANGED_STATEMENTS: readonly Step[] = [
  { sql: 'create index on staged_statement (fingerprint)' },
  { sql: 'analyze staged_statement' },
  {
    sql: `create temp table gone_statement on commit drop as
      select o.id, o.entity, o.property, o.lang, o.target,
        row_number() over (partition by o.entity, o.property, o.lang, o.target order by o.id) as turn
      from statement o where o.data_set = :set and o.retired is null
        and not exists (select from staged_statement s where s.fingerprint = o.fingerprint)`,
  },
  {
    // What was judged away, and not brought back since, stays away though the set says it again.
    sql: `create temp table judged_away on commit drop as
      select distinct o.fingerprint from statement o join recording r on r.id = o.retired
      where o.data_set = :set and r.kind <> 'import' and not exists (
        select from statement later
          where later.data_set = :set and later.fingerprint = o.fingerprint and later.id > o.id)`,
  },
  {
    sql: `create temp table fresh_statement on commit drop as
      select s.*, row_number() over (partition by entity, property, lang, target order by fingerprint) as turn
      from staged_statement s
      where not exists (select from statement o
          where o.data_set = :set and o.fingerprint = s.fingerprint and o.retired is null)
        and not exists (select from judged_away j where j.fingerprint = s.fingerprint)`,
  },
  {
    sql: `create temp table replaced on commit drop as
      select g.id as old, f.fingerprint from gone_statement g join fresh_statement f
        on f.entity = g.entity and f.property = g.property and coalesce(f.lang, '') = coalesce(g.lang, '')
        and coalesce(f.target, '') = coalesce(g.target, '') and f.turn = g.turn`,
  },
  {
    sql: `update statement o set retired = :recording,
        status = case when exists (select from replaced r where r.old = o.id) then 'superseded' else o.status end
      from gone_statement g where o.id = g.id`,
    counts: 'retired',
  },
  {
    sql: `insert into statement (${STATEMENT_COLUMNS}, citation, data_set, fingerprint, recording, accepted, supersedes)
      select ${STATEMENT_COLUMNS}, c.id, :set, s.fingerprint, :recording, :recording, r.old
      from fresh_statement s join citation_of c on c.n = s.cite
      left join replaced r on r.fingerprint = s.fingerprint`,
    counts: 'added',
  },
];

const CELL_COLUMNS = 'measure, area, partner, product, period, basis, of_what';
const FIGURE_COLUMNS = `form, base, base_inferred, value, value_state, unit, step, fraction, low, high, low_open, high_open,
  wording, kind, rank, reason, note, period_inferred, derived`;

const FIGURES: readonly Step[] = [
  {
    sql: `create temp table gone_figure on commit drop as
      select o.seq, o.id, o.cell from figure o where o.data_set = :set and o.retired is null
        and not exists (select from staged_figure s where s.id = o.id and s.fingerprint = o.fingerprint)`,
  },
  {
    sql: `create temp table fresh_figure on commit drop as
      select s.* from staged_figure s where not exists (
        select from figure o where o.data_set = :set and o.id = s.id and o.fingerprint = s.fingerprint
          and (o.retired is null or o.status = 'rejected'))`,
  },
  {
    sql: `insert into cell (${CELL_COLUMNS}) select distinct ${CELL_COLUMNS} from fresh_figure
      on conflict do nothing`,
  },
  {
    sql: `update figure o set retired = :recording,
        status = case when exists (select from fresh_figure f where f.id = o.id) then 'superseded' else o.status end
      from gone_figure g where o.seq = g.seq`,
    counts: 'retired',
  },
  {
    sql: `insert into figure (id, revision, cell, ${FIGURE_COLUMNS}, citation, data_set, fingerprint, recording, accepted)
      select s.id, 1 + coalesce((select max(revision) from figure o where o.id = s.id), 0), cell.id,
        ${FIGURE_COLUMNS}, c.id, :set, s.fingerprint, :recording, :recording
      from fresh_figure s join citation_of c on c.n = s.cite
      join cell on cell.measure = s.measure and cell.area = s.area
        and coalesce(cell.partner, '') = coalesce(s.partner, '')
        and coalesce(cell.product, '') = coalesce(s.product, '')
        and coalesce(cell.period, 'empty') = coalesce(s.period, 'empty')
        and cell.basis = s.basis and coalesce(cell.of_what, '0') = coalesce(s.of_what, '0')`,
    counts: 'added',
  },
];

const REMARKS: readonly Step[] = [
  {
    sql: `create temp table gone_remark on commit drop as
      select o.seq, o.entities from remark o where o.data_set = :set and o.retired is null
        and not exists (select from staged_remark s where s.id = o.id and s.fingerprint = o.fingerprint)`,
  },
  {
    sql: `create temp table fresh_remark on commit drop as
      select s.* from staged_remark s where not exists (
        select from remark o where o.data_set = :set and o.id = s.id and o.fingerprint = s.fingerprint
          and o.retired is null)`,
  },
  {
    sql: 'update remark o set retired = :recording from gone_remark g where o.seq = g.seq',
    counts: 'retired',
  },
  {
    sql: `insert into remark (id, severity, text, entities, figures, citation, data_set, fingerprint, recording)
      select s.id, severity, text, entities, figures, c.id, :set, fingerprint, :recording
      from fresh_remark s join citation_of c on c.n = s.cite`,
    counts: 'added',
  },
];

const CELLS_CHANGED: readonly Step[] = [
  {
    sql: `insert into touched_cell
      select cell from gone_figure union select cell from figure where recording = :recording`,
  },
  {
    sql: `insert into changed
      select unnest(array_remove(array[area, partner, product], null)) from cell join touched_cell t on t.id = cell.id`,
  },
];

/** What a first import changed, for the projections: all that it says. */
const FIRST_CHANGED: readonly Step[] = [
  {
    sql: `insert into changed
      select id from staged_entity union select entity from staged_statement
      union select target from staged_statement where target is not null
      union select unnest(entities) from fresh_remark`,
  },
  ...CELLS_CHANGED,
];

/** What a further import changed. The kind of an entity decides what its neighbours show of it. */
const CHANGED: readonly Step[] = [
  {
    sql: `insert into changed
      select entity from gone_listing union select entity from fresh_listing
      union select entity from gone_statement union select target from gone_statement where target is not null
      union select entity from fresh_statement union select target from fresh_statement where target is not null
      union select unnest(entities) from gone_remark union select unnest(entities) from fresh_remark
      union select s.target from gone_listing g join statement s on s.entity = g.entity where s.target is not null
      union select s.entity from gone_listing g join statement s on s.target = g.entity`,
  },
  ...CELLS_CHANGED,
];

/**
 * Records the staged set, of so many statements, as `dataSet` in `recording`; gives how much changed. The registry's
 * lock is held.
 */
export async function applyStaged(
  client: pg.ClientBase,
  dataSet: string,
  recording: number,
  statements: number,
): Promise<Changes> {
  const changes: Changes = { added: 0, retired: 0 };
  const set = pg.escapeLiteral(dataSet);
  const run = async (steps: readonly Step[]): Promise<void> => {
    for (const { sql, counts } of steps) {
      const { rowCount } = await client.query(
        sql.replaceAll(':set', set).replaceAll(':recording', String(recording)),
      );
      if (counts) changes[counts] += rowCount ?? 0;
    }
  };
  const { rows } = await client.query<{ first: boolean }>(
    'select not exists (select from statement where data_set = $1) as first',
    [dataSet],
  );
  const first = rows[0]?.first ?? false;
  const large = first && statements > MANY;
  if (large) await allowMemory(client);
  const putBack = large ? await putIndexesAside(client, ['citation', 'statement']) : async () => {};
  await run([...ENTITIES, ...CITATIONS]);
  await run(first ? FIRST_STATEMENTS : CHANGED_STATEMENTS);
  await putBack();
  await run([...FIGURES, ...REMARKS]);
  await run(first ? FIRST_CHANGED : CHANGED);
  return changes;
}

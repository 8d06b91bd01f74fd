/** One entity with all that its page shows, read in a few queries whatever its size. */
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { type CommitmentRow, loadCommitments } from './commitments.ts';
import { ENTITY_COLUMNS, type EntityRow } from './entities.ts';
import { heldOn, known, type Moment } from './moment.ts';
import type { Reader } from './reader.ts';
import { loadRemarks, type RemarkRow } from './remarks.ts';
import { loadStatements, type StatementRow } from './statements.ts';
import { entityViewAt } from './view-at.ts';

export interface EntityPage {
  /** The entity as it was at the moment; after a merge, the one that took the asked one in. */
  readonly view: EntityRow;
  /** Ids merged into it. */
  readonly mergedFrom: readonly string[];
  readonly merged: boolean;
  /** Whether anything of it had been recorded by the moment. */
  readonly recordedBy: boolean;
  readonly statements: readonly StatementRow[];
  readonly relations: readonly StatementRow[];
  readonly remarks: readonly RemarkRow[];
  readonly commitments: readonly CommitmentRow[];
  /** Places it lies in, the widest first. */
  readonly within: readonly string[];
  readonly sources: readonly { readonly source: string; readonly count: number }[];
  readonly figures: number;
}

/** The most relations that a page shows at once; `counts.relations` tells how many there are. */
const MOST_RELATIONS = 2000;

/** Relations that say what a thing lies in. */
export const WITHIN = ['part-of', 'located-in', 'registered-in'] as const;

interface Family {
  readonly id: string;
  readonly members: readonly string[];
  /** The recording by which the first of them came in. */
  readonly since: number;
}

/** Takes an id; gives the id it has now with all ids merged into it; null where there is none. */
export async function familyOf(db: Database, id: string): Promise<Family | null> {
  const { rows } = await sql<{ root: string; id: string; since: number }>`
    with root as (select coalesce(merged_into, id) as id from entity where id = ${id})
    select root.id as root, entity.id, entity.recording as since
    from root join entity on entity.id = root.id or entity.merged_into = root.id
    order by entity.id <> root.id, entity.id`.execute(db);
  const root = rows[0]?.root;
  if (root === undefined) return null;
  return { id: root, members: rows.map((row) => row.id), since: Math.min(...rows.map((row) => row.since)) };
}

async function viewOf({ db, terms }: Reader, id: string, moment: Moment): Promise<EntityRow | undefined> {
  const { rows } = await sql<EntityRow>`
    select ${ENTITY_COLUMNS} from ${entityViewAt(terms, moment, sql`select ${id}::text`)} as view
    where view.id = ${id}`.execute(db);
  return rows[0];
}

/** The chain of places that it lies in, nearest first by depth, given widest first. */
async function placesAround(
  { db, terms }: Reader,
  ids: readonly string[],
  moment: Moment,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive around (id, depth) as (
      select unnest(${ids}::text[]), 0
      union
      select s.target, around.depth + 1 from around
      join statement as s on s.entity = around.id and s.property = any(${WITHIN}::text[])
      join entity_view as view on view.id = s.target and view.kind = any(${[...terms.places]}::text[])
      where around.depth < 6 and s.rank <> 'deprecated' and ${known('s', moment)}
        and ${heldOn(sql`s.valid`, moment)}
    ) select id from around where depth > 0 group by id order by max(depth) desc, id`.execute(db);
  return rows.map((row) => row.id);
}

async function sourcesOf(
  db: Database,
  ids: readonly string[],
  moment: Moment,
): Promise<{ source: string; count: number }[]> {
  const held = sql`${known('s', moment)} and ${heldOn(sql`s.valid`, moment)}`;
  const { rows } = await sql<{ source: string; count: number }>`
    select cite.source, count(*) as count from (
      select s.citation from statement as s where s.entity = any(${ids}::text[]) and ${held}
      union all
      select s.citation from statement as s where s.target = any(${ids}::text[]) and ${held}
      union all
      select f.citation from cell join figure as f on f.cell = cell.id
      where (cell.area = any(${ids}::text[]) or cell.partner = any(${ids}::text[])) and ${known('f', moment)}
        and ${heldOn(sql`cell.period`, moment)}
    ) as said join citation as cite on cite.id = said.citation
    group by cite.source order by 2 desc, 1 limit 500`.execute(db);
  return rows;
}

async function figureCount(db: Database, ids: readonly string[], moment: Moment): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cell join figure as f on f.cell = cell.id
    where (cell.area = any(${ids}::text[]) or cell.partner = any(${ids}::text[]) or cell.product = any(${ids}::text[]))
      and ${known('f', moment)} and ${heldOn(sql`cell.period`, moment)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Gives the page of an entity as of the moment; null where no entity has the id. */
export async function readEntity(reader: Reader, id: string, moment: Moment): Promise<EntityPage | null> {
  const { db } = reader;
  const family = await familyOf(db, id);
  if (family === null) return null;
  const ids = [...family.members];
  const [view, statements, relations, remarks, commitments, within, sources, figures] = await Promise.all([
    viewOf(reader, family.id, moment),
    loadStatements(db, sql`s.entity = any(${ids}::text[]) and s.target is null`, moment),
    loadStatements(
      db,
      sql`s.target is not null and (s.entity = any(${ids}::text[]) or s.target = any(${ids}::text[]))`,
      moment,
      MOST_RELATIONS,
    ),
    loadRemarks(db, sql`r.entities && ${ids}::text[]`, moment),
    loadCommitments(
      reader,
      sql`select s.entity from statement as s where s.target = any(${ids}::text[]) and ${known('s', moment)}
        and ${heldOn(sql`s.valid`, moment)}`,
      moment,
    ),
    placesAround(reader, ids, moment),
    sourcesOf(db, ids, moment),
    figureCount(db, ids, moment),
  ]);
  if (view === undefined) return null;
  return {
    view,
    merged: family.id !== id,
    recordedBy: moment.recording === null || family.since <= moment.recording,
    mergedFrom: ids.filter((member) => member !== family.id),
    statements,
    relations,
    remarks,
    commitments,
    within,
    sources,
    figures,
  };
}

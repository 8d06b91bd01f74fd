/**
 * Two entities side by side, places above all: what ties the one to the other.
 *
 * A place stands for all that lies in it or belongs to it: a tie between Grodno Region and Kostanay Region is one
 * between Belarus and Kazakhstan. What concerns both sides (an agreement, a forum, a project) is listed itself;
 * what belongs to one side only shows through its relations with the other.
 */
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { type CommitmentRow, loadCommitments } from './commitments.ts';
import { ENTITY_COLUMNS, type EntityRow } from './entities.ts';
import { familyOf } from './entity.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { NOW } from './moment.ts';
import type { Reader } from './reader.ts';
import { loadRemarks, type RemarkRow } from './remarks.ts';
import { loadStatements, type StatementRow } from './statements.ts';

export interface PairPage {
  readonly a: string;
  readonly b: string;
  readonly relations: readonly StatementRow[];
  /** What both sides have to do with. */
  readonly shared: readonly EntityRow[];
  readonly figures: readonly FigureRow[];
  readonly commitments: readonly CommitmentRow[];
  readonly remarks: readonly RemarkRow[];
}

/** What belongs to one side: itself, and what lies in it without concerning the other. */
async function sideOf(db: Database, members: readonly string[], other: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from entity_view where id = any(${members}::text[])
    union
    select id from entity_view where places && ${members}::text[] and not places && ${other}::text[]
      and not id = any(${other}::text[]) and kind not in ('commitment', 'source')`.execute(db);
  return [...new Set([...members, ...rows.map((row) => row.id)])];
}

async function sharedBy(reader: Reader, a: readonly string[], b: readonly string[]): Promise<EntityRow[]> {
  const things = reader.terms.named.filter((kind) => !reader.terms.places.has(kind));
  const touching = (members: readonly string[]) => sql`
    select s.entity as id from statement as s
    where s.target = any(${members}::text[]) and s.retired is null and s.status = 'accepted'
    union
    select s.target from statement as s
    where s.entity = any(${members}::text[]) and s.target is not null and s.retired is null and s.status = 'accepted'`;
  const { rows } = await sql<EntityRow>`
    select ${ENTITY_COLUMNS} from entity_view as view
    where view.kind = any(${things}::text[]) and view.id in (
      select id from entity_view where places && ${a}::text[] and places && ${b}::text[]
      union
      ((${touching(a)}) intersect (${touching(b)}))
    )
    order by lower(view.period) desc nulls last, view.id limit 1000`.execute(reader.db);
  return rows;
}

/** Why there is no page of two entities. */
export type NoPair = { readonly missing: readonly string[] } | { readonly same: string };

/** Gives all that ties two entities; says why not where one of them is not there, or both are the same. */
export async function readPair(reader: Reader, first: string, second: string): Promise<PairPage | NoPair> {
  const { db } = reader;
  const [a, b] = await Promise.all([familyOf(db, first), familyOf(db, second)]);
  if (a === null || b === null) {
    return { missing: [...new Set([...(a === null ? [first] : []), ...(b === null ? [second] : [])])] };
  }
  if (a.id === b.id) return { same: a.id };
  const [sideA, sideB, shared] = await Promise.all([
    sideOf(db, a.members, b.members),
    sideOf(db, b.members, a.members),
    sharedBy(reader, a.members, b.members),
  ]);
  const things = shared.map((row) => row.id);
  const [relations, figures, commitments] = await Promise.all([
    loadStatements(
      db,
      sql`s.target is not null and (
        (s.entity = any(${sideA}::text[]) and s.target = any(${sideB}::text[]))
        or (s.entity = any(${sideB}::text[]) and s.target = any(${sideA}::text[])))`,
      NOW,
      2000,
    ),
    loadFigures(
      db,
      sql`where f.retired is null and f.status = 'accepted' and (
        (cell.area = any(${sideA}::text[]) and cell.partner = any(${sideB}::text[]))
        or (cell.area = any(${sideB}::text[]) and cell.partner = any(${sideA}::text[])))
        order by (cell.area = any(${[...a.members, ...b.members]}::text[])
          and cell.partner = any(${[...a.members, ...b.members]}::text[])) desc,
          cell.measure, lower(cell.period) desc nulls last, f.seq limit 1000`,
    ),
    loadCommitments(
      reader,
      sql`
        select s.entity from statement as s where s.property = 'under' and s.target = any(${things}::text[])
          and s.retired is null and s.status = 'accepted'
        union
        ((select s.entity from statement as s where s.property = 'promised-by' and s.target = any(${sideA}::text[])
          and s.retired is null and s.status = 'accepted')
        intersect
        (select s.entity from statement as s where s.property = 'promised-by' and s.target = any(${sideB}::text[])
          and s.retired is null and s.status = 'accepted'))`,
      NOW,
    ),
  ]);
  const remarks = await loadRemarks(
    db,
    sql`(r.figures && ${figures.map((figure) => figure.id)}::text[]
      or (r.entities && ${sideA}::text[] and r.entities && ${sideB}::text[]))`,
    NOW,
  );
  return { a: a.id, b: b.id, relations, shared, figures, commitments, remarks };
}

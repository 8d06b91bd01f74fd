/** The log of recordings: who entered what and when, newest first. */
import { sql } from 'kysely';
import { familyOf } from './entity.ts';
import { ReadError } from './errors.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Page, Reader } from './reader.ts';

export interface HistoryRow {
  readonly id: number;
  readonly author: string;
  readonly kind: string;
  readonly data_set: string | null;
  readonly note: string | null;
  readonly recorded: Date;
  readonly added: number;
  readonly retired: number;
}

export interface HistoryQuestion {
  readonly entity?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const KEYS: readonly SortKey[] = [{ expression: sql`recording.id`, descending: true, type: 'numeric' }];

/** Gives one page of recordings; with an entity, only those that touched it, and only what they did to it. */
export async function listHistory({ db }: Reader, question: HistoryQuestion): Promise<Page<HistoryRow>> {
  let members: readonly string[] | null = null;
  if (question.entity !== undefined) {
    const family = await familyOf(db, question.entity);
    if (family === null) {
      throw new ReadError('unknown-entity', 'entity', `No entity has the id '${question.entity}'.`);
    }
    members = family.members;
  }
  const touched =
    members === null
      ? sql`select recording.id from recording`
      : sql`select s.recording as id from statement as s
          where s.entity = any(${members}::text[]) or s.target = any(${members}::text[])
        union select s.retired from statement as s
          where (s.entity = any(${members}::text[]) or s.target = any(${members}::text[])) and s.retired is not null
        union select f.recording from cell join figure as f on f.cell = cell.id
          where cell.area = any(${members}::text[]) or cell.partner = any(${members}::text[])
        union select f.retired from cell join figure as f on f.cell = cell.id
          where (cell.area = any(${members}::text[]) or cell.partner = any(${members}::text[])) and f.retired is not null
        union select judgement.recording from judgement where judgement.subject = any(${members}::text[])
          or judgement.object = any(${members}::text[])`;
  const own =
    members === null
      ? { statement: sql`true`, figure: sql`true` }
      : {
          statement: sql`(s.entity = any(${members}::text[]) or s.target = any(${members}::text[]))`,
          figure: sql`f.cell in (select id from cell where area = any(${members}::text[]) or partner = any(${members}::text[]))`,
        };
  const stamp = ['history', question.entity ?? null];
  const start =
    question.cursor === undefined ? sql`true` : after(KEYS, readCursor(stamp, KEYS, question.cursor));
  const [{ rows }, counted] = await Promise.all([
    sql<HistoryRow & { keys: string[] }>`
      with page as (
        select recording.*, ${keyColumn(KEYS)} as keys from recording
        where recording.id in (${touched}) and ${start}
        order by ${orderBy(KEYS)} limit ${question.limit + 1}
      )
      select page.id, page.author, page.kind, page.data_set, page.note, page.recorded, page.keys,
        (select count(*) from statement as s where s.recording = page.id and ${own.statement})
          + (select count(*) from figure as f where f.recording = page.id and ${own.figure}) as added,
        (select count(*) from statement as s where s.retired = page.id and ${own.statement})
          + (select count(*) from figure as f where f.retired = page.id and ${own.figure}) as retired
      from page order by page.id desc`.execute(db),
    sql<{ total: number }>`select count(*) as total from (${touched}) as all_`.execute(db),
  ]);
  return pageOf(rows, question.limit, counted.rows[0]?.total ?? 0, stamp);
}

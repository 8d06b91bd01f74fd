/**
 * The two dates of a question: 'valid on' asks what held at a date, 'known on' what the registry had recorded by
 * its end. Recordings are numbered in the order in which they were written, so 'known on' becomes one number.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';

/** The dates as asked: ISO days. */
export interface Dates {
  readonly validOn?: string | undefined;
  readonly knownOn?: string | undefined;
}

export interface Moment {
  readonly validOn: string | null;
  /** The last recording that counts; null: all. */
  readonly recording: number | null;
}

export const NOW: Moment = { validOn: null, recording: null };

export function isNow({ validOn, recording }: Moment): boolean {
  return validOn === null && recording === null;
}

/** Takes the dates as asked; gives the moment, for which it looks up the last recording of that day (UTC). */
export async function momentOf(db: Database, dates: Dates): Promise<Moment> {
  if (dates.knownOn === undefined) return { validOn: dates.validOn ?? null, recording: null };
  const { rows } = await sql<{ last: number | null }>`
    select max(id) as last from recording
    where recorded < ((${dates.knownOn}::date + 1)::timestamp at time zone 'UTC')`.execute(db);
  return { validOn: dates.validOn ?? null, recording: rows[0]?.last ?? 0 };
}

/**
 * The condition that a statement or figure (by its table's alias) was known: accepted by then and not retired. What
 * was rejected later counted until then.
 */
export function known(alias: string, moment: Moment): RawBuilder<SqlBool> {
  const table = sql.id(alias);
  if (moment.recording === null) return sql`(${table}.retired is null and ${table}.status = 'accepted')`;
  return sql`(${table}.accepted <= ${moment.recording}
    and (${table}.retired is null or ${table}.retired > ${moment.recording}))`;
}

/** The condition that a span held on the day asked for. A span that nobody stated bars nothing. */
export function heldOn(range: RawBuilder<unknown>, moment: Moment): RawBuilder<SqlBool> {
  if (moment.validOn === null) return sql`true`;
  return sql`(${range} is null or ${range} @> ${moment.validOn}::date)`;
}

/** The condition that a span has begun by the day asked for, whether it lasts or not; without a day, always. */
export function begunBy(range: RawBuilder<unknown>, moment: Moment): RawBuilder<SqlBool> {
  if (moment.validOn === null) return sql`true`;
  return sql`(${range} is null or lower_inf(${range}) or lower(${range}) <= ${moment.validOn}::date)`;
}

/**
 * Periods: half-open spans of whole days, `[start, end)`, written for people and programs with inclusive ends.
 *
 * The written form has the precision of the source: a year '2021', a quarter '2021-Q3', a month '2021-08',
 * a day '2021-10-01', or two of them joined by a slash, both inclusive ('2021-01/2021-08'). An open side is '..'.
 */
import { err, ok, type Result } from './result.ts';

export interface Period {
  /** First day, ISO 8601 ('2021-01-01'); null: open. */
  readonly start: string | null;
  /** Day after the last, ISO 8601; null: open. */
  readonly end: string | null;
}

const PART = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?$/;

function days(part: string): Period | null {
  const match = PART.exec(part);
  if (!match) return null;
  const [, year, quarter, month, day] = match as unknown as [string, string, string?, string?, string?];
  try {
    if (day !== undefined) {
      const start = Temporal.PlainDate.from(part, { overflow: 'reject' });
      return { start: start.toString(), end: start.add({ days: 1 }).toString() };
    }
    if (month !== undefined) return months(year, Number(month), 1);
    if (quarter !== undefined) return months(year, Number(quarter) * 3 - 2, 3);
    return months(year, 1, 12);
  } catch {
    return null;
  }
}

function months(year: string, month: number, count: number): Period {
  const start = Temporal.PlainDate.from({ year: Number(year), month, day: 1 }, { overflow: 'reject' });
  return { start: start.toString(), end: start.add({ months: count }).toString() };
}

/**
 * Reads a written period.
 * Gives the half-open span; refuses what is not a date, and an end before its beginning.
 */
export function parsePeriod(written: string): Result<Period, string> {
  const parts = written.split('/');
  if (parts.length > 2) return err(`'${written}' has more than two parts`);
  const [first, second] = parts as [string, string?];
  const from = first === '..' ? { start: null, end: null } : days(first);
  if (!from) return err(`'${first}' is not a year, quarter, month or day`);
  if (second === undefined) {
    return first === '..' ? err('a period needs at least one side') : ok(from);
  }
  const to = second === '..' ? { start: null, end: null } : days(second);
  if (!to) return err(`'${second}' is not a year, quarter, month or day`);
  const period = { start: from.start, end: to.end };
  if (period.start === null && period.end === null) return err('a period needs at least one side');
  if (period.start !== null && period.end !== null && period.end <= period.start) {
    return err(`the period '${written}' ends before it begins`);
  }
  return ok(period);
}

/** Takes a date; gives the day before it. */
function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}

/**
 * Writes a period in its shortest form: whole years as years, whole months as months, else days.
 * `parsePeriod(formatPeriod(p))` gives `p` again.
 */
export function formatPeriod({ start, end }: Period): string {
  const { from, to } = inclusive({ start, end });
  if (start !== null && end !== null) {
    if (start.endsWith('-01-01') && end.endsWith('-01-01')) {
      const [a, b] = [start.slice(0, 4), dayBefore(end).slice(0, 4)];
      return a === b ? a : `${a}/${b}`;
    }
    if (from === to) return from as string;
  }
  return `${from ?? '..'}/${to ?? '..'}`;
}

/**
 * Gives both ends inclusive, as the API shows them: months ('2021-01', '2021-08') where the span is whole
 * months, else days; null where a side is open.
 */
export function inclusive({ start, end }: Period): { from: string | null; to: string | null } {
  const whole = (start === null || start.endsWith('-01')) && (end === null || end.endsWith('-01'));
  const cut = (date: string | null): string | null =>
    date === null ? null : whole ? date.slice(0, 7) : date;
  return { from: cut(start), to: cut(end === null ? null : dayBefore(end)) };
}

/** PostgreSQL's text form of the daterange. */
export function toDateRange({ start, end }: Period): string {
  return `[${start ?? ''},${end ?? ''})`;
}

/** Reads PostgreSQL's text form of a daterange, which it always gives as '[start,end)'. */
export function fromDateRange(range: string): Period {
  const match = /^[[(]([^,]*),([^,]*)\)$/.exec(range);
  if (!match) throw new TypeError(`not a daterange: ${range}`);
  return { start: match[1] || null, end: match[2] || null };
}

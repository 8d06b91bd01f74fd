/** The order of periods in time, from their written ends. */
import type { PeriodOut } from '#wire/common.ts';

/** Takes '2021', '2021-08' or '2021-08-15'; gives its first day. */
export function firstDay(date: string): string {
  if (date.length === 4) return `${date}-01-01`;
  return date.length === 7 ? `${date}-01` : date;
}

/** Takes '2021', '2021-08' or '2021-08-15'; gives its last day. */
export function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const day = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return `${date}-${String(day).padStart(2, '0')}`;
}

const EARLIEST = '0000-01-01';
const LATEST = '9999-12-31';

/** First day of a period; an open beginning lies before all others. */
export function startOf(period: PeriodOut): string {
  return period.from === null ? EARLIEST : firstDay(period.from);
}

/** Last day of a period; an open end lies after all others. */
export function endOf(period: PeriodOut): string {
  return period.to === null ? LATEST : lastDay(period.to);
}

/** Earlier beginnings first, then earlier ends; what has no period comes last. */
export function comparePeriods(a: PeriodOut | null, b: PeriodOut | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return startOf(a).localeCompare(startOf(b)) || endOf(a).localeCompare(endOf(b));
}

/** One text for equal periods. */
export function periodKey(period: PeriodOut | null): string {
  return period === null ? '' : `${period.from ?? '..'}/${period.to ?? '..'}`;
}

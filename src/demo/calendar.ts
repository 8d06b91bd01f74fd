/** Business days of the simulated market: every day is one, from midnight to midnight in Minsk. */

export const TIMEZONE = 'Europe/Minsk';
const DAY_MS = 86_400_000;

const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: TIMEZONE, dateStyle: 'short' });

/** The business day of a moment, in days since 1970-01-01. Takes milliseconds since 1970. */
export function dayOf(timeMs: number): number {
  return dayNumber(CALENDAR.format(timeMs));
}

/** The number of a day as the market writes it: 2021-10-01. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** The day of a month. */
export function dayOfMonth(day: number): number {
  return new Date(day * DAY_MS).getUTCDate();
}

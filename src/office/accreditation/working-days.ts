/** Working days by a country's calendar: neither its weekend nor one of its public holidays. */
import Holidays from 'date-holidays';

/** Days off in a week, 0 for Sunday, where they are not Saturday and Sunday. As of 2026. */
const WEEKENDS: { readonly [country: string]: readonly number[] } = {
  AF: [5],
  BD: [5, 6],
  BH: [5, 6],
  DZ: [5, 6],
  EG: [5, 6],
  IL: [5, 6],
  IQ: [5, 6],
  IR: [5],
  JO: [5, 6],
  KW: [5, 6],
  LY: [5, 6],
  NP: [6],
  OM: [5, 6],
  QA: [5, 6],
  SA: [5, 6],
  SD: [5, 6],
  SY: [5, 6],
  YE: [5, 6],
};
const DAY_MS = 86_400_000;

const calendars = new Map<string, Holidays>();
const years = new Map<string, ReadonlySet<string>>();

/** The public holidays of a country in a year, as ISO dates; none where its calendar is not known. */
function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  let calendar = calendars.get(country);
  if (calendar === undefined) {
    calendar = new Holidays(country);
    calendars.set(country, calendar);
  }
  const days = new Set<string>();
  // Of a country that it does not know, the package gives null.
  for (const { date, type } of calendar.getHolidays(year) ?? [])
    if (type === 'public') days.add(date.slice(0, 10));
  years.set(key, days);
  return days;
}

/** Is a day (ISO date) worked on in a country (ISO 3166-1)? */
export function isWorkingDay(day: string, country: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if ((WEEKENDS[country] ?? [0, 6]).includes(weekday)) return false;
  return !holidaysOf(country, Number(day.slice(0, 4))).has(day);
}

function stepped(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last of so many working days after a day, which is not counted itself. */
export function addWorkingDays(day: string, count: number, country: string): string {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = stepped(reached, 1);
    if (isWorkingDay(reached, country)) left -= 1;
  }
  return reached;
}

/** Working days from the day after one to another, which is counted; negative where that is past. */
export function workingDaysBetween(from: string, to: string, country: string): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = first; day < last; ) {
    day = stepped(day, 1);
    if (isWorkingDay(day, country)) count += 1;
  }
  return count === 0 ? 0 : count * sign;
}

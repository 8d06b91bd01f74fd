/** A timeline as data: what happened grouped by year, and the same as marks on a strip. */
import { comparePeriods, endOf, periodKey, startOf } from '#web/ui/period-order.ts';
import type { Citation } from '#wire/common.ts';
import type { TimelineItem } from '#wire/registry.ts';

/** What the strip and the filter tell apart, in the order of their rows. */
export const LANES = ['entity', 'relation', 'figure', 'commitment'] as const;
export type Lane = (typeof LANES)[number];

export function laneOf(item: { readonly what: string }): Lane {
  return LANES.find((lane) => lane === item.what) ?? 'relation';
}

/** One line of the list: what several sources say alike stands once, with all its citations. */
export interface TimelineEntry extends Omit<TimelineItem, 'citation'> {
  readonly key: string;
  readonly citations: readonly Citation[];
}

export interface TimelineYear {
  /** '2021'; null for what began at a time that is not known. */
  readonly year: string | null;
  readonly entries: readonly TimelineEntry[];
}

function keyOf(item: TimelineItem): string {
  return [item.what, item.text, item.ref?.id, item.figure, periodKey(item.period), item.inferred].join('|');
}

/** Joins items that say the same of the same period, earliest first. */
export function entriesOf(items: readonly TimelineItem[]): TimelineEntry[] {
  // An event and the tie to it are one happening: the event says more.
  const happening = ({ ref, period }: TimelineItem): string => `${ref?.id} ${periodKey(period)}`;
  const events = new Map(
    items.filter(({ what, ref }) => what === 'entity' && ref !== null).map((item) => [happening(item), item]),
  );
  const joined = items.map((item): TimelineItem => {
    const event = item.what === 'relation' && item.ref !== null ? events.get(happening(item)) : undefined;
    return event === undefined ? item : { ...event, citation: item.citation };
  });
  const entries = [...Map.groupBy(joined, keyOf)].map(([key, same]): TimelineEntry => {
    const [first] = same as [TimelineItem];
    const citations = new Map(same.map(({ citation: c }) => [`${c.source} ${c.locator}`, c]));
    return { ...first, key, citations: [...citations.values()] };
  });
  return entries.sort((a, b) => comparePeriods(a.period, b.period));
}

/** Takes entries in order; gives them by the year in which they begin, or end where the beginning is open. */
export function byYear(entries: readonly TimelineEntry[]): TimelineYear[] {
  const yearOf = ({ period }: TimelineEntry): string | null =>
    (period.from ?? period.to)?.slice(0, 4) ?? null;
  return [...Map.groupBy(entries, yearOf)]
    .map(([year, inYear]) => ({ year, entries: inYear }))
    .sort((a, b) => (a.year ?? '9999').localeCompare(b.year ?? '9999'));
}

/** A mark on the strip, in shares of its width. */
export interface Mark {
  readonly lane: Lane;
  readonly start: number;
  readonly width: number;
  readonly inferred: boolean;
  /** How many entries lie here together. */
  readonly count: number;
}

export interface Strip {
  /** Years that have something, each as wide as the others; `gap`: years left out before it. */
  readonly years: readonly { readonly year: number; readonly start: number; readonly gap: boolean }[];
  readonly marks: readonly Mark[];
}

const DAY_MS = 86_400_000;

/** Where in its year a day lies, from 0 up to and without 1. */
function partOfYear(day: string): number {
  const year = Number(day.slice(0, 4));
  const first = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - first;
  return (Date.UTC(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) - first) / length;
}

/**
 * Takes entries; gives the strip. Only years in which something begins or ends have a place, so that a treaty of
 * 1992 does not press all of 2021 into a hair.
 */
export function stripOf(entries: readonly TimelineEntry[]): Strip {
  const dated = entries.filter(({ period }) => period.from !== null || period.to !== null);
  const endsOf = ({ period }: TimelineEntry): [string, string] => {
    const start = period.from === null ? endOf(period) : startOf(period);
    return [start, period.to === null ? start : endOf(period)];
  };
  const years = [
    ...new Set(dated.flatMap((entry) => endsOf(entry).map((day) => Number(day.slice(0, 4))))),
  ].sort((a, b) => a - b);
  const slot = new Map(years.map((year, at) => [year, at]));
  const place = (day: string): number =>
    ((slot.get(Number(day.slice(0, 4))) ?? 0) + partOfYear(day)) / years.length;
  const marks = new Map<string, Mark>();
  for (const entry of dated) {
    const [first, last] = endsOf(entry);
    const next = new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10);
    const start = place(first);
    // The day after the last of a year lies in the next year, which may have no place.
    const end =
      next.slice(0, 4) === last.slice(0, 4)
        ? place(next)
        : Math.floor(place(last) * years.length + 1) / years.length;
    const lane = laneOf(entry);
    const key = [lane, first, last, entry.inferred].join(' ');
    const count = (marks.get(key)?.count ?? 0) + 1;
    marks.set(key, { lane, start, width: Math.max(end - start, 0), inferred: entry.inferred, count });
  }
  return {
    years: years.map((year, at) => ({
      year,
      start: at / years.length,
      gap: at > 0 && year - (years[at - 1] ?? year) > 1,
    })),
    marks: [...marks.values()],
  };
}

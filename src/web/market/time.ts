/** Times of the market: in the exchange's zone, with the reader's own beside it where the two differ. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '#web/app/i18n.ts';
import { marketQuestions } from './ask.ts';

const SECOND = 1_000;
const MINUTE = 60;

export interface Clock {
  readonly zone: string;
  /** 'UTC+3': said alike in every language. */
  readonly place: string;
  /** '14:05:30' in the exchange's zone. */
  time(ms: number): string;
  /** '2021-10-05 14:05' in the exchange's zone. */
  moment(ms: number): string;
  /** '2021-10-05' in the exchange's zone. */
  day(ms: number): string;
  /** The reader's own '15:05', null where it is the same. */
  own(ms: number): string | null;
}

function parts(zone: string | undefined): Intl.DateTimeFormat {
  // Digits only: the same in every language.
  return new Intl.DateTimeFormat('sv-SE', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    dateStyle: 'short',
    timeStyle: 'medium',
  });
}

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return name.replace('GMT', 'UTC');
}

export function clockOf(zone: string): Clock {
  const there = parts(zone);
  const here = parts(undefined);
  const cut = (format: Intl.DateTimeFormat, ms: number, from: number, to: number): string =>
    format.format(ms).slice(from, to);
  return {
    zone,
    place: offsetOf(zone),
    time: (ms) => cut(there, ms, 11, 19),
    moment: (ms) => cut(there, ms, 0, 16),
    day: (ms) => cut(there, ms, 0, 10),
    own: (ms) => (there.format(ms) === here.format(ms) ? null : cut(here, ms, 11, 16)),
  };
}

const FALLBACK_ZONE = 'UTC';

export function useClock(): Clock {
  const summary = useQuery(marketQuestions.summary(useLanguage()));
  const zone = summary.data?.timeZone ?? FALLBACK_ZONE;
  return useMemo(() => clockOf(zone), [zone]);
}

/** '2:05', '1:02:05' until a moment; '0:00' when it has come. */
export function countdown(untilMs: number, nowMs: number): string {
  const left = Math.max(0, Math.ceil((untilMs - nowMs) / SECOND));
  const two = (number: number): string => String(number).padStart(2, '0');
  const seconds = left % MINUTE;
  const minutes = Math.floor(left / MINUTE) % MINUTE;
  const hours = Math.floor(left / MINUTE / MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

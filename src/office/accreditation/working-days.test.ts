import { expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

test('weekends and public holidays are not worked on, by the country', () => {
  expect(isWorkingDay('2026-11-27', 'BY')).toBe(true);
  expect(isWorkingDay('2026-11-28', 'BY')).toBe(false);
  // Christmas is a holiday there by both calendars; in Kazakhstan by the older one alone.
  expect(isWorkingDay('2026-12-25', 'BY')).toBe(false);
  expect(isWorkingDay('2026-12-25', 'KZ')).toBe(true);
  // Friday is off in Egypt, Sunday is not.
  expect(isWorkingDay('2026-11-27', 'EG')).toBe(false);
  expect(isWorkingDay('2026-11-29', 'EG')).toBe(true);
});

test('three working days step over a weekend and a holiday', () => {
  expect(addWorkingDays('2026-11-25', 3, 'BY')).toBe('2026-11-30');
  expect(addWorkingDays('2026-12-23', 3, 'BY')).toBe('2026-12-29');
});

test('days left are counted back to what was counted forward, and go below zero', () => {
  expect(workingDaysBetween('2026-11-25', '2026-11-30', 'BY')).toBe(3);
  expect(workingDaysBetween('2026-11-30', '2026-11-30', 'BY')).toBe(0);
  expect(workingDaysBetween('2026-12-02', '2026-11-30', 'BY')).toBe(-2);
});

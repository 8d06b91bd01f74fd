import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAXIMUM_GENERATION, MAXIMUM_ORDERS } from '#market/limits.ts';
import { dateText, dayNumber, dayText, orderAddress, orderNumber, timeNumber, timeText } from './cells.ts';

test('an order’s number is exact, and names one slot and generation', () => {
  const slot = fc.integer({ min: 1, max: MAXIMUM_ORDERS - 1 });
  const generation = fc.integer({ min: 1, max: MAXIMUM_GENERATION });
  fc.assert(
    fc.property(slot, generation, (one, other) => {
      const number = orderNumber(one, other);
      expect(Number.isSafeInteger(number)).toBe(true);
      expect(orderAddress(number)).toEqual({ slot: one, generation: other });
    }),
  );
  expect(orderNumber(1, 1)).toBe(536_870_913);
});

test('days are ISO dates and back, from 1970 on', () => {
  expect(dateText(18_901)).toBe('2021-10-01');
  expect(dayText(0)).toBeNull();
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (day) => dayNumber(dateText(day)) === day));
});

test('times keep their microseconds, and back', () => {
  expect(timeText(1_633_046_400_000_001)).toBe('2021-10-01T00:00:00.000001Z');
  const time = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
  fc.assert(fc.property(time, (microseconds) => timeNumber(timeText(microseconds)) === microseconds));
  expect(timeNumber('2021-10-01T02:00:00.5+02:00')).toBe(1_633_046_400_500_000);
});

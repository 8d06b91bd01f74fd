import { describe, expect, test } from 'vitest';
import { MODES } from '#wire/market-words.ts';
import { GOODS } from './goods.ts';
import { MEMBERS } from './members.ts';
import { EVERY_MS, type Planned, phaseAt, plannedAt } from './programme.ts';
import { worthAt } from './worth.ts';

const NOW = Date.parse('2031-03-04T10:01:30Z');
const HOUR_MS = 3_600_000;

/** All sessions that begin within an hour. */
function hour(fromMs: number): Planned[] {
  const slots = new Map<number, Planned>();
  for (let at = fromMs; at < fromMs + HOUR_MS; at += EVERY_MS / 2)
    for (const planned of plannedAt(at)) slots.set(planned.slot, planned);
  return [...slots.values()];
}

describe('the programme', () => {
  test('has within an hour every mode, a sealed session, one for Karelia, some for non-residents, transit', () => {
    const sessions = hour(NOW);
    expect(new Set(sessions.map(({ mode }) => mode))).toEqual(new Set(MODES));
    expect(sessions.some(({ sealed }) => sealed)).toBe(true);
    expect(new Set(sessions.map(({ admission = 'all' }) => admission))).toEqual(
      new Set(['all', 'karelia', 'non-residents']),
    );
    const symbols = new Set(sessions.flatMap((planned) => planned.symbols));
    expect(new Set(GOODS.map(({ symbol }) => symbol))).toEqual(symbols);
  });

  test('announces ahead, and is the same whenever it is asked', () => {
    const early = plannedAt(NOW);
    const later = plannedAt(NOW + EVERY_MS);
    const both = later.filter(({ slot }) => early.some((one) => one.slot === slot));
    expect(both.length).toBeGreaterThan(3);
    expect(early).toEqual(expect.arrayContaining(both));
    expect(early.filter(({ beginsMs }) => beginsMs > NOW).length).toBeGreaterThanOrEqual(3);
    for (let at = NOW; at < NOW + HOUR_MS; at += 10_000) {
      const begun = plannedAt(at).filter(({ beginsMs }) => beginsMs <= at);
      expect(begun.some(({ mode }) => mode === 'continuous')).toBe(true);
    }
  });

  test('lists only goods of the section, which somebody sells and somebody else buys', () => {
    for (const { section, symbols, title } of hour(NOW)) {
      expect(Object.values(title).every((text) => text.length > 5)).toBe(true);
      for (const symbol of symbols) {
        const good = GOODS.find((one) => one.symbol === symbol);
        expect([symbol, good?.section]).toEqual([symbol, section]);
        const sellers = MEMBERS.filter(({ sells, ofPeople }) => !ofPeople && sells.includes(section));
        const buyers = MEMBERS.filter(({ buys, ofPeople }) => !ofPeople && buys.includes(section));
        expect([sellers.length > 2, buyers.length > 2]).toEqual([true, true]);
      }
    }
  });

  test('has goods in transit only where residents are not admitted', () => {
    const transit = GOODS.filter(({ trade }) => trade === 'transit').map(({ symbol }) => symbol);
    for (const { symbols, admission } of hour(NOW)) {
      if (symbols.some((symbol) => transit.includes(symbol))) expect(admission).toBe('non-residents');
    }
  });

  test('goes through its phases in time', () => {
    for (const { timetable, beginsMs } of plannedAt(NOW)) {
      expect(phaseAt(timetable, beginsMs - 1)).toBeNull();
      expect(phaseAt(timetable, beginsMs)?.phase).toBe(timetable[0]?.phase);
      const times = timetable.map(({ at }) => Date.parse(at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(phaseAt(timetable, beginsMs + HOUR_MS)).toEqual({ phase: 'closed', endsMs: null });
      expect(phaseAt(timetable, beginsMs)?.endsMs).toBe(times[1]);
    }
  });
});

test('what goods are worth drifts slowly and stays near their price', () => {
  for (const good of GOODS) {
    let before = worthAt(good, NOW);
    for (let at = NOW; at < NOW + 24 * HOUR_MS; at += 60_000) {
      const now = worthAt(good, at);
      expect(Math.abs(now / good.worth - 1)).toBeLessThan(0.06);
      expect(Math.abs(now / before - 1)).toBeLessThan(0.012);
      before = now;
    }
  }
});

test('the participants: about sixty, at home in many countries, some from Karelia, brokers and market makers', () => {
  expect(MEMBERS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(MEMBERS.map(({ id }) => id)).size).toBe(MEMBERS.length);
  expect(new Set(MEMBERS.map(({ country }) => country)).size).toBeGreaterThanOrEqual(8);
  expect(MEMBERS.filter(({ region }) => region === 'KR').length).toBeGreaterThan(3);
  expect(MEMBERS.filter(({ role }) => role === 'broker').length).toBeGreaterThan(3);
  expect(MEMBERS.filter(({ maker }) => maker).length).toBeGreaterThan(5);
});

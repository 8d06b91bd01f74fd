/** Reading the market's tables, and its numbers as the network writes them. */
import { MAXIMUM_GENERATION } from '#market/limits.ts';
import type { Table } from '#market/table.ts';

/** The word in a column of a row. */
export function wordAt(table: Table, row: number, column: number): number {
  return table.words[row * table.stride + column] ?? 0;
}

/** The 64-bit number in a column of a row. */
export function numberAt(table: Table, row: number, column: number): number {
  return table.numbers[(row * table.stride) / 2 + column] ?? 0;
}

/** Is there such a row? Row 0 is none. */
export function hasRow(table: Table, row: number): boolean {
  return Number.isInteger(row) && row > 0 && row < table.rows;
}

/** All rows of a table, from the first or from one given. */
export function* rowsOf(table: Table, from = 1): Generator<number> {
  for (let row = Math.max(from, 1); row < table.rows; row += 1) yield row;
}

/** All rows of a table before one, the last first; 0: from the table's end. */
export function* rowsBackFrom(table: Table, before: number): Generator<number> {
  for (let row = before === 0 ? table.rows - 1 : before - 1; row > 0; row -= 1) yield row;
}

const GENERATIONS = MAXIMUM_GENERATION + 1;

/** An order's one number: slot × 2^29 + generation. */
export function orderNumber(slot: number, generation: number): number {
  return slot * GENERATIONS + generation;
}

/** Slot and generation of an order's number. */
export function orderAddress(order: number): { slot: number; generation: number } {
  return { slot: Math.floor(order / GENERATIONS), generation: order % GENERATIONS };
}

const DAY_MS = 86_400_000;

/** A day number as an ISO date; null for 0. */
export function dayText(day: number): string | null {
  return day === 0 ? null : dateText(day);
}

/** A day number, not 0, as an ISO date. */
export function dateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day number of an ISO date that was validated. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** Microseconds since 1970 as ISO 8601, to the microsecond. */
export function timeText(microseconds: number): string {
  const fraction = String(microseconds % 1_000_000).padStart(6, '0');
  return `${new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, 19)}.${fraction}Z`;
}

/** The same; null for 0. */
export function timeTextOrNull(microseconds: number): string | null {
  return microseconds === 0 ? null : timeText(microseconds);
}

/** Microseconds since 1970 of an ISO time that was validated. Digits beyond the microsecond are dropped. */
export function timeNumber(text: string): number {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return Math.floor(Date.parse(text) / 1000) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** Null for 0, the market's 'none'. */
export function orNull(number: number): number | null {
  return number === 0 ? null : number;
}

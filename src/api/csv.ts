/**
 * Tables as CSV (RFC 4180): UTF-8 with a byte order mark so that spreadsheets read Cyrillic, lines ended by CRLF,
 * and no cell that a spreadsheet would run as a formula.
 */
import type { Label } from '#base/language.ts';

export interface Column<Item> {
  readonly header: Label;
  /** The cell's text; null and undefined are empty cells. */
  value(item: Item): string | number | boolean | null | undefined;
}

export const BYTE_ORDER_MARK = '\ufeff';

const NUMBER = /^-?\d+(\.\d+)?$/;
const FORMULA = /^[=+\-@\t\r]/;

/** Takes a value; gives the cell. An apostrophe before = + - @ makes a spreadsheet read text; numbers need none. */
export function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function row(values: readonly (string | number | boolean | null | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

import type { Column } from './column.ts';

/** A cell of tab-separated text holds neither tab nor line break. */
function clean(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ').trim();
}

/** Gives rows as tab-separated text with a head, which spreadsheets paste into cells. */
export function tabSeparated<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => clean(column.header)).join('\t')];
  for (const row of rows) lines.push(columns.map((column) => clean(column.copy(row))).join('\t'));
  return `${lines.join('\n')}\n`;
}

/** Gives rows as comma-separated text (RFC 4180) with a head. */
export function commaSeparated<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map((column) => quoted(column.header)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => quoted(column.copy(row))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

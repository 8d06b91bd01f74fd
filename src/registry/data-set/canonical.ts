/**
 * The one form in which records are written: YAML in flow style, one statement a line, or JSON. Equal records
 * give equal bytes, and reading gives the record again.
 */
import { LANGUAGES } from '#base/language.ts';

/** What a record of a data set is made of. Fields that are undefined are left out. */
export type Json =
  | string
  | number
  | boolean
  | readonly Json[]
  | { readonly [field: string]: Json | undefined };

// Plain YAML scalars that every reader takes for text: they begin with a letter, and no mark in them means anything.
const PLAIN = /^\p{L}(?:[\p{L}\p{M}\p{N} ._’()/+%&–—«»-]*[\p{L}\p{M}\p{N}.)»%+])?$/u;
// Words that YAML 1.1 or 1.2 takes for something else.
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
// Characters that may not stand in YAML as they are, though JSON lets them.
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function scalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : quoted(text);
}

/** Writes a value in YAML's flow style. */
export function flow(value: Json): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const fields = Object.entries(value).filter((field): field is [string, Json] => field[1] !== undefined);
  return fields.length === 0
    ? '{}'
    : `{ ${fields.map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`).join(', ')} }`;
}

/** Writes a record as an item of a YAML list: one line, but the statements of an entity a line each. */
export function yamlItem(record: { readonly [field: string]: Json | undefined }): string {
  const { statements, ...rest } = record;
  if (!Array.isArray(statements)) return `- ${flow(rest)}\n`;
  const head = Object.entries(rest).map(([key, inner]) => `${key}: ${flow(inner as Json)}`);
  const lines = statements.map((statement: Json) => `    - ${flow(statement)}\n`);
  return `- ${head.join('\n  ')}\n  statements:\n${lines.join('')}`;
}

/** Writes the description of a set as YAML, a field a line. */
export function yamlHeader(header: { readonly [field: string]: Json | undefined }): string {
  return Object.entries(header)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${flow(value as Json)}\n`)
    .join('');
}

/** Puts the fields of a value from the database in order: languages as Kirmash lists them, others by name. */
export function ordered(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) return value.map(ordered);
  const languages: readonly string[] = LANGUAGES;
  const place = (key: string): number =>
    languages.includes(key) ? languages.indexOf(key) : languages.length;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

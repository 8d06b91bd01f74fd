/**
 * Files of sanction lists in the two forms in which OpenSanctions publishes them: `targets.simple.csv`, and entities of
 * FollowTheMoney as JSON, one a line. Errors are told by line; a file with one is not taken.
 */
import { err, ok, type Result } from '#base/result.ts';

export interface SanctionEntry {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  /** All names, the first one too. */
  readonly names: readonly string[];
  readonly countries: readonly string[];
}

export interface LineError {
  readonly line: number;
  readonly reason: string;
}

const MOST_ERRORS = 100;
const LONGEST_NAME = 500;

type Read = Result<readonly SanctionEntry[], readonly LineError[]>;

/** Rows of a CSV file (RFC 4180) with the line on which each begins; null for an unclosed quotation mark. */
function* csvRows(text: string): Generator<{ line: number; cells: string[] } | null> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begins = line;
    const cells: string[] = [];
    for (let isEnd = false; !isEnd; ) {
      let cell = '';
      if (text[at] === '"') {
        for (;;) {
          const close = text.indexOf('"', at + 1);
          if (close < 0) return yield null;
          cell += text.slice(at + 1, close);
          at = close + 1;
          if (text[at] !== '"') break;
          cell += '"';
        }
        line += cell.split('\n').length - 1;
      }
      const rest = /[,\r\n]/g;
      rest.lastIndex = at;
      const end = rest.exec(text)?.index ?? text.length;
      cell += text.slice(at, end);
      cells.push(cell);
      isEnd = text[end] !== ',';
      at = end + 1;
      if (text[end] === '\r' && text[at] === '\n') at += 1;
    }
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { line: begins, cells };
  }
}

const split = (text: string | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Collects entries and errors; an id that comes twice is an error. */
class Collected {
  readonly #entries = new Map<string, SanctionEntry>();
  readonly errors: LineError[] = [];

  fail(line: number, reason: string): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ line, reason });
  }

  add(line: number, { id, schema, name, names, countries }: SanctionEntry): void {
    if (id === '') this.fail(line, 'has no id');
    else if (this.#entries.has(id)) this.fail(line, `the id ${id} stands on an earlier line too`);
    else if (name === '') this.fail(line, 'has no name');
    else if (names.some((one) => one.length > LONGEST_NAME)) this.fail(line, 'has a name that is no name');
    else this.#entries.set(id, { id, schema, name, names: [...new Set(names)], countries });
  }

  get result(): Read {
    if (this.errors.length === 0 && this.#entries.size === 0) this.fail(1, 'there is no entry in the file');
    return this.errors.length > 0 ? err(this.errors) : ok([...this.#entries.values()]);
  }
}

/** Reads `targets.simple.csv`. */
export function readTargetsCsv(text: string): Read {
  const found = new Collected();
  let header: string[] | null = null;
  for (const row of csvRows(text.replace(/^\uFEFF/, ''))) {
    if (row === null) {
      found.fail(0, 'a quotation mark is not closed');
      break;
    }
    if (header === null) {
      header = row.cells;
      const missing = ['id', 'schema', 'name', 'aliases', 'countries'].filter(
        (one) => !header?.includes(one),
      );
      if (missing.length > 0) {
        found.fail(row.line, `has no columns ${missing.join(', ')}`);
        break;
      }
      continue;
    }
    if (row.cells.length !== header.length) {
      found.fail(row.line, `has ${row.cells.length} cells and not ${header.length}`);
      continue;
    }
    const columns = header;
    const cell = (name: string): string => row.cells[columns.indexOf(name)]?.trim() ?? '';
    const name = cell('name');
    found.add(row.line, {
      id: cell('id'),
      schema: cell('schema'),
      name,
      names: [name, ...split(cell('aliases'))],
      countries: split(cell('countries')),
    });
  }
  return found.result;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string' && one.trim() !== '')
    : [];

/** What bears a name to look up: companies, people and what they are made of; not addresses, nor ties between them. */
const NAMED = new Set(['Company', 'Organization', 'LegalEntity', 'PublicBody', 'Person', 'Vessel']);

/** Reads entities of FollowTheMoney, one JSON object a line; those that bear no name are passed over. */
export function readFollowTheMoney(text: string): Read {
  const found = new Collected();
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch {
      found.fail(index + 1, 'is no JSON');
      continue;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      found.fail(index + 1, 'is no entity');
      continue;
    }
    const { id, schema, properties } = value as { id?: unknown; schema?: unknown; properties?: unknown };
    if (typeof schema !== 'string') found.fail(index + 1, 'has no schema');
    else if (NAMED.has(schema)) {
      const of = (typeof properties === 'object' && properties !== null ? properties : {}) as {
        readonly [name: string]: unknown;
      };
      const names = [...texts(of.name), ...texts(of.alias), ...texts(of.previousName)];
      const countries = [...texts(of.country), ...texts(of.jurisdiction), ...texts(of.nationality)];
      const [name = ''] = names;
      found.add(index + 1, { id: typeof id === 'string' ? id : '', schema, name, names, countries });
    }
  }
  return found.result;
}

/**
 * A strict JSON reader (RFC 8259) that knows where everything stands and refuses a key given twice. It is the
 * slow path: `JSON.parse` reads what is right, this one says what is wrong and where.
 */
import type { Path } from './problem.ts';

export type JsonNode =
  | { readonly type: 'object'; readonly offset: number; readonly entries: readonly JsonEntry[] }
  | { readonly type: 'array'; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly type: 'scalar'; readonly offset: number };

export interface JsonEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: JsonNode;
}

export class JsonError extends Error {
  readonly offset: number;
  readonly duplicateKey: boolean;
  constructor(reason: string, offset: number, duplicateKey = false) {
    super(reason);
    this.offset = offset;
    this.duplicateKey = duplicateKey;
  }
}

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 excludes exactly these from strings.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const DEPTH_LIMIT = 100;

/** Reads a whole text. Errors: JsonError with the offset in UTF-16 units. */
export function parseJsonTree(text: string): JsonNode {
  let at = 0;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const space = (): void => {
    take(SPACE);
  };
  const fail = (what: string): never => {
    const seen = at < text.length ? `'${text.slice(at, at + 12).split('\n')[0]}'` : 'the end';
    throw new JsonError(`expected ${what}, found ${seen}`, at);
  };
  const expect = (mark: string): void => {
    if (text[at] !== mark) fail(`'${mark}'`);
    at++;
  };

  const object = (depth: number): JsonNode => {
    const offset = at++;
    const entries: JsonEntry[] = [];
    const keys = new Set<string>();
    space();
    if (text[at] === '}') {
      at++;
      return { type: 'object', offset, entries };
    }
    for (;;) {
      space();
      const keyOffset = at;
      const written = take(STRING) ?? fail('a field name in double quotes');
      const key = JSON.parse(written) as string;
      if (keys.has(key)) throw new JsonError(`the field '${key}' is given twice`, keyOffset, true);
      keys.add(key);
      space();
      expect(':');
      entries.push({ key, keyOffset, value: value(depth) });
      space();
      if (text[at] === ',') at++;
      else break;
    }
    expect('}');
    return { type: 'object', offset, entries };
  };

  const array = (depth: number): JsonNode => {
    const offset = at++;
    const items: JsonNode[] = [];
    space();
    if (text[at] === ']') {
      at++;
      return { type: 'array', offset, items };
    }
    for (;;) {
      items.push(value(depth));
      space();
      if (text[at] === ',') at++;
      else break;
    }
    expect(']');
    return { type: 'array', offset, items };
  };

  const value = (depth: number): JsonNode => {
    space();
    if (depth > DEPTH_LIMIT) throw new JsonError(`nested deeper than ${DEPTH_LIMIT}`, at);
    const offset = at;
    if (text[at] === '{') return object(depth + 1);
    if (text[at] === '[') return array(depth + 1);
    if (take(STRING) === null && take(SCALAR) === null) fail('a value');
    return { type: 'scalar', offset };
  };

  const tree = value(0);
  space();
  if (at < text.length) fail('the end');
  return tree;
}

/** Gives the offset of the value (or of the field's name) at a path; of the nearest that exists above it. */
export function offsetAt(tree: JsonNode, path: Path, key = false): number {
  let node = tree;
  let offset = node.offset;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (node.type === 'object') {
      const entry = node.entries.find((candidate) => candidate.key === step);
      if (!entry) return offset;
      if (last && key) return entry.keyOffset;
      node = entry.value;
    } else if (node.type === 'array') {
      const item = node.items[step as number];
      if (!item) return offset;
      node = item;
    } else {
      return offset;
    }
    offset = node.offset;
  }
  return offset;
}

/** Gives line and column, both from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item);
    return keys;
  }
  for (const key in value) keys += 1 + countKeys((value as Record<string, unknown>)[key]);
  return keys;
}

/**
 * Whether a text that `JSON.parse` read into `value` is sure to have no key twice. Every key written has a colon
 * after it, so as many colons as there are keys in the value leave none over. False means: look closely.
 */
export function surelyWithoutDuplicates(text: string, value: unknown): boolean {
  let colons = 0;
  for (let next = text.indexOf(':'); next >= 0; next = text.indexOf(':', next + 1)) colons++;
  return colons === countKeys(value);
}

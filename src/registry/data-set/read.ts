/**
 * Reads the files of a data set into records, in batches. The fast path knows no positions; `locate.ts` finds
 * them when something is wrong.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { DataFile } from './files.ts';
import { JsonError, lineAndColumn, parseJsonTree, surelyWithoutDuplicates } from './json.ts';
import type { Findings, ProblemCode } from './problem.ts';

/** Limits against files that would exhaust memory. */
export const LIMITS = {
  /** Bytes of a YAML or JSON file: it is read whole. Larger sets use JSON Lines. */
  wholeFileBytes: 64 * 1024 * 1024,
  /** Bytes of one line of JSON Lines. */
  lineBytes: 4 * 1024 * 1024,
  /** How many times the anchors of a YAML file may be repeated. */
  aliases: 100,
} as const;

export interface RawRecord {
  /** Number in the file from 0; for JSON Lines the line from 1. */
  readonly record: number;
  readonly value: unknown;
}

const CHUNK_BYTES = 256 * 1024;

/** Opens a file without following a link put there meanwhile. */
async function openFile(file: DataFile): Promise<FileHandle> {
  return open(file.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
}

/** Gives the text of a file, or null with a finding: too large, not UTF-8. */
export async function readText(file: DataFile, findings: Findings): Promise<string | null> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    if (size > LIMITS.wholeFileBytes) {
      const reason = `${size} bytes; the limit is ${LIMITS.wholeFileBytes}: use JSON Lines for large sets`;
      findings.add({ file: file.name, record: null, path: [], code: 'too-large', reason });
      return null;
    }
    const bytes = await handle.readFile();
    const text = decode(bytes);
    if (text === null) {
      const at = firstBadByte(bytes);
      findings.add({ file: file.name, record: null, path: [], code: 'not-utf8', reason: 'not UTF-8', at });
    }
    return text;
  } finally {
    await handle.close();
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Gives line and column (in bytes) of the first line that does not decode. */
function firstBadByte(bytes: Uint8Array): { line: number; column: number } {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, start);
    const part = bytes.subarray(start, end < 0 ? undefined : end);
    if (decode(part) === null) {
      let good = 0;
      // A character is at most four bytes long: the first bad one is where a longer head stops decoding.
      for (let head = 1; head <= part.length; head++)
        if (decode(part.subarray(0, head)) !== null) good = head;
      return { line, column: good + 1 };
    }
    if (end < 0) return { line: 1, column: 1 };
    start = end + 1;
  }
}

/** Reads one YAML or JSON document; undefined with a finding where it cannot be. */
export async function readDocument(file: DataFile, findings: Findings): Promise<unknown> {
  const text = await readText(file, findings);
  if (text === null) return undefined;
  if (text.trim() === '') {
    findings.add({
      file: file.name,
      record: null,
      path: [],
      code: 'empty-file',
      reason: 'the file is empty',
    });
    return undefined;
  }
  return file.format === 'yaml' ? readYaml(file, text, findings) : readJson(file, text, 1, findings);
}

function readYaml(file: DataFile, text: string, findings: Findings): unknown {
  const lines = new LineCounter();
  const finding = (code: ProblemCode, reason: string, offset: number): void => {
    const { line, col } = lines.linePos(offset);
    findings.add({ file: file.name, record: null, path: [], code, reason, at: { line, column: col } });
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    // What cannot be read confuses all that follows: of such errors only the first is listed.
    const unreadable = document.errors.find((error) => error.code !== 'DUPLICATE_KEY');
    for (const error of document.errors) {
      if (error.code !== 'DUPLICATE_KEY' && error !== unreadable) continue;
      const code = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'bad-yaml';
      finding(code, error.message, error.pos[0]);
    }
    const warning = document.warnings[0];
    if (warning) finding('bad-yaml', warning.message, warning.pos[0]);
    if (document.errors.length > 0 || warning) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: LIMITS.aliases });
    if (value === null) finding('empty-file', 'the file holds nothing but comments', 0);
    return value ?? undefined;
  } catch (error) {
    // The yaml package throws a ReferenceError for aliases beyond the limit, a RangeError when nested too deep.
    if (error instanceof ReferenceError) finding('too-large', error.message, 0);
    else if (error instanceof RangeError) finding('bad-yaml', 'nested too deep', 0);
    else throw error;
    return undefined;
  }
}

/** Reads one JSON text that begins at a line of its file. */
function readJson(file: DataFile, text: string, firstLine: number, findings: Findings): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (surelyWithoutDuplicates(text, value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  try {
    parseJsonTree(text);
    return value;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { line, column } = lineAndColumn(text, error.offset);
    findings.add({
      file: file.name,
      record: null,
      path: [],
      code: error.duplicateKey ? 'duplicate-key' : 'bad-json',
      reason: error.message,
      at: { line: line + firstLine - 1, column },
    });
    return undefined;
  }
}

/** Reads the records of a file, in batches of a quarter of a megabyte and more. Never throws for what a file holds. */
export async function* readRecords(file: DataFile, findings: Findings): AsyncGenerator<readonly RawRecord[]> {
  if (file.format === 'jsonl') {
    yield* readLines(file, findings);
    return;
  }
  const value = await readDocument(file, findings);
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    const reason = 'a list of records is expected';
    findings.add({
      file: file.name,
      record: null,
      path: [],
      code: 'wrong-top-level',
      reason,
      at: { line: 1, column: 1 },
    });
    return;
  }
  yield value.map((item, record) => ({ record, value: item }));
}

async function* readLines(file: DataFile, findings: Findings): AsyncGenerator<readonly RawRecord[]> {
  const handle = await openFile(file);
  try {
    let line = 0;
    let rest: Uint8Array = new Uint8Array(0);
    let any = false;
    for (;;) {
      const buffer = Buffer.allocUnsafe(rest.length + CHUNK_BYTES);
      buffer.set(rest);
      const { bytesRead } = await handle.read(buffer, rest.length, CHUNK_BYTES, null);
      const bytes = buffer.subarray(0, rest.length + bytesRead);
      const end = bytesRead === 0 ? bytes.length : bytes.lastIndexOf(10) + 1;
      rest = bytes.subarray(end);
      if (rest.length > LIMITS.lineBytes) {
        const reason = `a line of more than ${LIMITS.lineBytes} bytes`;
        findings.add({
          file: file.name,
          record: line,
          path: [],
          code: 'too-large',
          reason,
          at: { line: line + 1, column: 1 },
        });
        return;
      }
      const batch: RawRecord[] = [];
      const text = decode(bytes.subarray(0, end));
      if (text === null) {
        const bad = firstBadByte(bytes.subarray(0, end));
        const at = { line: line + bad.line, column: bad.column };
        findings.add({ file: file.name, record: null, path: [], code: 'not-utf8', reason: 'not UTF-8', at });
        return;
      }
      for (let start = 0; start < text.length; ) {
        const stop = text.indexOf('\n', start);
        const written = stop < 0 ? text.slice(start) : text.slice(start, stop);
        start = stop < 0 ? text.length : stop + 1;
        line++;
        if (written.trim() === '') continue;
        any = true;
        const value = readJson(file, written, line, findings);
        if (value !== undefined) batch.push({ record: line, value });
      }
      if (batch.length > 0) yield batch;
      if (bytesRead === 0) break;
    }
    if (!any) {
      const reason = 'the file is empty';
      findings.add({ file: file.name, record: null, path: [], code: 'empty-file', reason });
    }
  } finally {
    await handle.close();
  }
}

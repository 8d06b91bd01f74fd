/** Finds line and column of what is wrong, by reading the files concerned once more with positions. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { DataFile } from './files.ts';
import { lineAndColumn, offsetAt, parseJsonTree } from './json.ts';
import type { Finding, Problem } from './problem.ts';

interface Position {
  line: number;
  column: number;
}

/** Takes findings and the files they are in; gives problems with their lines, in the order of the files. */
export async function locate(findings: readonly Finding[], files: readonly DataFile[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [name, own] of Map.groupBy(findings, (finding) => finding.file)) {
    const file = files.find((candidate) => candidate.name === name);
    const open = own.filter((finding) => !finding.at && finding.record !== null);
    const found = file && open.length > 0 ? await positions(file, open) : new Map<Finding, Position>();
    for (const finding of own) {
      const { line, column } = finding.at ?? found.get(finding) ?? { line: 0, column: 0 };
      problems.push({ file: name, line, column, code: finding.code, reason: finding.reason });
    }
  }
  return problems.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

async function positions(file: DataFile, findings: readonly Finding[]): Promise<Map<Finding, Position>> {
  if (file.format === 'jsonl') return positionsInLines(file, findings);
  const text = await readFile(file.path, 'utf8');
  const find = file.format === 'json' ? inJson(text) : inYaml(text);
  return new Map(findings.map((finding) => [finding, find(finding)]));
}

/** The path from the top: a record's number first, except in the header, which is one record. */
function wholePath(finding: Finding): readonly (string | number)[] {
  return finding.record === null || finding.record < 0 ? finding.path : [finding.record, ...finding.path];
}

function inJson(text: string): (finding: Finding) => Position {
  const tree = parseJsonTree(text);
  return (finding) => lineAndColumn(text, offsetAt(tree, wholePath(finding), finding.key));
}

function inYaml(text: string): (finding: Finding) => Position {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  return (finding) => {
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    const path = wholePath(finding);
    for (const [depth, step] of path.entries()) {
      let next: unknown;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
        next = finding.key && depth === path.length - 1 ? pair?.key : pair?.value;
      } else if (isSeq(node)) {
        next = node.items[step as number];
      }
      if (!isNode(next) || !next.range) break;
      node = next;
      offset = next.range[0];
    }
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

async function positionsInLines(
  file: DataFile,
  findings: readonly Finding[],
): Promise<Map<Finding, Position>> {
  const byLine = Map.groupBy(findings, (finding) => finding.record ?? 0);
  const found = new Map<Finding, Position>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file.path) })) {
    line++;
    const here = byLine.get(line);
    if (!here) continue;
    const tree = parseJsonTree(text);
    for (const finding of here) {
      found.set(finding, { line, column: offsetAt(tree, finding.path, finding.key) + 1 });
    }
  }
  return found;
}

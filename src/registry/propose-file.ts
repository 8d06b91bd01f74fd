/** A statement written by a person in a file, as a record of a data set is written: read, checked, and proposed. */
import { basename } from 'node:path';
import type { Storage } from '#storage/database.ts';
import type { RelationRecord, StatementRecord } from '#wire/data-set.ts';
import type { DataFile } from './data-set/files.ts';
import { locate } from './data-set/locate.ts';
import { type Finding, Findings, type Path, placeOf } from './data-set/problem.ts';
import { readDocument } from './data-set/read.ts';
import { type ProposeOptions, propose, StatementError } from './propose.ts';

/** A file whose statement can't be recorded; the message has every error with its line. */
export class StatementFileError extends Error {}

type Said =
  | { readonly entity: string; readonly statement: StatementRecord }
  | { readonly relation: RelationRecord };

/** Takes what the file holds; gives null where it is neither of the two forms. What stands in them is checked later. */
function formOf(value: unknown): Said | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = Object.keys(value).sort().join(' ');
  if (fields === 'relation') return value as { relation: RelationRecord };
  const said = value as { entity: unknown; statement: StatementRecord };
  return fields === 'entity statement' && typeof said.entity === 'string'
    ? { entity: said.entity, statement: said.statement }
    : null;
}

const FORM = "an 'entity' (its id) with a 'statement' is expected, or a 'relation' with 'from' and 'to'";

/**
 * Proposes the statement of a YAML or JSON file; gives its number. Errors: StatementFileError; what `propose` throws
 * beside StatementError; what the file system reports.
 */
export async function proposeFile(storage: Storage, path: string, options: ProposeOptions): Promise<number> {
  const file: DataFile = { name: basename(path), path, format: path.endsWith('.json') ? 'json' : 'yaml' };
  const findings = new Findings();
  const value = await readDocument(file, findings);
  const said = formOf(value);
  if (said === null) {
    if (findings.list.length === 0) {
      findings.add({ file: file.name, record: -1, path: [], code: 'bad-form', reason: FORM });
    }
    throw await refusal(findings.list, file);
  }
  try {
    return await propose(storage, said, options);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const inFile = (own: Path): Path => {
      if ('relation' in said) return ['relation', ...own];
      return own[0] === 'entity' ? own : ['statement', ...own];
    };
    const found = error.faults.map(
      ({ path: own, code, reason }): Finding => ({
        file: file.name,
        record: -1,
        path: inFile(own),
        code,
        reason,
      }),
    );
    throw await refusal(found, file);
  }
}

async function refusal(findings: readonly Finding[], file: DataFile): Promise<StatementFileError> {
  const problems = await locate(findings, [file]);
  const lines = problems.map((problem) => `${placeOf(problem)} ${problem.code}: ${problem.reason}`);
  return new StatementFileError(lines.join('\n'));
}

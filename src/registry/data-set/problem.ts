/** What is wrong with a data set: where, which code, and why in one sentence. */

/** Way from a file's top to a value: record number, then fields and positions. */
export type Path = readonly (string | number)[];

export interface Problem {
  /** Path below the set's folder. */
  readonly file: string;
  /** From 1; 0 where the whole file is meant. */
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly reason: string;
}

/** Every code that an import may answer with, and what it means. */
export const PROBLEM_CODES = {
  'no-data-set': 'the folder has no dataset.yaml or dataset.json, or cannot be read',
  'unknown-file': 'a file or folder that is no part of a data set',
  'symbolic-link': 'a symbolic link: a data set holds its own files',
  'empty-file': 'a file without a record',
  'too-large': 'a file, line, or number of references above the limit',
  'not-utf8': 'bytes that are not UTF-8',
  'bad-text': 'a character that the registry cannot keep: NUL or half a surrogate pair',
  'bad-yaml': 'not YAML',
  'bad-json': 'not JSON',
  'duplicate-key': 'a field twice in one record',
  'wrong-top-level': 'not a list of records (dataset.yaml: not one record)',
  'unknown-field': 'a field that this record does not have',
  'missing-field': 'a field that this record must have',
  'bad-form': 'a value of another type or form than its field asks for',
  'bad-id': 'an id that is not lower-case letters, digits and hyphens',
  'bad-period': 'not a year, quarter, month, day or a span of them',
  'period-ends-before': 'a period that ends before it begins',
  'not-a-decimal': 'not a decimal number written as text',
  'value-and-state': 'both a value and a state, or neither',
  'missing-language': 'a text without its language, or not in all four',
  'unexpected-language': 'a language on something that is not a text',
  'unknown-kind': 'a kind that the vocabulary does not have',
  'unknown-property': 'a property that the kind does not have',
  'unknown-relation': 'a relation that the vocabulary does not have',
  'unknown-measure': 'a measure that the vocabulary does not have',
  'unknown-qualifier': 'a qualifier that the relation does not have',
  'unknown-choice': 'a code that the property does not have',
  'unit-not-allowed': 'a unit that the measure or form does not allow',
  'bad-value': 'a value of another type than the property has',
  'out-of-range': 'a number outside what is possible',
  'unknown-entity': 'an id that neither this set nor the registry has',
  'unknown-figure': 'a figure that neither this set nor the registry has',
  'unknown-source': 'a citation of a source that neither this set nor the registry has',
  'not-a-source': 'a citation of an entity that is not a source',
  'wrong-kind': 'a relation between kinds that it does not join',
  'relation-to-itself': 'a relation of an entity with itself',
  'duplicate-id': 'an id twice in the set',
  'duplicate-statement': 'the same statement twice in the set',
  'id-taken': 'a figure or remark whose id another data set has',
  'kind-differs': 'an entity that another data set has with another kind',
} as const satisfies { readonly [code: string]: string };

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** A problem before its line is known: finding lines is left until something is wrong. */
export interface Finding {
  readonly file: string;
  /** Record number in the file from 0; for JSON Lines its line from 1; null: the file. */
  readonly record: number | null;
  readonly path: Path;
  /** Whether the field's name is meant rather than its value. */
  readonly key?: boolean;
  readonly code: ProblemCode;
  readonly reason: string;
  /** Known already, from a parser. */
  readonly at?: { readonly line: number; readonly column: number };
}

/** Most problems that one import lists. */
export const PROBLEM_LIMIT = 100;

/** Ends the reading once there are enough problems. */
export class EnoughProblems extends Error {}

export class Findings {
  readonly list: Finding[] = [];

  /** Adds one. Errors: EnoughProblems when the limit is reached. */
  add(finding: Finding): void {
    this.list.push(finding);
    if (this.list.length >= PROBLEM_LIMIT) throw new EnoughProblems();
  }
}

/** Where a problem is: with line and column unless it is of the whole file. */
export function placeOf({ file, line, column }: Problem): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}

/** A data set that is refused whole. `problems` are in the order of files and lines, at most a hundred. */
export class DataSetError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const shown = problems.map((p) => `${placeOf(p)} ${p.code}: ${p.reason}`);
    const number = problems.length === 1 ? '1 error' : `${problems.length} errors`;
    const more = problems.length >= PROBLEM_LIMIT ? ', further ones not listed' : '';
    super(`The data set is refused (${number}${more}):\n${shown.join('\n')}`);
    this.problems = problems;
  }
}

/** A question that cannot be answered as it was put. The API answers it as a problem of the same code. */
export type ReadErrorCode =
  | 'bad-cursor'
  | 'unknown-kind'
  | 'unknown-type'
  | 'unknown-state'
  | 'unknown-measure'
  | 'unknown-relation'
  | 'unknown-entity'
  | 'unknown-choice'
  | 'period-reversed';

export class ReadError extends Error {
  readonly code: ReadErrorCode;
  /** The parameter that is wrong. */
  readonly path: string;
  constructor(code: ReadErrorCode, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/**
 * The catalogue of errors: every error that the API may answer, one line each.
 * Answers are problem details (RFC 9457) with the code; `docs/reference/errors.md` is generated from it.
 */
export const ERRORS = {
  'bad-request': { status: 400, title: 'The request is not valid' },
  'bad-cursor': { status: 400, title: 'The cursor is not one that this list gave' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'entity-not-found': { status: 404, title: 'No entity has this id' },
  'figure-not-found': { status: 404, title: 'No figure has this id' },
  'source-not-found': { status: 404, title: 'No source has this id' },
  'method-not-allowed': { status: 405, title: 'This address does not answer this method' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not one that is read here' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  'not-ready': { status: 503, title: 'The server is not ready yet' },
} as const satisfies { readonly [code: string]: { readonly status: number; readonly title: string } };

export type ErrorCode = keyof typeof ERRORS;

/** An error of the catalogue, thrown by a route and answered as problem details. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly { path: string; reason: string }[] | undefined;
  constructor(code: ErrorCode, detail: string, errors?: readonly { path: string; reason: string }[]) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** Gives the body of an answer of RFC 9457. */
export function problem(
  code: ErrorCode,
  detail: string,
  errors?: readonly { path: string; reason: string }[],
) {
  const { status, title } = ERRORS[code];
  return { type: `/api/docs/errors#${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
}

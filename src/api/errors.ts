/**
 * The catalogue of errors: every error that the API may answer, one line each.
 * Answers are problem details (RFC 9457) with the code; `docs/reference/errors.md` is generated from it.
 */
interface Entry {
  readonly status: number;
  readonly title: string;
  /** What the caller can do. */
  readonly remedy: string;
}

export const ERRORS = {
  'bad-request': {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Correct the fields listed in `errors`.',
  },
  'unknown-parameter': {
    status: 400,
    title: 'The address has a parameter that it does not know',
    remedy: 'Remove it or correct its spelling; `/api/docs` lists the parameters of each address.',
  },
  'bad-date': {
    status: 400,
    title: 'A date is not one',
    remedy: 'Give months as 2021-08 and days as 2021-10-01.',
  },
  'period-reversed': {
    status: 400,
    title: 'The span ends before it begins',
    remedy: 'Give `from` a month that is not after `to`; both are inclusive.',
  },
  'bad-cursor': {
    status: 400,
    title: 'The cursor is not one that this list gave',
    remedy: 'Take `nextCursor` from the page before and keep the other parameters as they were.',
  },
  'unknown-kind': {
    status: 400,
    title: 'There is no such kind of entity',
    remedy: '`/api/vocabulary` lists the kinds.',
  },
  'unknown-type': {
    status: 400,
    title: 'There is no such type within the kind',
    remedy: '`/api/vocabulary` lists the types of each kind.',
  },
  'unknown-state': {
    status: 400,
    title: 'The kind has no such state',
    remedy: '`/api/vocabulary` lists the states of each kind.',
  },
  'unknown-measure': {
    status: 400,
    title: 'There is no such measure',
    remedy: '`/api/vocabulary` lists the measures.',
  },
  'unknown-relation': {
    status: 400,
    title: 'There is no such relation or group of relations',
    remedy: '`/api/vocabulary` lists the relations and their groups.',
  },
  'unknown-entity': {
    status: 400,
    title: 'A parameter names an entity that is not in the registry',
    remedy: 'Look the id up with `/api/search`.',
  },
  'same-twice': {
    status: 400,
    title: 'Both of a pair are the same',
    remedy: 'Name two different places.',
  },
  'unknown-choice': {
    status: 400,
    title: 'A parameter has a value that it does not know',
    remedy: 'The detail lists the values that it knows.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request is not HTTP',
    remedy: 'Send it with an HTTP client.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body cannot be read',
    remedy: 'Send valid JSON with the right length.',
  },
  'malformed-message': {
    status: 400,
    title: 'The message of the stream cannot be read',
    remedy: 'Send one JSON object as a text message, with an `op` and an `id`.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    remedy: '`/api/docs` lists all addresses.',
  },
  'entity-not-found': {
    status: 404,
    title: 'No entity has this id',
    remedy: 'Look the id up with `/api/search`.',
  },
  'figure-not-found': {
    status: 404,
    title: 'No figure has this id',
    remedy: 'List figures with `/api/figures`.',
  },
  'source-not-found': {
    status: 404,
    title: 'No source has this id',
    remedy: 'List sources with `/api/sources`.',
  },
  'number-not-found': {
    status: 404,
    title: 'The market has given this number to nothing that is yours to see',
    remedy: 'List what there is; numbers of ended orders and of deals come a moment after they are made.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not answer this method',
    remedy: 'The header `Allow` lists the methods that it answers.',
  },
  unauthenticated: {
    status: 401,
    title: 'Nobody is logged in',
    remedy: 'Log in, or show an access key.',
  },
  unauthorized: {
    status: 401,
    title: 'The access key opens nothing here',
    remedy: 'Show a key of this market that is neither revoked nor expired.',
  },
  'log-in-failed': {
    status: 401,
    title: 'Address and password do not belong together',
    remedy: 'Correct them, or have the password set anew.',
  },
  'wrong-code': {
    status: 401,
    title: 'The code is not the right one',
    remedy: 'Take the one that the app shows now, or a recovery code that was not used yet.',
  },
  'log-in-expired': {
    status: 401,
    title: 'The log-in that waits for its code has expired',
    remedy: 'Log in again with address and password.',
  },
  'not-allowed': {
    status: 403,
    title: 'You may not do this',
    remedy: 'docs/reference/permissions.md says which roles may; an administrator gives roles.',
  },
  'foreign-origin': {
    status: 403,
    title: 'The request comes from another site',
    remedy: 'Send it from Kirmash’s own pages, or with an access key instead of a cookie.',
  },
  'mailbox-unproven': {
    status: 403,
    title: 'The e-mail address was not confirmed yet',
    remedy: 'Open the link in the mail that was sent; logging in sends another.',
  },
  'wrong-password': {
    status: 422,
    title: 'The password is not yours',
    remedy: 'Give the present password.',
  },
  'link-expired': {
    status: 410,
    title: 'The link has expired or was used',
    remedy: 'Ask for another.',
  },
  'two-factor-state': {
    status: 409,
    title: 'The second factor is not in the state for this',
    remedy: 'Look at the account: it is on already, or not yet.',
  },
  'already-so': {
    status: 409,
    title: 'It is so already',
    remedy: 'Nothing was done; read it again.',
  },
  'application-not-found': {
    status: 404,
    title: 'No application, document, participant or certificate of this number is yours to see',
    remedy: 'List your own with `/api/accreditation/applications`.',
  },
  'application-closed': {
    status: 409,
    title: 'The application stands where this is no longer done',
    remedy: 'Read it again: its `state` says where it stands.',
  },
  'application-incomplete': {
    status: 409,
    title: 'The application lacks something',
    remedy: '`errors` lists what is missing; submit it when that is there.',
  },
  'document-unfit': {
    status: 415,
    title: 'The document is not one that is taken',
    remedy: 'Send a whole PDF, JPEG or PNG of at most 10 MB as the body, with its type as Content-Type.',
  },
  'checks-failed': {
    status: 409,
    title: 'A check stands against accreditation',
    remedy: '`errors` names the checks: return the application to be put right, or refuse it.',
  },
  'market-rejected': {
    status: 409,
    title: 'The market does not take what was decided',
    remedy: 'Nothing was changed; the detail has the engine’s reason.',
  },
  'person-not-found': {
    status: 404,
    title: 'No person or role of this id is yours to change',
    remedy: 'List people with `/api/people`.',
  },
  'locked-out': {
    status: 429,
    title: 'Too many attempts have failed',
    remedy: 'Wait until the time in `detail`, or have the password set anew.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests of this kind from one network address',
    remedy: 'Wait as long as `Retry-After` says.',
  },
  'trader-inactive': {
    status: 403,
    title: 'The trader of the key may not act',
    remedy: 'Ask the operator: the trader is withdrawn, or the power of attorney has expired.',
  },
  'operator-only': {
    status: 403,
    title: 'Only the operator of the market may do this',
    remedy: 'Use a key of the operator.',
  },
  'authenticated-already': {
    status: 409,
    title: 'The connection has shown its key already',
    remedy: 'Open another connection for another key.',
  },
  'id-under-way': {
    status: 409,
    title: 'A request with this id waits for its answer',
    remedy: 'Give every request that is under way an id of its own.',
  },
  'subscribed-already': {
    status: 409,
    title: 'The channel is open already',
    remedy: 'Close it first to begin anew.',
  },
  'not-subscribed': {
    status: 404,
    title: 'The channel is not open',
    remedy: 'Open it with `subscribe`.',
  },
  'too-many-subscriptions': {
    status: 429,
    title: 'The connection has as many channels open as it may',
    remedy: 'Close some, or open another connection.',
  },
  'too-many-connections': {
    status: 429,
    title: 'The key has as many connections as it may',
    remedy: 'Close others first.',
  },
  'name-taken': {
    status: 409,
    title: 'Something else in the market is called that',
    remedy: 'Choose another code or symbol; `detail` says whose this one is.',
  },
  'key-used': {
    status: 422,
    title: 'The idempotency key was used for something else',
    remedy: 'Give every submission a key of its own; repeat one only with the same commands.',
  },
  'key-under-way': {
    status: 409,
    title: 'A submission with this idempotency key is under way',
    remedy: 'Wait for its answer, or ask again in a moment.',
  },
  'rate-limited': {
    status: 429,
    title: 'The participant has sent too many commands',
    remedy: 'Send fewer a second; what was refused was not done. The market’s summary states the limit.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    remedy: 'Send it again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The request is too large',
    remedy: 'Send less at once.',
  },
  'address-too-long': {
    status: 414,
    title: 'The address or an id in it is too long',
    remedy: 'Ids have at most 200 characters.',
  },
  'upgrade-required': {
    status: 426,
    title: 'This address speaks WebSocket alone',
    remedy: 'Open it with a WebSocket client.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The header of the request is too large',
    remedy: 'Send fewer or shorter header fields and cookies.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not one that is read here',
    remedy: 'Send `application/json`.',
  },
  'wrong-host': {
    status: 421,
    title: 'This server does not answer under this name',
    remedy:
      'It listens for this machine only: ask for localhost or 127.0.0.1, have a proxy send that name, or set HOST.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on the server',
    remedy: 'The log has the cause under the request’s id, given in `detail`.',
  },
  'market-off': {
    status: 503,
    title: 'This Kirmash runs no market',
    remedy: 'Ask one that does.',
  },
  busy: {
    status: 503,
    title: 'The market has more commands waiting than it can take',
    remedy: 'Nothing was done: send it again in a moment.',
  },
  'market-stopped': {
    status: 503,
    title: 'The market has stopped taking commands',
    remedy: 'Nothing was done. The registry goes on; the operator has to start the market again.',
  },
  'outcome-unknown': {
    status: 503,
    title: 'The market stopped before it could answer',
    remedy: 'Perhaps it was done: repeat it with the same idempotency key, or look at your orders.',
  },
  'not-ready': {
    status: 503,
    title: 'The server cannot answer now',
    remedy: 'The database does not answer; try again in a moment.',
  },
} as const satisfies { readonly [code: string]: Entry };

export type ErrorCode = keyof typeof ERRORS;

export interface FieldError {
  readonly path: string;
  readonly reason: string;
}

/** An error of the catalogue, thrown by a route and answered as problem details. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;
  constructor(code: ErrorCode, detail: string, errors?: readonly FieldError[]) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** A request of which one field is wrong. */
export function badRequest(path: string, reason: string): ApiError {
  return new ApiError('bad-request', `${path}: ${reason}`, [{ path, reason }]);
}

/** Gives the body of an answer of RFC 9457. */
export function problem(code: ErrorCode, detail: string, errors?: readonly FieldError[]) {
  const { status, title } = ERRORS[code];
  return { type: `/api/docs/errors#${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
}

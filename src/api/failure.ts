/** How errors become answers: problem details of the catalogue, whatever was thrown; causes go to the log. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ReadError } from '#registry/read/errors.ts';
import { ApiError, ERRORS, type ErrorCode, type FieldError, problem } from './errors.ts';
import { ValidationError } from './validation.ts';

/** Fastify's own errors that a request causes. */
const FASTIFY: { readonly [code: string]: ErrorCode } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-body',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
};

/** Errors of the connection to the database, by Node's and PostgreSQL's codes. */
const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-5]|08\w{3}|53300)$/;

interface Failure {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
}

function failureOf(error: FastifyError | Error, id: string): Failure {
  if (error instanceof ApiError) return { code: error.code, detail: error.message, errors: error.errors };
  if (error instanceof ReadError) {
    return {
      code: error.code,
      detail: error.message,
      errors: [{ path: error.path, reason: error.message }],
    };
  }
  if (error instanceof ValidationError)
    return { code: error.code, detail: error.message, errors: error.errors };
  const code = 'code' in error ? String(error.code) : '';
  const known = FASTIFY[code];
  if (known) return { code: known, detail: error.message };
  if (error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400) {
    return { code: 'malformed-body', detail: error.message };
  }
  if (UNREACHABLE.test(code) || /timeout exceeded when trying to connect/.test(error.message)) {
    return { code: 'not-ready', detail: 'The database does not answer.' };
  }
  return { code: 'internal', detail: `The log has the cause under ${id}.` };
}

/** Seconds after which to try again, where that helps. */
const RETRY_AFTER: { readonly [C in ErrorCode]?: number } = {
  busy: 1,
  'rate-limited': 1,
  'key-under-way': 1,
  'too-many-requests': 60,
};

function answer(reply: FastifyReply, { code, detail, errors }: Failure): FastifyReply {
  for (const name of ['etag', 'content-language', 'content-disposition']) reply.removeHeader(name);
  if (ERRORS[code].status === 401) reply.header('www-authenticate', 'Bearer realm="Kirmash"');
  const retryAfter = RETRY_AFTER[code];
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .status(ERRORS[code].status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem(code, detail, errors));
}

export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler(failed);
}

/** Answers an error, and logs it where the fault is ours. Also for what fails before a route is found. */
export function failed(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const failure = failureOf(error, request.id);
  // What is said on purpose (the market is busy, or off) is no fault, and can come a thousand times a second.
  if (ERRORS[failure.code].status >= 500 && !(error instanceof ApiError))
    request.log.error({ err: error, url: request.url }, 'failed');
  return answer(reply, failure);
}

/** Node's codes of requests that did not get as far as Fastify. */
const BROKEN: { readonly [code: string]: ErrorCode } = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers on the bare connection what Node could not read as a request, and closes it. */
export function brokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const code = BROKEN[error.code ?? ''] ?? 'malformed-request';
  const { status, title } = ERRORS[code];
  const body = JSON.stringify(problem(code, title));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

interface Known {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Answers unknown addresses, and known ones that are asked by another method with 405 and `Allow`. */
export function handleUnknown(app: FastifyInstance, prefix: string): void {
  const known = new Map<string, Known>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const entry = known.get(url) ?? {
      pattern: new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}/?$`),
      methods: new Set<string>(),
    };
    for (const one of [method].flat()) entry.methods.add(one);
    known.set(url, entry);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = new Set(
      [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap((entry) => [...entry.methods]),
    );
    if (methods.size > 0 && !methods.has(request.method)) {
      reply.header('allow', [...methods].sort().join(', '));
      return answer(reply, { code: 'method-not-allowed', detail: `${request.method} is not answered here.` });
    }
    const where = prefix === '' ? path : path.slice(0, 200);
    return answer(reply, { code: 'not-found', detail: `There is nothing at ${where}.` });
  });
}

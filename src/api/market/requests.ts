/** Bodies of requests as the market's commands. */
import type { FastifyRequest } from 'fastify';
import type { Command } from '#market/commands.ts';
import { MOST_COMMANDS } from '#wire/market-answers.ts';
import type { TraderCommandName } from '#wire/market-commands.ts';
import { ApiError, badRequest } from '../errors.ts';
import { badFields } from './encoding.ts';
import { readCommand } from './wire-commands.ts';

/** Room for 1,000 orders, written as widely as they can be. */
export const MOST_BODY_BYTES = 1024 * 1024;

/**
 * Reads a body as a trader's command of a kind, with what the address says.
 * Errors: ApiError bad-request, naming fields as the body does, below `at` in a list.
 */
export function readBody(
  kind: TraderCommandName,
  given: unknown,
  fromAddress: object = {},
  at?: number,
): Command {
  // What has nothing to say may be sent without a body.
  const body = at === undefined ? (given ?? {}) : given;
  const prefix = at === undefined ? '' : `${at}.`;
  const place = at === undefined ? '' : String(at);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest(place, 'must be a JSON object');
  for (const name of ['kind', ...Object.keys(fromAddress)]) {
    if (Object.hasOwn(body, name)) throw badRequest(`${prefix}${name}`, 'is not a field here');
  }
  try {
    return readCommand({ ...body, ...fromAddress, kind }, 'body');
  } catch (error) {
    if (!(error instanceof ApiError) || error.errors === undefined) throw error;
    throw badFields(
      error.errors.map(({ path, reason }) => ({ path: path.replace(/^body\.?/, prefix), reason })),
    );
  }
}

/** Reads a list of bodies. Errors: ApiError bad-request, naming the place of the first that is wrong. */
export function readBodies(kind: TraderCommandName, bodies: unknown): Command[] {
  if (!Array.isArray(bodies) || bodies.length < 1 || bodies.length > MOST_COMMANDS)
    throw badRequest('', `must be a list of 1 to ${MOST_COMMANDS} items`);
  return bodies.map((body: unknown, index) => readBody(kind, body, {}, index));
}

/** The key that the client gave to this request. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
}

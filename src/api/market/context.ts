/** What the routes of the market share: who asks, whose things those are, and what there is under a number. */
import type { FastifyRequest } from 'fastify';
import type { Table } from '#market/table.ts';
import type { Storage } from '#storage/database.ts';
import { ApiError } from '../errors.ts';
import { type Caller, seesAll } from './caller.ts';
import { hasRow } from './cells.ts';
import type { Gateway } from './gateway.ts';

/** What routes of the market may use. */
export interface MarketContext {
  readonly storage: Storage;
  /** The market; a request comes to a handler only where there is one. */
  readonly gateway: Gateway;
  /** Whether this Kirmash runs a market. */
  readonly isOn: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It also answers while the market is stopped. */
    whileStopped?: boolean;
  }
}

/**
 * For whom somebody asks at an address that is not open to all.
 * Errors: ApiError unauthenticated; not-allowed for whom nothing in this market is their own.
 */
export function callerOf({ identity }: FastifyRequest): Caller {
  if (identity === null)
    throw new ApiError('unauthenticated', 'Nobody is logged in, and there is no access key.');
  if (identity.caller === null)
    throw new ApiError('not-allowed', 'No participant or trader of this market is yours.');
  return identity.caller;
}

/**
 * The participant whose things are asked for: one's own, or what the operator asks for (0: all).
 * Errors: ApiError operator-only where a trader asks for another's.
 */
export function participantAsked(request: FastifyRequest, asked: number | undefined): number {
  const caller = callerOf(request);
  const { participant } = caller;
  if (seesAll(caller)) return asked ?? 0;
  if (asked !== undefined && asked !== participant)
    throw new ApiError('operator-only', `Participant ${asked} is not yours.`);
  return participant;
}

/** Refuses a number under which a table has nothing. Errors: ApiError number-not-found. */
export function mustHave(table: Table, number: number, what: string): void {
  if (!hasRow(table, number)) throw notFound(what, number);
}

export function notFound(what: string, number: number): ApiError {
  return new ApiError('number-not-found', `There is no ${what} ${number}.`);
}

/** What the reference says of an address's key. */
export const KEY_NEEDED = [{ accessKey: [] }];
/** The same where a key is not needed, but shows more. */
export const KEY_POSSIBLE = [{}, { accessKey: [] }];

/** What the routes of the market share: who asks, whose things those are, and what there is under a number. */
import type { FastifyRequest } from 'fastify';
import type { Table } from '#market/table.ts';
import type { Storage } from '#storage/database.ts';
import { ApiError } from '../errors.ts';
import { hasRow } from './cells.ts';
import type { Entrant } from './door.ts';
import type { Caller, Gateway } from './gateway.ts';

/** What routes of the market may use. */
export interface MarketContext {
  readonly storage: Storage;
  /** The market; a request comes to a handler only where there is one. */
  readonly gateway: Gateway;
  /** Whether this Kirmash runs a market. */
  readonly isOn: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key came with the request; null without one. */
    entrant: Entrant | null;
  }
  interface FastifyContextConfig {
    /** Of the market's addresses: `open` to all, for those with a `key`, or for the `operator` alone. */
    door?: 'open' | 'key' | 'operator';
    /** It also answers while the market is stopped. */
    whileStopped?: boolean;
  }
}

/** Whoever asks at an address that needs a key. Errors: ApiError unauthorized. */
export function entrantOf({ entrant }: FastifyRequest): Entrant {
  if (entrant === null) throw new ApiError('unauthorized', 'This address needs an access key.');
  return entrant;
}

/** The caller of an address that needs a key. Errors: ApiError unauthorized. */
export function callerOf(request: FastifyRequest): Caller {
  return entrantOf(request).caller;
}

/**
 * The participant whose things are asked for: one's own, or what the operator asks for (0: all).
 * Errors: ApiError operator-only where a trader asks for another's.
 */
export function participantAsked(request: FastifyRequest, asked: number | undefined): number {
  const { role, participant } = callerOf(request);
  if (role === 'operator') return asked ?? 0;
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

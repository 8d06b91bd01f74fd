/**
 * Who may come into the stream, and may stay: access keys, and people who are logged in, each for one caller. What was
 * let in is looked at again from time to time: a key that is revoked, a session or a role that ends, ends the connection.
 */
import type { FastifyRequest } from 'fastify';
import { findKey, stillValid } from '#access/keys.ts';
import { checkTrader } from '#market/gate.ts';
import type { Database } from '#storage/database.ts';
import { ApiError } from '../../errors.ts';
import { checkMarketKey, type Identities, type Identity } from '../../identity.ts';
import type { Caller } from '../caller.ts';
import type { Gateway } from '../gateway.ts';
import type { Keys, StreamKey, Visitor } from './hub.ts';

/** The cookie of a request for a connection. Whether it comes from our own pages was checked before. */
export function visitorOf({ identity, headers }: FastifyRequest): Visitor | undefined {
  return identity?.session && headers.cookie !== undefined ? { cookie: headers.cookie } : undefined;
}

/** How somebody was let in, to be looked at again. */
interface Entry {
  readonly headers: { readonly authorization?: string; readonly cookie?: string };
  readonly caller: Caller;
}

const isSame = (a: Caller, b: Caller): boolean =>
  a.role === b.role && a.trader === b.trader && a.participant === b.participant;

export class Admission implements Keys {
  readonly #db: Database;
  readonly #identities: Identities;
  readonly #gateway: Gateway;
  /** By the number of the key, or by one below 0 made up for a session and a caller. */
  readonly #entries = new Map<number, Entry>();
  readonly #sessions = new Map<string, number>();
  #lowest = 0;

  constructor(db: Database, identities: Identities, gateway: Gateway) {
    this.#db = db;
    this.#identities = identities;
    this.#gateway = gateway;
  }

  /** Errors: ApiError unauthorized, trader-inactive. */
  async find(
    secret: string | undefined,
    visitor: Visitor | undefined,
    trader: number | undefined,
  ): Promise<StreamKey | undefined> {
    if (secret !== undefined) {
      // Not one that was remembered: a connection lasts.
      const key = await findKey(this.#db, secret);
      if (key === undefined) return undefined;
      const headers = { authorization: `Bearer ${secret}` };
      const identity = await this.#identities.find(headers);
      checkMarketKey(this.#gateway, identity);
      const caller = callerFor(identity, trader);
      if (caller === undefined) return undefined;
      this.#entries.set(key.id, { headers, caller });
      return { id: key.id, caller };
    }
    if (visitor === undefined) return undefined;
    const identity = await this.#identify(visitor);
    const caller = callerFor(identity, trader);
    if (caller === undefined) return undefined;
    const name = [identity?.session, caller.role, caller.trader, caller.participant].join(' ');
    let id = this.#sessions.get(name);
    if (id === undefined) {
      this.#lowest -= 1;
      id = this.#lowest;
      this.#sessions.set(name, id);
    }
    this.#entries.set(id, { headers: visitor, caller });
    return { id, caller };
  }

  async valid(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const keys = ids.filter((id) => id > 0);
    const valid = new Set(keys.length === 0 ? [] : await stillValid(this.#db, keys));
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry === undefined) continue;
      if (id > 0 && !valid.has(id)) {
        this.#entries.delete(id);
        continue;
      }
      const identity = await this.#identify(entry.headers);
      if (this.#mayStay(identity, entry.caller)) valid.add(id);
      else {
        valid.delete(id);
        this.#entries.delete(id);
      }
    }
    for (const [name, id] of this.#sessions) if (!this.#entries.has(id)) this.#sessions.delete(name);
    return valid;
  }

  /** Is it still one of the callers, and if it is a trader, one who may act? */
  #mayStay(identity: Identity | null, caller: Caller): boolean {
    if (identity === null || !identity.callers.some((one) => isSame(one, caller))) return false;
    return caller.trader === 0 || checkTrader(this.#gateway.market, caller.trader) === 0;
  }

  /** The identity of a key or a cookie; null for one that opens nothing any more. */
  async #identify(headers: Entry['headers']): Promise<Identity | null> {
    try {
      return await this.#identities.find(headers);
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  }
}

function callerFor(identity: Identity | null, trader: number | undefined): Caller | undefined {
  if (identity === null) return undefined;
  if (trader === undefined) return identity.caller ?? undefined;
  return identity.callers.find((caller) => caller.role === 'trader' && caller.trader === trader);
}

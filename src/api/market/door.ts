/**
 * Who asks: the access key of a request, and for whom it acts. A key that was revoked or has expired opens nothing
 * from a few seconds later on.
 */
import { type AccessKey, findKey } from '#access/keys.ts';
import { checkTrader } from '#market/gate.ts';
import type { Database } from '#storage/database.ts';
import { ApiError } from '../errors.ts';
import { type Caller, type Gateway, OPERATOR, rejectionOf } from './gateway.ts';

/** How long a key that was found is taken to be still valid. */
const REMEMBER_MS = 2_000;
const REMEMBERED_KEYS = 10_000;

/** Keys that were found a moment ago. */
export class Keys {
  readonly #db: Database;
  readonly #found = new Map<string, { key: AccessKey; until: number }>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Finds the key of a secret; undefined where there is none that is valid. */
  async find(secret: string): Promise<AccessKey | undefined> {
    const now = Date.now();
    const known = this.#found.get(secret);
    if (known !== undefined && now < known.until) return known.key;
    this.#found.delete(secret);
    const key = await findKey(this.#db, secret);
    if (key === undefined) return undefined;
    const oldest = this.#found.keys().next();
    if (this.#found.size >= REMEMBERED_KEYS && !oldest.done) this.#found.delete(oldest.value);
    const until = Math.min(now + REMEMBER_MS, key.expires?.getTime() ?? Number.POSITIVE_INFINITY);
    this.#found.set(secret, { key, until });
    return key;
  }
}

/** Somebody with a key. */
export interface Entrant {
  readonly key: AccessKey;
  readonly caller: Caller;
}

/**
 * The one for whom a key acts in this market now.
 * Errors: ApiError unauthorized for the key of another market; trader-inactive for one who may act no more.
 */
export function entrantOf(gateway: Gateway, key: AccessKey): Entrant {
  if (key.market !== gateway.journal.market.id)
    throw new ApiError('unauthorized', 'The key is of another market.');
  if (key.role === 'operator') return { key, caller: OPERATOR };
  const code = checkTrader(gateway.market, key.trader);
  if (code !== 0) throw new ApiError('trader-inactive', rejectionOf(code).text);
  return { key, caller: gateway.callerOf(key.trader) };
}

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Whoever sent an `Authorization` header; null without one.
 * Errors: ApiError unauthorized, trader-inactive.
 */
export async function enter(
  gateway: Gateway,
  keys: Keys,
  header: string | undefined,
): Promise<Entrant | null> {
  if (header === undefined) return null;
  const secret = BEARER.exec(header)?.[1];
  const key = secret === undefined ? undefined : await keys.find(secret);
  if (key === undefined)
    throw new ApiError('unauthorized', 'There is no such key, or it is no longer valid.');
  return entrantOf(gateway, key);
}

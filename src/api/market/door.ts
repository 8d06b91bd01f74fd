/** Access keys as requests show them. One that was revoked or has expired opens nothing from a few seconds later on. */
import { type AccessKey, findKey } from '#access/keys.ts';
import type { Database } from '#storage/database.ts';

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

  /** Forgets what it found: a key was revoked. */
  forget(): void {
    this.#found.clear();
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

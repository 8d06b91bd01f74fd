/**
 * The version of the data that an answer was made from, and what is remembered for as long as it lasts.
 * Whatever changes the registry writes a recording, so the newest recording is the version.
 */
import type { Database } from '#storage/database.ts';

/** Gives a short text that changes with every recording. One look at the end of an index. */
export async function dataVersion(db: Database): Promise<string> {
  const last = await db
    .selectFrom('recording')
    .select(['id', 'recorded'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? `${last.id}.${last.recorded.getTime().toString(36)}` : '0';
}

/** Remembers results for one version of the data, the most recently used ones. */
export class VersionedCache {
  readonly #entries = new Map<string, Promise<unknown>>();
  readonly #size: number;
  #version = '';

  constructor(size: number) {
    this.#size = size;
  }

  /** Gives what `make` gives, making it once per version and key; a failure is not remembered. */
  get<T>(version: string, key: string, make: () => Promise<T>): Promise<T> {
    if (version !== this.#version) {
      this.#entries.clear();
      this.#version = version;
    }
    const found = this.#entries.get(key);
    if (found) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
      return found as Promise<T>;
    }
    const made = make();
    this.#entries.set(key, made);
    made.catch(() => this.#entries.delete(key));
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#size && !oldest.done) this.#entries.delete(oldest.value);
    return made;
  }
}

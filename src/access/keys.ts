/**
 * Access keys: what a program shows to act in a market for one trader, or as the operator.
 *
 * A secret is 'krm_', the key's number, '_', and 256 random bits. Its holder alone has it: kept is a SHA-256 of the
 * bits, which for so many random ones is as good as any slower hash.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Failure } from '#base/failure.ts';
import type { Database } from '#storage/database.ts';

export interface AccessKey {
  readonly id: number;
  /** The market that it opens (`journal_market.id`). */
  readonly market: number;
  readonly role: 'trader' | 'operator';
  /** The market's number of the trader; 0 for an operator. */
  readonly trader: number;
  readonly label: string;
  /** From then on it is no key any more; null: for ever. */
  readonly expires: Date | null;
}

/** A key as lists show it. */
export interface ListedKey extends AccessKey {
  readonly created: Date;
  readonly revoked: Date | null;
}

export interface NewKey {
  readonly market: number;
  /** The trader for whom it acts; 0: the operator. */
  readonly trader: number;
  /** What it is for: 1 to 100 characters. */
  readonly label: string;
  /** Null: it does not expire. */
  readonly expires: Date | null;
}

const SECRET = /^krm_([1-9]\d{0,8})_([A-Za-z0-9_-]{43})$/;
const SECRET_BYTES = 32;
const LONGEST_LABEL = 100;

function hashOf(bits: string): Buffer {
  return createHash('sha256').update(bits).digest();
}

const COLUMNS = ['id', 'market', 'role', 'trader', 'label', 'expires'] as const;

/** Makes a key. Gives the secret, which can't be had a second time. Errors: Failure for a label that does not suit. */
export async function issueKey(db: Database, wanted: NewKey): Promise<{ key: AccessKey; secret: string }> {
  const label = wanted.label.trim();
  // Control characters would let a label write over a terminal that lists it.
  if (label === '' || label.length > LONGEST_LABEL || /\p{Cc}/u.test(label)) {
    throw new Failure(`The label of a key is one line of 1 to ${LONGEST_LABEL} characters.`);
  }
  const bits = randomBytes(SECRET_BYTES).toString('base64url');
  const key = await db
    .insertInto('access_key')
    .values({
      market: wanted.market,
      role: wanted.trader === 0 ? 'operator' : 'trader',
      trader: wanted.trader,
      label,
      hash: hashOf(bits),
      expires: wanted.expires,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return { key, secret: `krm_${key.id}_${bits}` };
}

/**
 * Finds the key of a secret; undefined where there is none, and where it is revoked or expired. How long it takes
 * tells nothing of the secret.
 */
export async function findKey(db: Database, secret: string): Promise<AccessKey | undefined> {
  const [, id, bits] = SECRET.exec(secret) ?? [];
  if (id === undefined || bits === undefined) return undefined;
  const row = await db
    .selectFrom('access_key')
    .select([...COLUMNS, 'hash'])
    .where('id', '=', Number(id))
    .where('revoked', 'is', null)
    .where((where) => where.or([where('expires', 'is', null), where('expires', '>', new Date())]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { hash, ...key } = row;
  return timingSafeEqual(hash, hashOf(bits)) ? key : undefined;
}

/** Makes a key of a market invalid for ever. Gives false where there is none that is still valid. */
export async function revokeKey(db: Database, market: number, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access_key')
    .set({ revoked: new Date() })
    .where('id', '=', id)
    .where('market', '=', market)
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lists the keys of a market in the order in which they were issued, with those that are no longer valid. */
export async function listKeys(db: Database, market: number): Promise<ListedKey[]> {
  return db
    .selectFrom('access_key')
    .select([...COLUMNS, 'created', 'revoked'])
    .where('market', '=', market)
    .orderBy('id')
    .execute();
}

/** Gives those of some keys that are still valid. */
export async function stillValid(db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('access_key')
    .select('id')
    .where('id', 'in', ids)
    .where('revoked', 'is', null)
    .where((where) => where.or([where('expires', 'is', null), where('expires', '>', new Date())]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

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
  /** The market that it opens (`journal_market.id`); null: none. */
  readonly market: number | null;
  /** Of a `person` it does what its person may, within its scopes. */
  readonly role: 'trader' | 'operator' | 'person';
  /** The market's number of the trader; 0 for an operator, and where a person's key acts for none. */
  readonly trader: number;
  /** Whose it is; null: issued from the command line. */
  readonly person: string | null;
  /** Actions of the permission table to which it is limited; null: all of its role. */
  readonly scopes: readonly string[] | null;
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

/** A key by which a program acts as a person. */
export interface NewPersonKey {
  readonly person: string;
  readonly market: number | null;
  /** As which of the person's traders it acts; 0: none. */
  readonly trader: number;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expires: Date;
}

const SECRET = /^krm_([1-9]\d{0,8})_([A-Za-z0-9_-]{43})$/;
const SECRET_BYTES = 32;
const LONGEST_LABEL = 100;

function hashOf(bits: string): Buffer {
  return createHash('sha256').update(bits).digest();
}

const COLUMNS = ['id', 'market', 'role', 'trader', 'label', 'expires', 'person', 'scopes'] as const;

/** Errors: Failure for a label that does not suit. */
function checkedLabel(text: string): string {
  const label = text.trim();
  // Control characters would let a label write over a terminal that lists it.
  if (label === '' || label.length > LONGEST_LABEL || /\p{Cc}/u.test(label)) {
    throw new Failure(`The label of a key is one line of 1 to ${LONGEST_LABEL} characters.`);
  }
  return label;
}

type Wanted = Omit<AccessKey, 'id' | 'scopes'> & { readonly scopes: string[] | null };

async function insertKey(db: Database, wanted: Wanted): Promise<{ key: AccessKey; secret: string }> {
  const bits = randomBytes(SECRET_BYTES).toString('base64url');
  const key = await db
    .insertInto('access_key')
    .values({ ...wanted, hash: hashOf(bits) })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return { key, secret: `krm_${key.id}_${bits}` };
}

/** Makes a key. Gives the secret, which can't be had a second time. Errors: Failure for a label that does not suit. */
export async function issueKey(db: Database, wanted: NewKey): Promise<{ key: AccessKey; secret: string }> {
  const { market, trader, expires } = wanted;
  return insertKey(db, {
    market,
    role: trader === 0 ? 'operator' : 'trader',
    trader,
    label: checkedLabel(wanted.label),
    expires,
    person: null,
    scopes: null,
  });
}

/** Makes a key of a person. Gives the secret. Errors: Failure for a label that does not suit. */
export async function issuePersonKey(
  db: Database,
  wanted: NewPersonKey,
): Promise<{ key: AccessKey; secret: string }> {
  const { person, market, trader, expires } = wanted;
  const label = checkedLabel(wanted.label);
  return insertKey(db, {
    person,
    market,
    trader,
    expires,
    label,
    role: 'person',
    scopes: [...wanted.scopes],
  });
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

/** Makes a key of a person invalid for ever. Gives false where the person has none of that number that is valid. */
export async function revokePersonKey(db: Database, person: string, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access_key')
    .set({ revoked: new Date() })
    .where('id', '=', id)
    .where('person', '=', person)
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lists the keys of a person, the newest first, with those that are no longer valid. */
export async function listPersonKeys(db: Database, person: string): Promise<ListedKey[]> {
  return db
    .selectFrom('access_key')
    .select([...COLUMNS, 'created', 'revoked'])
    .where('person', '=', person)
    .orderBy('id', 'desc')
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

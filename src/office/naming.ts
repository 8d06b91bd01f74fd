/**
 * Names that wait for a number. The market gives numbers by commands, and forgets no command; names are rows. Between
 * the two a process may die, so what is to be written is kept first, under the idempotency key of the command: whether
 * that was executed, and what number it gave, the market tells afterwards as well.
 */
import type { Database } from '#storage/database.ts';
import { type NamedKind, type Names, writeNames } from './names.ts';

export interface Naming<K extends NamedKind = NamedKind> {
  readonly market: number;
  readonly key: string;
  readonly kind: K;
  readonly names: Names[K];
}

/** Keeps names until their number is known. */
export async function beginNaming(db: Database, { market, key, kind, names }: Naming): Promise<void> {
  const row = { kind, names: JSON.stringify(names) };
  await db
    .insertInto('office_naming')
    .values({ market, key, ...row })
    .onConflict((conflict) => conflict.columns(['market', 'key']).doUpdateSet(row))
    .execute();
}

/** Writes names under their number, unless it has some already. Null: there will be no number. */
export async function endNaming(
  db: Database,
  { market, key, kind, names }: Naming,
  number: number | null,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (number !== null) await writeNames(transaction, market, kind, number, names, false);
    await transaction
      .deleteFrom('office_naming')
      .where('market', '=', market)
      .where('key', '=', key)
      .execute();
  });
}

/** Names of a market that still wait, the oldest first. */
export async function waitingNamings(db: Database, market: number): Promise<readonly Naming[]> {
  const rows = await db
    .selectFrom('office_naming')
    .select(['key', 'kind', 'names'])
    .where('market', '=', market)
    .orderBy('since')
    .execute();
  return rows.map(({ key, kind, names }) => ({ market, key, kind, names: names as Names[typeof kind] }));
}

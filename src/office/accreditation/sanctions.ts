/** Sanction lists: the one that holds, names that are alike, and what people decided of them. */
import { sql } from 'kysely';
import { type AuditActor, audit } from '#access/audit.ts';
import type { Database } from '#storage/database.ts';
import { likeness, nameWords } from '../likeness.ts';
import type { SanctionEntry } from './sanction-file.ts';

/** A list older than this is warned of; beyond the other, nobody is accredited. */
export const OLD_DAYS = 7;
export const STALE_DAYS = 30;
/** Names at least so alike are shown to a person. */
const ALIKE = 0.8;
const CANDIDATES = 200;
const ROWS = 1_000;

export interface SanctionList {
  readonly id: number;
  readonly name: string;
  readonly dated: string;
  readonly entries: number;
  readonly loaded: Date;
}

export type ListState = 'none' | 'fresh' | 'old' | 'stale';

export function currentList(db: Database): Promise<SanctionList | undefined> {
  return db
    .selectFrom('office_sanction_list')
    .select(['id', 'name', 'dated', 'entries', 'loaded'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function listState(list: Pick<SanctionList, 'dated'> | undefined, today: string): ListState {
  if (list === undefined) return 'none';
  const days = (Date.parse(today) - Date.parse(list.dated)) / 86_400_000;
  return days > STALE_DAYS ? 'stale' : days > OLD_DAYS ? 'old' : 'fresh';
}

/** Names with their words, in the form in which they are compared. */
const folded = (name: string): string => nameWords(name).join(' ');

/** Puts a list in the place of the one before, whole or not at all. */
export async function loadList(
  db: Database,
  actor: AuditActor,
  { name, dated, entries }: { name: string; dated: string; entries: readonly SanctionEntry[] },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id: list } = await tx
      .insertInto('office_sanction_list')
      .values({ name, dated, entries: entries.length, loaded_by: actor.person })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (let from = 0; from < entries.length; from += ROWS) {
      const some = entries.slice(from, from + ROWS);
      await tx
        .insertInto('office_sanction_entry')
        .values(
          some.map((one) => ({
            list,
            entry: one.id,
            name: one.name,
            schema: one.schema,
            countries: [...one.countries],
          })),
        )
        .execute();
      const names = some.flatMap(({ id, names: all }) =>
        [...new Set(all.map(folded))]
          .filter((text) => text !== '')
          .map((text) => ({ list, entry: id, folded: text })),
      );
      for (let at = 0; at < names.length; at += ROWS)
        await tx
          .insertInto('office_sanction_name')
          .values(names.slice(at, at + ROWS))
          .execute();
    }
    // What was decided stays: it is kept by the entry's id, which lists keep.
    await tx.deleteFrom('office_sanction_list').where('id', '<>', list).execute();
    await audit(tx, actor, {
      action: 'accreditation.sanction-list-loaded',
      after: { name, dated, entries: entries.length },
    });
  });
}

export interface Hit {
  /** The name that was looked up. */
  readonly name: string;
  /** The same, folded: by it decisions are remembered. */
  readonly subject: string;
  readonly entry: string;
  readonly entryName: string;
  readonly schema: string;
  readonly countries: readonly string[];
  /** 0 to 1. */
  readonly likeness: number;
  readonly decision: 'same' | 'other' | null;
  readonly reason: string | null;
}

/** Entries of the list that are named alike, the likest first. */
export async function hitsOf(db: Database, names: readonly string[]): Promise<Hit[]> {
  const list = await currentList(db);
  if (list === undefined) return [];
  const hits = new Map<string, Hit>();
  for (const name of new Set(names)) {
    const subject = folded(name);
    if (subject === '') continue;
    const rows = await db
      .selectFrom('office_sanction_name as one')
      .innerJoin('office_sanction_entry as of', (join) =>
        join.onRef('of.list', '=', 'one.list').onRef('of.entry', '=', 'one.entry'),
      )
      .leftJoin('office_sanction_hit as hit', (join) =>
        join.onRef('hit.entry', '=', 'one.entry').on('hit.subject', '=', subject),
      )
      .select([
        'one.entry',
        'one.folded',
        'of.name as entryName',
        'of.schema',
        'of.countries',
        'hit.decision',
        'hit.reason',
      ])
      .where('one.list', '=', list.id)
      .where(sql<boolean>`one.folded % ${subject}`)
      .orderBy(sql`similarity(one.folded, ${subject})`, 'desc')
      .limit(CANDIDATES)
      .execute();
    for (const { folded: other, ...row } of rows) {
      const alike = likeness(subject.split(' '), other.split(' '));
      const key = `${subject} ${row.entry}`;
      if (alike < ALIKE || (hits.get(key)?.likeness ?? 0) >= alike) continue;
      hits.set(key, { name, subject, ...row, likeness: Math.round(alike * 100) / 100 });
    }
  }
  return [...hits.values()].sort((a, b) => b.likeness - a.likeness);
}

/** Remembers what a person decided of a hit. */
export async function decideHit(
  db: Database,
  actor: AuditActor,
  { subject, entry }: Pick<Hit, 'subject' | 'entry'>,
  decision: 'same' | 'other',
  reason: string,
): Promise<void> {
  const decided = { decision, reason, decided: new Date(), decided_by: actor.person };
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('office_sanction_hit')
      .values({ subject, entry, ...decided })
      .onConflict((conflict) => conflict.columns(['subject', 'entry']).doUpdateSet(decided))
      .execute();
    await audit(tx, actor, {
      action: 'accreditation.sanction-hit-decided',
      subject: { kind: 'sanction-entry', id: entry },
      after: { subject, decision },
      reason,
    });
  });
}

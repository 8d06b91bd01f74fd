/**
 * Lock-out: after so many failed log-ins in a row with an address, none is tried for a while. Counted by address
 * whether or not somebody has it, so that the answers tell nothing of who has an account.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';

export const MOST_FAILURES = 10;
export const LOCKED_MS = 15 * 60_000;
/** Failures further apart than this are not in a row. */
const FORGET_MS = 24 * 60 * 60_000;

function hashOf(email: string): Buffer {
  return createHash('sha256').update(email.trim().toLowerCase()).digest();
}

export interface Attempt {
  /** Until when nothing is tried; null: it may be tried now. */
  readonly lockedUntil: Date | null;
  /** If it fails too, the address is locked from then on. */
  readonly last: boolean;
}

/**
 * Takes one attempt to log in: it counts as failed unless `clearFailures` follows, so that attempts at the same
 * moment cannot slip through.
 */
export async function takeAttempt(db: Database, email: string, now = new Date()): Promise<Attempt> {
  const hash = hashOf(email);
  const forget = new Date(now.getTime() - FORGET_MS);
  const lockedUntil = new Date(now.getTime() + LOCKED_MS);
  await db.deleteFrom('person_lock_out').where('last', '<', forget).execute();
  const { rows } = await sql<{ failures: number; locked_until: Date | null }>`
    insert into person_lock_out as kept (email_hash, failures, last)
    values (${hash}, 1, ${now})
    on conflict (email_hash) do update set
      failures = case when kept.locked_until > ${now} then kept.failures
                      when kept.locked_until <= ${now} then 1
                      else kept.failures + 1 end,
      last = ${now},
      locked_until = case when kept.locked_until > ${now} then kept.locked_until
                          when kept.locked_until is null and kept.failures + 1 > ${MOST_FAILURES} then ${lockedUntil}
                          else null end
    returning failures, locked_until`.execute(db);
  const [row] = rows;
  return { lockedUntil: row?.locked_until ?? null, last: row?.failures === MOST_FAILURES };
}

/** Forgets the failures of an address: somebody logged in, or got the password back by mail. */
export async function clearFailures(db: Database, email: string): Promise<void> {
  await db.deleteFrom('person_lock_out').where('email_hash', '=', hashOf(email)).execute();
}

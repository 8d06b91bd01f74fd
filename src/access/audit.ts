/**
 * The audit log: who did what, when, from where, and what it was before and after. Append-only: the database refuses
 * to change or delete rows. It carries opaque ids, never names or addresses of mail, so that a person can be forgotten.
 */
import { type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';

/** Who acts, as the log has it. */
export interface AuditActor {
  /** Person; null where nobody is known. */
  readonly person: string | null;
  readonly accessKey: number | null;
  readonly via: 'web' | 'key' | 'command-line' | 'system';
  /** Network address. */
  readonly address: string | null;
}

export const COMMAND_LINE: AuditActor = { person: null, accessKey: null, via: 'command-line', address: null };
export const SYSTEM: AuditActor = { person: null, accessKey: null, via: 'system', address: null };

export interface AuditEntry {
  /** What was done: 'role.granted', 'session.halted'. Lower-case words, a dot between subject and deed. */
  readonly action: string;
  /** What kind of thing it is about, and its id. */
  readonly subject?: { readonly kind: string; readonly id: string };
  /** Entity of the registry whose matter it is. */
  readonly organisation?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** In the words of who did it. */
  readonly reason?: string;
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/**
 * Appends to the log. Give the transaction of what is done, so that neither is without the other.
 * Errors: those of the database.
 */
export async function audit(tx: Database, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_event')
    .values({
      actor: actor.person,
      access_key: actor.accessKey,
      via: actor.via,
      address: actor.address,
      action: entry.action,
      subject_kind: entry.subject?.kind ?? null,
      subject: entry.subject?.id ?? null,
      organisation: entry.organisation ?? null,
      before: json(entry.before),
      after: json(entry.after),
      reason: entry.reason ?? null,
    })
    .execute();
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  /** An action, or its beginning up to a dot: 'role' finds 'role.granted'. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly organisation?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string | null;
  /** Name of the actor as it is today; null where there is no such person any more. */
  readonly actorName: string | null;
  readonly accessKey: number | null;
  readonly via: AuditActor['via'];
  readonly address: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subject: string | null;
  readonly subjectName: string | null;
  readonly organisation: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

/** Reads the log, the newest first: at most so many rows before an id. */
export async function readAudit(
  db: Database,
  filter: AuditFilter,
  limit: number,
  before: number | undefined,
): Promise<AuditRow[]> {
  let query = db
    .selectFrom('audit_event as event')
    .leftJoin('person as actor', 'actor.id', 'event.actor')
    .leftJoin('person as subject', (join) =>
      join.onRef('subject.id', '=', 'event.subject').on('event.subject_kind', '=', 'person'),
    )
    .select([
      'event.id',
      'event.at',
      'event.actor',
      'actor.name as actorName',
      'event.access_key as accessKey',
      'event.via',
      'event.address',
      'event.action',
      'event.subject_kind as subjectKind',
      'event.subject',
      'subject.name as subjectName',
      'event.organisation',
      'event.before',
      'event.after',
      'event.reason',
    ])
    .orderBy('event.id', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('event.id', '<', before);
  return whereFilter(query, filter).execute();
}

/** Counts what a filter finds. */
export async function countAudit(db: Database, filter: AuditFilter): Promise<number> {
  const query = db
    .selectFrom('audit_event as event')
    .select((make) => make.fn.countAll<number>().as('count'));
  return Number((await whereFilter(query, filter).executeTakeFirstOrThrow()).count);
}

interface Filterable<Query> {
  where(expression: ReturnType<typeof sql<SqlBool>>): Query;
}

function whereFilter<Query extends Filterable<Query>>(query: Query, filter: AuditFilter): Query {
  const { actor, action, subject, organisation, from, to } = filter;
  let narrowed = query;
  if (actor !== undefined) narrowed = narrowed.where(sql<SqlBool>`event.actor = ${actor}`);
  if (action !== undefined)
    narrowed = narrowed.where(
      sql<SqlBool>`(event.action = ${action} or starts_with(event.action, ${`${action}.`}))`,
    );
  if (subject !== undefined) narrowed = narrowed.where(sql<SqlBool>`event.subject = ${subject}`);
  if (organisation !== undefined)
    narrowed = narrowed.where(sql<SqlBool>`event.organisation = ${organisation}`);
  if (from !== undefined) narrowed = narrowed.where(sql<SqlBool>`event.at >= ${from}`);
  if (to !== undefined) narrowed = narrowed.where(sql<SqlBool>`event.at < ${to}`);
  return narrowed;
}

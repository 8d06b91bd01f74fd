/** Reading people with their roles, and closing accounts. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { type AuditActor, audit } from './audit.ts';
import { type ListedMembership, listMemberships } from './memberships.ts';
import type { Role } from './roles.ts';

export interface PeopleFilter {
  /** Part of a name or an address. */
  readonly q?: string | undefined;
  readonly organisation?: string | undefined;
  readonly role?: Role | undefined;
  /** Only people of these organisations; null: all. */
  readonly within: readonly string[] | null;
}

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly verified: boolean;
  readonly twoFactor: boolean;
  readonly created: Date;
  readonly closed: Date | null;
  readonly simulated: boolean;
  readonly lastSeen: Date | null;
  readonly memberships: readonly ListedMembership[];
  /** Lower-case name and id: where it stands in the list. */
  readonly keys: readonly string[];
}

function conditions({ q, organisation, role, within }: PeopleFilter): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [sql<SqlBool>`true`];
  if (q !== undefined && q.trim() !== '') {
    const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql<SqlBool>`(person.name ilike ${like} or person.email ilike ${like})`);
  }
  const member: RawBuilder<SqlBool>[] = [];
  if (organisation !== undefined) member.push(sql<SqlBool>`of.organisation = ${organisation}`);
  if (role !== undefined) member.push(sql<SqlBool>`of.role = ${role}`);
  if (within !== null) member.push(sql<SqlBool>`of.organisation = any(${within})`);
  if (member.length > 0) {
    const all = sql.join([...member, sql`(of.until is null or of.until > now())`], sql` and `);
    parts.push(sql<SqlBool>`exists (select from membership as of where of.person = person.id and ${all})`);
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

/** Lists people by name: at most so many after keys. Of memberships those within the filter's reach. */
export async function listPeople(
  db: Database,
  filter: PeopleFilter,
  limit: number,
  after: readonly string[] | undefined,
): Promise<ListedPerson[]> {
  const beyond =
    after === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(lower(person.name), person.id) > (${after[0] ?? ''}, ${after[1] ?? ''})`;
  const { rows } = await sql<Omit<ListedPerson, 'memberships'>>`
    select person.id, person.name, person.email, person.email_verified as verified,
           coalesce(person.two_factor_enabled, false) as "twoFactor", person.created_at as created, person.closed,
           person.simulated, array[lower(person.name), person.id] as keys,
           (select max(updated_at) from person_session where person_session.person = person.id) as "lastSeen"
      from person
     where ${conditions(filter)} and ${beyond}
     order by lower(person.name), person.id
     limit ${limit}`.execute(db);
  const memberships = await listMemberships(
    db,
    rows.map(({ id }) => id),
  );
  const reach = filter.within === null ? null : new Set(filter.within);
  const byPerson = Map.groupBy(
    memberships.filter(({ organisation }) => reach === null || reach.has(organisation)),
    ({ person }) => person,
  );
  return rows.map((row) => ({ ...row, memberships: byPerson.get(row.id) ?? [] }));
}

export async function countPeople(db: Database, filter: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person where ${conditions(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Ends all sessions of a person, and logs it. Gives how many there were. Give a transaction. */
export async function endSessions(tx: Database, actor: AuditActor, person: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('person_session')
    .where('person', '=', person)
    .executeTakeFirst();
  const ended = Number(numDeletedRows);
  await audit(tx, actor, {
    action: 'session.ended',
    subject: { kind: 'person', id: person },
    before: { sessions: ended },
  });
  return ended;
}

/**
 * Closes an account, or opens it again: sessions end, keys open nothing, nobody can be logged in as this person.
 * Gives false where it was so already. Give a transaction.
 */
export async function setClosed(
  tx: Database,
  actor: AuditActor,
  person: string,
  closed: boolean,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('person')
    .set({ closed: closed ? new Date() : null })
    .where('id', '=', person)
    .where('closed', closed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (closed) await endSessions(tx, actor, person);
  await audit(tx, actor, {
    action: closed ? 'person.closed' : 'person.opened',
    subject: { kind: 'person', id: person },
    reason,
  });
  return true;
}

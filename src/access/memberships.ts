/** Who belongs to which organisation in which role. Nothing is deleted: a membership ends. */
import { Failure } from '#base/failure.ts';
import type { Database } from '#storage/database.ts';
import { type AuditActor, audit } from './audit.ts';
import { type Area, isRole, type Membership, ORGANISATION_ROLES, type Role } from './roles.ts';

export interface ListedMembership extends Membership {
  readonly person: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly grantedBy: string | null;
}

interface Row {
  readonly id: number;
  readonly organisation: string;
  readonly role: string;
  readonly area: unknown;
}

function membershipOf({ id, organisation, role, area }: Row): Membership[] {
  return isRole(role) ? [{ id, organisation, role, area: area as Area }] : [];
}

/** Memberships of a person that hold now. */
export async function membershipsOf(db: Database, person: string): Promise<Membership[]> {
  const now = new Date();
  const rows = await db
    .selectFrom('membership')
    .select(['id', 'organisation', 'role', 'area'])
    .where('person', '=', person)
    .where('since', '<=', now)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
    .orderBy('id')
    .execute();
  return rows.flatMap(membershipOf);
}

/** All memberships of some people, also those that have ended, in the order in which they were given. */
export async function listMemberships(db: Database, people: readonly string[]): Promise<ListedMembership[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom('membership')
    .selectAll()
    .where('person', 'in', people)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    membershipOf(row).map((membership) => ({
      ...membership,
      person: row.person,
      since: row.since,
      until: row.until,
      grantedBy: row.granted_by,
    })),
  );
}

export interface NewMembership {
  readonly person: string;
  readonly role: Role;
  /** '' for roles of the exchange. */
  readonly organisation: string;
  readonly area?: Area;
  /** Null: until it is ended. */
  readonly until?: Date | null;
}

/**
 * Gives a role, and logs it. Give a transaction. Errors: Failure for a role of organisations without one, and the
 * other way round.
 */
export async function grant(tx: Database, actor: AuditActor, wanted: NewMembership): Promise<Membership> {
  const { person, role, organisation, area = {}, until = null } = wanted;
  if (ORGANISATION_ROLES.has(role) !== (organisation !== '')) {
    throw new Failure(
      organisation === ''
        ? `The role ${role} is one within an organisation: name it.`
        : `The role ${role} is not one within an organisation.`,
    );
  }
  const row = await tx
    .insertInto('membership')
    .values({
      person,
      role,
      organisation,
      area: JSON.stringify(area),
      until,
      granted_by: actor.person,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, {
    action: 'role.granted',
    subject: { kind: 'person', id: person },
    ...(organisation === '' ? {} : { organisation }),
    after: { membership: row.id, role, organisation, area, until },
  });
  return { id: row.id, role, organisation, area };
}

/** The membership of an id, whether or not it has ended. */
export async function findMembership(db: Database, id: number): Promise<ListedMembership | undefined> {
  const row = await db.selectFrom('membership').selectAll().where('id', '=', id).executeTakeFirst();
  const [membership] = row === undefined ? [] : membershipOf(row);
  return row && membership
    ? { ...membership, person: row.person, since: row.since, until: row.until, grantedBy: row.granted_by }
    : undefined;
}

/** Ends a membership now, and logs it. Gives false where it has ended already. Give a transaction. */
export async function endMembership(
  tx: Database,
  actor: AuditActor,
  membership: ListedMembership,
): Promise<boolean> {
  const now = new Date();
  const { numUpdatedRows } = await tx
    .updateTable('membership')
    .set({ until: now })
    .where('id', '=', membership.id)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const { id, role, organisation, area } = membership;
  await audit(tx, actor, {
    action: 'role.ended',
    subject: { kind: 'person', id: membership.person },
    ...(organisation === '' ? {} : { organisation }),
    before: { membership: id, role, organisation, area, until: membership.until },
  });
  return true;
}

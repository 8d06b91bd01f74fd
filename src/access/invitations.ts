/** Making accounts for others: a person without a password, and a link by which it is chosen. */
import { randomBytes } from 'node:crypto';
import { Failure } from '#base/failure.ts';
import type { Database } from '#storage/database.ts';
import { type AuditActor, audit } from './audit.ts';
import { grant, type NewMembership } from './memberships.ts';
import { INVITATION_S, type People } from './people.ts';
import type { Membership } from './roles.ts';

const EMAIL = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
const LONGEST_EMAIL = 254;

export interface Invited {
  readonly person: string;
  readonly membership: Membership | null;
  /** The account was made; false: there was one with this address. */
  readonly made: boolean;
}

/** Finds the person of an address, whether or not the account is closed. */
export async function findByEmail(
  db: Database,
  email: string,
): Promise<{ id: string; name: string; email: string; language: string; closed: Date | null } | undefined> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'language', 'closed'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
}

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly language: string;
  /** The role given with it; null: none. */
  readonly membership: Omit<NewMembership, 'person'> | null;
}

/**
 * Makes an account where the address has none, and gives the role. Logged. Give a transaction.
 * Errors: Failure for what is no address of mail, for a closed account, and those of `grant`.
 */
export async function invite(tx: Database, actor: AuditActor, wanted: Invitation): Promise<Invited> {
  const email = wanted.email.trim().toLowerCase();
  if (!EMAIL.test(email) || email.length > LONGEST_EMAIL)
    throw new Failure(`'${email.slice(0, 60)}' is not an e-mail address.`);
  const known = await findByEmail(tx, email);
  if (known?.closed) throw new Failure('The account of this address is closed.');
  const person = known?.id ?? randomBytes(16).toString('base64url');
  if (known === undefined) {
    await tx
      .insertInto('person')
      .values({ id: person, name: wanted.name.trim(), email, language: wanted.language })
      .execute();
    await audit(tx, actor, {
      action: 'person.invited',
      subject: { kind: 'person', id: person },
      ...(wanted.membership?.organisation ? { organisation: wanted.membership.organisation } : {}),
    });
  }
  const membership =
    wanted.membership === null ? null : await grant(tx, actor, { person, ...wanted.membership });
  return { person, membership, made: known === undefined };
}

/** Makes a link by which a person chooses a password, once, within seven days. */
export async function passwordLink({ auth, publicUrl }: People, person: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const { internalAdapter } = await auth.$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: person,
    expiresAt: new Date(Date.now() + INVITATION_S * 1000),
  });
  return `${publicUrl}/account/password?token=${token}`;
}

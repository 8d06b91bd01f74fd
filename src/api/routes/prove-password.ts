/** Asking for the password again before something that outlives the session. */
import type { FastifyRequest } from 'fastify';
import { audit } from '#access/audit.ts';
import { clearFailures, takeAttempt } from '#access/lock-out.ts';
import { ApiError } from '../errors.ts';
import { auditActor, personOf } from '../identity.ts';
import type { Context } from '../routes.ts';

/**
 * Checks that whoever asks knows the password; counts as an attempt to log in. People of the demo have none.
 * Errors: ApiError wrong-password, locked-out.
 */
export async function provePassword(
  { people }: Context,
  request: FastifyRequest,
  password: string,
): Promise<void> {
  const { id, email, simulated } = personOf(request);
  if (simulated) return;
  const { db, auth } = people;
  const { lockedUntil } = await takeAttempt(db, email);
  if (lockedUntil !== null) throw new ApiError('locked-out', `Until ${lockedUntil.toISOString()}.`);
  const known = await db
    .selectFrom('person_account')
    .select('password')
    .where('person', '=', id)
    .where('provider', '=', 'credential')
    .executeTakeFirst();
  const hashing = (await auth.$context).password;
  if (!known?.password || !(await hashing.verify({ hash: known.password, password }))) {
    await audit(db, auditActor(request), {
      action: 'password.refused',
      subject: { kind: 'person', id },
    });
    throw new ApiError('wrong-password', 'The password is not yours.');
  }
  await clearFailures(db, email);
}

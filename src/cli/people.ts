/** The work of `kirmash people`. */
import { audit, COMMAND_LINE } from '#access/audit.ts';
import { listPeople } from '#access/directory.ts';
import { findByEmail, invite, passwordLink } from '#access/invitations.ts';
import { openMailer } from '#access/mail.ts';
import { openPeople, type People } from '#access/people.ts';
import { isRole, ORGANISATION_ROLES, ROLES, type Role } from '#access/roles.ts';
import { Failure } from '#base/failure.ts';
import type { Context, Given } from './command.ts';
import { publicUrlOf } from './config.ts';
import { openInstance } from './instance.ts';

const MOST = 10_000;

/** Opens the database beside whoever runs it, and the accounts in it. */
async function withPeople(context: Context, work: (people: People) => Promise<void>): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  if (!instance.current) {
    throw new Failure(
      'The database has the schema of an older Kirmash: start kirmash serve once, which brings it up to date.',
    );
  }
  const { db } = instance.storage;
  const mailer = openMailer(db, null);
  opened.defer(mailer.close);
  await work(await openPeople({ db, mailer, publicUrl: publicUrlOf(context.config) }));
  return 0;
}

function roleOf({ flags, options }: Given): Role | null {
  const named = options.get('role');
  if (flags.has('administrator')) {
    if (named !== undefined && named !== 'administrator')
      throw new Failure('Give --administrator or --role, not both.');
    return 'administrator';
  }
  if (named === undefined) return null;
  if (!isRole(named)) throw new Failure(`'${named}' is not a role: ${ROLES.join(', ')}.`);
  return named;
}

export async function runAdd(context: Context, given: Given): Promise<number> {
  const [email = ''] = given.parameters;
  const role = roleOf(given);
  const organisation = given.options.get('organisation') ?? '';
  if (organisation !== '' && (role === null || !ORGANISATION_ROLES.has(role)))
    throw new Failure('An organisation goes with the roles trader, head and broker.');
  return withPeople(context, async (people) => {
    if (organisation !== '') {
      const entity = await people.db
        .selectFrom('entity')
        .select('id')
        .where('id', '=', organisation)
        .executeTakeFirst();
      if (entity === undefined) throw new Failure(`The registry has no entity '${organisation}'.`);
    }
    const invited = await people.db.transaction().execute((tx) =>
      invite(tx, COMMAND_LINE, {
        email,
        name: given.options.get('name') ?? email,
        language: 'en',
        membership: role === null ? null : { role, organisation },
      }),
    );
    if (!invited.made) {
      context.print(
        role === null ? `${email} has an account already.` : `${email} has the role ${role} from now on.`,
      );
      return;
    }
    context.print(`${email} has an account${role === null ? '' : ` with the role ${role}`}.`);
    context.print('Open this within seven days to choose the password:');
    context.print('');
    context.print(await passwordLink(people, invited.person));
  });
}

export async function runList(context: Context, _given: Given): Promise<number> {
  return withPeople(context, async ({ db }) => {
    const people = await listPeople(db, { within: null }, MOST, undefined);
    if (people.length === 0) context.print('There are no people: kirmash people add makes the first one.');
    const now = Date.now();
    for (const { name, email, closed, memberships } of people) {
      const roles = memberships
        .filter(({ until }) => until === null || until.getTime() > now)
        .map(({ role, organisation }) => (organisation === '' ? role : `${role} of ${organisation}`));
      const state = closed === null ? roles.join(', ') || 'no roles' : 'closed';
      context.print(`${email.padEnd(32)}  ${name.padEnd(24)}  ${state}`);
    }
  });
}

export async function runLink(context: Context, given: Given): Promise<number> {
  const [email = ''] = given.parameters;
  return withPeople(context, async (people) => {
    const person = await findByEmail(people.db, email);
    if (person === undefined)
      throw new Failure(`Nobody has the address ${email}: kirmash people list shows them.`);
    if (person.closed !== null) throw new Failure(`The account of ${email} is closed.`);
    await audit(people.db, COMMAND_LINE, {
      action: 'password.asked',
      subject: { kind: 'person', id: person.id },
    });
    context.print(await passwordLink(people, person.id));
  });
}

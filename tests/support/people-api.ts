/** People for tests: made with roles, logged in without passwords, asked by injection with their cookies. */
import type { LightMyRequestResponse } from 'fastify';
import { SYSTEM } from '#access/audit.ts';
import { openMailer } from '#access/mail.ts';
import { grant } from '#access/memberships.ts';
import { openPeople, type People } from '#access/people.ts';
import type { Area, Role } from '#access/roles.ts';
import type { Api } from '#api/routes.ts';
import type { Database } from '#storage/database.ts';

export const PUBLIC_URL = 'http://localhost';

/** Accounts without limits of rate. */
export function testPeople(db: Database, limitRates = false): Promise<People> {
  return openPeople({ db, mailer: openMailer(db, null), publicUrl: PUBLIC_URL, limitRates });
}

export interface TestMembership {
  readonly role: Role;
  readonly organisation?: string;
  readonly area?: Area;
}

let made = 0;

/** Makes a person with roles. Gives the id. */
export async function makePerson(db: Database, ...roles: readonly TestMembership[]): Promise<string> {
  made += 1;
  const id = `person-${made}`;
  await db
    .insertInto('person')
    .values({ id, name: `Person ${made}`, email: `${id}@example.org`, email_verified: true })
    .execute();
  await db.transaction().execute(async (tx) => {
    for (const { role, organisation = '', area = {} } of roles)
      await grant(tx, SYSTEM, { person: id, role, organisation, area });
  });
  return id;
}

/** The header Cookie of what an answer or a call sets. */
export function cookieOf(lines: readonly string[]): string {
  return lines.map((line) => line.split(';', 1)[0]).join('; ');
}

/** Logs a person in. Gives the header Cookie. */
export async function enterAs(people: People, person: string): Promise<string> {
  return cookieOf(await people.enterAs(person));
}

export interface Asking {
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Asks below /api as a browser on Kirmash's own page would. */
export function askAs(
  server: Api,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
  path: string,
  { cookie, body, headers = {} }: Asking = {},
): Promise<LightMyRequestResponse> {
  return server.inject({
    method,
    url: `/api${path}`,
    headers: { origin: PUBLIC_URL, ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
}

/** People and their roles, for heads of organisations and for administrators. */
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { countPeople, endSessions, type ListedPerson, listPeople, setClosed } from '#access/directory.ts';
import { invite, passwordLink } from '#access/invitations.ts';
import { endMembership, findMembership, grant, type NewMembership } from '#access/memberships.ts';
import { organisationsOf } from '#access/permissions.ts';
import { HEAD_GRANTS } from '#access/roles.ts';
import { Failure } from '#base/failure.ts';
import { pageOf, readCursor, type SortKey } from '#registry/read/keyset.ts';
import * as wire from '#wire/people.ts';
import { ApiError, badRequest } from '../errors.ts';
import { auditActor, identityOf, mustBeAllowed } from '../identity.ts';
import { answerList } from '../list.ts';
import { PEOPLE_TABLE } from '../people-tables.ts';
import type { Presenter } from '../present/common.ts';
import { membershipOut, presenterOf } from '../present/membership.ts';
import { type Routes, readerOf } from '../routes.ts';

const tags = ['People'];
const KEYS: readonly SortKey[] = [
  { expression: sql.ref('name'), descending: false, type: 'text' },
  { expression: sql.ref('id'), descending: false, type: 'text' },
];
const PersonParam = Type.Object({ person: Type.String({ minLength: 1, maxLength: 64 }) });
const Reason = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 1000 }) },
  { additionalProperties: false },
);

function personOut(person: ListedPerson, presenter: Presenter): wire.PeopleItem {
  const now = Date.now();
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    verified: person.verified,
    twoFactor: person.twoFactor,
    created: person.created.toISOString(),
    closed: person.closed?.toISOString() ?? null,
    simulated: person.simulated,
    lastSeen: person.lastSeen?.toISOString() ?? null,
    memberships: person.memberships.map((membership) => ({
      ...membershipOut(membership, presenter),
      since: membership.since.toISOString(),
      until: membership.until?.toISOString() ?? null,
      ended: membership.until !== null && membership.until.getTime() <= now,
    })),
  };
}

type Granted = Static<typeof wire.GrantIn>;

/**
 * The membership that a body asks for. Errors: ApiError not-allowed for what the sender may not give; bad-request.
 */
function wanted(request: FastifyRequest, body: Granted): Omit<NewMembership, 'person'> {
  const { role, organisation = '', area = {}, until } = body;
  mustBeAllowed(request.identity, 'people.manage', { organisation });
  const everywhere = organisationsOf(identityOf(request), 'people.manage') === null;
  if (!everywhere && !HEAD_GRANTS.has(role))
    throw new ApiError('not-allowed', `The role ${role} is for the administrator to give.`);
  const end = until === undefined ? null : new Date(`${until}T00:00:00Z`);
  if (end !== null && end.getTime() <= Date.now()) throw badRequest('until', 'must be a day to come');
  return { role, organisation, area, until: end };
}

function asBadRequest(path: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof Failure ? badRequest(path, error.message) : error;
  };
}

export const people: Routes = async (app, context) => {
  const { people: accounts, identities } = context;
  const { db, mailer } = accounts;

  app.addHook('preHandler', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/people',
    {
      config: { action: 'people.read' },
      schema: {
        operationId: 'listPeople',
        summary: 'People with their roles, by name; heads see those of their organisations',
        tags,
        querystring: wire.PeopleQuery,
        response: { 200: wire.PeopleList },
      },
    },
    (request, reply) => {
      const { q, organisation, role } = request.query;
      const within = organisationsOf(identityOf(request), 'people.read');
      const filter = { q, organisation, role, within };
      const question = ['people', filter];
      return answerList(request, reply, {
        name: 'people',
        columns: PEOPLE_TABLE,
        page: async (limit, cursor) => {
          const after = cursor === undefined ? undefined : readCursor(question, KEYS, cursor);
          const [found, total] = await Promise.all([
            listPeople(db, filter, limit + 1, after),
            countPeople(db, filter),
          ]);
          const page = pageOf(found, limit, total, question);
          const presenter = await presenterOf(
            readerOf(context, request),
            page.rows.flatMap(({ memberships }) => memberships),
          );
          return {
            items: page.rows.map((person) => personOut(person, presenter)),
            total,
            nextCursor: page.nextCursor,
          };
        },
      });
    },
  );

  /** Is this person within the reach of who asks? Errors: ApiError person-not-found. */
  const mustSee = async (request: FastifyRequest, person: string): Promise<void> => {
    const within = organisationsOf(identityOf(request), 'people.manage');
    const row = await db
      .selectFrom('person')
      .select('id')
      .where('id', '=', person)
      .$if(within !== null, (query) =>
        query.where((where) =>
          where.exists(
            where
              .selectFrom('membership')
              .select('membership.id')
              .whereRef('membership.person', '=', 'person.id')
              .where('membership.organisation', 'in', within?.length ? within : ['']),
          ),
        ),
      )
      .executeTakeFirst();
    if (row === undefined) throw new ApiError('person-not-found', 'There is no such person here.');
  };

  app.post(
    '/people',
    {
      config: { action: 'people.manage' },
      schema: {
        operationId: 'invitePerson',
        summary:
          'Give a role to whoever has an address; where nobody has, an account is made and a link sent',
        tags,
        body: wire.InviteIn,
        response: { 200: wire.InvitedOut },
      },
    },
    async (request) => {
      const { name, email, language = request.language } = request.body;
      const membership = wanted(request, request.body);
      const invited = await db
        .transaction()
        .execute((tx) => invite(tx, auditActor(request), { name, email, language, membership }))
        .catch(asBadRequest('email'));
      if (invited.made) {
        const link = await passwordLink(accounts, invited.person);
        await mailer.write('invitation', { name, email: email.trim().toLowerCase(), language }, link);
      }
      identities.forget();
      if (invited.membership === null) throw new Error('a role was asked for');
      const presenter = await presenterOf(readerOf(context, request), [invited.membership]);
      return { id: invited.person, membership: membershipOut(invited.membership, presenter) };
    },
  );

  app.post(
    '/people/:person/memberships',
    {
      config: { action: 'people.manage' },
      schema: {
        operationId: 'grantRole',
        summary: 'Give a person a role',
        tags,
        params: PersonParam,
        body: wire.GrantIn,
        response: { 200: wire.MembershipOut },
      },
    },
    async (request) => {
      const { person } = request.params;
      const membership = wanted(request, request.body);
      await mustSee(request, person);
      const granted = await db
        .transaction()
        .execute((tx) => grant(tx, auditActor(request), { person, ...membership }))
        .catch(asBadRequest('role'));
      identities.forget();
      return membershipOut(granted, await presenterOf(readerOf(context, request), [granted]));
    },
  );

  app.delete(
    '/people/:person/memberships/:membership',
    {
      config: { action: 'people.manage' },
      schema: {
        operationId: 'endRole',
        summary: 'End a role of a person, now',
        tags,
        params: Type.Object({
          ...PersonParam.properties,
          membership: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
        }),
        response: { 200: wire.Done },
      },
    },
    async (request) => {
      const { person, membership: id } = request.params;
      const membership = await findMembership(db, id);
      const within = organisationsOf(identityOf(request), 'people.manage');
      const theirs = membership?.person === person;
      if (!membership || !theirs || (within !== null && !within.includes(membership.organisation)))
        throw new ApiError('person-not-found', 'There is no such role here.');
      if (within !== null && !HEAD_GRANTS.has(membership.role))
        throw new ApiError('not-allowed', `The role ${membership.role} is for the administrator to end.`);
      const ended = await db
        .transaction()
        .execute((tx) => endMembership(tx, auditActor(request), membership));
      if (!ended) throw new ApiError('already-so', 'The role has ended already.');
      identities.forget();
      return { done: true as const };
    },
  );

  for (const [deed, closed, summary] of [
    ['close', true, 'Close an account: nobody can be logged in as this person, keys open nothing'],
    ['open', false, 'Open a closed account again'],
  ] as const) {
    app.post(
      `/people/:person/${deed}`,
      {
        config: { action: 'people.secure' },
        schema: {
          operationId: `${deed}Account`,
          summary,
          tags,
          params: PersonParam,
          body: Reason,
          response: { 200: wire.Done },
        },
      },
      async (request) => {
        const { person } = request.params;
        await mustSee(request, person);
        if (person === request.identity?.person)
          throw new ApiError('not-allowed', 'One’s own account is closed by another administrator.');
        const changed = await db
          .transaction()
          .execute((tx) => setClosed(tx, auditActor(request), person, closed, request.body.reason));
        if (!changed) throw new ApiError('already-so', 'It is so already.');
        identities.forget();
        return { done: true as const };
      },
    );
  }

  app.delete(
    '/people/:person/sessions',
    {
      config: { action: 'people.secure' },
      schema: {
        operationId: 'endSessionsOf',
        summary: 'Log a person out everywhere',
        tags,
        params: PersonParam,
        response: { 200: wire.Done },
      },
    },
    async (request) => {
      const { person } = request.params;
      await mustSee(request, person);
      await db.transaction().execute((tx) => endSessions(tx, auditActor(request), person));
      identities.forget();
      return { done: true as const };
    },
  );
};

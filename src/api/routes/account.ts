/** One's own account: who one is, sessions, access keys. */
import { audit } from '#access/audit.ts';
import { ACTIONS, isAllowed } from '#access/permissions.ts';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/people.ts';
import { auditActor, personOf } from '../identity.ts';
import { membershipOut, presenterOf } from '../present/membership.ts';
import { type Routes, readerOf } from '../routes.ts';
import { accountKeys } from './account-keys.ts';
import { accountSessions } from './account-sessions.ts';

const tags = ['Account'];

export const account: Routes = async (app, context) => {
  app.get(
    '/account',
    {
      config: { action: 'account.enter' },
      schema: {
        operationId: 'getAccount',
        summary: 'Who is logged in, with which roles, and what that allows',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.AccountOut },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { identity } = request;
      const memberships = identity?.memberships ?? [];
      const presenter = await presenterOf(readerOf(context, request), memberships);
      const person = identity?.account ?? null;
      return {
        person: person && { ...person, language: person.language as 'en' },
        memberships: memberships.map((membership) => membershipOut(membership, presenter)),
        actions: ACTIONS.filter((action) => isAllowed(identity, action)),
        acting: identity?.caller ?? null,
        callers: [...(identity?.callers ?? [])],
        mayEnterAs: context.market?.simulated === true ? [...wire.DEMO_ROLES] : [],
      };
    },
  );

  app.put(
    '/account',
    {
      schema: {
        operationId: 'changeProfile',
        summary: 'Change one’s name, or the language of mail',
        tags,
        body: wire.ProfileIn,
        response: { 200: wire.Done },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { db } = context.people;
      const { id, name, language } = personOf(request);
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('person')
          .set({ updated_at: new Date(), ...request.body })
          .where('id', '=', id)
          .execute();
        // Of names the log says only that they changed.
        const renamed = request.body.name !== undefined && request.body.name !== name;
        await audit(tx, auditActor(request), {
          action: 'person.changed',
          subject: { kind: 'person', id },
          before: { language },
          after: { language: request.body.language ?? language, renamed },
        });
      });
      context.identities.forget();
      return { done: true as const };
    },
  );

  await accountSessions(app, context);
  await accountKeys(app, context);
};

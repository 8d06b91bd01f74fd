/** One's own sessions: listed, and ended. */
import { Type } from 'typebox';
import { audit } from '#access/audit.ts';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/people.ts';
import { ApiError } from '../errors.ts';
import { auditActor, identityOf, personOf } from '../identity.ts';
import type { Api, Context } from '../routes.ts';

const tags = ['Account'];

export async function accountSessions(app: Api, { people, identities }: Context): Promise<void> {
  const { db } = people;

  app.get(
    '/account/sessions',
    {
      schema: {
        operationId: 'listLogIns',
        summary: 'Where one is logged in',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.SessionsOut },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const rows = await db
        .selectFrom('person_session')
        .select(['id', 'created_at', 'updated_at', 'expires_at', 'ip_address', 'user_agent'])
        .where('person', '=', personOf(request).id)
        .where('expires_at', '>', new Date())
        .orderBy('updated_at', 'desc')
        .execute();
      const { session } = identityOf(request);
      return {
        items: rows.map((row) => ({
          id: row.id,
          begun: row.created_at.toISOString(),
          used: row.updated_at.toISOString(),
          expires: row.expires_at.toISOString(),
          address: row.ip_address || null,
          program: row.user_agent || null,
          current: row.id === session,
        })),
      };
    },
  );

  app.delete(
    '/account/sessions/:session',
    {
      schema: {
        operationId: 'endLogIn',
        summary: 'End one of one’s sessions; `others` ends all but this one',
        tags,
        params: Type.Object({ session: Type.String({ minLength: 1, maxLength: 64 }) }),
        response: { 200: wire.Done },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { session } = request.params;
      const person = personOf(request).id;
      const current = identityOf(request).session;
      const ended = await db
        .deleteFrom('person_session')
        .where('person', '=', person)
        .where('id', session === 'others' ? '<>' : '=', session === 'others' ? (current ?? '') : session)
        .returning('id')
        .execute();
      if (ended.length === 0 && session !== 'others')
        throw new ApiError('already-so', 'There is no such session, or it has ended.');
      identities.forget();
      for (const { id } of ended) {
        await audit(db, auditActor(request), {
          action: 'session.ended',
          subject: { kind: 'person', id: person },
          before: { session: id },
        });
      }
      return { done: true as const };
    },
  );
}

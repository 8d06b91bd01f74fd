/** The outbox: mail that was sent, and mail that an administrator has to pass on. */
import { sql } from 'kysely';
import { audit } from '#access/audit.ts';
import { pageOf, readCursor, type SortKey } from '#registry/read/keyset.ts';
import * as wire from '#wire/people.ts';
import { auditActor } from '../identity.ts';
import type { Routes } from '../routes.ts';

const KEYS: readonly SortKey[] = [{ expression: sql.ref('id'), descending: true, type: 'bigint' }];

export const mail: Routes = async (app, { people: { db, mailer } }) => {
  app.get(
    '/mail',
    {
      config: { action: 'people.secure' },
      schema: {
        operationId: 'listMail',
        summary: 'Mail, the newest first; what nothing sends is here to be passed on',
        tags: ['People'],
        querystring: wire.MailQuery,
        response: { 200: wire.MailList },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { limit = 50, cursor } = request.query;
      const [before] = cursor === undefined ? [] : readCursor('mail', KEYS, cursor);
      let query = db
        .selectFrom('mail')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (before !== undefined) query = query.where('id', '<', Number(before));
      const [rows, counted] = await Promise.all([
        query.execute(),
        db
          .selectFrom('mail')
          .select((make) => make.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      ]);
      const keyed = rows.map((row) => ({ ...row, keys: [String(row.id)] }));
      const page = pageOf(keyed, limit, Number(counted.count), 'mail');
      // Links in it open accounts: that somebody looked is worth knowing.
      if (rows.some(({ body }) => body !== null))
        await audit(db, auditActor(request), { action: 'mail.read', after: { newest: rows[0]?.id } });
      return {
        items: page.rows.map(({ id, written, recipient, kind, subject, body, sent, failure }) => ({
          id,
          written: written.toISOString(),
          recipient,
          kind,
          subject,
          body,
          sent: sent?.toISOString() ?? null,
          failure,
        })),
        total: page.total,
        nextCursor: page.nextCursor,
        sends: mailer.sends,
      };
    },
  );
};

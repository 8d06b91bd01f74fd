/** The audit log, for auditors and administrators. */
import { sql } from 'kysely';
import { type AuditRow, countAudit, readAudit } from '#access/audit.ts';
import { pageOf, readCursor, type SortKey } from '#registry/read/keyset.ts';
import * as wire from '#wire/people.ts';
import { answerList } from '../list.ts';
import { AUDIT_TABLE } from '../people-tables.ts';
import { type Presenter, presenterFor, refOf } from '../present/common.ts';
import { type Routes, readerOf } from '../routes.ts';

const KEYS: readonly SortKey[] = [{ expression: sql.ref('id'), descending: true, type: 'bigint' }];
const DAY_MS = 86_400_000;

function auditOut(row: AuditRow, presenter: Presenter): wire.AuditItem {
  return {
    ...row,
    at: row.at.toISOString(),
    organisation: row.organisation === null ? null : refOf(row.organisation, presenter),
  };
}

export const auditLog: Routes = async (app, context) => {
  const { db } = context.people;
  app.get(
    '/audit',
    {
      config: { action: 'audit.read' },
      schema: {
        operationId: 'listAudit',
        summary: 'Who did what, when, from where, and what it was before and after; the newest first',
        tags: ['People'],
        querystring: wire.AuditQuery,
        response: { 200: wire.AuditList },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { actor, action, subject, organisation, from, to } = request.query;
      const question = ['audit', actor, action, subject, organisation, from, to];
      const filter = {
        actor,
        action,
        subject,
        organisation,
        from: from === undefined ? undefined : new Date(`${from}T00:00:00Z`),
        to: to === undefined ? undefined : new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS),
      };
      return answerList(request, reply, {
        name: 'audit',
        columns: AUDIT_TABLE,
        page: async (limit, cursor) => {
          const [before] = cursor === undefined ? [] : readCursor(question, KEYS, cursor);
          const [rows, total] = await Promise.all([
            readAudit(db, filter, limit + 1, before === undefined ? undefined : Number(before)),
            countAudit(db, filter),
          ]);
          const page = pageOf(
            rows.map((row) => ({ row, keys: [String(row.id)] })),
            limit,
            total,
            question,
          );
          const presenter = await presenterFor(
            readerOf(context, request),
            page.rows.map(({ row }) => row.organisation),
          );
          return {
            items: page.rows.map(({ row }) => auditOut(row, presenter)),
            total,
            nextCursor: page.nextCursor,
          };
        },
      });
    },
  );
};

/** What is doubtful: remarks of the sources' readers, and equations between figures. */
import { sql } from 'kysely';
import { figureIds, loadFigures } from '#registry/read/figure-rows.ts';
import { listIdentities } from '#registry/read/identities.ts';
import { listRemarks, remarkIds } from '#registry/read/remarks.ts';
import { IdentityList, IdentityQuery, RemarkList, RemarkQuery } from '#wire/registry.ts';
import { answerList } from '../list.ts';
import { presenterFor } from '../present/common.ts';
import { figureLine } from '../present/figure-title.ts';
import { identityOut } from '../present/identity.ts';
import { remarkOut } from '../present/statement.ts';
import { type Routes, readerOf } from '../routes.ts';
import { IDENTITY_TABLE, REMARK_TABLE } from '../tables.ts';

export const checks: Routes = async (app, context) => {
  app.get(
    '/remarks',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listRemarks',
        summary: 'Contradictions, misprints and doubts, the gravest first',
        tags: ['Checks'],
        querystring: RemarkQuery,
        response: { 200: RemarkList },
      },
    },
    (request, reply) => {
      const { severity, entity, figure } = request.query;
      const reader = readerOf(context, request);
      return answerList(request, reply, {
        name: 'remarks',
        columns: REMARK_TABLE,
        page: async (limit, cursor) => {
          const page = await listRemarks(reader, { severity, entity, figure, limit, cursor });
          const ids = [...new Set(page.rows.flatMap((row) => row.figures))];
          const figures = await loadFigures(
            reader.db,
            sql`where f.retired is null and f.status = 'accepted' and f.id = any(${ids}::text[])`,
          );
          const presenter = await presenterFor(
            reader,
            page.rows.flatMap(remarkIds),
            figures.flatMap(figureIds),
          );
          const texts = new Map(figures.map((row) => [row.id, figureLine(row, presenter)]));
          return {
            items: page.rows.map((row) => ({
              ...remarkOut(row, presenter),
              figureTexts: row.figures.map((id) => ({ id, text: texts.get(id) ?? id })),
            })),
            total: page.total,
            nextCursor: page.nextCursor,
          };
        },
      });
    },
  );

  app.get(
    '/identities',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listIdentities',
        summary:
          'Equations between figures (turnover = exports + imports): which hold, fail, or cannot be told',
        tags: ['Checks'],
        querystring: IdentityQuery,
        response: { 200: IdentityList },
      },
    },
    (request, reply) => {
      const { verdict, identity, scope, entity } = request.query;
      const reader = readerOf(context, request);
      return answerList(request, reply, {
        name: 'identities',
        columns: IDENTITY_TABLE,
        page: async (limit, cursor) => {
          const page = await listIdentities(reader, { verdict, identity, scope, entity, limit, cursor });
          const presenter = await presenterFor(reader, page.figures.flatMap(figureIds));
          const figures = new Map(page.figures.map((row) => [row.id, row]));
          return {
            items: page.rows.map((row) => identityOut(row, figures, presenter)),
            total: page.total,
            nextCursor: page.nextCursor,
          };
        },
      });
    },
  );
};

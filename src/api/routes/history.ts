import { listHistory } from '#registry/read/history.ts';
import { HistoryList, HistoryQuery } from '#wire/registry.ts';
import { answerList } from '../list.ts';
import { type Routes, readerOf } from '../routes.ts';
import { HISTORY_TABLE } from '../tables.ts';

export const history: Routes = async (app, context) => {
  app.get(
    '/history',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listHistory',
        summary: 'The log of the registry: who recorded what and when, newest first',
        tags: ['History'],
        querystring: HistoryQuery,
        response: { 200: HistoryList },
      },
    },
    (request, reply) => {
      const { entity } = request.query;
      const reader = readerOf(context, request);
      return answerList(request, reply, {
        name: 'history',
        columns: HISTORY_TABLE,
        page: async (limit, cursor) => {
          const page = await listHistory(reader, { entity, limit, cursor });
          return {
            items: page.rows.map((row) => ({
              recording: row.id,
              recorded: row.recorded.toISOString(),
              author: row.author,
              kind: row.kind,
              dataSet: row.data_set,
              note: row.note,
              added: row.added,
              retired: row.retired,
            })),
            total: page.total,
            nextCursor: page.nextCursor,
          };
        },
      });
    },
  );
};

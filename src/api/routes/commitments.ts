import { commitmentIds, listCommitments } from '#registry/read/commitments.ts';
import { resolveMatch, typedIn } from '#registry/read/match.ts';
import { CommitmentList, CommitmentQuery } from '#wire/registry.ts';
import { answerList } from '../list.ts';
import { commitmentItem } from '../present/commitment.ts';
import { presenterFor } from '../present/common.ts';
import { type Routes, readerOf } from '../routes.ts';
import { COMMITMENT_TABLE } from '../tables.ts';

export const commitments: Routes = async (app, context) => {
  app.get(
    '/commitments',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listCommitments',
        summary: 'Promises and plans: who owes them, under what, by when, and where they stand',
        tags: ['Commitments'],
        querystring: CommitmentQuery,
        response: { 200: CommitmentList },
      },
    },
    async (request, reply) => {
      const { q, who, under, state, due } = request.query;
      const reader = readerOf(context, request);
      const typed = typedIn(q);
      const text = typed === null ? {} : { text: await resolveMatch(reader.db, typed) };
      return answerList(request, reply, {
        name: 'commitments',
        columns: COMMITMENT_TABLE,
        page: async (limit, cursor) => {
          const page = await listCommitments(reader, { who, under, state, due, ...text, limit, cursor });
          const presenter = await presenterFor(reader, page.rows.flatMap(commitmentIds));
          const { rows, ...rest } = page;
          return { ...rest, items: rows.map((row) => commitmentItem(row, presenter)) };
        },
      });
    },
  );
};

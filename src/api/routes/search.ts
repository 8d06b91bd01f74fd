import { resolveMatch } from '#registry/read/match.ts';
import { search as searchEntities } from '#registry/read/search.ts';
import { SearchQuery, SearchResult } from '#wire/registry.ts';
import { presenterFor } from '../present/common.ts';
import { searchGroups } from '../present/search.ts';
import { type Routes, readerOf } from '../routes.ts';

export const search: Routes = async (app, context) => {
  app.get(
    '/search',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'search',
        summary: 'Find anything by a name in any language',
        tags: ['Search'],
        querystring: SearchQuery,
        response: { 200: SearchResult },
      },
    },
    async (request) => {
      const { q, limit = 8 } = request.query;
      const reader = readerOf(context, request);
      const key = `search ${limit} ${q.trim().toLowerCase()}`;
      const { rows, match } = await context.cache.get(request.version, key, async () => {
        const found = await resolveMatch(reader.db, q);
        return { match: found, rows: await searchEntities(reader, found, limit) };
      });
      const presenter = await presenterFor(
        reader,
        rows.flatMap((row) => row.places),
      );
      const groups = searchGroups(rows, match, presenter);
      return { q, total: groups.reduce((sum, group) => sum + group.total, 0), groups };
    },
  );
};

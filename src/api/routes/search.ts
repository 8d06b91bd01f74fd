import { resolveMatch } from '#registry/read/match.ts';
import { search as searchEntities } from '#registry/read/search.ts';
import { searchFigures } from '#registry/read/search-figures.ts';
import { SearchQuery, SearchResult } from '#wire/registry.ts';
import { presenterFor } from '../present/common.ts';
import { figureGroup, searchGroups } from '../present/search.ts';
import { type Routes, readerOf } from '../routes.ts';

export const search: Routes = async (app, context) => {
  app.get(
    '/search',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'search',
        summary: 'Find anything by a name in any language, figures by what they measure and where',
        tags: ['Search'],
        querystring: SearchQuery,
        response: { 200: SearchResult },
      },
    },
    async (request) => {
      const { q, limit = 8 } = request.query;
      const reader = readerOf(context, request);
      const key = `search ${limit} ${q.trim().toLowerCase()}`;
      const { rows, match, figures } = await context.cache.get(request.version, key, async () => {
        const [found, named] = await Promise.all([
          resolveMatch(reader.db, q),
          searchFigures(reader, q, limit),
        ]);
        // What was typed names figures: nothing else has to be guessed.
        const guessed = found.corrected && named.surely;
        return {
          match: found,
          rows: guessed ? [] : await searchEntities(reader, found, limit),
          figures: named,
        };
      });
      const presenter = await presenterFor(
        reader,
        rows.flatMap((row) => row.places),
        figures.rows.flatMap(({ area, partner, product }) => [area, partner, product]),
      );
      const entities = searchGroups(rows, match, presenter);
      const measured = figures.rows.length > 0 ? [figureGroup(figures, presenter)] : [];
      const groups = figures.surely ? [...measured, ...entities] : [...entities, ...measured];
      return { q, total: groups.reduce((sum, group) => sum + group.total, 0), groups };
    },
  );
};

import { pick } from '#base/language.ts';
import { figureIds } from '#registry/read/figure-rows.ts';
import { countFigureFacets, listFigures } from '#registry/read/figures.ts';
import { matchOf } from '#registry/read/match.ts';
import { FigureList, FigureQuery } from '#wire/registry.ts';
import { presenterFor } from '../present/common.ts';
import { facetsOut } from '../present/facets.ts';
import { figureItem } from '../present/figure.ts';
import { type Routes, readerOf } from '../routes.ts';

export const figures: Routes = async (app, context) => {
  app.get(
    '/figures',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listFigures',
        summary: 'Figures by measure, area, partner, product, period and source',
        tags: ['Figures'],
        querystring: FigureQuery,
        response: { 200: FigureList },
      },
    },
    async (request) => {
      const { q, limit = 50, lang: _lang, facets, cursor, sort, ...filter } = request.query;
      const reader = readerOf(context, request);
      const question = { ...filter, ...(q === undefined ? {} : { text: matchOf(q) }) };
      const key = JSON.stringify(['figures', q ?? null, filter]);
      const page = await listFigures(reader, { ...question, sort, limit, cursor }, (count) =>
        context.cache.get(request.version, key, count),
      );
      const counts = facets
        ? await context.cache.get(request.version, `facets ${key}`, () => countFigureFacets(reader, question))
        : [];
      const presenter = await presenterFor(
        reader,
        page.rows.flatMap(figureIds),
        counts.map(({ value }) => value),
      );
      return {
        items: page.rows.map((row) => figureItem(row, presenter)),
        total: page.total,
        nextCursor: page.nextCursor,
        ...(facets
          ? {
              facets: facetsOut(counts, presenter, ({ facet, value }) =>
                facet === 'measure' ? pick(presenter.terms.measure(value)?.label, presenter.language) : '',
              ),
            }
          : {}),
      };
    },
  );
};

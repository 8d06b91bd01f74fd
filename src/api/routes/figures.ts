import { Type } from 'typebox';
import { toText } from '#base/decimal.ts';
import { pick } from '#base/language.ts';
import { wordInterval, wordRule } from '#observatory/display.ts';
import { impliedByFigure } from '#registry/figure-interval.ts';
import { readFigure } from '#registry/read/figure.ts';
import { type FigureRow, figureIds } from '#registry/read/figure-rows.ts';
import { countFigureFacets, listFigures } from '#registry/read/figures.ts';
import { resolveMatch, typedIn } from '#registry/read/match.ts';
import { remarkIds } from '#registry/read/remarks.ts';
import { readSourceRow } from '#registry/read/sources.ts';
import { Id } from '#wire/common.ts';
import { FigureDetail, FigureDetailQuery, FigureList, FigureQuery } from '#wire/registry.ts';
import { ApiError } from '../errors.ts';
import { answerList } from '../list.ts';
import { type Presenter, presenterFor, refOf } from '../present/common.ts';
import { type Count, facetsOut } from '../present/facets.ts';
import { figureItem } from '../present/figure.ts';
import { identityOut } from '../present/identity.ts';
import { sourceItem } from '../present/source.ts';
import { remarkOut } from '../present/statement.ts';
import { type Routes, readerOf } from '../routes.ts';
import { FIGURE_TABLE } from '../tables.ts';

/** Which rule of the table of wordings gave the interval, and its rounding step, in words. */
function ruleOf(row: FigureRow, { terms, language }: Presenter): string {
  if (row.value === null) return '';
  const { rule, step } = impliedByFigure({ ...row, value: row.value }, terms.unit(row.unit));
  return wordRule(rule, toText(step), row.unit, language);
}

function facetLabel({ facet, value }: Count, { terms, language }: Presenter): string {
  return facet === 'measure' ? pick(terms.measure(value)?.label, language) : '';
}

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
    async (request, reply) => {
      const { q, lang: _lang, limit: _limit, cursor: _cursor, format: _format, ...rest } = request.query;
      const { facets, sort, ...filter } = rest;
      const reader = readerOf(context, request);
      const typed = typedIn(q);
      const text = typed === null ? {} : { text: await resolveMatch(reader.db, typed) };
      const question = { ...filter, ...text };
      const key = JSON.stringify(['figures', typed, filter]);
      const remember = <T>(what: string, make: () => Promise<T>): Promise<T> =>
        context.cache.get(request.version, `${what} ${key}`, make);
      return answerList(request, reply, {
        name: 'figures',
        columns: FIGURE_TABLE,
        page: async (limit, cursor) => {
          const [page, counts] = await Promise.all([
            listFigures(reader, { ...question, sort, limit, cursor }, (count) => remember('total', count)),
            facets ? remember('facets', () => countFigureFacets(reader, question)) : [],
          ]);
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
              ? { facets: facetsOut(counts, presenter, (count) => facetLabel(count, presenter)) }
              : {}),
          };
        },
      });
    },
  );

  app.get(
    '/figures/:id',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getFigure',
        summary:
          'One figure with all that its card shows: interval, source, what agrees and what contradicts',
        tags: ['Figures'],
        params: Type.Object({ id: Id }),
        querystring: FigureDetailQuery,
        response: { 200: FigureDetail },
      },
    },
    async (request) => {
      const { id } = request.params;
      const reader = readerOf(context, request);
      const page = await readFigure(reader, id, request.query);
      if (page === null) throw new ApiError('figure-not-found', `No figure has the id '${id}'.`);
      const { figure } = page;
      const [source, presenter] = await Promise.all([
        readSourceRow(reader.db, figure.source),
        presenterFor(
          reader,
          [
            figure,
            ...page.sameCell,
            ...page.mirror,
            ...page.related,
            ...page.joined,
            ...page.history,
          ].flatMap(figureIds),
          page.remarks.flatMap(remarkIds),
        ),
      ]);
      const cited = source ? sourceItem(source, new Map(), presenter) : null;
      const joined = new Map(page.joined.map((row) => [row.id, row]));
      return {
        figure: figureItem(figure, presenter),
        interval:
          figure.value === null
            ? ''
            : wordInterval(
                { low: figure.low, high: figure.high, lowOpen: figure.low_open, highOpen: figure.high_open },
                figure.unit,
                request.language,
              ),
        rule: ruleOf(figure, presenter),
        recorded: figure.recorded.toISOString(),
        author: figure.author,
        source: {
          ref: refOf(figure.source, presenter),
          publisher: cited?.publisher ?? null,
          year: cited?.year ?? null,
          url: cited?.url ?? null,
        },
        sameCell: page.sameCell.map((row) => figureItem(row, presenter)),
        mirror: page.mirror.map((row) => figureItem(row, presenter)),
        related: page.related.map((row) => figureItem(row, presenter)),
        identities: page.identities.map((row) => identityOut(row, joined, presenter)),
        remarks: page.remarks.map((row) => remarkOut(row, presenter)),
        history: page.history.map((row) => ({
          revision: row.revision,
          text: figureItem(row, presenter).text,
          recorded: row.recorded.toISOString(),
          retired: row.retired_at?.toISOString() ?? null,
        })),
      };
    },
  );
};

import { type Label, pick } from '#base/language.ts';
import { wordOutOf, wordPeriod } from '#observatory/display.ts';
import { split } from '#registry/read/choices.ts';
import { countFacets, listEntities } from '#registry/read/entities.ts';
import { type FigureRow, figureIds } from '#registry/read/figure-rows.ts';
import { readKnown } from '#registry/read/known.ts';
import { type Match, resolveMatch, typedIn } from '#registry/read/match.ts';
import type { Reader } from '#registry/read/reader.ts';
import type { Terms } from '#registry/read/terms.ts';
import { type EntityItem, EntityList, EntityQuery } from '#wire/registry.ts';
import type { Column } from '../csv.ts';
import { answerList, wantsTable } from '../list.ts';
import { labelled, type Presenter, presenterFor } from '../present/common.ts';
import { entityIds, entityItem } from '../present/entity.ts';
import { type Count, facetsOut } from '../present/facets.ts';
import { figureItem, figureWords, spanOf } from '../present/figure.ts';
import { type Routes, readerOf } from '../routes.ts';
import { ENTITY_TABLE } from '../tables.ts';

function facetLabel({ facet, value }: Count, { terms, language }: Presenter): string {
  if (facet === 'kind') return pick(terms.kind(value)?.label.many, language);
  if (facet === 'type')
    return pick(terms.kinds.find((kind) => kind.types?.[value])?.types?.[value], language);
  if (facet === 'state') {
    const states = terms.kinds.flatMap((kind) => kind.lifecycle?.states ?? []);
    return pick(states.find(({ id }) => id === value)?.label, language);
  }
  return '';
}

/** The table of a list of one kind has the columns that the kind declares, in words. */
function columnsFor(kind: string | undefined, terms: Terms): Column<EntityItem>[] {
  const kinds = split(kind);
  const only = kinds?.length === 1 ? terms.kind(kinds[0] ?? '') : undefined;
  const own = (only?.columns ?? []).flatMap((id): Column<EntityItem>[] => {
    const header: Label | undefined = terms.property(only?.id ?? '', id)?.label;
    return header ? [{ header, value: (item) => item.columns[id] }] : [];
  });
  return [...ENTITY_TABLE, ...own];
}

/** '31 of more than 800: documents in force, regions of Belarus – CIS, December 2021'. */
function knownText(named: number, figure: FigureRow, presenter: Presenter): string {
  const { language } = presenter;
  const item = figureItem(figure, presenter);
  const where = item.partner ? `${item.area.name} – ${item.partner.name}` : item.area.name;
  const when = figure.period === null ? '' : `, ${wordPeriod(spanOf(figure.period), language)}`;
  const of = `${named} ${wordOutOf(figureWords(figure), language)}`;
  return labelled(of, `${item.measure.label}, ${where}${when}`, presenter);
}

async function knownOut(reader: Reader, filter: { kind?: string | undefined }) {
  const rows = await readKnown(reader, filter);
  const presenter = await presenterFor(
    reader,
    rows.flatMap(({ figure }) => figureIds(figure)),
  );
  return rows.map(({ figure, named }) => ({
    named,
    figure: figure.id,
    text: knownText(named, figure, presenter),
  }));
}

export const entities: Routes = async (app, context) => {
  app.get(
    '/entities',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listEntities',
        summary: 'Things that have a name: places, organisations, agreements, events, products …',
        tags: ['Entities'],
        querystring: EntityQuery,
        response: { 200: EntityList },
      },
    },
    async (request, reply) => {
      const { q, lang: _lang, limit: _limit, cursor: _cursor, format: _format, ...rest } = request.query;
      const { facets, sort, ...filter } = rest;
      const reader = readerOf(context, request);
      const typed = typedIn(q);
      const key = JSON.stringify(['entities', typed, filter]);
      const remember = <T>(what: string, make: () => Promise<T>): Promise<T> =>
        context.cache.get(request.version, `${what} ${key}`, make);
      const match = async (text: string): Promise<{ match: Match }> => ({
        match: await context.cache.get(request.version, `match ${text.trim().toLowerCase()}`, () =>
          resolveMatch(reader.db, text),
        ),
      });
      const question = { ...filter, ...(typed === null ? {} : await match(typed)) };
      return answerList(request, reply, {
        name: filter.kind?.replaceAll(',', '-') ?? 'entities',
        columns: columnsFor(filter.kind, context.terms),
        page: async (limit, cursor) => {
          const [page, counts, known] = await Promise.all([
            listEntities(reader, { ...question, sort, limit, cursor }, remember),
            facets ? remember('facets', () => countFacets(reader, question)) : [],
            wantsTable(request) || typed !== null
              ? []
              : remember(`known ${request.language}`, () => knownOut(reader, filter)),
          ]);
          const presenter = await presenterFor(
            reader,
            page.rows.flatMap(entityIds),
            counts.filter(({ facet }) => facet === 'place').map(({ value }) => value),
          );
          return {
            items: page.rows.map((row) => entityItem(row, presenter)),
            total: page.total,
            nextCursor: page.nextCursor,
            ...(facets
              ? { facets: facetsOut(counts, presenter, (count) => facetLabel(count, presenter)) }
              : {}),
            ...(known.length > 0 ? { known } : {}),
          };
        },
      });
    },
  );
};

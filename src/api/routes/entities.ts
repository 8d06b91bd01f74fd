import { Type } from 'typebox';
import { pick } from '#base/language.ts';
import { commitmentIds } from '#registry/read/commitments.ts';
import { countFacets, listEntities } from '#registry/read/entities.ts';
import { readEntity } from '#registry/read/entity.ts';
import { matchOf } from '#registry/read/match.ts';
import { remarkIds } from '#registry/read/remarks.ts';
import { statementIds } from '#registry/read/statements.ts';
import { Id } from '#wire/common.ts';
import { EntityDetail, EntityDetailQuery, EntityList, EntityQuery } from '#wire/registry.ts';
import { ApiError } from '../errors.ts';
import { commitmentItem } from '../present/commitment.ts';
import { type Presenter, periodOut, presenterFor, refOf } from '../present/common.ts';
import { currentState, entityIds, entityItem, namesOf, pointOf, stateOf } from '../present/entity.ts';
import { type Count, facetsOut } from '../present/facets.ts';
import { relationOut, remarkOut, statementOut } from '../present/statement.ts';
import { type Routes, readerOf } from '../routes.ts';

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
    async (request) => {
      const { q, limit = 50, lang: _lang, facets, cursor, sort, ...filter } = request.query;
      const reader = readerOf(context, request);
      const question = { ...filter, ...(q === undefined ? {} : { match: matchOf(q) }) };
      const key = JSON.stringify(['entities', q ?? null, filter]);
      const page = await listEntities(reader, { ...question, sort, limit, cursor }, (count) =>
        context.cache.get(request.version, key, count),
      );
      const counts = facets
        ? await context.cache.get(request.version, `facets ${key}`, () => countFacets(reader, question))
        : [];
      const presenter = await presenterFor(
        reader,
        page.rows.flatMap(entityIds),
        counts.filter(({ facet }) => facet === 'place').map(({ value }) => value),
      );
      return {
        items: page.rows.map((row) => entityItem(row, presenter)),
        total: page.total,
        nextCursor: page.nextCursor,
        ...(facets ? { facets: facetsOut(counts, presenter, (count) => facetLabel(count, presenter)) } : {}),
      };
    },
  );

  app.get(
    '/entities/:id',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getEntity',
        summary: 'One thing with its statements, relations, remarks and commitments',
        tags: ['Entities'],
        params: Type.Object({ id: Id }),
        querystring: EntityDetailQuery,
        response: { 200: EntityDetail },
      },
    },
    async (request) => {
      const { id } = request.params;
      const reader = readerOf(context, request);
      const page = await readEntity(reader, id, request.query);
      if (page === null) throw new ApiError('entity-not-found', `No entity has the id '${id}'.`);
      const { view } = page;
      const presenter = await presenterFor(
        reader,
        [view.id, id],
        page.statements.flatMap(statementIds),
        page.relations.flatMap(statementIds),
        page.remarks.flatMap(remarkIds),
        page.commitments.flatMap(commitmentIds),
        page.within,
        page.sources.map(({ source }) => source),
      );
      const own = new Set([view.id, ...page.mergedFrom]);
      const kind = context.terms.kind(view.kind);
      const names = namesOf(view.name, view.id);
      const type = view.type === null ? undefined : kind?.types?.[view.type];
      return {
        id: view.id,
        kind: view.kind,
        kindLabel: kind ? pick(kind.label.one, request.language) : view.kind,
        type: view.type,
        typeLabel: view.type === null ? null : pick(type ?? view.type, request.language),
        name: names[request.language],
        names,
        aliases: [...view.aliases],
        point: pointOf(view),
        period: periodOut(view.period),
        state: stateOf(view.kind, currentState(view), presenter),
        breadcrumb: page.within.map((place) => refOf(place, presenter)),
        statements: page.statements.map((row) => statementOut(row, view.kind, presenter)),
        relations: page.relations
          // Commitments of others stand in a list of their own.
          .filter((row) => own.has(row.entity) || presenter.refs.get(row.entity)?.kind !== 'commitment')
          .map((row) => relationOut(row, own, view.kind, presenter)),
        remarks: page.remarks.map((row) => remarkOut(row, presenter)),
        commitments: page.commitments.map((row) => commitmentItem(row, presenter)),
        mergedFrom: [...page.mergedFrom],
        mergedInto: page.merged ? refOf(view.id, presenter) : null,
        counts: {
          statements: page.statements.length,
          relations: page.relations.length,
          figures: page.figures,
          commitments: page.commitments.length,
          sources: page.sources.length,
        },
        sources: page.sources.map(({ source, count }) => ({
          id: source,
          name: refOf(source, presenter).name,
          count,
        })),
      };
    },
  );
};

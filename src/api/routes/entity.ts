import { Type } from 'typebox';
import { pick } from '#base/language.ts';
import { commitmentIds } from '#registry/read/commitments.ts';
import { familyOf, readEntity } from '#registry/read/entity.ts';
import { figureIds } from '#registry/read/figure-rows.ts';
import { momentOf } from '#registry/read/moment.ts';
import { remarkIds } from '#registry/read/remarks.ts';
import { statementIds } from '#registry/read/statements.ts';
import { datedIds, readTimeline } from '#registry/read/timeline.ts';
import { Id } from '#wire/common.ts';
import { EntityDetail, EntityDetailQuery, Timeline } from '#wire/registry.ts';
import { ApiError } from '../errors.ts';
import { commitmentItem } from '../present/commitment.ts';
import { periodOut, presenterFor, refOf } from '../present/common.ts';
import { currentState, namesOf, pointOf, stateOf } from '../present/entity.ts';
import { relationOut, remarkOut, statementOut } from '../present/statement.ts';
import { timelineItems } from '../present/timeline.ts';
import { type Routes, readerOf } from '../routes.ts';

const Params = Type.Object({ id: Id });

function unknown(id: string): ApiError {
  return new ApiError('entity-not-found', `No entity has the id '${id}'.`);
}

function notYet(id: string, day: string | undefined): ApiError {
  return new ApiError('entity-not-found', `Nothing was recorded of '${id}' by ${day}.`);
}

export const entity: Routes = async (app, context) => {
  app.get(
    '/entities/:id',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getEntity',
        summary: 'One thing with its statements, relations, remarks and commitments',
        description:
          'The id of an entity that was merged into another answers with that other one; `mergedInto` then names it. ' +
          'With `validOn` and `knownOn`, names, values and commitments are those of then; what had no name then goes by its present one.',
        tags: ['Entities'],
        params: Params,
        querystring: EntityDetailQuery,
        response: { 200: EntityDetail },
      },
    },
    async (request) => {
      const { id } = request.params;
      const moment = await momentOf(context.storage.db, request.query);
      const reader = { ...readerOf(context, request), moment };
      const page = await readEntity(reader, id, moment);
      if (page === null) throw unknown(id);
      if (!page.recordedBy) throw notYet(id, request.query.knownOn);
      const { view } = page;
      const presenter = await presenterFor(
        reader,
        [view.id],
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
      // Commitments of others stand in a list of their own.
      const relations = page.relations.filter(
        (row) => own.has(row.entity) || presenter.refs.get(row.entity)?.kind !== 'commitment',
      );
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
        relations: relations.map((row) => relationOut(row, own, view.kind, presenter)),
        remarks: page.remarks.map((row) => remarkOut(row, presenter)),
        commitments: page.commitments.map((row) => commitmentItem(row, presenter)),
        mergedFrom: [...page.mergedFrom],
        mergedInto: page.merged ? refOf(view.id, presenter) : null,
        counts: {
          statements: page.statements.length,
          relations: relations.length,
          figures: page.figures,
          commitments: page.commitments.length,
          sources: page.sources.length,
        },
        sources: page.sources.map(({ source, count }) => {
          const { name, nameLang } = refOf(source, presenter);
          return { id: source, name, ...(nameLang ? { nameLang } : {}), count };
        }),
      };
    },
  );

  app.get(
    '/entities/:id/timeline',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getTimeline',
        summary: 'What happened to one thing and around it, in the order of time',
        tags: ['Entities'],
        params: Params,
        description:
          'With `validOn`, what had begun by that day, and the commitments that stood then; with `knownOn`, as recorded by then.',
        querystring: EntityDetailQuery,
        response: { 200: Timeline },
      },
    },
    async (request) => {
      const { id } = request.params;
      const moment = await momentOf(context.storage.db, request.query);
      const reader = { ...readerOf(context, request), moment };
      const family = await familyOf(reader.db, id);
      if (family === null) throw unknown(id);
      const happenings = await readTimeline(reader, family.members, moment);
      const presenter = await presenterFor(
        reader,
        happenings.dated.flatMap(datedIds),
        happenings.relations.flatMap(statementIds),
        happenings.figures.flatMap(figureIds),
        happenings.commitments.flatMap(commitmentIds),
      );
      const items = timelineItems(happenings, new Set(family.members), presenter);
      return { items, total: items.length, nextCursor: null };
    },
  );
};

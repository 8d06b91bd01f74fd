import { Type } from 'typebox';
import { pick } from '#base/language.ts';
import { commitmentIds } from '#registry/read/commitments.ts';
import { figureIds } from '#registry/read/figure-rows.ts';
import { readPair } from '#registry/read/pair.ts';
import { remarkIds } from '#registry/read/remarks.ts';
import { statementIds } from '#registry/read/statements.ts';
import { datedIds, loadDatedOnly } from '#registry/read/timeline.ts';
import { Id, LanguageQuery } from '#wire/common.ts';
import { PairDetail } from '#wire/registry.ts';
import { ApiError } from '../errors.ts';
import { commitmentItem } from '../present/commitment.ts';
import { citationOut, periodOut, presenterFor, refOf } from '../present/common.ts';
import { entityIds, entityItem } from '../present/entity.ts';
import { figureItem } from '../present/figure.ts';
import { relationLabel, remarkOut } from '../present/statement.ts';
import { timelineItems } from '../present/timeline.ts';
import { type Routes, readerOf } from '../routes.ts';

export const pairs: Routes = async (app, context) => {
  app.get(
    '/pairs/:a/:b',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getPair',
        summary:
          'All that ties two places: relations, what both have to do with, trade, promises, one timeline',
        description:
          'A place stands for all that lies in it: a tie between two regions is one between their countries. ' +
          'The order of the two does not matter.',
        tags: ['Pairs'],
        params: Type.Object({ a: Id, b: Id }),
        querystring: LanguageQuery,
        response: { 200: PairDetail },
      },
    },
    async (request) => {
      const reader = readerOf(context, request);
      const { a, b } = request.params;
      const page = await readPair(reader, a, b);
      if ('missing' in page) {
        const ids = page.missing.map((id) => `'${id}'`).join(' or ');
        const errors = [a, b].flatMap((id, place) =>
          page.missing.includes(id)
            ? [{ path: place === 0 ? 'a' : 'b', reason: `There is no entity '${id}'.` }]
            : [],
        );
        throw new ApiError('entity-not-found', `No entity has the id ${ids}.`, errors);
      }
      if ('same' in page) {
        const reason = `'${a}' and '${b}' are the same: a pair has two different ones.`;
        throw new ApiError('same-twice', reason, [{ path: 'b', reason }]);
      }
      const dated = await loadDatedOnly(
        reader,
        page.shared.map((row) => row.id),
      );
      const presenter = await presenterFor(
        reader,
        [page.a, page.b],
        page.relations.flatMap(statementIds),
        page.shared.flatMap(entityIds),
        page.figures.flatMap(figureIds),
        page.commitments.flatMap(commitmentIds),
        page.remarks.flatMap(remarkIds),
        dated.flatMap(datedIds),
      );
      const groups = Map.groupBy(page.shared, (row) => row.kind);
      return {
        a: refOf(page.a, presenter),
        b: refOf(page.b, presenter),
        relations: page.relations.map((row) => ({
          from: refOf(row.entity, presenter),
          to: refOf(row.target ?? '', presenter),
          relation: row.property,
          label: relationLabel(row.property, false, presenter),
          valid: periodOut(row.valid),
          citation: citationOut(row, presenter),
        })),
        groups: context.terms.kinds.flatMap((kind) => {
          const rows = groups.get(kind.id);
          if (!rows) return [];
          const label = pick(kind.label.many, request.language);
          return [{ kind: kind.id, label, items: rows.map((row) => entityItem(row, presenter)) }];
        }),
        figures: page.figures.map((row) => figureItem(row, presenter)),
        commitments: page.commitments.map((row) => commitmentItem(row, presenter)),
        timeline: timelineItems({ ...page, dated }, new Set(), presenter),
        remarks: page.remarks.map((row) => remarkOut(row, presenter)),
      };
    },
  );
};

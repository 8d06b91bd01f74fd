import { Type } from 'typebox';
import { figureIds } from '#registry/read/figure-rows.ts';
import { resolveMatch, typedIn } from '#registry/read/match.ts';
import { remarkIds } from '#registry/read/remarks.ts';
import { countSourceUses, listSources, readSource, type SourceUse } from '#registry/read/sources.ts';
import { statementIds } from '#registry/read/statements.ts';
import { Id, LanguageQuery } from '#wire/common.ts';
import { SourceDetail, SourceList, SourceQuery } from '#wire/registry.ts';
import { ApiError } from '../errors.ts';
import { answerList } from '../list.ts';
import { citationOut, presenterFor, refOf } from '../present/common.ts';
import { figureItem } from '../present/figure.ts';
import { sourceItem } from '../present/source.ts';
import { relationLabel, remarkOut, statementOut } from '../present/statement.ts';
import { type Context, type Routes, readerOf } from '../routes.ts';
import { SOURCE_TABLE } from '../tables.ts';

/** Counting in one pass costs more than a page does, and is the same for all pages of one version of the data. */
function usesOf({ cache, storage }: Context, version: string): Promise<ReadonlyMap<string, SourceUse>> {
  return cache.get(version, 'source uses', () => countSourceUses(storage.db));
}

export const sources: Routes = async (app, context) => {
  app.get(
    '/sources',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'listSources',
        summary: 'Sources, with how much rests on each',
        tags: ['Sources'],
        querystring: SourceQuery,
        response: { 200: SourceList },
      },
    },
    async (request, reply) => {
      const { q, type } = request.query;
      const reader = readerOf(context, request);
      const typed = typedIn(q);
      const text = typed === null ? {} : { text: await resolveMatch(reader.db, typed) };
      return answerList(request, reply, {
        name: 'sources',
        columns: SOURCE_TABLE,
        page: async (limit, cursor) => {
          const [page, uses] = await Promise.all([
            listSources(reader, { type, ...text, limit, cursor }),
            usesOf(context, request.version),
          ]);
          const presenter = await presenterFor(
            reader,
            page.rows.map((row) => row.part_of),
          );
          const { rows, ...rest } = page;
          return { ...rest, items: rows.map((row) => sourceItem(row, uses, presenter)) };
        },
      });
    },
  );

  app.get(
    '/sources/:id',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'getSource',
        summary: 'One source with all that rests on it, surely or probably',
        tags: ['Sources'],
        params: Type.Object({ id: Id }),
        querystring: LanguageQuery,
        response: { 200: SourceDetail },
      },
    },
    async (request) => {
      const reader = readerOf(context, request);
      const { id } = request.params;
      const [page, uses] = await Promise.all([readSource(reader, id), usesOf(context, request.version)]);
      if (page === null) throw new ApiError('source-not-found', `No source has the id '${id}'.`);
      const presenter = await presenterFor(
        reader,
        [page.source.part_of],
        page.statements.flatMap(statementIds),
        page.relations.flatMap(statementIds),
        page.figures.flatMap(figureIds),
        page.remarks.flatMap(remarkIds),
      );
      const probable = (row: { source: string }): boolean => row.source !== page.source.id;
      return {
        source: sourceItem(page.source, uses, presenter),
        statements: page.statements.map((row) => {
          const entity = refOf(row.entity, presenter);
          return { entity, statement: statementOut(row, entity.kind, presenter), probable: probable(row) };
        }),
        relations: page.relations.map((row) => ({
          from: refOf(row.entity, presenter),
          to: refOf(row.target ?? '', presenter),
          relation: row.property,
          label: relationLabel(row.property, false, presenter),
          citation: citationOut(row, presenter),
          probable: probable(row),
        })),
        figures: page.figures.map((row) => figureItem(row, presenter)),
        remarks: page.remarks.map((row) => remarkOut(row, presenter)),
      };
    },
  );
};

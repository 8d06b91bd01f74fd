import { pick } from '#base/language.ts';
import { figureIds } from '#registry/read/figure-rows.ts';
import { readOverview } from '#registry/read/overview.ts';
import { LanguageQuery } from '#wire/common.ts';
import { Overview } from '#wire/registry.ts';
import { presenterFor, refOf, textOf } from '../present/common.ts';
import { pointOf } from '../present/entity.ts';
import { figureItem } from '../present/figure.ts';
import { type Routes, readerOf } from '../routes.ts';

export const overview: Routes = async (app, context) => {
  app.get(
    '/overview',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'overview',
        summary: 'What the registry holds: data sets, counts, headline figures, partners',
        tags: ['Overview'],
        querystring: LanguageQuery,
        response: { 200: Overview },
      },
    },
    async (request) => {
      const reader = readerOf(context, request);
      const rows = await context.cache.get(request.version, 'overview', () => readOverview(reader));
      const presenter = await presenterFor(
        reader,
        rows.headline.flatMap(figureIds),
        rows.turnovers.flatMap(figureIds),
        [rows.home?.id, ...rows.partners.map(({ id }) => id)],
      );
      const turnovers = new Map(rows.turnovers.map((row) => [row.id, row]));
      const uses = new Map(rows.kinds.map(({ kind, count }) => [kind, count]));
      return {
        dataSets: rows.dataSets.map((set) => ({
          id: set.id,
          title: textOf(set.title, presenter),
          note: textOf(set.note, presenter),
          asOf: set.as_of,
          version: set.version,
          simulated: set.simulated,
        })),
        counts: { ...rows.counts },
        kinds: context.terms.kinds.map((kind) => ({
          kind: kind.id,
          label: pick(kind.label.many, request.language),
          count: uses.get(kind.id) ?? 0,
        })),
        home: rows.home && { ref: refOf(rows.home.id, presenter), point: pointOf(rows.home) },
        headline: rows.headline.map((row) => figureItem(row, presenter)),
        partners: rows.partners.map((partner) => {
          const turnover = partner.turnover === null ? undefined : turnovers.get(partner.turnover);
          return {
            ref: refOf(partner.id, presenter),
            iso: partner.iso,
            point: pointOf(partner),
            turnover: turnover ? figureItem(turnover, presenter) : null,
            agreements: partner.agreements,
            relations: partner.relations,
          };
        }),
      };
    },
  );
};

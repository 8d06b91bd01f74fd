import { citedIds } from '#registry/read/citation.ts';
import { readGraph } from '#registry/read/graph.ts';
import { Graph, GraphQuery } from '#wire/registry.ts';
import { citationOut, periodOut, presenterFor, refOf, textOf } from '../present/common.ts';
import { pointOf } from '../present/entity.ts';
import { relationLabel } from '../present/statement.ts';
import { type Routes, readerOf } from '../routes.ts';

export const graph: Routes = async (app, context) => {
  app.get(
    '/graph',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'graph',
        summary: 'Relations as nodes and edges: around one entity, or the best-connected part of the whole',
        tags: ['Graph'],
        querystring: GraphQuery,
        response: { 200: Graph },
      },
    },
    async (request) => {
      const { relation, group, around, kinds, depth = 1, limit = 500 } = request.query;
      const reader = readerOf(context, request);
      const question = { relation, group, around, kinds, depth, limit };
      const rows = await context.cache.get(request.version, `graph ${JSON.stringify(question)}`, () =>
        readGraph(reader, question),
      );
      const presenter = await presenterFor(
        reader,
        rows.nodes.flatMap((node) => [node.id, ...node.places]),
        rows.edges.flatMap(citedIds),
      );
      const degrees = new Map<string, number>();
      for (const { entity, target } of rows.edges) {
        for (const end of [entity, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
      }
      return {
        nodes: rows.nodes.map((node) => {
          const country = [node.id, ...node.places].find((id) => presenter.refs.get(id)?.kind === 'country');
          return {
            id: node.id,
            kind: node.kind,
            type: node.type,
            name: textOf(node.name, presenter) || node.id,
            point: pointOf(node),
            country: country === undefined ? null : refOf(country, presenter),
            degree: degrees.get(node.id) ?? 0,
          };
        }),
        edges: rows.edges.map((edge) => ({
          id: edge.id,
          from: edge.entity,
          to: edge.target,
          relation: edge.property,
          label: relationLabel(edge.property, false, presenter),
          valid: periodOut(edge.valid),
          citation: citationOut(edge, presenter),
        })),
        truncated: rows.truncated,
      };
    },
  );
};

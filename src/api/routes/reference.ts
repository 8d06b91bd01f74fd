/** What programs and authors of data sets read about this server: the form of data sets, and the errors. */
import { Type } from 'typebox';
import { dataSetSchema } from '#wire/data-set-schema.ts';
import { errorsAsPage } from '../error-reference.ts';
import type { Routes } from '../routes.ts';

export const reference: Routes = async (app) => {
  app.get(
    '/schemas/data-set',
    {
      schema: {
        operationId: 'dataSetSchema',
        summary: 'The JSON Schema of the records of a data set',
        tags: ['Vocabulary'],
        querystring: Type.Object({}),
        response: { 200: Type.Record(Type.String(), Type.Unknown()) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'max-age=3600').type('application/schema+json');
      return dataSetSchema();
    },
  );
  app.get('/docs/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(errorsAsPage()));
};

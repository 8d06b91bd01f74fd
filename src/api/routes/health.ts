import { Type } from 'typebox';
import type { Routes } from '../routes.ts';

/** Whether the process answers. For load balancers and start scripts. */
export const health: Routes = async (app) => {
  app.get(
    '/health',
    {
      schema: {
        operationId: 'health',
        summary: 'Is the server up?',
        tags: ['Server'],
        querystring: Type.Object({}),
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'ok' as const };
    },
  );
};

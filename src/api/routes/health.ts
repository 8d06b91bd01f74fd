import { Type } from 'typebox';
import type { Routes } from '../routes.ts';

/** Whether the process answers. For load balancers and start scripts. */
export const health: Routes = async (app) => {
  app.get(
    '/health',
    {
      schema: {
        summary: 'Is the server up?',
        tags: ['Server'],
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );
};

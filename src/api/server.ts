/**
 * The one door: HTTP and WebSocket under /api, the web application at all other addresses.
 * Invariants: every input is validated by its schema; every error is a problem detail of the catalogue.
 */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import { ApiError, ERRORS, problem } from './errors.ts';
import { health } from './routes/health.ts';
import type { Api, Context } from './routes.ts';

const ROUTES = [health];

export async function buildServer(context: Context): Promise<Api> {
  const app: Api = fastify({ logger: false }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler((error, _request, reply) => {
    const [code, detail, errors] =
      error instanceof ApiError
        ? [error.code, error.message, error.errors]
        : (['internal', '', undefined] as const);
    return reply
      .status(ERRORS[code].status)
      .type('application/problem+json')
      .send(problem(code, detail, errors));
  });
  await app.register(
    async (api) => {
      for (const routes of ROUTES) await routes(api as Api, context);
    },
    { prefix: '/api' },
  );
  return app;
}

/**
 * The one door: HTTP and WebSocket under /api, the web application at all other addresses.
 * Invariants: every input is validated by its schema; every error is a problem detail of the catalogue.
 */

import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import { DECLARED } from '#registry/declared.ts';
import { type Terms, termsOf } from '#registry/read/terms.ts';
import type { Storage } from '#storage/database.ts';
import { brokenRequest, failed, handleErrors, handleUnknown } from './failure.ts';
import { settle } from './freshness.ts';
import { guard, SECURITY_HEADERS } from './headers.ts';
import type { Gateway } from './market/gateway.ts';
import type { StreamLimits } from './market/stream/limits.ts';
import { describe, serveDescription } from './openapi.ts';
import { checks } from './routes/checks.ts';
import { commitments } from './routes/commitments.ts';
import { entities } from './routes/entities.ts';
import { entity } from './routes/entity.ts';
import { figures } from './routes/figures.ts';
import { graph } from './routes/graph.ts';
import { health } from './routes/health.ts';
import { history } from './routes/history.ts';
import { market } from './routes/market.ts';
import { marketStream } from './routes/market-stream.ts';
import { overview } from './routes/overview.ts';
import { pairs } from './routes/pairs.ts';
import { reference } from './routes/reference.ts';
import { search } from './routes/search.ts';
import { sources } from './routes/sources.ts';
import { vocabulary } from './routes/vocabulary.ts';
import type { Api, Context, Routes } from './routes.ts';
import { validatorCompiler } from './validation.ts';
import { VersionedCache } from './version.ts';

const ROUTES: readonly Routes[] = [
  health,
  overview,
  vocabulary,
  search,
  entities,
  entity,
  figures,
  commitments,
  sources,
  pairs,
  graph,
  checks,
  history,
  reference,
  market,
  marketStream,
];

export interface ServerOptions {
  readonly storage: Storage;
  /** The market that this Kirmash runs; without one its addresses answer `market-off`. */
  readonly market?: Gateway;
  /** Bounds of the market's stream; the standard ones unless given. */
  readonly streamLimits?: StreamLimits;
  /** Kirmash's own vocabulary unless given. */
  readonly terms?: Terms;
  /** Refuse requests under any name that isn't this machine's own; true where the server listens on loopback. */
  readonly loopbackOnly?: boolean;
  /** Where failures are logged, one JSON object a line; standard error unless given. */
  readonly log?: { write(line: string): void };
}

const KIBIBYTE = 1024;

export async function buildServer(options: ServerOptions): Promise<Api> {
  const context: Context = {
    storage: options.storage,
    market: options.market,
    streamLimits: options.streamLimits,
    terms: options.terms ?? termsOf(DECLARED),
    cache: new VersionedCache(2000),
  };
  const app = fastify({
    logger: { level: 'error', stream: options.log ?? process.stderr },
    frameworkErrors: (error, request, reply) => {
      reply.headers(SECURITY_HEADERS);
      failed(error, request, reply);
    },
    clientErrorHandler: brokenRequest,
    bodyLimit: 1024 * KIBIBYTE,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 250, ignoreTrailingSlash: false },
    logController: new LogController({ disableRequestLogging: true }),
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as Api;
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed by their schemas and checked against them in tests; JSON.stringify is the fastest writer.
  app.setSerializerCompiler(() => JSON.stringify);
  guard(app, options.loopbackOnly ?? false);
  handleErrors(app);
  await app.register(compress, {
    global: true,
    threshold: KIBIBYTE,
    encodings: ['br', 'gzip', 'identity'],
    // Quality 4 is as fast as gzip and smaller; the default 11 takes longer than the query.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(
    async (api) => {
      handleUnknown(api, '/api');
      settle(api, context);
      await describe(api as unknown as Api);
      for (const routes of ROUTES) await routes(api as unknown as Api, context);
      await serveDescription(api as unknown as Api);
    },
    { prefix: '/api' },
  );
  return app;
}

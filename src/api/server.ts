/**
 * The one door: HTTP and WebSocket under /api, the web application at all other addresses.
 * Invariants: every input is validated by its schema; every error is a problem detail of the catalogue.
 */

import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import { openMailer } from '#access/mail.ts';
import { openPeople, type People } from '#access/people.ts';
import type { Action } from '#access/permissions.ts';
import { DECLARED } from '#registry/declared.ts';
import { type Terms, termsOf } from '#registry/read/terms.ts';
import type { Storage } from '#storage/database.ts';
import { brokenRequest, failed, handleErrors, handleUnknown } from './failure.ts';
import { settle } from './freshness.ts';
import { guard, SECURITY_HEADERS } from './headers.ts';
import { actionOfScope, admit, Identities } from './identity.ts';
import type { Gateway } from './market/gateway.ts';
import type { StreamLimits } from './market/stream/limits.ts';
import { describe, serveDescription } from './openapi.ts';
import { account } from './routes/account.ts';
import { accreditation } from './routes/accreditation.ts';
import { auditLog } from './routes/audit.ts';
import { auth } from './routes/auth.ts';
import { checks } from './routes/checks.ts';
import { commitments } from './routes/commitments.ts';
import { demo } from './routes/demo.ts';
import { entities } from './routes/entities.ts';
import { entity } from './routes/entity.ts';
import { figures } from './routes/figures.ts';
import { graph } from './routes/graph.ts';
import { health } from './routes/health.ts';
import { history } from './routes/history.ts';
import { mail } from './routes/mail.ts';
import { market } from './routes/market.ts';
import { marketStream } from './routes/market-stream.ts';
import { overview } from './routes/overview.ts';
import { pairs } from './routes/pairs.ts';
import { people as peopleRoutes } from './routes/people.ts';
import { reference } from './routes/reference.ts';
import { search } from './routes/search.ts';
import { sources } from './routes/sources.ts';
import { vocabulary } from './routes/vocabulary.ts';
import type { Api, Context, Routes } from './routes.ts';
import { validatorCompiler } from './validation.ts';
import { VersionedCache } from './version.ts';

/** All addresses, under the action of those that name none of their own. */
const ROUTES: readonly (readonly [action: Action | null, routes: readonly Routes[]])[] = [
  ['server.read', [health]],
  [
    'registry.read',
    [
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
    ],
  ],
  // Its own file says which.
  [null, [market]],
  // Whoever connects shows a key or a session then.
  ['market.read', [marketStream]],
  ['account.own', [auth, account, demo]],
  // Each address names its own.
  [null, [accreditation]],
  ['people.secure', [peopleRoutes, mail, auditLog]],
];

export interface ServerOptions {
  readonly storage: Storage;
  /** The market that this Kirmash runs; without one its addresses answer `market-off`. */
  readonly market?: Gateway;
  /** Accounts of people; opened on the storage, without mail, unless given. */
  readonly people?: People;
  /** Bounds of the market's stream; the standard ones unless given. */
  readonly streamLimits?: StreamLimits;
  /** Kirmash's own vocabulary unless given. */
  readonly terms?: Terms;
  /** Refuse requests under any name that isn't this machine's own; true where the server listens on loopback. */
  readonly loopbackOnly?: boolean;
  /**
   * Pages are served under the public address of `people` by a proxy on this machine: its word is taken for where
   * requests come from.
   */
  readonly behindProxy?: boolean;
  /** Where failures are logged, one JSON object a line; standard error unless given. */
  readonly log?: { write(line: string): void };
}

const KIBIBYTE = 1024;

export async function buildServer(options: ServerOptions): Promise<Api> {
  const { db } = options.storage;
  const people =
    options.people ??
    (await openPeople({
      db,
      mailer: openMailer(db, null),
      publicUrl: 'http://localhost',
      limitRates: false,
    }));
  const context: Context = {
    storage: options.storage,
    market: options.market,
    people,
    identities: new Identities(people, options.market),
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
    trustProxy: options.behindProxy ? 'loopback' : false,
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
  guard(app, options.loopbackOnly ?? false, people.publicUrl);
  handleErrors(app);
  // On the whole server, for it to be asked of.
  app.decorate('guarded', []);
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
      admit(api as unknown as Api, context);
      settle(api, context);
      await describe(api as unknown as Api);
      for (const [action, files] of ROUTES) {
        await api.register(async (scope) => {
          if (action !== null) actionOfScope(scope as unknown as Api, () => action);
          for (const routes of files) await routes(scope as unknown as Api, context);
        });
      }
      await api.register(async (scope) => {
        actionOfScope(scope as unknown as Api, () => 'server.read');
        await serveDescription(scope as unknown as Api);
      });
    },
    { prefix: '/api' },
  );
  return app;
}

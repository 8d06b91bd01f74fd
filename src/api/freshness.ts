/**
 * Language and freshness of answers: the language is settled before the handler runs, and where the answer is
 * made from the registry alone its ETag is known beforehand too, so that 'not modified' costs one index look-up.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';
import type { Context } from './routes.ts';
import { dataVersion } from './version.ts';

/** Answers of another build may differ over the same data: tags live no longer than the process. */
const BUILD = Date.now().toString(36);

function tagOf(request: FastifyRequest): string {
  const parts = [BUILD, request.version, request.language, request.url, request.headers.accept ?? ''];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const bare = tag.replace(/^W\//, '');
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === bare);
}

export function settle(app: FastifyInstance, { storage }: Context): void {
  app.decorateRequest('language', 'en');
  app.decorateRequest('version', '');
  app.addHook('preHandler', async (request, reply) => {
    const { lang } = (request.query ?? {}) as { lang?: unknown };
    request.language = languageOf(lang, request.headers['accept-language']);
    reply.header('content-language', request.language);
    reply.header('vary', 'Accept, Accept-Language');
    reply.header('cache-control', 'no-cache');
    if (!request.routeOptions.config.fromRegistry) return;
    request.version = await dataVersion(storage.db);
    const tag = tagOf(request);
    reply.header('etag', tag);
    if (matches(request.headers['if-none-match'], tag)) return reply.status(304).send();
  });
}

/**
 * Serves the built web application: its files, and its page for every other address outside /api, so that deep
 * links and the back button work. Nothing here asks for another host, and browsers are told to refuse it.
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './errors.ts';
import type { Api } from './routes.ts';

/** What the pages may load: their own files only. Styles written by components at run time are the exception. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const YEAR_S = 31_536_000;

/**
 * Adds the web application in `folder` (dist/web) to a server, before it listens. Without a built application
 * every page says how to build it; the API works all the same.
 */
export async function serveWeb(app: Api, folder: string): Promise<void> {
  const built = await access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  );
  if (!built) {
    app.setNotFoundHandler((request, reply) =>
      wantsPage(request)
        ? reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
        : notFound(reply, request),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    // One route for each file that is there, known at the start.
    wildcard: false,
    globIgnore: ['**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The build gives files below assets/ a name by their content.
      const forever = path.slice(folder.length).replaceAll('\\', '/').startsWith('/assets/');
      reply.header('cache-control', forever ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      reply.header('x-content-type-options', 'nosniff');
      if (/\.html(\.br|\.gz)?$/.test(path)) {
        reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
        reply.header('referrer-policy', 'same-origin');
      }
    },
  });
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? reply.sendFile('index.html') : notFound(reply, request),
  );
}

const NOT_BUILT = 'The web application is not built: run npm run build. The API answers at /api.\n';

/** A page is asked for by a browser's navigation: GET, HTML accepted, and no file name at the end. */
function wantsPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] as string;
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !path.startsWith('/api/') &&
    /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*') &&
    !/\.[a-z0-9]{1,8}$/i.test(path)
  );
}

function notFound(reply: FastifyReply, request: FastifyRequest): FastifyReply {
  return reply
    .status(404)
    .type('application/problem+json')
    .send(problem('not-found', `There is nothing at ${request.url.split('?', 1)[0]}.`));
}

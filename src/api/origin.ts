/**
 * Requests that other sites make browsers send: what changes something and comes with a cookie must say that it comes
 * from Kirmash's own pages. Besides, the cookie is SameSite=Strict, and bodies are JSON.
 */
import type { FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Is this the origin of the pages that this server, or the proxy before it, serves? */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  const parsed = URL.parse(origin);
  if (parsed === null) return false;
  return parsed.origin === URL.parse(publicUrl)?.origin || (host !== undefined && parsed.host === host);
}

/**
 * Refuses what another site may have sent. A WebSocket is opened by GET, and is asked about as if it changed something.
 * Errors: ApiError foreign-origin.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host, cookie, upgrade } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (SAFE.has(request.method) && upgrade === undefined) return;
  if (origin !== undefined) {
    if (!isOwnOrigin(origin, host, publicUrl))
      throw new ApiError('foreign-origin', 'The request comes from a page of another site.');
    return;
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new ApiError('foreign-origin', 'The request comes from a page of another site.');
  // Browsers always say; programs with a cookie have to say, too. Programs with an access key send none.
  if (cookie !== undefined && site === undefined && request.headers.authorization === undefined)
    throw new ApiError('foreign-origin', 'A request with a cookie must have the header Origin.');
}

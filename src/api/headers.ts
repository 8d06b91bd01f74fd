/** Headers of every answer: what a browser may do with it. Everything that a page needs comes from this server. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';

const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src 'self'",
  // Components set sizes and positions through the style attribute.
  "style-src 'self' 'unsafe-inline'",
].join('; ');

export const SECURITY_HEADERS: { readonly [name: string]: string } = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Whether an address that a server listens on is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function hostName(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '');
}

const STRICT_TRANSPORT = `max-age=${180 * 86_400}`;

/**
 * Sets the headers on every answer. With `loopbackOnly`, requests under any other name than this machine's own and
 * that of the public address are refused: a page of another site whose name was pointed at 127.0.0.1 (DNS
 * rebinding) gets nothing.
 */
export function guard(app: FastifyInstance, loopbackOnly: boolean, publicUrl: string): void {
  const known = URL.parse(publicUrl);
  const overTls = known?.protocol === 'https:';
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(SECURITY_HEADERS);
    if (overTls) reply.header('strict-transport-security', STRICT_TRANSPORT);
    const name = hostName(request.headers.host);
    if (loopbackOnly && !isLoopback(name) && name !== known?.hostname) {
      throw new ApiError('wrong-host', `The request asks for '${hostName(request.headers.host)}'.`);
    }
  });
}

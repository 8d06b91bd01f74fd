/** The market's stream: WebSocket at /api/market/stream. */
import { setTimeout as sleep } from 'node:timers/promises';
import websocket from '@fastify/websocket';
import { ApiError } from '../errors.ts';
import { Admission, visitorOf } from '../market/stream/admission.ts';
import { Hub } from '../market/stream/hub.ts';
import { CLOSE, STREAM_LIMITS } from '../market/stream/limits.ts';
import type { Routes } from '../routes.ts';

// Clients may say farewell in this time.
const FAREWELL_MS = 500;

export const marketStream: Routes = async (
  app,
  { market, storage, identities, streamLimits = STREAM_LIMITS },
) => {
  const fault = (error: unknown): void => app.log.error({ err: error }, 'failed');
  const hub = market && new Hub(market, new Admission(storage.db, identities, market), fault, streamLimits);
  await app.register(websocket, {
    options: { maxPayload: streamLimits.messageBytes, perMessageDeflate: false },
    // Bad frames and lost connections have a code and are the client's; what has none went wrong here.
    errorHandler: (error, socket, request) => {
      if ('code' in error) return;
      request.log.error({ err: error }, 'failed');
      socket.terminate();
    },
    async preClose() {
      const { clients } = app.websocketServer;
      await hub?.close();
      for (let waited = 0; clients.size > 0 && waited < FAREWELL_MS; waited += 10) await sleep(10);
      for (const client of clients) client.terminate();
    },
  });
  app.route({
    method: 'GET',
    url: '/market/stream',
    schema: { hide: true },
    handler: async () => {
      if (hub === undefined) throw new ApiError('market-off', 'This Kirmash runs no market.');
      throw new ApiError('upgrade-required', 'Open this address with a WebSocket client.');
    },
    wsHandler: (socket, request) => {
      if (hub === undefined) socket.close(...CLOSE.marketOff);
      else hub.join(socket, request.raw.socket, request.ip, visitorOf(request));
    },
  });
};

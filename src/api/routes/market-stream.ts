/** The market's stream: WebSocket at /api/market/stream. */
import websocket from '@fastify/websocket';
import { findKey, stillValid } from '#access/keys.ts';
import { ApiError } from '../errors.ts';
import { Hub } from '../market/stream/hub.ts';
import { STREAM_LIMITS } from '../market/stream/limits.ts';
import type { Routes } from '../routes.ts';

export const marketStream: Routes = async (app, { market, storage, streamLimits = STREAM_LIMITS }) => {
  await app.register(websocket, {
    options: { maxPayload: streamLimits.messageBytes, perMessageDeflate: false },
  });
  const { db } = storage;
  const hub =
    market &&
    new Hub(
      market,
      {
        async find(secret) {
          const key = await findKey(db, secret);
          return key?.market === market.journal.market.id ? key : undefined;
        },
        valid: (ids) => stillValid(db, ids),
      },
      streamLimits,
    );
  app.addHook('preClose', async () => hub?.close());
  app.route({
    method: 'GET',
    url: '/market/stream',
    schema: { hide: true },
    handler: async () => {
      if (hub === undefined) throw new ApiError('market-off', 'This Kirmash runs no market.');
      throw new ApiError('upgrade-required', 'Open this address with a WebSocket client.');
    },
    wsHandler: (socket, request) => {
      if (hub === undefined) socket.close(4051, 'market-off');
      else hub.join(socket, request.raw.socket);
    },
  });
};

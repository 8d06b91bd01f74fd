/** The market below /api/market: its door stands before every address. */
import { ApiError } from '../errors.ts';
import { actionOfScope, checkMarketKey } from '../identity.ts';
import type { MarketContext } from '../market/context.ts';
import { markSimulated } from '../market/list.ts';
import type { Api, Routes } from '../routes.ts';
import { marketCommands } from './market-commands.ts';
import { marketHistory } from './market-history.ts';
import { marketOrders } from './market-orders.ts';
import { marketOwn } from './market-own.ts';
import { marketPublic } from './market-public.ts';
import { officeNames } from './office-names.ts';

const PARTS = [marketPublic, marketOwn, marketHistory, marketOrders, marketCommands, officeNames];

export const market: Routes = async (app, { storage, market: gateway }) => {
  const context: MarketContext = {
    storage,
    isOn: gateway !== undefined,
    get gateway() {
      if (gateway === undefined) throw new ApiError('market-off', 'This Kirmash runs no market.');
      return gateway;
    },
  };
  await app.register(
    async (scope) => {
      // Before the body is read: who may not come in is not to send megabytes first.
      scope.addHook('onRequest', async (request) => {
        const { whileStopped = false } = request.routeOptions.config;
        if (context.gateway.journal.sequencer.state === 'stopped' && !whileStopped)
          throw new ApiError('market-stopped', 'The market has stopped.');
        checkMarketKey(context.gateway, request.identity);
      });
      // After the one of all addresses, which lets answers be kept and asked about again.
      scope.addHook('preHandler', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      // Errors have left the handler by another way: what comes here is of the market.
      scope.addHook('preSerialization', async (_request, reply, payload) =>
        reply.statusCode === 200 ? markSimulated(payload, context.gateway.simulated) : payload,
      );
      // Of bodies JSON alone is read.
      scope.removeContentTypeParser('text/plain');
      // Where an address names none of its own: reading is of what is one's own, all else is trading.
      actionOfScope(scope as unknown as Api, ({ method }) =>
        method === 'GET' || method === 'HEAD' ? 'market.own' : 'market.trade',
      );
      for (const routes of PARTS) await routes(scope as unknown as Api, context);
    },
    { prefix: '/market' },
  );
};

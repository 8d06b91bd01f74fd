/** What participants read of their past: orders that have ended, and contracts. The operator reads all. */
import { Type } from 'typebox';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/market.ts';
import { badRequest } from '../errors.ts';
import { orderAddress } from '../market/cells.ts';
import { callerOf, KEY_NEEDED, type MarketContext, notFound, participantAsked } from '../market/context.ts';
import { contract, contracts, pastOrder, pastOrders } from '../market/history.ts';
import { answerMarketList } from '../market/list.ts';
import { findOpenOrder, openOrderItem } from '../market/orders.ts';
import { CONTRACT_TABLE, PAST_ORDER_TABLE } from '../market/tables.ts';
import type { Api } from '../routes.ts';

const tags = ['Market: one’s own'];

export async function marketHistory(app: Api, context: MarketContext): Promise<void> {
  app.get(
    '/orders/history',
    {
      schema: {
        operationId: 'listPastOrders',
        summary: 'All orders, also those that have ended, the newest first',
        tags,
        security: KEY_NEEDED,
        querystring: wire.PastOrderQuery,
        response: { 200: wire.PastOrderList },
      },
    },
    (request, reply) => {
      const { gateway, storage } = context;
      const { listing, state } = request.query;
      const participant = participantAsked(request, request.query.participant);
      if (participant === 0) throw badRequest('participant', 'is needed from the operator');
      return answerMarketList(context.gateway, request, reply, {
        name: 'orders',
        columns: PAST_ORDER_TABLE,
        page: (limit, cursor) =>
          pastOrders({ db: storage.db, gateway, limit, cursor }, { participant, listing, state }),
      });
    },
  );

  app.get(
    '/orders/:order',
    {
      schema: {
        operationId: 'getOrder',
        summary: 'One order as it stands: open now, or how it ended',
        tags,
        security: KEY_NEEDED,
        params: Type.Object({ order: wire.OrderNumber }),
        querystring: LanguageQuery,
        response: { 200: wire.OrderOut },
      },
    },
    async (request) => {
      const { gateway, storage } = context;
      const { order } = request.params;
      const { participant } = callerOf(request);
      const slot = findOpenOrder(gateway.market, order, participant);
      if (slot !== undefined) return { open: openOrderItem(gateway.market, slot), past: null };
      const past = await pastOrder(storage.db, gateway, orderAddress(order), participant);
      if (past === undefined) throw notFound('order', order);
      return { open: null, past };
    },
  );

  app.get(
    '/contracts',
    {
      schema: {
        operationId: 'listContracts',
        summary: 'Deals and what became of them as contracts, the newest first',
        tags,
        security: KEY_NEEDED,
        querystring: wire.ContractQuery,
        response: { 200: wire.ContractList },
      },
    },
    (request, reply) => {
      const { gateway, storage } = context;
      const { listing } = request.query;
      const participant = participantAsked(request, request.query.participant);
      const as = callerOf(request).participant;
      return answerMarketList(context.gateway, request, reply, {
        name: 'contracts',
        columns: CONTRACT_TABLE,
        page: (limit, cursor) =>
          contracts({ db: storage.db, gateway, limit, cursor }, { participant, listing }, as),
      });
    },
  );

  app.get(
    '/contracts/:contract',
    {
      schema: {
        operationId: 'getContract',
        summary: 'One contract with its state and both sides',
        tags,
        security: KEY_NEEDED,
        params: Type.Object({ contract: wire.Numbered }),
        querystring: LanguageQuery,
        response: { 200: wire.ContractItem },
      },
    },
    async (request) => {
      const { gateway, storage } = context;
      const { contract: number } = request.params;
      const found = await contract(storage.db, gateway, number, callerOf(request).participant);
      if (found === undefined) throw notFound('contract', number);
      return found;
    },
  );
}

/** Giving, changing and withdrawing orders, one or up to 1,000 at once. */
import { Type } from 'typebox';
import type { Command } from '#market/commands.ts';
import { OrderNumber } from '#wire/market.ts';
import * as wire from '#wire/market-answers.ts';
import { callerOf, KEY_NEEDED, type MarketContext } from '../market/context.ts';
import { idempotencyKey, MOST_BODY_BYTES, readBodies, readBody } from '../market/requests.ts';
import { commandAnswer, orderAnswer } from '../market/results.ts';
import type { Api } from '../routes.ts';
import { bodyUnchecked } from '../validation.ts';

const tags = ['Market: orders'];

export async function marketOrders(app: Api, context: MarketContext): Promise<void> {
  const submit = async (
    request: Parameters<typeof callerOf>[0],
    commands: readonly Command[],
  ): Promise<wire.OrderAnswer> => {
    const outcome = await context.gateway.submit(callerOf(request), commands, idempotencyKey(request));
    return orderAnswer(commands, outcome);
  };

  app.post(
    '/orders',
    {
      validatorCompiler: bodyUnchecked,
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        operationId: 'submitOrders',
        summary: 'Give one order, or up to 1,000 in their order',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        body: wire.OrdersIn,
        response: { 200: wire.OrderAnswer },
      },
    },
    (request) => {
      const body: unknown = request.body;
      const commands = Array.isArray(body)
        ? readBodies('submitOrder', body)
        : [readBody('submitOrder', body)];
      return submit(request, commands);
    },
  );

  app.put(
    '/orders/:order',
    {
      validatorCompiler: bodyUnchecked,
      schema: {
        operationId: 'replaceOrder',
        summary: 'Change price and quantity of an order',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        params: Type.Object({ order: OrderNumber }),
        body: wire.ReplaceIn,
        response: { 200: wire.OrderAnswer },
      },
    },
    (request) => submit(request, [readBody('replaceOrder', request.body, { ...request.params })]),
  );

  app.delete(
    '/orders/:order',
    {
      schema: {
        operationId: 'cancelOrder',
        summary: 'Withdraw an order',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        params: Type.Object({ order: OrderNumber }),
        response: { 200: wire.OrderAnswer },
      },
    },
    (request) => submit(request, [readBody('cancelOrder', {}, { ...request.params })]),
  );

  app.post(
    '/orders/replace',
    {
      validatorCompiler: bodyUnchecked,
      schema: {
        operationId: 'replaceOrders',
        summary: 'Change up to 1,000 orders in their order',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        body: wire.ReplacesIn,
        response: { 200: wire.OrderAnswer },
      },
    },
    (request) => submit(request, readBodies('replaceOrder', request.body)),
  );

  app.post(
    '/orders/cancel',
    {
      schema: {
        operationId: 'cancelOrders',
        summary: 'Withdraw up to 1,000 orders in their order',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        body: wire.CancelsIn,
        response: { 200: wire.OrderAnswer },
      },
    },
    (request) =>
      submit(
        request,
        request.body.orders.map((order) => readBody('cancelOrder', {}, { order })),
      ),
  );

  app.post(
    '/orders/cancel-all',
    {
      schema: {
        operationId: 'cancelAllOrders',
        summary: 'Withdraw all orders of the participant, or those in one listing',
        tags,
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        body: wire.CancelAllIn,
        response: { 200: wire.CommandAnswer },
      },
    },
    async (request) => {
      const { gateway } = context;
      const caller = callerOf(request);
      const { listing = 0, participant = 0 } = request.body;
      const outcome = await gateway.submit(
        caller,
        [{ kind: 'cancelAll', listing, participant }],
        idempotencyKey(request),
      );
      return commandAnswer(gateway.market, caller, outcome);
    },
  );
}

/** What participants read of themselves as of this moment; the operator of all. */
import { Type } from 'typebox';
import { TRADER } from '#market/state.ts';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/market.ts';
import { PreviewOut, PreviewQuery } from '#wire/market-figures.ts';
import { ApiError, badRequest } from '../errors.ts';
import {
  accountsOf,
  balanceItem,
  clientItem,
  clientsOf,
  withdrawalItem,
  withdrawalsOf,
} from '../market/accounts.ts';
import { orNull, rowsOf, wordAt } from '../market/cells.ts';
import {
  callerOf,
  KEY_NEEDED,
  type MarketContext,
  mustHave,
  notFound,
  participantAsked,
} from '../market/context.ts';
import { answerMarketList } from '../market/list.ts';
import { Namer, only } from '../market/named.ts';
import { countOpen, openOrderItem, openProposals, openSlots, proposalItem } from '../market/orders.ts';
import { numberedPage } from '../market/pages.ts';
import { admissionOut, participantItem } from '../market/participants.ts';
import { isClientOf, previewOf } from '../market/preview.ts';
import {
  BALANCE_TABLE,
  CLIENT_TABLE,
  OPEN_ORDER_TABLE,
  PARTICIPANT_TABLE,
  PROPOSAL_TABLE,
  WITHDRAWAL_TABLE,
} from '../market/tables.ts';
import type { Api } from '../routes.ts';

const tags = ['Market: one’s own'];

/** Registers who one is, and what is open to one. */
function standing(app: Api, context: MarketContext): void {
  app.get(
    '/me',
    {
      schema: {
        operationId: 'getMe',
        summary: 'Who the key acts for: standing, rights, and remarks in words with what they block',
        tags,
        security: KEY_NEEDED,
        querystring: LanguageQuery,
        response: { 200: wire.MeOut },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { role, trader, participant } = callerOf(request);
      const key = request.identity?.key ?? null;
      const items = participant === 0 ? [] : [participantItem(market, participant, request.language)];
      const named = await new Namer(context, request.language).participants(items);
      return {
        role,
        trader: orNull(trader),
        key: key && { id: key.id, label: key.label, expires: key.expires?.toISOString() ?? null },
        participant: named[0] ?? null,
      };
    },
  );

  app.get(
    '/sessions/:session/admission',
    {
      schema: {
        operationId: 'getAdmission',
        summary: 'Whether a session is open to one, to buy and to sell, and why not',
        tags,
        security: KEY_NEEDED,
        params: Type.Object({ session: wire.Numbered }),
        querystring: wire.AdmissionQuery,
        response: { 200: wire.AdmissionOut },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { session } = request.params;
      mustHave(market.sessions, session, 'session');
      const participant = participantAsked(request, request.query.participant);
      if (participant === 0) throw badRequest('participant', 'is needed from the operator');
      mustHave(market.participants, participant, 'participant');
      return admissionOut(market, session, participant, callerOf(request).trader);
    },
  );
}

/** Registers what an order would block and cost. */
function preview(app: Api, context: MarketContext): void {
  app.get(
    '/listings/:listing/preview',
    {
      schema: {
        operationId: 'previewOrder',
        summary: 'What an order would block of one’s deposit, and its fee, before it is given',
        tags,
        security: KEY_NEEDED,
        params: Type.Object({ listing: wire.Numbered }),
        querystring: PreviewQuery,
        response: { 200: PreviewOut },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { listing } = request.params;
      mustHave(market.listings, listing, 'listing');
      const { participant } = callerOf(request);
      if (participant === 0) throw new ApiError('not-allowed', 'No participant of this market is yours.');
      const { side, price = null, lots, client = 0, bid = false } = request.query;
      if (client !== 0 && !isClientOf(market, participant, client)) throw notFound('client', client);
      return previewOf(market, participant, { listing, side, price, lots, client, bid });
    },
  );
}

/** Registers one's open orders and proposals. */
function orders(app: Api, context: MarketContext): void {
  app.get(
    '/orders',
    {
      schema: {
        operationId: 'listOrders',
        summary: 'Orders that are open now: in books, bids, lots, and one’s side of proposed deals',
        tags,
        security: KEY_NEEDED,
        querystring: wire.OpenOrderQuery,
        response: { 200: wire.OpenOrderList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const { listing = 0 } = request.query;
      const participant = participantAsked(request, request.query.participant);
      return answerMarketList(context.gateway, request, reply, {
        name: 'orders',
        columns: OPEN_ORDER_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: ['orders', participant, listing],
              numbers: (after, most) => openSlots(market, participant, listing, after, most),
              item: (slot) => openOrderItem(market, slot),
              total: countOpen(market, participant, listing),
            },
            limit,
            cursor,
          ),
      });
    },
  );

  app.get(
    '/proposals',
    {
      schema: {
        operationId: 'listProposals',
        summary: 'Named deals that are proposed to one or by one, and wait for an answer',
        tags,
        security: KEY_NEEDED,
        querystring: wire.OwnQuery,
        response: { 200: wire.ProposalList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const participant = participantAsked(request, request.query.participant);
      return answerMarketList(context.gateway, request, reply, {
        name: 'proposals',
        columns: PROPOSAL_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: ['proposals', participant],
              numbers: (after) => openProposals(market, participant, after),
              item: (number) => proposalItem(market, number),
            },
            limit,
            cursor,
          ),
      });
    },
  );
}

/** Registers accounts, withdrawals and clients. */
function money(app: Api, context: MarketContext): void {
  app.get(
    '/balances',
    {
      schema: {
        operationId: 'listBalances',
        summary: 'Balances as of this moment, of one’s own accounts and one’s clients’',
        tags,
        security: KEY_NEEDED,
        querystring: wire.OwnQuery,
        response: { 200: wire.BalanceList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const participant = participantAsked(request, request.query.participant);
      return answerMarketList(context.gateway, request, reply, {
        name: 'balances',
        columns: BALANCE_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: ['balances', participant],
              numbers: (after) => accountsOf(market, participant, after),
              item: (number) => balanceItem(market, number),
            },
            limit,
            cursor,
          ),
      });
    },
  );

  app.get(
    '/withdrawals',
    {
      schema: {
        operationId: 'listWithdrawals',
        summary: 'Withdrawals from deposits and what became of them',
        tags,
        security: KEY_NEEDED,
        querystring: wire.OwnQuery,
        response: { 200: wire.WithdrawalList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const participant = participantAsked(request, request.query.participant);
      return answerMarketList(context.gateway, request, reply, {
        name: 'withdrawals',
        columns: WITHDRAWAL_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: ['withdrawals', participant],
              numbers: (after) => withdrawalsOf(market, participant, after),
              item: (number) => withdrawalItem(market, number),
            },
            limit,
            cursor,
          ),
      });
    },
  );

  app.get(
    '/clients',
    {
      schema: {
        operationId: 'listClients',
        summary: 'Clients of a broker',
        tags,
        security: KEY_NEEDED,
        querystring: wire.OwnQuery,
        response: { 200: wire.ClientList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      const participant = participantAsked(request, request.query.participant);
      return answerMarketList(context.gateway, request, reply, {
        name: 'clients',
        columns: CLIENT_TABLE,
        page: async (limit, cursor) =>
          numberedPage(
            {
              question: ['clients', participant],
              numbers: (after) => clientsOf(market, participant, after),
              item: (number) => clientItem(market, number),
            },
            limit,
            cursor,
          ),
      });
    },
  );
}

/** Registers what the operator alone reads. */
function participants(app: Api, context: MarketContext): void {
  app.get(
    '/participants',
    {
      config: { action: 'market.members' },
      schema: {
        operationId: 'listParticipants',
        summary: 'All participants with their standing, for the operator',
        tags,
        security: KEY_NEEDED,
        querystring: wire.PlainListQuery,
        response: { 200: wire.ParticipantList },
      },
    },
    (request, reply) => {
      const { market } = context.gateway;
      return answerMarketList(context.gateway, request, reply, {
        name: 'participants',
        columns: PARTICIPANT_TABLE,
        page: async (limit, cursor) => {
          const traders = Map.groupBy(rowsOf(market.traders), (trader) =>
            wordAt(market.traders, trader, TRADER.participant),
          );
          const { items, ...page } = numberedPage(
            {
              question: 'participants',
              numbers: (after) => rowsOf(market.participants, after + 1),
              item: (number) => participantItem(market, number, request.language, traders.get(number) ?? []),
            },
            limit,
            cursor,
          );
          return { ...page, items: await new Namer(context, request.language).participants(items) };
        },
      });
    },
  );

  app.get(
    '/participants/:participant',
    {
      config: { action: 'market.members' },
      schema: {
        operationId: 'getParticipant',
        summary: 'One participant with its standing, for the operator',
        tags,
        security: KEY_NEEDED,
        params: Type.Object({ participant: wire.Numbered }),
        querystring: LanguageQuery,
        response: { 200: wire.ParticipantItem },
      },
    },
    async (request) => {
      const { market } = context.gateway;
      const { participant } = request.params;
      mustHave(market.participants, participant, 'participant');
      const item = participantItem(market, participant, request.language);
      return only(await new Namer(context, request.language).participants([item]));
    },
  );
}

export async function marketOwn(app: Api, context: MarketContext): Promise<void> {
  standing(app, context);
  preview(app, context);
  orders(app, context);
  money(app, context);
  participants(app, context);
}

/** All other commands: lots and bids, named deals, contracts, withdrawals, and the door for every command there is. */
import type { FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { audit } from '#access/audit.ts';
import type { Command } from '#market/commands.ts';
import { Numbered } from '#wire/market.ts';
import * as wire from '#wire/market-answers.ts';
import type { TraderCommandName } from '#wire/market-commands.ts';
import { ApiError, badRequest } from '../errors.ts';
import { auditActor } from '../identity.ts';
import { CommandsIn } from '../market/command-schemas.ts';
import { callerOf, KEY_NEEDED, type MarketContext } from '../market/context.ts';
import { isCommandName, isTraderCommand } from '../market/encoding.ts';
import { idempotencyKey, readBody } from '../market/requests.ts';
import { commandAnswer, orderAnswer } from '../market/results.ts';
import type { Api } from '../routes.ts';
import { bodyUnchecked } from '../validation.ts';

interface Described {
  readonly url: string;
  readonly command: TraderCommandName;
  readonly summary: string;
  readonly tag: string;
  readonly body: TSchema;
  /** The answer tells of an order: a lot or a bid. */
  readonly order?: boolean;
}

const AUCTIONS = 'Market: auctions of lots';
const NAMED = 'Market: named deals';
const CONTRACTS = 'Market: contracts and money';

/** Addresses that each stand for one command of a trader. A name in the address is a field of the command. */
const COMMANDS_AT: readonly Described[] = [
  {
    url: '/listings/:listing/lot',
    command: 'offerLot',
    summary: "Put a lot, or a buyer's need, under auction",
    tag: AUCTIONS,
    body: wire.LotIn,
    order: true,
  },
  {
    url: '/listings/:listing/bids',
    command: 'placeBid',
    summary: 'Bid for the lot of a listing; it replaces one’s own earlier bid',
    tag: AUCTIONS,
    body: wire.BidIn,
    order: true,
  },
  {
    url: '/listings/:listing/take',
    command: 'takePrice',
    summary: 'Take the price of a Dutch auction, which opens its sealed round',
    tag: AUCTIONS,
    body: wire.TakeIn,
    order: true,
  },
  {
    url: '/proposals',
    command: 'proposeDeal',
    summary: 'Propose a named deal to another participant',
    tag: NAMED,
    body: wire.ProposalIn,
  },
  {
    url: '/proposals/:proposal/confirm',
    command: 'confirmDeal',
    summary: 'Confirm a named deal that was proposed to one',
    tag: NAMED,
    body: wire.ConfirmIn,
  },
  {
    url: '/proposals/:proposal/refuse',
    command: 'refuseDeal',
    summary: 'Refuse a proposal, or take one’s own back',
    tag: NAMED,
    body: wire.RefuseIn,
  },
  {
    url: '/proposals/:proposal/amend',
    command: 'amendDeal',
    summary: 'Change price and quantity of one’s own proposal',
    tag: NAMED,
    body: wire.AmendIn,
  },
  {
    url: '/contracts/:contract/sign',
    command: 'signContract',
    summary: 'Sign a contract for one’s side',
    tag: CONTRACTS,
    body: wire.SignIn,
  },
  {
    url: '/contracts/:contract/default-report',
    command: 'reportDefault',
    summary: 'Report that the other side of a contract is in default',
    tag: CONTRACTS,
    body: wire.DefaultIn,
  },
  {
    url: '/withdrawals',
    command: 'requestWithdrawal',
    summary: 'Ask for free deposit to be paid out',
    tag: CONTRACTS,
    body: wire.WithdrawalIn,
  },
];

/**
 * Takes what was sent as plain commands. That their fields are numbers the gateway checks.
 * Errors: ApiError bad-request; operator-only for what a trader may not send.
 */
function plainCommands(request: FastifyRequest): Command[] {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('', 'must be a JSON object');
  const { commands, ...rest } = body as { commands?: unknown };
  for (const name of Object.keys(rest)) throw badRequest(name, 'is not a field here');
  if (!Array.isArray(commands) || commands.length < 1 || commands.length > wire.MOST_COMMANDS)
    throw badRequest('commands', `must be a list of 1 to ${wire.MOST_COMMANDS} items`);
  const { role } = callerOf(request);
  return commands.map((command: unknown, index) => {
    if (typeof command !== 'object' || command === null || Array.isArray(command))
      throw badRequest(`commands.${index}`, 'must be a JSON object');
    const { kind } = command as { kind?: unknown };
    if (!isCommandName(kind)) throw badRequest(`commands.${index}.kind`, 'is not a command');
    for (const name of ['actor', 'time']) {
      if (Object.hasOwn(command, name))
        throw badRequest(`commands.${index}.${name}`, 'is not for you to say');
    }
    if (role !== 'operator' && !isTraderCommand(kind))
      throw new ApiError('operator-only', `${kind} is the operator's.`);
    return command as Command;
  });
}

export async function marketCommands(app: Api, context: MarketContext): Promise<void> {
  for (const { url, command, summary, tag, body, order = false } of COMMANDS_AT) {
    const names = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
    const params = Type.Object(Object.fromEntries(names.map((name) => [name, Numbered])));
    app.post(
      url,
      {
        validatorCompiler: bodyUnchecked,
        schema: {
          operationId: command,
          summary,
          tags: [tag],
          security: KEY_NEEDED,
          headers: wire.IdempotencyHeader,
          ...(names.length > 0 ? { params } : {}),
          body,
          response: { 200: order ? wire.OrderAnswer : wire.CommandAnswer },
        },
      },
      async (request) => {
        const { gateway } = context;
        const caller = callerOf(request);
        const commands = [readBody(command, request.body, { ...(request.params as object) })];
        const outcome = await gateway.submit(caller, commands, idempotencyKey(request));
        return order ? orderAnswer(commands, outcome) : commandAnswer(gateway.market, caller, outcome);
      },
    );
  }

  app.post(
    '/commands',
    {
      validatorCompiler: bodyUnchecked,
      schema: {
        operationId: 'sendCommands',
        summary:
          'Any commands of the market in their plain form; those of the operator need the operator’s key',
        tags: ['Market: every command'],
        security: KEY_NEEDED,
        headers: wire.IdempotencyHeader,
        body: CommandsIn,
        response: { 200: wire.CommandAnswer },
      },
    },
    async (request) => {
      const { gateway } = context;
      const caller = callerOf(request);
      const commands = plainCommands(request);
      // The journal knows the operator as one; which person it was, only the log. Before, so that none is without it.
      if (caller.role === 'operator') {
        await audit(context.storage.db, auditActor(request), {
          action: 'market.commanded',
          subject: { kind: 'market', id: gateway.journal.market.name },
          after: {
            commands: [...Map.groupBy(commands, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]),
          },
        });
      }
      const outcome = await gateway.submit(caller, commands, idempotencyKey(request));
      return commandAnswer(gateway.market, caller, outcome);
    },
  );
}

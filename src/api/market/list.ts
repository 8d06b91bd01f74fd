/** Lists of the market: every item, and every row of a table, says whether the market is simulated. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerList, type Listed, type ListSource } from '../list.ts';
import type { Gateway } from './gateway.ts';
import { SIMULATED_COLUMN } from './tables.ts';

/** Answers a list as `answerList` does. Items of JSON are marked by the hook of all the market's answers. */
export function answerMarketList<Item, Answer extends Listed<Item>>(
  { simulated }: Gateway,
  request: FastifyRequest,
  reply: FastifyReply,
  source: ListSource<Item, Answer>,
): Promise<Answer> {
  const columns = [...source.columns, { header: SIMULATED_COLUMN, value: () => simulated }];
  return answerList(request, reply, { ...source, columns });
}

/** Marks what is answered: each item of a list, or the one thing. */
export function markSimulated(payload: unknown, simulated: boolean): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  if (!('items' in payload) || !Array.isArray(payload.items)) return { ...payload, simulated };
  return { ...payload, items: payload.items.map((item: object) => ({ ...item, simulated })) };
}

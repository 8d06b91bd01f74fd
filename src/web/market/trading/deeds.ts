/** What a trader has the market do, over the API; each request carries a key of its own, so that none is done twice. */
import i18next, { type TFunction } from 'i18next';
import { ProblemError, send } from '#web/app/api.ts';
import type { CommandAnswer, OrderAnswer, OrderResult } from '#wire/market-answers.ts';
import type { Messages } from '../../messages/keys.ts';
import type { Trader } from './use-trader.ts';

/** An order as it is sent. */
export interface OrderIn {
  readonly listing: number;
  readonly side: 'buy' | 'sell';
  readonly type?: 'limit' | 'market';
  readonly price?: number;
  readonly lots: number;
  readonly minimumLots?: number;
  readonly timeInForce?: 'session' | 'immediate-or-cancel' | 'fill-or-kill' | 'until-date';
  readonly expiry?: string;
  readonly allOrNone?: boolean;
  readonly client?: number;
}

function post<T>(trader: Trader, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> {
  return send<T>(
    method,
    `/market${path}`,
    body,
    {},
    {
      'idempotency-key': crypto.randomUUID(),
      'x-acting-as': String(trader.trader),
    },
  );
}

export const deeds = {
  order: (trader: Trader, order: OrderIn) => post<OrderAnswer>(trader, 'POST', '/orders', order),
  orders: (trader: Trader, orders: readonly OrderIn[]) =>
    post<OrderAnswer>(trader, 'POST', '/orders', orders as OrderIn[]),
  replace: (trader: Trader, order: number, to: { price: number; lots: number }) =>
    post<OrderAnswer>(trader, 'PUT', `/orders/${order}`, to),
  cancel: (trader: Trader, order: number) => post<OrderAnswer>(trader, 'DELETE', `/orders/${order}`),
  cancelAll: (trader: Trader) => post<CommandAnswer>(trader, 'POST', '/orders/cancel-all', {}),
  bid: (trader: Trader, listing: number, bid: { price: number; lots: number; client?: number }) =>
    post<OrderAnswer>(trader, 'POST', `/listings/${listing}/bids`, bid),
  take: (trader: Trader, listing: number) =>
    post<OrderAnswer>(trader, 'POST', `/listings/${listing}/take`, {}),
  offer: (
    trader: Trader,
    listing: number,
    lot: {
      lots: number;
      startPrice: number;
      step: number;
      reservePrice?: number;
      divisible?: boolean;
      hiddenReserve?: boolean;
    },
  ) => post<OrderAnswer>(trader, 'POST', `/listings/${listing}/lot`, lot),
  propose: (
    trader: Trader,
    deal: { listing: number; side: 'buy' | 'sell'; counterparty: number; price: number; lots: number },
  ) => post<CommandAnswer>(trader, 'POST', '/proposals', deal),
  /** Confirms what was seen: a proposal that was amended meanwhile is not what one agreed to. */
  confirm: (trader: Trader, { proposal, price, lots }: { proposal: number; price: number; lots: number }) =>
    post<CommandAnswer>(trader, 'POST', `/proposals/${proposal}/confirm`, { price, lots }),
  refuse: (trader: Trader, { proposal }: { proposal: number }) =>
    post<CommandAnswer>(trader, 'POST', `/proposals/${proposal}/refuse`, {}),
  withdraw: (trader: Trader, what: { currency: number; amount: number; client?: number }) =>
    post<CommandAnswer>(trader, 'POST', '/withdrawals', what),
} as const;

type Known = keyof Messages['rejection'];

/** Why the market rejects something, in the reader's language. */
export function rejectionText(name: string, t: TFunction): string {
  return name !== 'other' && i18next.exists(`rejection.${name}`)
    ? t(`rejection.${name as Exclude<Known, 'other'>}`)
    : t('rejection.other', { name });
}

export interface Outcome {
  readonly good: boolean;
  readonly text: string;
}

/** What came of one order, as a sentence. */
export function outcomeOf(result: OrderResult | undefined, t: TFunction): Outcome {
  if (result === undefined) return { good: false, text: t('trading.unknown') };
  const { rejection, order, deals } = result;
  if (rejection !== null)
    return { good: false, text: t('trading.rejected', { why: rejectionText(rejection.name, t) }) };
  const filled = deals.reduce((sum, { lots }) => sum + lots, 0);
  const parts = [
    order === null ? t('trading.done') : t('trading.accepted', { order: order.order }),
    filled > 0 ? t('trading.filled', { lots: filled }) : '',
  ];
  return { good: true, text: parts.filter((part) => part !== '').join('. ') };
}

/** What came of a command that is no order. */
export function commandOutcome(answer: CommandAnswer, t: TFunction): Outcome {
  const rejection = answer.results?.find((result) => result.rejection !== null)?.rejection;
  return rejection
    ? { good: false, text: t('trading.rejected', { why: rejectionText(rejection.name, t) }) }
    : { good: true, text: t('trading.done') };
}

/** That a request was not answered as asked; whether it was done may then be unknown. */
export function failureOf(error: Error, t: TFunction): Outcome {
  const isUnknown =
    !(error instanceof ProblemError) || error.status === 0 || error.code === 'outcome-unknown';
  return {
    good: false,
    text: isUnknown ? t('trading.unknown') : t('trading.failed', { why: error.message }),
  };
}

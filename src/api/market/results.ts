/** What became of commands, as the network has it. From their events alone, so that a repetition is answered alike. */
import type { Command } from '#market/commands.ts';
import type { MarketEvent } from '#market/events.ts';
import type { Market } from '#market/state.ts';
import type { CommandAnswer, OrderAnswer, OrderResult } from '#wire/market-answers.ts';
import { orderNumber } from './cells.ts';
import type { Caller, CommandResult, Outcome } from './gateway.ts';
import { visibleEvents } from './visible.ts';
import { END_REASON } from './words.ts';

interface Address {
  readonly slot: number;
  readonly generation: number;
}

/** The order that a command made or was about. */
function orderOf(command: Command, events: readonly MarketEvent[]): Address | undefined {
  if (command.kind === 'replaceOrder' || command.kind === 'cancelOrder')
    return { slot: command.slot ?? 0, generation: command.generation ?? 0 };
  return events.find(
    (event) => event.kind === 'orderAccepted' || event.kind === 'lotOffered' || event.kind === 'dealProposed',
  ) as Address | undefined;
}

function isOf(event: Address, order: Address): boolean {
  return event.slot === order.slot && event.generation === order.generation;
}

/** What one command came to for the order that it made or was about. */
export function orderResult(command: Command, result: CommandResult): OrderResult {
  const number = result.command;
  if (!result.ok) {
    return { command: number, accepted: false, rejection: result.rejection, order: null, deals: [] };
  }
  const { events } = result;
  const own = orderOf(command, events);
  if (own === undefined) return { command: number, accepted: true, rejection: null, order: null, deals: [] };
  const deals: OrderResult['deals'] = [];
  let remaining = 0;
  let reason: NonNullable<OrderResult['order']>['reason'] = null;
  let ended = false;
  for (const event of events) {
    if (event.kind === 'deal') {
      const buys = isOf({ slot: event.buySlot, generation: event.buyGeneration }, own);
      if (!buys && !isOf({ slot: event.sellSlot, generation: event.sellGeneration }, own)) continue;
      remaining -= event.lots;
      deals.push({
        deal: event.contract,
        price: event.price,
        lots: event.lots,
        deposit: buys ? event.buyDeposit : event.sellDeposit,
        fee: buys ? event.buyFee : event.sellFee,
      });
    } else if ('slot' in event && isOf(event, own)) {
      if (event.kind === 'orderReduced') remaining = event.remaining;
      else if ('lots' in event) remaining = event.lots;
      if (event.kind === 'orderCancelled') {
        ended = true;
        reason = END_REASON.wordOrNull(event.reason);
      }
    }
  }
  const state = ended ? 'ended' : remaining === 0 ? 'filled' : 'open';
  return {
    command: number,
    accepted: true,
    rejection: null,
    order: { order: orderNumber(own.slot, own.generation), state, remaining, reason },
    deals,
  };
}

/** The answer to commands about orders. */
export function orderAnswer(commands: readonly Command[], outcome: Outcome): OrderAnswer {
  const { firstCommand, repeated, results } = outcome;
  return {
    firstCommand,
    repeated,
    results: results?.map((result, index) => orderResult(commands[index] as Command, result)) ?? null,
  };
}

/** The answer to commands of any kind, with the events that the caller may see. */
export function commandAnswer(market: Market, caller: Caller, outcome: Outcome): CommandAnswer {
  const { firstCommand, repeated, results } = outcome;
  return {
    firstCommand,
    repeated,
    results:
      results?.map((result) => ({
        command: result.command,
        accepted: result.ok,
        rejection: result.ok ? null : result.rejection,
        events: result.ok ? [...visibleEvents(market, caller, result.events)] : [],
      })) ?? null,
  };
}

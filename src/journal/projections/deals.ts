/** Deals of the market, one row each, and the quotations that listings end with. */
import { COMMAND_TIME } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import type { Fold, Projection } from '../projection.ts';
import type { Applied } from '../runner.ts';
import { type Column, type Columns, insertRows } from './rows.ts';

/** Reads one kind of event into rows of one table. */
function eventsFold(
  market: number,
  table: string,
  columns: Columns,
  kind: number,
  read: (
    words: Int32Array,
    numbers: Float64Array,
    at: number,
    command: number,
    time: number,
  ) => readonly Column[],
): Fold {
  const rows: (readonly Column[])[] = [];
  return {
    get waiting() {
      return rows.length;
    },
    take({ commands, commandAt, events, eventAt, count, firstCommand }: Applied) {
      const { words, numbers } = events;
      for (let index = 0; index < count; index += 1) {
        const end = eventAt[index + 1] as number;
        for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
          if (((words[at] as number) & 0xffff) !== kind) continue;
          const time = commands.numbers[((commandAt[index] as number) + COMMAND_TIME) >> 1] as number;
          rows.push(read(words, numbers, at, firstCommand + index, time));
        }
      }
    },
    flush: (client) => insertRows(client, table, market, columns, rows),
    clear() {
      rows.length = 0;
    },
  };
}

const DEAL: Columns = {
  contract: 'int',
  command: 'bigint',
  time: 'bigint',
  listing: 'int',
  price: 'int',
  lots: 'int',
  buy_slot: 'int',
  buy_generation: 'int',
  sell_slot: 'int',
  sell_generation: 'int',
  buy_account: 'int',
  sell_account: 'int',
  aggressor: 'int',
  buy_deposit: 'bigint',
  sell_deposit: 'bigint',
  buy_fee: 'bigint',
  sell_fee: 'bigint',
};
const { deal: dealEvent, quotation: quotationEvent } = EVENTS;

export const deals: Projection = {
  name: 'deals',
  version: 1,
  tables: ['market_deal'],
  start: (market) =>
    eventsFold(market, 'market_deal', DEAL, dealEvent.kind, (words, numbers, from, command, time) => {
      const { at } = dealEvent;
      const word = (offset: number): number => words[from + offset] as number;
      const number = (offset: number): number => numbers[(from + offset) >> 1] as number;
      return [
        word(at.contract),
        command,
        time,
        word(at.listing),
        word(at.price),
        word(at.lots),
        word(at.buySlot),
        word(at.buyGeneration),
        word(at.sellSlot),
        word(at.sellGeneration),
        word(at.buyAccount),
        word(at.sellAccount),
        word(at.aggressor),
        number(at.buyDeposit),
        number(at.sellDeposit),
        number(at.buyFee),
        number(at.sellFee),
      ];
    }),
};

const QUOTATION: Columns = {
  listing: 'int',
  instrument: 'int',
  command: 'bigint',
  time: 'bigint',
  deals: 'int',
  firm: 'boolean',
  lots: 'bigint',
  mean: 'bigint',
};

export const quotations: Projection = {
  name: 'quotations',
  version: 1,
  tables: ['market_quotation'],
  start: (market) =>
    eventsFold(
      market,
      'market_quotation',
      QUOTATION,
      quotationEvent.kind,
      (words, numbers, from, command, time) => {
        const { at } = quotationEvent;
        const word = (offset: number): number => words[from + offset] as number;
        const number = (offset: number): number => numbers[(from + offset) >> 1] as number;
        return [
          word(at.listing),
          word(at.instrument),
          command,
          time,
          word(at.deals),
          word(at.firm) === 1,
          number(at.lots),
          number(at.mean),
        ];
      },
    ),
};

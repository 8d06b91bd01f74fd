/** Figures of the market: turnover, the course of prices, and what an order would block. Units as in market.ts. */
import { type Static, Type } from 'typebox';
import { Day, LanguageCode } from './common.ts';
import { Numbered, SIMULATED } from './market.ts';
import { SIDES } from './market-words.ts';

const LARGEST_NUMBER = 2 ** 31 - 1;
const Ticks = Type.Integer({ description: 'A price in whole ticks.' });
const Lots = Type.Integer({ description: 'A quantity in whole lots.' });
const Time = Type.String({ format: 'date-time', description: 'A time in UTC, to the microsecond.' });
const Side = Type.Enum(SIDES);

export const TurnoverItem = Type.Object({
  ...SIMULATED,
  section: Numbered,
  currency: Numbered,
  deals: Type.Integer({ description: 'Deals, named ones included.' }),
  namedDeals: Type.Integer(),
  lots: Lots,
  value: Type.String({ pattern: '^\\d+$', description: 'In whole minor units of the currency.' }),
});
export type TurnoverItem = Static<typeof TurnoverItem>;
export const TurnoverOut = Type.Object({ day: Day, items: Type.Array(TurnoverItem) });
export type TurnoverOut = Static<typeof TurnoverOut>;

export const CandleItem = Type.Object({
  ...SIMULATED,
  from: Time,
  open: Ticks,
  high: Ticks,
  low: Ticks,
  close: Ticks,
  lots: Lots,
  deals: Type.Integer(),
});
export type CandleItem = Static<typeof CandleItem>;
export const CandlesOut = Type.Object({
  instrument: Numbered,
  seconds: Type.Integer(),
  items: Type.Array(CandleItem, { description: 'In their order in time; named deals are left out.' }),
});
export type CandlesOut = Static<typeof CandlesOut>;

export const PreviewOut = Type.Object({
  ...SIMULATED,
  currency: Numbered,
  value: Type.Integer({ description: 'Price × lots, in whole minor units.' }),
  block: Type.Integer({ description: 'Deposit that the order would block, at its worst price.' }),
  free: Type.Integer({ description: 'Free deposit now.' }),
  freeAfter: Type.Integer({ description: 'Below zero: the deposit does not suffice.' }),
  fee: Type.Integer({ description: 'Fee if all of it is dealt at its price in one deal.' }),
  feeCurrency: Numbered,
});
export type PreviewOut = Static<typeof PreviewOut>;

export const TurnoverQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  day: Type.Optional({ ...Day, description: 'A day in UTC; today unless given.' }),
});
export const CandleQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  listing: Type.Optional(Numbered),
  seconds: Type.Optional(
    Type.Integer({ minimum: 10, maximum: 604_800, default: 300, description: 'Length of a candle.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000, default: 200, description: 'The newest of so many.' }),
  ),
});
export const PreviewQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  side: Side,
  price: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER, description: 'In ticks; none for a market order.' }),
  ),
  lots: Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER }),
  client: Type.Optional(Numbered),
  bid: Type.Optional(Type.Boolean({ description: 'A bid for a lot, and not an order.' })),
});

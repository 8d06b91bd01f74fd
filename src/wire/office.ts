/** What the exchange calls things: names of sections, instruments and sessions, as the operator gives them. */
import { type Static, Type } from 'typebox';
import { Decimal, Id } from './common.ts';
import { RejectionOut } from './market-answers.ts';
import * as words from './market-words.ts';

const strict = { additionalProperties: false } as const;
const LARGEST_NUMBER = 2 ** 31 - 1;

const Word = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, ...(description === undefined ? {} : { description }) });
const LabelIn = (description: string) =>
  Type.Object({ fr: Word(200), en: Word(200), ru: Word(200), be: Word(200) }, { ...strict, description });
const Place = Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER });
const Ticks = Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER, description: 'A price in whole ticks.' });
const Lots = Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER, description: 'A quantity in whole lots.' });
const Rate = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'In parts per million.' });
const Days = Type.Integer({ minimum: 0, maximum: 3_650 });

/** What an instrument is called: it begins with a letter, so that it is no number. */
export const SYMBOL = '^[A-Z][A-Z0-9-]{1,23}$';
const TradeSymbol = Type.String({ pattern: SYMBOL, description: 'What traders call it: PINE-PSK.' });

/** Number or symbol of an instrument in an address. */
export const InstrumentKey = Type.String({
  pattern: `^[1-9]\\d{0,9}$|${SYMBOL}`,
  description: 'The number of an instrument, or its symbol.',
});

const SectionNaming = {
  code: Type.String({ pattern: SYMBOL, description: 'A short code, unique in the market: TIMBER.' }),
  name: LabelIn('What it is called.'),
};
export const SectionNamesIn = Type.Object(SectionNaming, strict);

const InstrumentNaming = {
  symbol: TradeSymbol,
  name: LabelIn('What it is called.'),
  product: Type.Optional(Type.Union([Id, Type.Null()], { description: 'Product of the registry.' })),
  hs: Type.Optional(
    Type.Union([Type.String({ pattern: '^\\d{4,10}$' }), Type.Null()], {
      description: 'Code of the Harmonized System.',
    }),
  ),
  grade: Type.Optional(
    Type.Union([Word(200), Type.Null()], { description: 'Standard and grade, as traders write them.' }),
  ),
  unit: Word(20, 'Unit of UCUM: t, m3, L, {piece}.'),
  lotSize: Type.String({
    pattern: '^(?=.*[1-9])\\d{1,9}(\\.\\d{1,6})?$',
    description: 'Units in a lot: a decimal above zero.',
  }),
  basis: Type.Optional(
    Type.Union(
      [Type.Enum(['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF']), Type.Null()],
      { description: 'Rule of Incoterms 2020.' },
    ),
  ),
  place: Type.Optional(Type.Union([LabelIn('Where it is delivered.'), Type.Null()])),
  deliveryDays: Type.Optional(Type.Union([Days, Type.Null()])),
  paymentDays: Type.Optional(Type.Union([Days, Type.Null()])),
  origin: Type.Optional(
    Type.Union([Type.String({ pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' }), Type.Null()], {
      description: 'Country or region of ISO 3166: BY, RU-PSK.',
    }),
  ),
};
export const InstrumentNamesIn = Type.Object(InstrumentNaming, strict);
export type InstrumentNamesIn = Static<typeof InstrumentNamesIn>;

const TimetableIn = Type.Array(
  Type.Object({ phase: Type.Enum(words.PHASES), at: Type.String({ format: 'date-time' }) }, strict),
  { maxItems: 20, description: 'When each phase is to begin, as announced.' },
);
const SessionNaming = {
  title: LabelIn('What it is called.'),
  timezone: Word(60, 'Of the tz database: Europe/Minsk.'),
  timetable: Type.Optional(TimetableIn),
  reason: Type.Optional(Type.Union([LabelIn('Why it was halted, extended or cancelled.'), Type.Null()])),
};
export const SessionNamesIn = Type.Object(SessionNaming, strict);
export type SessionNamesIn = Static<typeof SessionNamesIn>;

export const SectionIn = Type.Object(
  {
    ...SectionNaming,
    residentsPayLocally: Type.Optional(Type.Boolean({ default: false })),
    leastFee: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 2 ** 24, default: 0, description: 'In minor units.' }),
    ),
  },
  strict,
);
export type SectionIn = Static<typeof SectionIn>;

export const InstrumentIn = Type.Object(
  {
    ...InstrumentNaming,
    section: Place,
    currency: Place,
    priceFloor: Ticks,
    priceCap: Ticks,
    minimumLots: Lots,
    maximumLots: Lots,
    depositPpm: Type.Object({ buy: Rate, sell: Rate }, strict),
    trade: Type.Optional(Type.Union([Type.Enum(words.TRADE_KINDS), Type.Null()])),
    quotationDeals: Type.Integer({ minimum: 0, maximum: LARGEST_NUMBER }),
    tickValue: Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Value of one tick of one lot, in minor units.',
    }),
  },
  strict,
);
export type InstrumentIn = Static<typeof InstrumentIn>;

export const SessionIn = Type.Object(
  {
    ...SessionNaming,
    section: Place,
    mode: Type.Enum(words.MODES),
    sealed: Type.Optional(Type.Boolean({ default: false })),
    overTheCounter: Type.Optional(Type.Boolean({ default: false })),
    extensionSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400, default: 0 })),
    endTime: Type.Optional(
      Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'When it is to end.' }),
    ),
  },
  strict,
);
export type SessionIn = Static<typeof SessionIn>;

export const NamedAnswer = Type.Object({
  accepted: Type.Boolean(),
  number: Type.Union([Place, Type.Null()], { description: 'That the market gave; null where it rejected.' }),
  rejection: Type.Union([RejectionOut, Type.Null()]),
  repeated: Type.Boolean({ description: 'It had been done before, under the same Idempotency-Key.' }),
});
export type NamedAnswer = Static<typeof NamedAnswer>;

/** What the goods of an instrument are, in the reader's language. */
export const GoodsOut = Type.Object({
  product: Type.Union(
    [Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() }), Type.Null()],
    {
      description: 'Product of the registry.',
    },
  ),
  hs: Type.Union([Type.String(), Type.Null()]),
  grade: Type.Union([Type.String(), Type.Null()]),
  unit: Type.String({ description: 'Unit of UCUM.' }),
  lotSize: Type.Unsafe<string>({ ...Decimal, description: 'Units in a lot.' }),
  basis: Type.Union([Type.String(), Type.Null()], { description: 'Rule of Incoterms 2020.' }),
  place: Type.Union([Type.String(), Type.Null()]),
  deliveryDays: Type.Union([Type.Integer(), Type.Null()]),
  paymentDays: Type.Union([Type.Integer(), Type.Null()]),
  origin: Type.Union([Type.String(), Type.Null()], { description: 'ISO 3166: BY, RU-PSK.' }),
});
export type GoodsOut = Static<typeof GoodsOut>;

export const TimetableOut = Type.Array(Type.Object({ phase: Type.Enum(words.PHASES), at: Type.String() }), {
  description: 'When each phase was announced to begin.',
});

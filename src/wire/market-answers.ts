/**
 * What is sent to the market, and how it answers. Numbers are whole; those that do not suit the market (a price of 0,
 * a listing that is not there) are rejected by it with a code, those that are no such numbers are refused whole.
 */
import { type Static, Type } from 'typebox';
import { Day } from './common.ts';
import { OrderNumber } from './market.ts';
import * as words from './market-words.ts';

const WORD = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const WHOLE = { minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const strict = { additionalProperties: false } as const;

/** Most commands of one request. */
export const MOST_COMMANDS = 1000;

const Listing = Type.Integer({ ...WORD, description: 'The listing: an instrument in a session.' });
const Price = Type.Integer({ ...WORD, description: 'In whole ticks, from 1 on.' });
const Lots = Type.Integer({ ...WORD, description: 'In whole lots, from 1 on.' });
const Client = Type.Optional(
  Type.Integer({ ...WORD, description: "The broker's client for whom it is; without it one's own account." }),
);
const Reference = Type.Optional(
  Type.Integer({
    ...WHOLE,
    description: 'A number of your own from 0 on, kept with the order and told to you alone.',
  }),
);
const Reason = Type.Optional(Type.Integer({ ...WORD, description: 'A number of your own for the reason.' }));

export const OrderIn = Type.Object(
  {
    listing: Listing,
    side: Type.Enum(words.SIDES),
    type: Type.Optional(Type.Enum(words.ORDER_TYPES, { description: 'limit unless given.' })),
    price: Type.Optional(
      Type.Integer({ ...WORD, description: 'In whole ticks, from 1 on; a market order has none.' }),
    ),
    lots: Lots,
    timeInForce: Type.Optional(Type.Enum(words.TIMES_IN_FORCE, { description: 'session unless given.' })),
    validUntil: Type.Optional(Day),
    minimumLots: Type.Optional(
      Type.Integer({ ...WORD, description: 'Lots that must trade at once, or the order is rejected.' }),
    ),
    allOrNone: Type.Optional(Type.Boolean({ description: 'In a call auction: all lots or none.' })),
    selfTrade: Type.Optional(
      Type.Enum(words.SELF_TRADE_RULES, {
        description: 'What gives way where it meets an order of its own owner: cancel-newest unless given.',
      }),
    ),
    client: Client,
    reference: Reference,
  },
  strict,
);
export type OrderIn = Static<typeof OrderIn>;

/** One thing, or up to 1,000 that take effect one after the other with nothing of others between them. */
function oneOrMany<T extends typeof OrderIn | typeof ReplaceIn>(one: T) {
  return Type.Union([one, Type.Array(one, { minItems: 1, maxItems: MOST_COMMANDS })]);
}

export const ReplaceFields = {
  price: Type.Optional(
    Type.Integer({ ...WORD, description: 'The new price in whole ticks; without it the price stays.' }),
  ),
  lots: Type.Optional(
    Type.Integer({
      ...WORD,
      description: 'The new quantity in all, lots already filled included; without it the quantity stays.',
    }),
  ),
};
export const ReplaceIn = Type.Object({ order: OrderNumber, ...ReplaceFields }, strict);
export type ReplaceIn = Static<typeof ReplaceIn>;
/** The same where the address names the order. */
export const ReplaceOneIn = Type.Object(ReplaceFields, strict);

export const OrdersIn = oneOrMany(OrderIn);
export const ReplacesIn = Type.Array(ReplaceIn, { minItems: 1, maxItems: MOST_COMMANDS });
export const CancelsIn = Type.Object(
  { orders: Type.Array(OrderNumber, { minItems: 1, maxItems: MOST_COMMANDS }) },
  strict,
);
export const CancelAllIn = Type.Object(
  {
    listing: Type.Optional(Type.Integer({ ...WORD, description: 'Only in this listing.' })),
    participant: Type.Optional(Type.Integer({ ...WORD, description: 'Whose; needed from the operator.' })),
  },
  strict,
);

export const BidIn = Type.Object({ price: Price, lots: Lots, client: Client, reference: Reference }, strict);
export const TakeIn = Type.Object({ client: Client, reference: Reference }, strict);
export const LotIn = Type.Object(
  {
    lots: Lots,
    startPrice: Price,
    step: Type.Integer({ ...WORD, description: 'In whole ticks, from 1 on.' }),
    reservePrice: Type.Optional(
      Type.Integer({ ...WORD, description: 'Without it the start price; in a Dutch auction it is needed.' }),
    ),
    divisible: Type.Optional(Type.Boolean()),
    hiddenReserve: Type.Optional(Type.Boolean()),
    client: Client,
  },
  strict,
);

export const ProposalIn = Type.Object(
  {
    listing: Listing,
    side: Type.Enum(words.SIDES, { description: 'Your own.' }),
    counterparty: Type.Integer({ ...WORD, description: 'Number of the other participant.' }),
    price: Price,
    lots: Lots,
    client: Client,
    reference: Reference,
  },
  strict,
);
export const ConfirmIn = Type.Object({ client: Client }, strict);
export const RefuseIn = Type.Object({ reason: Reason }, strict);
export const AmendIn = Type.Object({ price: Price, lots: Lots }, strict);

export const SignIn = Type.Object({ client: Client }, strict);
export const DefaultIn = Type.Object(
  {
    due: Type.Union([Day], { description: 'The day with which the window for a claim ends.' }),
    client: Client,
  },
  strict,
);
export const WithdrawalIn = Type.Object(
  {
    currency: Type.Integer({ ...WORD }),
    amount: Type.Integer({ ...WHOLE, description: 'In whole minor units, from 1 on.' }),
    client: Client,
  },
  strict,
);

export const RejectionOut = Type.Object(
  { name: Type.String(), code: Type.Integer(), text: Type.String() },
  { description: 'Why the market rejected it: docs/reference/rejections.md lists all.' },
);

export const OrderDeal = Type.Object({
  deal: Type.Integer(),
  price: Type.Integer(),
  lots: Type.Integer(),
  deposit: Type.Integer({ description: 'Blocked for the contract.' }),
  fee: Type.Integer(),
});
export const OrderResult = Type.Object({
  command: Type.Integer({ description: 'Its number in the journal.' }),
  accepted: Type.Boolean(),
  rejection: Type.Union([RejectionOut, Type.Null()]),
  order: Type.Union(
    [
      Type.Object({
        order: OrderNumber,
        state: Type.Enum(words.ORDER_STATES),
        remaining: Type.Integer(),
        reason: Type.Union([Type.Enum(words.END_REASONS), Type.Null()], { description: 'Why it has ended.' }),
      }),
      Type.Null(),
    ],
    { description: 'What became of it at once.' },
  ),
  deals: Type.Array(OrderDeal, { description: 'That it made at once.' }),
});
export type OrderResult = Static<typeof OrderResult>;

export const CommandResultOut = Type.Object({
  command: Type.Integer({ description: 'Its number in the journal.' }),
  accepted: Type.Boolean(),
  rejection: Type.Union([RejectionOut, Type.Null()]),
  events: Type.Array(
    Type.Object(
      { kind: Type.String() },
      {
        additionalProperties: true,
        description: 'A kind of docs/reference/market-records.md with its fields.',
      },
    ),
    { description: 'What came of it, as far as it is yours to know.' },
  ),
});
export type CommandResultOut = Static<typeof CommandResultOut>;

const Answered = {
  firstCommand: Type.Integer(),
  repeated: Type.Boolean({ description: 'It had been done before, under the same Idempotency-Key.' }),
};
const LATE = 'One for each, in their order; null for a repetition so late that they are no longer kept.';
export const OrderAnswer = Type.Object({
  ...Answered,
  results: Type.Union([Type.Array(OrderResult), Type.Null()], { description: LATE }),
});
export type OrderAnswer = Static<typeof OrderAnswer>;
export const CommandAnswer = Type.Object({
  ...Answered,
  results: Type.Union([Type.Array(CommandResultOut), Type.Null()], { description: LATE }),
});
export type CommandAnswer = Static<typeof CommandAnswer>;

export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'Chosen by you for this request; sent again with the same body, it is not done twice.',
    }),
  ),
});

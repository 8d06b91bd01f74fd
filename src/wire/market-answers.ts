/**
 * What REST sends to the market, and how it answers. A body is a trader's command without what the address says. Numbers
 * that do not suit the market (a price of 0, a listing that is not there) are rejected by it with a code; what is no
 * such number is refused whole.
 */
import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import { OrderNumber, TRADER_COMMANDS, type TraderCommandName, Whole } from './market-commands.ts';
import * as words from './market-words.ts';

/** Most commands of one request. */
export const MOST_COMMANDS = 1000;

const strict = { additionalProperties: false } as const;

/** A trader's command where the address says what it is, and of what. */
function bodyOf(name: TraderCommandName, ...inAddress: readonly string[]) {
  const fields: TProperties = TRADER_COMMANDS[name].properties;
  const rest = Object.entries(fields).filter(([field]) => field !== 'kind' && !inAddress.includes(field));
  return Type.Object(Object.fromEntries(rest), strict);
}

/** Up to 1,000 that take effect one after the other with nothing of others between them. */
function many<T extends TSchema>(one: T) {
  return Type.Array(one, { minItems: 1, maxItems: MOST_COMMANDS });
}

const OrderIn = bodyOf('submitOrder');
export const OrdersIn = Type.Union([OrderIn, many(OrderIn)], {
  description:
    'One order, or up to 1,000 that are taken one after the other with none of others between them.',
});
export const ReplaceIn = bodyOf('replaceOrder', 'order');
export const ReplacesIn = many(bodyOf('replaceOrder'));
export const CancelsIn = Type.Object({ orders: many(OrderNumber) }, strict);
export const CancelAllIn = Type.Object(
  {
    listing: Type.Optional(Whole('Only those in this listing.')),
    participant: Type.Optional(Whole('Whose; needed from the operator.')),
  },
  strict,
);
export const LotIn = bodyOf('offerLot', 'listing');
export const BidIn = bodyOf('placeBid', 'listing');
export const TakeIn = bodyOf('takePrice', 'listing');
export const ProposalIn = bodyOf('proposeDeal');
export const ConfirmIn = bodyOf('confirmDeal', 'proposal');
export const RefuseIn = bodyOf('refuseDeal', 'proposal');
export const AmendIn = bodyOf('amendDeal', 'proposal');
export const SignIn = bodyOf('signContract', 'contract');
export const DefaultIn = bodyOf('reportDefault', 'contract');
export const WithdrawalIn = bodyOf('requestWithdrawal');

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

/**
 * The commands that a trader may give, as they cross the network, over REST and stream alike: words where the market
 * has words, whole numbers for everything else. Prices are in ticks, quantities in lots, money in minor units.
 */
import { type Static, type TSchema, Type } from 'typebox';
import { Day } from './common.ts';
import { ORDER_TYPES, SELF_TRADE_RULES, SIDES, TIMES_IN_FORCE } from './market-words.ts';

const I32_LEAST = -(2 ** 31);
const I32_MOST = 2 ** 31 - 1;

/** Any whole number of 32 bits: whether the market can do anything with it is the market's to say, by a rejection. */
export const Whole = (description: string) =>
  Type.Integer({ minimum: I32_LEAST, maximum: I32_MOST, description });
/** A whole number that JSON and the market hold exactly. */
export const Large = (description: string) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });

export const OrderNumber = Large('An order: the number that its acceptance gave.');
const Listing = Whole('A listing: an instrument in a session.');
const Price = Whole('A price in ticks.');
const Lots = Whole('A quantity in lots.');
const Client = Whole("The broker's client for whom it is; 0 or left out: for the participant itself.");
const Reference = Large("A number of the participant's own, told with the order and its deals.");

const Side = Type.Enum(SIDES);

function command<const N extends string, P extends { [name: string]: TSchema }>(
  kind: N,
  description: string,
  fields: P,
) {
  return Type.Object(
    { kind: Type.Literal(kind), ...fields },
    { additionalProperties: false, description, title: kind },
  );
}

/** Every command of a trader, by its kind. */
export const TRADER_COMMANDS = {
  submitOrder: command('submitOrder', 'Gives an order.', {
    listing: Listing,
    side: Side,
    type: Type.Optional(Type.Enum(ORDER_TYPES, { description: 'limit unless given' })),
    price: Type.Optional({ ...Price, description: 'The limit in ticks; none for a market order.' }),
    lots: Lots,
    minimumLots: Type.Optional(Whole('The least that must be filled at once.')),
    timeInForce: Type.Optional(Type.Enum(TIMES_IN_FORCE, { description: 'session unless given' })),
    expiry: Type.Optional({ ...Day, description: 'The last day of an order that is valid until a date.' }),
    selfTrade: Type.Optional(
      Type.Enum(SELF_TRADE_RULES, {
        description:
          'What gives way when it meets an order of the same beneficial owner; cancel-newest unless given.',
      }),
    ),
    allOrNone: Type.Optional(
      Type.Boolean({ description: 'In call auctions: the whole quantity, or nothing.' }),
    ),
    client: Type.Optional(Client),
    reference: Type.Optional(Reference),
  }),
  cancelOrder: command('cancelOrder', 'Withdraws an order.', { order: OrderNumber }),
  replaceOrder: command('replaceOrder', 'Changes price and quantity of an order.', {
    order: OrderNumber,
    price: Price,
    lots: { ...Lots, description: 'The whole quantity, with what has been filled already.' },
  }),
  cancelAll: command('cancelAll', "Withdraws all of the participant's orders that may be withdrawn.", {
    listing: Type.Optional(Whole('Only those in this listing.')),
  }),
  offerLot: command('offerLot', "Puts a lot, or a buyer's need, under auction.", {
    listing: Listing,
    lots: Lots,
    startPrice: Price,
    step: Whole('The least step of the price, in ticks.'),
    reservePrice: Type.Optional(Whole('The reserve in ticks.')),
    divisible: Type.Optional(Type.Boolean({ description: 'Bids may be for a part of the lot.' })),
    hiddenReserve: Type.Optional(Type.Boolean()),
    client: Type.Optional(Client),
  }),
  placeBid: command('placeBid', 'Bids for a lot; it replaces the bid that one has there.', {
    listing: Listing,
    price: Price,
    lots: Lots,
    client: Type.Optional(Client),
    reference: Type.Optional(Reference),
  }),
  takePrice: command('takePrice', 'Takes the price of a Dutch auction.', {
    listing: Listing,
    client: Type.Optional(Client),
    reference: Type.Optional(Reference),
  }),
  proposeDeal: command('proposeDeal', 'Proposes a named deal to another participant.', {
    listing: Listing,
    side: Side,
    counterparty: Whole('The participant to whom it is proposed.'),
    price: Price,
    lots: Lots,
    client: Type.Optional(Client),
    reference: Type.Optional(Reference),
  }),
  confirmDeal: command('confirmDeal', 'Confirms a named deal that was proposed to one.', {
    proposal: Whole('The proposal.'),
    price: Price,
    lots: Lots,
    client: Type.Optional(Client),
  }),
  refuseDeal: command('refuseDeal', 'Refuses a proposal, or takes back one of one’s own.', {
    proposal: Whole('The proposal.'),
    reason: Type.Optional(Whole("A number of the participant's own for the reason.")),
  }),
  amendDeal: command('amendDeal', 'Changes a proposal of one’s own that is still open.', {
    proposal: Whole('The proposal.'),
    price: Price,
    lots: Lots,
  }),
  signContract: command('signContract', 'Signs a contract.', {
    contract: Whole('The contract.'),
    client: Type.Optional(Client),
  }),
  reportDefault: command('reportDefault', 'Reports that the other side of a contract is in default.', {
    contract: Whole('The contract.'),
    client: Type.Optional(Client),
    due: {
      ...Day,
      description:
        'The last day of the window in which the other side may answer: five days from now at least.',
    },
  }),
  requestWithdrawal: command('requestWithdrawal', 'Asks for money to be paid out of the free deposit.', {
    currency: Whole("The currency's number in the market."),
    amount: Large('The amount in minor units.'),
    client: Type.Optional(Client),
  }),
} as const;

export type TraderCommandName = keyof typeof TRADER_COMMANDS;
/** A command of a trader as it crosses the network. */
export type TraderCommand = {
  [N in TraderCommandName]: Static<(typeof TRADER_COMMANDS)[N]>;
}[TraderCommandName];
export const TraderCommand = Type.Unsafe<TraderCommand>(
  Type.Union(Object.values(TRADER_COMMANDS), { description: 'A command of a trader.' }),
);

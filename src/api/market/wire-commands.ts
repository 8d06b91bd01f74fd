/**
 * Commands from the network into records: checked against their schemas, which say what is wrong and where; then
 * their words become the market's numbers. The orders of the hot path are written by hand.
 */
import { Compile, type Validator } from 'typebox/compile';
import { COMMANDS, type Command } from '#market/commands.ts';
import { MAXIMUM_GENERATION } from '#market/limits.ts';
import { head, type RecordBuffer, writeRecord } from '#market/record.ts';
import { LOT_FLAG, packTerms } from '#market/terms.ts';
import { TRADER_COMMANDS, type TraderCommand, type TraderCommandName } from '#wire/market-commands.ts';
import { dayNumber, orderAddress } from './cells.ts';
import { badFields } from './encoding.ts';
import { explain } from './explain.ts';
import { FORCE, SELF_TRADE } from './words.ts';

/** An order's number on the wire is `slot × 2^29 + generation`: exact below 2^53. */
const GENERATIONS = MAXIMUM_GENERATION + 1;

type Of<N extends TraderCommandName> = Extract<TraderCommand, { kind: N }>;

function termsOf(order: Of<'submitOrder'>): number {
  const { side, type, timeInForce, selfTrade, allOrNone } = order;
  if (type === undefined && timeInForce === undefined && selfTrade === undefined && allOrNone === undefined) {
    return side === 'buy' ? PLAIN_BUY : PLAIN_SELL;
  }
  return packTerms({
    side: order.side === 'buy' ? 0 : 1,
    market: order.type === 'market',
    force: FORCE.number(order.timeInForce ?? 'session'),
    selfTrade: SELF_TRADE.number(order.selfTrade ?? 'cancel-newest'),
    allOrNone: order.allOrNone ?? false,
  });
}

const PLAIN_BUY = packTerms({ side: 0 });
const PLAIN_SELL = packTerms({ side: 1 });

type Plains = { readonly [N in TraderCommandName]: (command: Of<N>) => Extract<Command, { kind: N }> };

/** As the market's plain commands. */
const PLAIN: Plains = {
  submitOrder: (order) => ({
    kind: 'submitOrder',
    listing: order.listing,
    client: order.client ?? 0,
    terms: termsOf(order),
    price: order.price ?? 0,
    lots: order.lots,
    minimumLots: order.minimumLots ?? 0,
    expiryDay: order.expiry === undefined ? 0 : dayNumber(order.expiry),
    reference: order.reference ?? 0,
  }),
  cancelOrder: ({ order }) => ({
    kind: 'cancelOrder',
    ...orderAddress(order),
  }),
  replaceOrder: ({ order, price, lots }) => ({
    kind: 'replaceOrder',
    ...orderAddress(order),
    price,
    lots,
  }),
  cancelAll: ({ listing }) => ({ kind: 'cancelAll', listing: listing ?? 0 }),
  offerLot: ({ divisible, hiddenReserve, reservePrice, client, ...lot }) => ({
    ...lot,
    reservePrice: reservePrice ?? 0,
    client: client ?? 0,
    flags: (divisible ? LOT_FLAG.divisible : 0) | (hiddenReserve ? LOT_FLAG.hiddenReserve : 0),
  }),
  placeBid: (bid) => ({ ...bid, client: bid.client ?? 0, reference: bid.reference ?? 0 }),
  takePrice: (taking) => ({ ...taking, client: taking.client ?? 0, reference: taking.reference ?? 0 }),
  proposeDeal: (deal) => ({
    ...deal,
    side: deal.side === 'buy' ? 0 : 1,
    client: deal.client ?? 0,
    reference: deal.reference ?? 0,
  }),
  confirmDeal: (deal) => ({ ...deal, client: deal.client ?? 0 }),
  refuseDeal: (deal) => ({ ...deal, reason: deal.reason ?? 0 }),
  amendDeal: (deal) => deal,
  signContract: (contract) => ({ ...contract, client: contract.client ?? 0 }),
  reportDefault: ({ due, ...report }) => ({
    ...report,
    client: report.client ?? 0,
    dueDay: dayNumber(due),
  }),
  requestWithdrawal: (request) => ({ ...request, client: request.client ?? 0 }),
};

const VALIDATORS = new Map<unknown, Validator>(
  Object.entries(TRADER_COMMANDS).map(([kind, schema]) => [kind, Compile(schema)]),
);

function isWord(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value;
}

function isLarge(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value);
}

/**
 * Is it a plain order, cancellation or replacement, as nearly all commands are? That is seen at a fraction of what the
 * schemas take. Of all else, right or wrong, the schemas judge: what this accepts they accept too.
 */
export function isPlain(value: { readonly [name: string]: unknown }): boolean {
  const { kind } = value;
  if (kind === 'submitOrder') {
    for (const name in value) {
      const field = value[name];
      switch (name) {
        case 'kind':
          break;
        case 'side':
          if (field !== 'buy' && field !== 'sell') return false;
          break;
        case 'listing':
        case 'price':
        case 'lots':
        case 'client':
          if (!isWord(field)) return false;
          break;
        case 'reference':
          if (!isLarge(field)) return false;
          break;
        default:
          return false;
      }
    }
    return value.listing !== undefined && value.side !== undefined && value.lots !== undefined;
  }
  if (kind === 'cancelOrder') {
    for (const name in value) if (name !== 'kind' && name !== 'order') return false;
    return isLarge(value.order);
  }
  if (kind === 'replaceOrder') {
    for (const name in value) {
      if (name !== 'kind' && name !== 'order' && name !== 'price' && name !== 'lots') return false;
    }
    return isLarge(value.order) && isWord(value.price) && isWord(value.lots);
  }
  return false;
}

const KINDS = Object.keys(TRADER_COMMANDS).join(', ');

/** Where a command stands, for errors: a path, or its place in a list of commands. */
function pathOf(place: string | number): string {
  return typeof place === 'number' ? `commands.${place}` : place;
}

/** Checks a command from the network. Errors: ApiError bad-request, naming its place. */
function checkCommand(value: unknown, place: string | number): asserts value is TraderCommand {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badFields([{ path: pathOf(place), reason: 'must be an object' }]);
  }
  if (isPlain(value as { readonly [name: string]: unknown })) return;
  const { kind } = value as { kind?: unknown };
  const validator = VALIDATORS.get(kind);
  if (validator === undefined) {
    throw badFields([{ path: `${pathOf(place)}.kind`, reason: `must be one of ${KINDS}` }]);
  }
  if (!validator.Check(value)) {
    const name = kind as TraderCommandName;
    throw badFields(explain(TRADER_COMMANDS[name], validator, value, name, `${pathOf(place)}.`));
  }
}

/** Gives a command from the network as the market's own. Errors: ApiError bad-request. */
export function readCommand(value: unknown, path: string): Command {
  checkCommand(value, path);
  return (PLAIN[value.kind] as (command: TraderCommand) => Command)(value);
}

const { submitOrder: SUBMIT, cancelOrder: CANCEL, replaceOrder: REPLACE } = COMMANDS;
const SUBMIT_AT = SUBMIT.at;
const CANCEL_AT = CANCEL.at;
const REPLACE_AT = REPLACE.at;
const SUBMIT_WORDS = SUBMIT.words;
const CANCEL_WORDS = CANCEL.words;
const REPLACE_WORDS = REPLACE.words;
const SUBMIT_HEAD = head(SUBMIT.kind, SUBMIT_WORDS);
const CANCEL_HEAD = head(CANCEL.kind, CANCEL_WORDS);
const REPLACE_HEAD = head(REPLACE.kind, REPLACE_WORDS);

/**
 * Appends a command from the network, at a place in its list, to a buffer, with no actor and no time yet.
 * Errors: ApiError bad-request, with the buffer as it was.
 */
export function encodeWireCommand(buffer: RecordBuffer, value: unknown, index: number): void {
  checkCommand(value, index);
  switch (value.kind) {
    case 'submitOrder': {
      const day = value.expiry === undefined ? 0 : dayNumber(value.expiry);
      const at = buffer.claim(SUBMIT_WORDS);
      const { words } = buffer;
      words.fill(0, at, at + SUBMIT_WORDS);
      words[at] = SUBMIT_HEAD;
      words[at + SUBMIT_AT.listing] = value.listing;
      words[at + SUBMIT_AT.client] = value.client ?? 0;
      words[at + SUBMIT_AT.terms] = termsOf(value);
      words[at + SUBMIT_AT.price] = value.price ?? 0;
      words[at + SUBMIT_AT.lots] = value.lots;
      words[at + SUBMIT_AT.minimumLots] = value.minimumLots ?? 0;
      words[at + SUBMIT_AT.expiryDay] = day;
      // Minus zero would be another state than zero.
      buffer.numbers[(at + SUBMIT_AT.reference) >> 1] = (value.reference ?? 0) + 0;
      return;
    }
    case 'cancelOrder': {
      const at = buffer.claim(CANCEL_WORDS);
      const { words } = buffer;
      words.fill(0, at, at + CANCEL_WORDS);
      words[at] = CANCEL_HEAD;
      words[at + CANCEL_AT.slot] = Math.floor(value.order / GENERATIONS);
      words[at + CANCEL_AT.generation] = value.order % GENERATIONS;
      return;
    }
    case 'replaceOrder': {
      const at = buffer.claim(REPLACE_WORDS);
      const { words } = buffer;
      words.fill(0, at, at + REPLACE_WORDS);
      words[at] = REPLACE_HEAD;
      words[at + REPLACE_AT.slot] = Math.floor(value.order / GENERATIONS);
      words[at + REPLACE_AT.generation] = value.order % GENERATIONS;
      words[at + REPLACE_AT.price] = value.price;
      words[at + REPLACE_AT.lots] = value.lots;
      return;
    }
    default: {
      const plain = (PLAIN[value.kind] as (command: TraderCommand) => Command)(value);
      const { kind, actor: _actor, time: _time, ...fields } = plain;
      const numbers: { [name: string]: number | undefined } = {};
      for (const [name, field] of Object.entries(fields)) numbers[name] = (field as number) + 0;
      writeRecord(buffer, COMMANDS[kind], numbers);
    }
  }
}

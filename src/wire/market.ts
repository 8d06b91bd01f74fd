/**
 * What is read of the market. Prices are whole ticks, quantities whole lots, amounts whole minor units; everything is
 * named by the market's numbers. Times are UTC with microseconds. Over 500 lines: one vocabulary, whose parts name each
 * other; figures stand in market-figures.ts.
 */
import { type Static, Type } from 'typebox';
import { Day, LanguageCode, ListQuery, listOf } from './common.ts';
import * as words from './market-words.ts';
import { GoodsOut, TimetableOut } from './office.ts';

const LARGEST_NUMBER = 2 ** 31 - 1;
const LARGEST_WHOLE = Number.MAX_SAFE_INTEGER;

/** A number that the market gave to something. */
export const Numbered = Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER });
/** A number of an order: its slot × 2^29 + its generation. */
export const OrderNumber = Type.Integer({
  minimum: 1,
  maximum: LARGEST_WHOLE,
  description: 'The number of an order: it never names two.',
});
const Ticks = Type.Integer({ description: 'A price in whole ticks.' });
const Lots = Type.Integer({ description: 'A quantity in whole lots.' });
const Amount = Type.Integer({ description: 'An amount in whole minor units of the currency.' });
const Rate = Type.Integer({ description: 'A rate in parts per million: 1,000,000 is 100 %.' });
const Time = Type.String({ format: 'date-time', description: 'A time in UTC, to the microsecond.' });
const CommandNumber = Type.Integer({ description: "The number of a command in the market's journal." });
const Side = Type.Enum(words.SIDES);

function orNull<T extends Parameters<typeof Type.Union>[0][number]>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** Stands on every item of every answer, and in every row of a table. */
export const SIMULATED = {
  simulated: Type.Optional(
    Type.Boolean({ description: 'No goods and no money stand behind what a simulated market says.' }),
  ),
};
const NAME = 'In the reader’s language; null where it has not been named.';
const Name = Type.Union([Type.String(), Type.Null()], { description: NAME });

export const BySide = Type.Object({ buy: Rate, sell: Rate });

export const MarketSummary = Type.Object({
  name: Type.String(),
  simulated: Type.Boolean({ description: 'No goods and no money stand behind a simulated market.' }),
  state: Type.Enum(words.MARKET_STATES),
  day: orNull(Day),
  time: Time,
  frame: Type.Integer({ description: 'The last frame of the journal that was executed.' }),
  command: Type.Integer({ description: 'The last command that was executed.' }),
  waiting: Type.Integer({ description: 'Commands that wait to be executed.' }),
  behindFrames: Type.Integer({
    description: 'Frames that deals, quotations and past orders are behind; all else is of this moment.',
  }),
  commandsPerSecond: Type.Integer({ description: 'Commands a second that a participant may send.' }),
  timeZone: Type.String({ description: "The exchange's time zone, as IANA names it." }),
});
export type MarketSummary = Static<typeof MarketSummary>;

export const CurrencyItem = Type.Object({
  ...SIMULATED,
  currency: Numbered,
  code: Type.String({ pattern: '^\\d{3}$', description: 'The number of ISO 4217: 933 is BYN.' }),
  local: Type.Boolean(),
  rateMillionths: Type.Integer({ description: 'Local minor units for one of this currency, in millionths.' }),
});
export type CurrencyItem = Static<typeof CurrencyItem>;

export const FeeBand = Type.Object({
  fromTurnover: Type.Integer({ description: 'Turnover from which it applies, in local minor units.' }),
  ratePpm: Rate,
});
export const SectionItem = Type.Object({
  ...SIMULATED,
  section: Numbered,
  code: Type.Union([Type.String(), Type.Null()], { description: 'Null where it has not been named.' }),
  name: Name,
  residentsPayLocally: Type.Boolean({ description: 'Residents owe their fees in local currency.' }),
  leastFee: Amount,
  fees: Type.Object({ buy: Type.Array(FeeBand), sell: Type.Array(FeeBand) }),
});
export type SectionItem = Static<typeof SectionItem>;

export const InstrumentItem = Type.Object({
  ...SIMULATED,
  instrument: Numbered,
  symbol: Type.Union([Type.String(), Type.Null()], { description: 'Null where it has not been named.' }),
  name: Name,
  goods: Type.Union([GoodsOut, Type.Null()], { description: 'Null where it has not been named.' }),
  section: Numbered,
  currency: Numbered,
  tickValue: Type.Integer({ description: 'Value of one tick of one lot, in minor units.' }),
  priceFloor: Ticks,
  priceCap: Ticks,
  minimumLots: Lots,
  maximumLots: Lots,
  depositPpm: BySide,
  trade: orNull(Type.Enum(words.TRADE_KINDS)),
  quotationDeals: Type.Integer({ description: 'Deals that make a quotation; fewer make a price result.' }),
  lastQuotation: orNull(Ticks),
});
export type InstrumentItem = Static<typeof InstrumentItem>;

export const AuctionOut = Type.Object({
  side: Type.Enum(words.SIDES, { description: 'Of the lot: sell, or buy where it is a need.' }),
  stage: Type.Enum(words.AUCTION_STAGES),
  lots: Lots,
  divisible: Type.Boolean(),
  startPrice: Ticks,
  step: Ticks,
  reservePrice: Type.Union([Ticks, Type.Null()], { description: 'Null where it is hidden.' }),
  price: Type.Union([Ticks, Type.Null()], {
    description: 'On the clock, or of the best bid; null if none is shown.',
  }),
  endTime: orNull(Time),
});
export type AuctionOut = Static<typeof AuctionOut>;

export const ListingItem = Type.Object({
  ...SIMULATED,
  listing: Numbered,
  session: Numbered,
  instrument: Numbered,
  symbol: Type.Union([Type.String(), Type.Null()], { description: 'Of the instrument.' }),
  name: Type.Union([Type.String(), Type.Null()], { description: 'Of the instrument.' }),
  section: Numbered,
  currency: Numbered,
  takes: Type.Enum(words.STANCES, { description: 'What it does with an order now.' }),
  halted: Type.Boolean(),
  bandFloor: Ticks,
  bandCap: Ticks,
  reference: orNull(Ticks),
  tickValue: Type.Integer({ description: 'Value of one tick of one lot, in minor units.' }),
  minimumLots: Lots,
  maximumLots: Lots,
  participantLots: Type.Union([Lots, Type.Null()], {
    description: 'Lots of a side that a participant may have in orders and deals; null: any.',
  }),
  depositPpm: BySide,
  deals: Type.Integer({ description: 'Deals so far, named ones not counted.' }),
  dealtLots: Lots,
  lastPrice: orNull(Ticks),
  signBy: orNull(Day),
  auction: orNull(AuctionOut),
});
export type ListingItem = Static<typeof ListingItem>;

export const AdmissionRule = Type.Object({
  rule: Type.Enum(words.ADMISSION_RULES),
  value: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'Of country, region, agreement or instrument (0: any); of a participant only for itself and operators.',
  }),
});
export const SessionItem = Type.Object({
  ...SIMULATED,
  session: Numbered,
  title: Name,
  timezone: Type.Union([Type.String(), Type.Null()], { description: 'Of the tz database.' }),
  timetable: TimetableOut,
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it was halted, extended or cancelled.',
  }),
  section: Numbered,
  mode: Type.Enum(words.MODES),
  phase: Type.Enum(words.PHASES),
  halted: Type.Boolean(),
  sealed: Type.Boolean({ description: 'Its books and indicative prices are not shown.' }),
  overTheCounter: Type.Boolean(),
  extensionSeconds: Type.Integer(),
  endTime: Type.Union([Time, Type.Null()], { description: 'When its present phase is to end.' }),
  admission: Type.Array(AdmissionRule, { description: 'Who meets one is admitted; none: all but guests.' }),
  listings: Type.Array(Numbered),
});
export type SessionItem = Static<typeof SessionItem>;

export const SessionDetail = Type.Object({
  ...SIMULATED,
  session: SessionItem,
  listings: Type.Array(ListingItem),
});
export type SessionDetail = Static<typeof SessionDetail>;

/** Whether one may trade, side by side. */
export const SideAdmission = Type.Object({
  open: Type.Boolean(),
  reasons: Type.Array(Type.Object({ name: Type.String(), code: Type.Integer(), text: Type.String() }), {
    description: 'Why not, as a command would be rejected.',
  }),
});
export const AdmissionOut = Type.Object({
  ...SIMULATED,
  session: Numbered,
  participant: Numbered,
  phase: Type.Enum(words.PHASES),
  halted: Type.Boolean(),
  buy: SideAdmission,
  sell: SideAdmission,
});
export type AdmissionOut = Static<typeof AdmissionOut>;

export const Level = Type.Object({ price: Ticks, lots: Lots });
export const BookOut = Type.Object({
  ...SIMULATED,
  listing: Numbered,
  command: CommandNumber,
  hidden: Type.Union([Type.Enum(words.HIDDEN_BOOKS), Type.Null()], {
    description: 'Why the book is not shown; null where it is.',
  }),
  bids: Type.Array(Level, { description: 'Best first.' }),
  asks: Type.Array(Level, { description: 'Best first.' }),
  indicative: Type.Union(
    [
      Type.Object({
        price: Ticks,
        lots: Lots,
        surplus: Type.Integer({ description: 'Lots left over: above zero of buyers, below of sellers.' }),
      }),
      Type.Null(),
    ],
    {
      description:
        'What a call auction would do now; null where nothing would trade, or orders do not gather.',
    },
  ),
});
export type BookOut = Static<typeof BookOut>;

export const DealItem = Type.Object({
  ...SIMULATED,
  deal: Type.Integer({ description: 'Its number, which is that of its contract.' }),
  command: CommandNumber,
  time: Time,
  listing: Numbered,
  instrument: Numbered,
  symbol: Type.Union([Type.String(), Type.Null()], { description: 'Of the instrument.' }),
  price: Ticks,
  lots: Lots,
  kind: Type.Enum(words.DEAL_KINDS),
  aggressor: Type.Union([Side, Type.Null()], {
    description: 'The side that came last, in continuous trading.',
  }),
});
export type DealItem = Static<typeof DealItem>;

export const QuotationItem = Type.Object({
  ...SIMULATED,
  listing: Numbered,
  session: Numbered,
  instrument: Numbered,
  symbol: Type.Union([Type.String(), Type.Null()], { description: 'Of the instrument.' }),
  command: CommandNumber,
  time: Time,
  firm: Type.Boolean({ description: 'A quotation; with too few deals it is a price result.' }),
  deals: Type.Integer(),
  lots: Lots,
  meanTenThousandths: Type.Integer({
    description: 'Volume-weighted mean price in ten-thousandths of a tick.',
  }),
});
export type QuotationItem = Static<typeof QuotationItem>;

export const RemarkItem = Type.Object({
  remark: Type.Integer({ minimum: 0 }),
  name: Type.Enum(words.REMARKS),
  text: Type.String({ description: "In the reader's language." }),
  blocks: Type.Object({ buy: Type.Boolean(), sell: Type.Boolean() }),
});
export const TraderItem = Type.Object({ trader: Numbered, active: Type.Boolean(), expires: Day });
export const ParticipantItem = Type.Object({
  ...SIMULATED,
  participant: Numbered,
  organisation: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()], {
    description: 'Entity of the registry with its name in the reader’s language; null where none is known.',
  }),
  role: Type.Enum(words.ROLES),
  standing: Type.Enum(words.STANDINGS),
  resident: Type.Boolean(),
  country: Type.Union([Type.Integer(), Type.Null()]),
  region: Type.Union([Type.Integer(), Type.Null()]),
  group: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Its beneficial group, if it declared one.',
  }),
  expires: Day,
  rights: Type.Array(Type.Object({ section: Numbered, buy: Type.Boolean(), sell: Type.Boolean() })),
  remarks: Type.Array(RemarkItem),
  mayBuy: Type.Boolean({ description: 'Accredited today, and no remark blocks buying.' }),
  maySell: Type.Boolean({ description: 'Accredited today, and no remark blocks selling.' }),
  openOrders: Type.Integer(),
  traders: Type.Array(TraderItem),
});
export type ParticipantItem = Static<typeof ParticipantItem>;

export const MeOut = Type.Object({
  ...SIMULATED,
  role: Type.Enum(['trader', 'operator', 'reader'], { description: 'A reader sees, and sends no commands.' }),
  trader: Type.Union([Numbered, Type.Null()]),
  key: Type.Union(
    [Type.Object({ id: Type.Integer(), label: Type.String(), expires: orNull(Type.String()) }), Type.Null()],
    { description: 'Null for a person who is logged in.' },
  ),
  participant: Type.Union([ParticipantItem, Type.Null()], {
    description: 'Null for the operator, and for readers of everything.',
  }),
});

export type MeOut = Static<typeof MeOut>;

export const OpenOrderItem = Type.Object({
  ...SIMULATED,
  order: OrderNumber,
  kind: Type.Enum(words.ORDER_KINDS),
  listing: Numbered,
  instrument: Numbered,
  participant: Numbered,
  client: orNull(Numbered),
  trader: Numbered,
  side: Side,
  type: Type.Enum(words.ORDER_TYPES),
  price: Type.Union([Ticks, Type.Null()], { description: 'Null for a market order.' }),
  lots: Type.Union([Lots], { description: 'In all, those already filled included.' }),
  remaining: Lots,
  blocked: Amount,
  timeInForce: Type.Enum(words.TIMES_IN_FORCE),
  expiry: orNull(Day),
  selfTrade: Type.Enum(words.SELF_TRADE_RULES),
  allOrNone: Type.Boolean(),
  reference: Type.Integer({ description: 'What its owner gave it, or 0.' }),
});
export type OpenOrderItem = Static<typeof OpenOrderItem>;

export const PastOrderItem = Type.Object({
  ...SIMULATED,
  order: OrderNumber,
  command: CommandNumber,
  submitted: Time,
  listing: Numbered,
  instrument: Numbered,
  participant: Numbered,
  client: orNull(Numbered),
  trader: Numbered,
  side: Side,
  type: Type.Enum(words.ORDER_TYPES),
  price: orNull(Ticks),
  lots: Type.Union([Lots], { description: 'As submitted.' }),
  remaining: Lots,
  state: Type.Enum(words.ORDER_STATES),
  reason: Type.Union([Type.Enum(words.END_REASONS), Type.Null()], { description: 'Why it ended unfilled.' }),
  reference: Type.Integer(),
});
export type PastOrderItem = Static<typeof PastOrderItem>;

export const OrderOut = Type.Object({
  ...SIMULATED,
  open: Type.Union([OpenOrderItem, Type.Null()], { description: 'Null where it has ended.' }),
  past: Type.Union([PastOrderItem, Type.Null()], { description: 'Null where it is open.' }),
});

export const ContractParty = Type.Object({
  side: Side,
  participant: Numbered,
  signed: Type.Boolean(),
  client: Type.Union([Numbered, Type.Null()], {
    description: 'This and what follows is shown for one’s own side alone.',
  }),
  order: orNull(OrderNumber),
  trader: orNull(Numbered),
  deposit: Type.Union([Amount, Type.Null()], { description: 'Still blocked.' }),
  fee: orNull(Amount),
});
export const ContractItem = Type.Object({
  ...SIMULATED,
  contract: Numbered,
  command: CommandNumber,
  time: Time,
  listing: Numbered,
  instrument: Numbered,
  kind: Type.Enum(words.DEAL_KINDS),
  price: Ticks,
  lots: Lots,
  delivered: Lots,
  state: Type.Enum(words.CONTRACT_STATES),
  due: Type.Union([Day, Type.Null()], { description: 'Of the next step, or of a default’s window.' }),
  parties: Type.Array(ContractParty, { description: 'Buyer, then seller.' }),
});
export type ContractItem = Static<typeof ContractItem>;

export const BalanceItem = Type.Object({
  ...SIMULATED,
  participant: Numbered,
  client: Type.Union([Numbered, Type.Null()], { description: 'Null: the participant’s own.' }),
  currency: Numbered,
  free: Amount,
  blockedForOrders: Amount,
  blockedForContracts: Amount,
  inTransit: Amount,
  feesDue: Amount,
});
export type BalanceItem = Static<typeof BalanceItem>;

export const WithdrawalItem = Type.Object({
  ...SIMULATED,
  withdrawal: Numbered,
  participant: Numbered,
  client: orNull(Numbered),
  trader: Numbered,
  currency: Numbered,
  amount: Amount,
  state: Type.Enum(words.WITHDRAWAL_STATES),
  requested: Time,
});
export type WithdrawalItem = Static<typeof WithdrawalItem>;

export const ClientItem = Type.Object({
  ...SIMULATED,
  client: Numbered,
  participant: Numbered,
  active: Type.Boolean(),
  resident: Type.Boolean(),
});
export type ClientItem = Static<typeof ClientItem>;

export const ProposalItem = Type.Object({
  ...SIMULATED,
  proposal: Numbered,
  listing: Numbered,
  instrument: Numbered,
  from: Numbered,
  to: Numbered,
  side: Type.Enum(words.SIDES, { description: 'Of the one who proposes.' }),
  price: Ticks,
  lots: Lots,
});
export type ProposalItem = Static<typeof ProposalItem>;

export const CurrencyList = listOf(CurrencyItem);
export const SectionList = listOf(SectionItem);
export const InstrumentList = listOf(InstrumentItem);
export const SessionList = listOf(SessionItem);
export const DealList = listOf(DealItem);
export const QuotationList = listOf(QuotationItem);
export const ParticipantList = listOf(ParticipantItem);
export const OpenOrderList = listOf(OpenOrderItem);
export const PastOrderList = listOf(PastOrderItem);
export const ContractList = listOf(ContractItem);
export const BalanceList = listOf(BalanceItem);
export const WithdrawalList = listOf(WithdrawalItem);
export const ClientList = listOf(ClientItem);
export const ProposalList = listOf(ProposalItem);

const OfParticipant = {
  participant: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LARGEST_NUMBER,
      description: 'For the operator: only of this participant.',
    }),
  ),
};
const OfListing = { listing: Type.Optional(Numbered) };

export const PlainListQuery = Type.Object({ ...ListQuery });
export const InstrumentQuery = Type.Object({
  ...ListQuery,
  section: Type.Optional(Numbered),
  currency: Type.Optional(Numbered),
});
export const SessionQuery = Type.Object({
  ...ListQuery,
  section: Type.Optional(Numbered),
  instrument: Type.Optional(Numbered),
  mode: Type.Optional(Type.Enum(words.MODES)),
  phase: Type.Optional(Type.Enum(words.PHASES)),
  ended: Type.Optional(Type.Boolean({ description: 'false: without those that are closed or cancelled.' })),
  order: Type.Optional(Type.Enum(['oldest', 'newest'], { description: 'oldest first unless given' })),
});
export const BookQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  levels: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 20, description: 'Most price levels of a side.' }),
  ),
});
export const DealQuery = Type.Object({
  ...ListQuery,
  ...OfListing,
  instrument: Type.Optional(Numbered),
});
export const QuotationQuery = Type.Object({
  ...ListQuery,
  instrument: Type.Optional(Numbered),
  firm: Type.Optional(Type.Boolean()),
});
export const OpenOrderQuery = Type.Object({ ...ListQuery, ...OfListing, ...OfParticipant });
export const PastOrderQuery = Type.Object({
  ...ListQuery,
  ...OfListing,
  ...OfParticipant,
  state: Type.Optional(Type.Enum(words.ORDER_STATES)),
});
export const ContractQuery = Type.Object({ ...ListQuery, ...OfListing, ...OfParticipant });
export const OwnQuery = Type.Object({ ...ListQuery, ...OfParticipant });
export const AdmissionQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  participant: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER, description: 'Needed from the operator.' }),
  ),
});

/** All questions that the market's pages ask, by the name of what they give. */
import { queryOptions } from '@tanstack/react-query';
import { list, one, type Query } from '#web/app/api.ts';
import type { Language } from '#web/app/language.ts';
import type {
  AdmissionOut,
  ClientItem,
  ContractItem,
  CurrencyItem,
  DealItem,
  InstrumentItem,
  ListingItem,
  MarketSummary,
  MeOut,
  PastOrderItem,
  QuotationItem,
  SectionItem,
  SessionDetail,
  SessionItem,
  WithdrawalItem,
} from '#wire/market.ts';
import type { CandlesOut, TurnoverOut } from '#wire/market-figures.ts';

interface Items<T> {
  items: T[];
  total: number;
  nextCursor: string | null;
}

/** What is set up rarely is asked for once in a while; what moves comes by the stream. */
const SETTLED_MS = 300_000;
const ALL = { limit: 1000 };

function settled<T>(path: string, language: Language, query: Query = {}) {
  return queryOptions({ ...one<T>(path, language, query), staleTime: SETTLED_MS });
}

export const marketQuestions = {
  summary: (language: Language) => one<MarketSummary>('/market', language),
  currencies: (language: Language) => settled<Items<CurrencyItem>>('/market/currencies', language, ALL),
  sections: (language: Language) => settled<Items<SectionItem>>('/market/sections', language, ALL),
  instruments: (language: Language) => settled<Items<InstrumentItem>>('/market/instruments', language, ALL),
  instrument: (language: Language, instrument: number) =>
    one<InstrumentItem>(`/market/instruments/${instrument}`, language),
  session: (language: Language, session: number) =>
    one<SessionDetail>(`/market/sessions/${session}`, language),
  sessions: (language: Language, query: Query) =>
    list<Items<SessionItem>>('/market/sessions', language, query),
  titles: (language: Language) =>
    one<Items<SessionItem>>('/market/sessions', language, { ended: false, limit: 1000 }),
  listing: (language: Language, listing: number) => one<ListingItem>(`/market/listings/${listing}`, language),
  deals: (language: Language, query: Query) => one<Items<DealItem>>('/market/deals', language, query),
  quotations: (language: Language, query: Query) =>
    list<Items<QuotationItem>>('/market/quotations', language, query),
  someQuotations: (language: Language, query: Query) =>
    one<Items<QuotationItem>>('/market/quotations', language, query),
  turnover: (language: Language) => one<TurnoverOut>('/market/turnover', language),
  candles: (language: Language, instrument: number, query: Query) =>
    one<CandlesOut>(`/market/instruments/${instrument}/candles`, language, query),
  me: (language: Language) => one<MeOut>('/market/me', language),
  admission: (language: Language, session: number) =>
    one<AdmissionOut>(`/market/sessions/${session}/admission`, language),
  clients: (language: Language) => one<Items<ClientItem>>('/market/clients', language, ALL),
  contracts: (language: Language, query: Query = {}) =>
    one<Items<ContractItem>>('/market/contracts', language, query),
  pastOrders: (language: Language, query: Query = {}) =>
    one<Items<PastOrderItem>>('/market/orders/history', language, query),
  withdrawals: (language: Language) => one<Items<WithdrawalItem>>('/market/withdrawals', language),
} as const;

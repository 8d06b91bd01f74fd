/** Answers as the reference shows them: short, and valid by their schemas (tested). */

const BELARUS = { id: 'belarus', kind: 'country', name: 'Belarus' };
const TAJIKISTAN = { id: 'tajikistan', kind: 'country', name: 'Tajikistan' };

const CITATION = {
  source: 'note-72',
  sourceName: 'Trade and economic cooperation',
  locator: 'article 11, note 72',
  near: null,
  doubt: null,
};

const FIGURE = {
  id: 'article-11-o4',
  cell: 165,
  measure: { id: 'exports', label: 'exports' },
  area: BELARUS,
  partner: TAJIKISTAN,
  product: null,
  period: { from: '2021-01', to: '2021-08' },
  periodInferred: false,
  basis: '',
  ofWhat: null,
  form: 'level',
  base: null,
  baseInferred: false,
  value: '107500000',
  valueState: 'known',
  unit: 'USD',
  low: '107450000',
  high: '107550000',
  lowOpen: false,
  highOpen: false,
  wording: 'exact',
  kind: 'actual',
  rank: 'normal',
  derived: false,
  simulated: false,
  text: '107.5 million dollars',
  note: null,
  citation: CITATION,
  conflict: 'cannot_tell',
  others: 0,
  remarks: 1,
};

const ENTITY = {
  id: 'tajikistan',
  kind: 'country',
  type: null,
  name: 'Таджикистан',
  names: { fr: 'Tadjikistan', en: 'Tajikistan', ru: 'Таджикистан', be: 'Таджыкістан' },
  period: null,
  places: [{ id: 'central-asia', kind: 'country-group', name: 'Средняя Азия' }],
  point: [38.5, 71],
  state: null,
  columns: { 'iso-3166-1': 'TJ' },
  relations: 23,
  figures: 8,
  doubts: 2,
};

const SOURCE = {
  id: 'note-72',
  type: 'website',
  name: 'Trade and economic cooperation',
  titleLang: null,
  publisher: 'tajikistan.mfa.gov.by',
  author: null,
  year: '2021',
  url: 'https://tajikistan.mfa.gov.by/ru/bilateral_relations/belarus_tajikistan/trade_economic/',
  partOf: { id: 'article-11', kind: 'source', name: 'Article 11' },
  statements: 9,
  figures: 3,
  near: 2,
};

/** By operationId; `problem` is the error's. */
export const EXAMPLES: { readonly [operation: string]: unknown } = {
  health: { status: 'ok' },
  listEntities: { items: [ENTITY], total: 1, nextCursor: null },
  listFigures: { items: [FIGURE], total: 1, nextCursor: null },
  listSources: { items: [SOURCE], total: 131, nextCursor: 'WyJhYmNkZWZnaCIsIm5vdGUtIiwiNzIiLCJub3RlLTcyIl0' },
  search: {
    q: 'mahilio',
    total: 1,
    groups: [
      {
        kind: 'city',
        label: 'cities',
        total: 1,
        hits: [
          {
            ref: { id: 'mogilev', kind: 'city', name: 'Mogilev' },
            matched: 'Mahilioŭ',
            marks: [[0, 7]],
            context: 'city, Belarus',
          },
        ],
      },
    ],
  },
  getBook: {
    listing: 1,
    command: 49,
    hidden: null,
    bids: [{ price: 450, lots: 10 }],
    asks: [{ price: 460, lots: 4 }],
    indicative: null,
  },
  submitOrders: {
    firstCommand: 49,
    repeated: false,
    results: [
      {
        command: 49,
        accepted: true,
        rejection: null,
        order: { order: 536870913, state: 'open', remaining: 6, reason: null },
        deals: [{ deal: 7, price: 450, lots: 4, deposit: 9000, fee: 180 }],
      },
      {
        command: 50,
        accepted: false,
        rejection: {
          name: 'PRICE_OUTSIDE_BAND',
          code: 16,
          text: 'The price lies outside the price band.',
        },
        order: null,
        deals: [],
      },
    ],
  },
  listBalances: {
    items: [
      {
        participant: 1,
        client: null,
        currency: 1,
        free: 9968300,
        blockedForOrders: 31700,
        blockedForContracts: 0,
        inTransit: 0,
        feesDue: 0,
      },
    ],
    total: 1,
    nextCursor: null,
  },
  problem: {
    type: '/api/docs/errors#unknown-measure',
    title: 'There is no such measure',
    status: 400,
    detail: "'export' is not one. /api/vocabulary lists them.",
    code: 'unknown-measure',
    errors: [{ path: 'measure', reason: "'export' is not one. /api/vocabulary lists them." }],
  },
};

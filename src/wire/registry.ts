/**
 * Requests and responses of the registry: entities, statements, relations, figures, sources, search.
 * Over 500 lines: the whole contract of the registry in one place.
 */
import { type Static, Type } from 'typebox';
import {
  Citation,
  Day,
  Decimal,
  Id,
  LanguageCode,
  ListQuery,
  listOf,
  Month,
  NameLanguage,
  Names,
  NullableRef,
  PeriodOut,
  Ref,
} from './common.ts';

const Dates = {
  validOn: Type.Optional(Day),
  knownOn: Type.Optional(Day),
};

// ── Entities ────────────────────────────────────────────────────────────────────────────────────────────────

export const EntityQuery = Type.Object({
  ...ListQuery,
  kind: Type.Optional(
    Type.String({
      description:
        'One kind or several joined by commas; without it all named things (not commitments, not sources).',
      examples: ['country'],
    }),
  ),
  type: Type.Optional(
    Type.String({ description: 'Finer type within the kind: company, forum; several joined by commas.' }),
  ),
  place: Type.Optional(Type.String({ description: 'Id of a place: what lies in it or concerns it.' })),
  related: Type.Optional(Type.String({ description: 'Id of an entity: what has a relation with it.' })),
  state: Type.Optional(Type.String({ description: 'Lifecycle state, for kinds that have one.' })),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'Matches names in every language.', examples: ['tajik'] }),
  ),
  from: Type.Optional(Month),
  to: Type.Optional(Month),
  sort: Type.Optional(
    Type.String({
      pattern: '^-?(name|kind|period|relations|figures|relevance)$',
      description: 'A minus turns the order around. By name, or by relevance where q is given.',
    }),
  ),
  facets: Type.Optional(
    Type.Boolean({ description: 'Count the values of kind, type, place, state beside the page.' }),
  ),
});
export type EntityQuery = Static<typeof EntityQuery>;

export const EntityItem = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  type: Type.Union([Type.String(), Type.Null()]),
  name: Type.String({ description: "In the reader's language." }),
  names: Names,
  period: Type.Union([PeriodOut, Type.Null()]),
  places: Type.Array(Ref),
  point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()], {
    description: '[latitude, longitude]',
  }),
  state: Type.Union([Type.String(), Type.Null()]),
  columns: Type.Record(Type.String(), Type.String(), {
    description: 'The further columns that the kind declares, as text.',
  }),
  relations: Type.Integer(),
  figures: Type.Integer(),
  doubts: Type.Integer(),
});
export type EntityItem = Static<typeof EntityItem>;

export const Facet = Type.Object({
  id: Type.String(),
  values: Type.Array(Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() })),
});

/** How many there are beyond those named: '15 of 800 known'. */
export const Known = Type.Object({
  named: Type.Integer(),
  figure: Type.String({ description: 'Id of the figure that gives the whole.' }),
  text: Type.String(),
});

export const EntityList = Type.Object({
  items: Type.Array(EntityItem),
  total: Type.Integer(),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  facets: Type.Optional(Type.Array(Facet)),
  known: Type.Optional(Type.Array(Known)),
});
export type EntityList = Static<typeof EntityList>;

export const StatementOut = Type.Object({
  id: Type.Integer(),
  property: Type.String(),
  label: Type.String(),
  value: Type.Unknown({ description: 'As the property declares it; null where the state is not known.' }),
  text: Type.String({ description: "The value worded in the reader's language." }),
  valueState: Type.String({ description: 'known, unknown or none' }),
  lang: Type.Union([Type.String(), Type.Null()]),
  qualifiers: Type.Array(
    Type.Object({ id: Type.String(), label: Type.String(), text: Type.String(), ref: NullableRef }),
  ),
  valid: Type.Union([PeriodOut, Type.Null()]),
  validInferred: Type.Boolean(),
  rank: Type.String(),
  status: Type.String(),
  citation: Citation,
  author: Type.String(),
  recorded: Type.String({ format: 'date-time' }),
  retired: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  supersedes: Type.Union([Type.Integer(), Type.Null()]),
});
export type StatementOut = Static<typeof StatementOut>;

export const RelationOut = Type.Object({
  id: Type.Integer(),
  relation: Type.String(),
  direction: Type.Enum(['forward', 'reverse']),
  label: Type.String({ description: 'As it reads from this entity.' }),
  group: Type.String(),
  other: Ref,
  qualifiers: Type.Array(
    Type.Object({ id: Type.String(), label: Type.String(), text: Type.String(), ref: NullableRef }),
  ),
  valid: Type.Union([PeriodOut, Type.Null()]),
  validInferred: Type.Boolean(),
  rank: Type.String(),
  status: Type.String(),
  citation: Citation,
  recorded: Type.String({ format: 'date-time' }),
});
export type RelationOut = Static<typeof RelationOut>;

export const RemarkOut = Type.Object({
  id: Type.String(),
  severity: Type.String({ description: 'contradiction, misprint or doubt' }),
  text: Type.String(),
  entities: Type.Array(Ref),
  figures: Type.Array(Type.String()),
  figureTexts: Type.Optional(
    Type.Array(Type.Object({ id: Type.String(), text: Type.String() }), {
      description: 'In the list of remarks: what its figures say, in words.',
    }),
  ),
  citation: Citation,
});
export type RemarkOut = Static<typeof RemarkOut>;

export const RemarkQuery = Type.Object({
  ...ListQuery,
  severity: Type.Optional(
    Type.String({ description: 'contradiction, misprint or doubt; several joined by commas.' }),
  ),
  entity: Type.Optional(Id),
  figure: Type.Optional(Id),
});
export const RemarkList = listOf(RemarkOut);
export type RemarkList = Static<typeof RemarkList>;
export const CommitmentItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.Object({ id: Type.String(), label: Type.String(), tone: Type.String() }),
  due: Type.Union([PeriodOut, Type.Null()]),
  overdue: Type.Boolean({ description: "Due before the data set's day and not done." }),
  hope: Type.Boolean({ description: "The author's hope, not a promise." }),
  who: Type.Array(Ref),
  under: NullableRef,
  target: Type.Union([Type.String(), Type.Null()], { description: 'Id of the figure that is the target.' }),
  citation: Citation,
});
export type CommitmentItem = Static<typeof CommitmentItem>;

export const EntityDetailQuery = Type.Object({ lang: Type.Optional(LanguageCode), ...Dates });

export const EntityDetail = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  kindLabel: Type.String(),
  type: Type.Union([Type.String(), Type.Null()]),
  typeLabel: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  names: Names,
  aliases: Type.Array(Type.String()),
  point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
  period: Type.Union([PeriodOut, Type.Null()]),
  state: Type.Union([
    Type.Object({ id: Type.String(), label: Type.String(), tone: Type.String() }),
    Type.Null(),
  ]),
  breadcrumb: Type.Array(Ref, { description: 'Places from the widest to the nearest.' }),
  statements: Type.Array(StatementOut),
  relations: Type.Array(RelationOut),
  remarks: Type.Array(RemarkOut),
  commitments: Type.Array(CommitmentItem),
  mergedFrom: Type.Array(Type.String()),
  mergedInto: NullableRef,
  counts: Type.Object({
    statements: Type.Integer(),
    relations: Type.Integer(),
    figures: Type.Integer(),
    commitments: Type.Integer(),
    sources: Type.Integer(),
  }),
  sources: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), nameLang: NameLanguage, count: Type.Integer() }),
  ),
});
export type EntityDetail = Static<typeof EntityDetail>;

/** One thing on a timeline: an event, a signature, a dated statement, a commitment that falls due. */
export const TimelineItem = Type.Object({
  period: PeriodOut,
  inferred: Type.Boolean(),
  what: Type.String({ description: 'entity, relation, figure or commitment' }),
  text: Type.String(),
  ref: NullableRef,
  figure: Type.Union([Type.String(), Type.Null()]),
  citation: Citation,
});
export type TimelineItem = Static<typeof TimelineItem>;
export const Timeline = listOf(TimelineItem);

// ── Commitments ─────────────────────────────────────────────────────────────────────────────────────────────

export const CommitmentQuery = Type.Object({
  ...ListQuery,
  who: Type.Optional(Id),
  under: Type.Optional(Id),
  state: Type.Optional(Type.String()),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  due: Type.Optional(Type.String({ description: 'overdue, dated or undated (as of the data set)' })),
});
export const CommitmentList = listOf(CommitmentItem);
export type CommitmentList = Static<typeof CommitmentList>;

// ── Figures ─────────────────────────────────────────────────────────────────────────────────────────────────

export const FigureQuery = Type.Object({
  ...ListQuery,
  measure: Type.Optional(
    Type.String({ description: 'One or several joined by commas.', examples: ['exports'] }),
  ),
  area: Type.Optional(Id),
  partner: Type.Optional(Id),
  product: Type.Optional(Id),
  entity: Type.Optional(Type.String({ description: 'Area, partner or product.' })),
  source: Type.Optional(Id),
  form: Type.Optional(Type.String()),
  kind: Type.Optional(Type.String({ description: 'actual, target, forecast or capacity' })),
  conflict: Type.Optional(Type.String({ description: 'holds, fails or cannot_tell' })),
  from: Type.Optional(Month),
  to: Type.Optional(Month),
  match: Type.Optional(
    Type.Enum(['exact', 'overlap', 'within'], {
      default: 'exact',
      description: 'How a period matches from and to.',
    }),
  ),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(
    Type.String({ pattern: '^-?(measure|area|partner|period|value)$', default: 'measure' }),
  ),
  facets: Type.Optional(Type.Boolean()),
  ...Dates,
});
export type FigureQuery = Static<typeof FigureQuery>;

export const FigureItem = Type.Object({
  id: Type.String(),
  cell: Type.Integer(),
  measure: Type.Object({ id: Type.String(), label: Type.String() }),
  area: Ref,
  partner: NullableRef,
  product: NullableRef,
  period: Type.Union([PeriodOut, Type.Null()]),
  periodInferred: Type.Boolean(),
  basis: Type.String(),
  ofWhat: Type.Union([Type.Object({ text: Type.String(), refs: Type.Array(Ref) }), Type.Null()]),
  form: Type.String(),
  base: Type.Union([PeriodOut, Type.Null()]),
  baseInferred: Type.Boolean(),
  value: Type.Union([Decimal, Type.Null()]),
  valueState: Type.String({ description: 'known, unknown, none or not_due' }),
  unit: Type.String(),
  low: Type.Union([Decimal, Type.Null()], { description: 'Null: open.' }),
  high: Type.Union([Decimal, Type.Null()], { description: 'Null: open.' }),
  lowOpen: Type.Boolean(),
  highOpen: Type.Boolean(),
  wording: Type.String(),
  kind: Type.String(),
  rank: Type.String(),
  derived: Type.Boolean(),
  simulated: Type.Boolean(),
  text: Type.String({
    description: "The value worded in the reader's language from wording, value and unit.",
  }),
  note: Type.Union([Type.String(), Type.Null()]),
  citation: Citation,
  conflict: Type.Union([Type.String(), Type.Null()], {
    description: 'Verdict of the conflict check on this cell.',
  }),
  others: Type.Integer({ description: 'How many other figures stand on the same cell.' }),
  remarks: Type.Integer({ description: 'How many remarks concern it.' }),
});
export type FigureItem = Static<typeof FigureItem>;

export const FigureList = Type.Object({
  items: Type.Array(FigureItem),
  total: Type.Integer(),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  facets: Type.Optional(Type.Array(Facet)),
});
export type FigureList = Static<typeof FigureList>;

export const IdentityOut = Type.Object({
  identity: Type.String(),
  label: Type.String(),
  verdict: Type.String(),
  scope: Type.String(),
  figures: Type.Array(FigureItem),
  low: Type.Union([Decimal, Type.Null()]),
  high: Type.Union([Decimal, Type.Null()]),
});

export type IdentityOut = Static<typeof IdentityOut>;
export const IdentityQuery = Type.Object({
  ...ListQuery,
  verdict: Type.Optional(
    Type.String({ description: 'holds, fails or cannot_tell; several joined by commas.' }),
  ),
  identity: Type.Optional(Type.String({ description: 'Id of the equation: turnover, balance.' })),
  scope: Type.Optional(
    Type.String({ description: 'source: within one source; best: over the best value of each cell.' }),
  ),
  entity: Type.Optional(Id),
});
export const IdentityList = listOf(IdentityOut);

export const FigureDetailQuery = Type.Object({ lang: Type.Optional(LanguageCode), knownOn: Dates.knownOn });

/** All that the figure card shows. */
export const FigureDetail = Type.Object({
  figure: FigureItem,
  interval: Type.String({ description: 'The interval in words made from the data.' }),
  rule: Type.String({ description: 'Which rule of the wording table gave the interval.' }),
  recorded: Type.String({ format: 'date-time' }),
  author: Type.String(),
  source: Type.Object({
    ref: Ref,
    publisher: Type.Union([Type.String(), Type.Null()]),
    year: Type.Union([Type.String(), Type.Null()]),
    url: Type.Union([Type.String(), Type.Null()]),
  }),
  sameCell: Type.Array(FigureItem, { description: 'Others on the same cell, whoever says so.' }),
  mirror: Type.Array(FigureItem, {
    description: 'The partner’s own figure of the same flow: to compare, never to merge.',
  }),
  related: Type.Array(FigureItem, {
    description: 'Other forms of the same measure, area and partner: growth, share, rank.',
  }),
  identities: Type.Array(IdentityOut),
  remarks: Type.Array(RemarkOut),
  history: Type.Array(
    Type.Object({
      revision: Type.Integer(),
      text: Type.String(),
      recorded: Type.String(),
      retired: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type FigureDetail = Static<typeof FigureDetail>;

// ── Sources ─────────────────────────────────────────────────────────────────────────────────────────────────

export const SourceQuery = Type.Object({
  ...ListQuery,
  type: Type.Optional(Type.String()),
  q: Type.Optional(Type.String({ maxLength: 200 })),
});
export const SourceItem = Type.Object({
  id: Type.String(),
  type: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  titleLang: Type.Union([Type.String(), Type.Null()], {
    description: 'Language of the name given, which need not be the reader’s.',
  }),
  publisher: Type.Union([Type.String(), Type.Null()]),
  author: Type.Union([Type.String(), Type.Null()]),
  year: Type.Union([Type.String(), Type.Null()]),
  url: Type.Union([Type.String(), Type.Null()]),
  partOf: NullableRef,
  statements: Type.Integer(),
  figures: Type.Integer(),
  near: Type.Integer({ description: 'How many statements are probably from it.' }),
});
export type SourceItem = Static<typeof SourceItem>;
export const SourceList = listOf(SourceItem);
export type SourceList = Static<typeof SourceList>;

/** Everything that rests on a source. */
export const SourceDetail = Type.Object({
  source: SourceItem,
  statements: Type.Array(Type.Object({ entity: Ref, statement: StatementOut, probable: Type.Boolean() })),
  relations: Type.Array(
    Type.Object({
      from: Ref,
      to: Ref,
      relation: Type.String(),
      label: Type.String(),
      citation: Citation,
      probable: Type.Boolean(),
    }),
  ),
  figures: Type.Array(FigureItem),
  remarks: Type.Array(RemarkOut),
});
export type SourceDetail = Static<typeof SourceDetail>;

// ── Pairs, graph, search, vocabulary, overview ──────────────────────────────────────────────────────────────

export const PairDetail = Type.Object({
  a: Ref,
  b: Ref,
  relations: Type.Array(
    Type.Object({
      from: Ref,
      to: Ref,
      relation: Type.String(),
      label: Type.String(),
      valid: Type.Union([PeriodOut, Type.Null()]),
      citation: Citation,
    }),
  ),
  groups: Type.Array(
    Type.Object({ kind: Type.String(), label: Type.String(), items: Type.Array(EntityItem) }),
  ),
  figures: Type.Array(FigureItem),
  commitments: Type.Array(CommitmentItem),
  timeline: Type.Array(TimelineItem),
  remarks: Type.Array(RemarkOut),
});
export type PairDetail = Static<typeof PairDetail>;

export const GraphQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  relation: Type.Optional(Type.String({ description: 'Relation types joined by commas.' })),
  group: Type.Optional(Type.String()),
  around: Type.Optional(Id),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, default: 1 })),
  kinds: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 500 })),
});
export const Graph = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      type: Type.Union([Type.String(), Type.Null()]),
      name: Type.String(),
      point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
      country: NullableRef,
      degree: Type.Integer(),
    }),
  ),
  edges: Type.Array(
    Type.Object({
      id: Type.Integer(),
      from: Type.String(),
      to: Type.String(),
      relation: Type.String(),
      label: Type.String(),
      valid: Type.Union([PeriodOut, Type.Null()]),
      citation: Citation,
    }),
  ),
  truncated: Type.Boolean(),
});
export type Graph = Static<typeof Graph>;

export const SearchQuery = Type.Object({
  lang: Type.Optional(LanguageCode),
  q: Type.String({ minLength: 1, maxLength: 200, examples: ['mahilio'] }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 8, description: 'Per kind.' })),
});
/** `marks` are [start, end) offsets, in UTF-16 units, of the matching words in `name` or `matched`. */
export const SearchHit = Type.Object({
  ref: Ref,
  matched: Type.String({ description: 'The name or alias that matched, in whatever language.' }),
  marks: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
  context: Type.String({ description: 'Where it is or what it is, to tell namesakes apart.' }),
  figures: Type.Optional(
    Type.Object(
      {
        measure: Type.String(),
        area: Type.Optional(Type.String()),
        partner: Type.Optional(Type.String()),
        product: Type.Optional(Type.String()),
      },
      { description: 'Of the group `figures`: the parameters of `/api/figures` that list them.' },
    ),
  ),
});
export const SearchResult = Type.Object({
  q: Type.String(),
  total: Type.Integer(),
  groups: Type.Array(
    Type.Object({
      kind: Type.String(),
      label: Type.String(),
      total: Type.Integer(),
      hits: Type.Array(SearchHit),
    }),
  ),
});
export type SearchResult = Static<typeof SearchResult>;

const Labelled = Type.Object({ id: Type.String(), label: Type.String() });
/** Kinds, relations, measures and units with labels in the reader's language, for forms, filters and legends. */
export const Vocabulary = Type.Object({
  kinds: Type.Array(
    Type.Object({
      id: Type.String(),
      group: Type.String(),
      one: Type.String(),
      many: Type.String(),
      description: Type.String(),
      types: Type.Array(Labelled),
      states: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), tone: Type.String() })),
      columns: Type.Array(Labelled),
      properties: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), type: Type.String() })),
      count: Type.Integer(),
    }),
  ),
  relations: Type.Array(
    Type.Object({
      id: Type.String(),
      forward: Type.String(),
      reverse: Type.String(),
      symmetric: Type.Boolean(),
      group: Type.String(),
      count: Type.Integer(),
    }),
  ),
  measures: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      units: Type.Array(Type.String()),
      time: Type.String(),
      direction: Type.Integer(),
      count: Type.Integer(),
    }),
  ),
  units: Type.Array(Labelled),
});
export type Vocabulary = Static<typeof Vocabulary>;

/** What the start page shows. */
export const Overview = Type.Object({
  dataSets: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      note: Type.String(),
      asOf: Type.Union([Type.String(), Type.Null()]),
      version: Type.String(),
      simulated: Type.Boolean(),
    }),
  ),
  counts: Type.Object({
    entities: Type.Integer(),
    relations: Type.Integer(),
    figures: Type.Integer(),
    commitments: Type.Integer(),
    sources: Type.Integer(),
    conflicts: Type.Integer({
      description: 'Cells whose figures do not agree, and remarks that record a contradiction.',
    }),
    remarks: Type.Integer(),
  }),
  kinds: Type.Array(Type.Object({ kind: Type.String(), label: Type.String(), count: Type.Integer() })),
  home: Type.Union(
    [
      Type.Object({
        ref: Ref,
        point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
      }),
      Type.Null(),
    ],
    { description: 'The country whose partners the map shows.' },
  ),
  headline: Type.Array(FigureItem, { description: 'A handful of figures worth a newcomer’s look.' }),
  partners: Type.Array(
    Type.Object({
      ref: Ref,
      iso: Type.Union([Type.String(), Type.Null()]),
      point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
      turnover: Type.Union([FigureItem, Type.Null()]),
      agreements: Type.Integer(),
      relations: Type.Integer(),
    }),
    { description: 'Countries that are partners of the home country, for the map.' },
  ),
});
export type Overview = Static<typeof Overview>;

export const HistoryQuery = Type.Object({ ...ListQuery, entity: Type.Optional(Id) });
export const HistoryItem = Type.Object({
  recording: Type.Integer(),
  recorded: Type.String({ format: 'date-time' }),
  author: Type.String(),
  kind: Type.String(),
  dataSet: Type.Union([Type.String(), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  added: Type.Integer(),
  retired: Type.Integer(),
});
export type HistoryItem = Static<typeof HistoryItem>;
export const HistoryList = listOf(HistoryItem);

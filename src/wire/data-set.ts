/**
 * The records of a data set, as `docs/reference/data-set.md` describes them. The schemas say what form a record
 * has; whether its words are those of the vocabulary and its ids exist, the import checks.
 */
import { type Static, type TSchema, Type } from 'typebox';
import { Id } from './common.ts';

const closed = { additionalProperties: false } as const;

/** A text that the set itself writes: all four languages. */
export const FourLanguages = Type.Object(
  {
    fr: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
    ru: Type.String({ minLength: 1 }),
    be: Type.String({ minLength: 1 }),
  },
  { ...closed, description: 'A text in all four languages.' },
);
export type FourLanguages = Static<typeof FourLanguages>;

const Language = Type.Enum(['fr', 'en', 'ru', 'be']);

/** YAML reads a bare year as a whole number. */
export const WrittenPeriod = Type.Union([Type.String(), Type.Integer({ minimum: 1000, maximum: 9999 })], {
  description:
    "A year, quarter, month or day, or two of them joined by a slash: 2021, 2021-Q3, '2021-01/2021-08'.",
});

/** No '+', no exponent, no needless nought in front: a number has one way of being written to its last digit. */
export const DECIMAL_PATTERN = '^(?!-0(\\.0*)?$)-?(0|[1-9]\\d{0,59})(\\.\\d{1,30})?$';

export const DecimalText = Type.String({
  pattern: DECIMAL_PATTERN,
  description: "A decimal number as text: '19500000', '-0.5'.",
});

export const Cite = Type.Object(
  {
    source: Id,
    locator: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'Place in the source.' }),
    ),
    near: Type.Optional(Id),
    doubt: Type.Optional(FourLanguages),
  },
  {
    ...closed,
    description: 'Where it stands: a source and a place in it; `near`: probably from this source.',
  },
);
export type Cite = Static<typeof Cite>;

const Qualifiers = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  Type.Union([
    Type.String(),
    Type.Number(),
    Type.Boolean(),
    FourLanguages,
    Type.Array(Type.Union([Type.String(), Type.Number(), FourLanguages])),
  ]),
  { description: 'What is said of the statement.' },
);

const Said = {
  state: Type.Optional(
    Type.Enum(['unknown', 'none'], { description: 'unknown: it has one, not known; none: it has none.' }),
  ),
  valid: Type.Optional(WrittenPeriod),
  validInferred: Type.Optional(Type.Boolean()),
  rank: Type.Optional(Type.Enum(['preferred', 'normal', 'deprecated'])),
  qualifiers: Type.Optional(Qualifiers),
  cite: Cite,
};

export const StatementRecord = Type.Object(
  {
    property: Type.String({ minLength: 1, maxLength: 200 }),
    value: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.Number())]),
    ),
    lang: Type.Optional(Language),
    ...Said,
  },
  { ...closed, title: 'Statement' },
);
export type StatementRecord = Static<typeof StatementRecord>;

export const EntityRecord = Type.Object(
  { id: Id, kind: Type.String({ minLength: 1 }), statements: Type.Optional(Type.Array(StatementRecord)) },
  { ...closed, title: 'Entity' },
);
export type EntityRecord = Static<typeof EntityRecord>;

export const RelationRecord = Type.Object(
  { from: Id, relation: Type.String({ minLength: 1, maxLength: 200 }), to: Type.Optional(Id), ...Said },
  { ...closed, title: 'Relation' },
);
export type RelationRecord = Static<typeof RelationRecord>;

const OfWhat = Type.Object(
  {
    measure: Type.Optional(Type.String({ minLength: 1 })),
    area: Type.Optional(Id),
    partner: Type.Optional(Id),
    product: Type.Optional(Id),
    among: Type.Optional(Type.Union([Id, FourLanguages])),
  },
  { ...closed, description: 'For a share: the whole. For a rank: the set ranked within.' },
);

export const FigureRecord = Type.Object(
  {
    id: Id,
    measure: Type.String({ minLength: 1 }),
    area: Id,
    partner: Type.Optional(Id),
    product: Type.Optional(Id),
    period: Type.Optional(WrittenPeriod),
    periodInferred: Type.Optional(Type.Boolean()),
    basis: Type.Optional(Type.Enum(['', 'fob', 'cif', 'reporter', 'mirror'])),
    form: Type.Enum(['level', 'percent', 'ratio', 'difference', 'share', 'rank']),
    base: Type.Optional(WrittenPeriod),
    baseInferred: Type.Optional(Type.Boolean()),
    ofWhat: Type.Optional(OfWhat),
    value: Type.Optional(DecimalText),
    fraction: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d?/[1-9]\\d?$',
        description: "A fraction in words: a third is '1/3'.",
      }),
    ),
    state: Type.Optional(Type.Enum(['unknown', 'none', 'not_due'])),
    unit: Type.String({ minLength: 1 }),
    step: Type.Optional(DecimalText),
    wording: Type.Optional(Type.Enum(['exact', 'about', 'more_than', 'at_least', 'almost', 'up_to'])),
    kind: Type.Optional(Type.Enum(['actual', 'target', 'forecast', 'capacity'])),
    rank: Type.Optional(Type.Enum(['preferred', 'normal', 'deprecated'])),
    reason: Type.Optional(FourLanguages),
    derived: Type.Optional(Type.Boolean()),
    note: Type.Optional(FourLanguages),
    cite: Cite,
  },
  { ...closed, title: 'Figure' },
);
export type FigureRecord = Static<typeof FigureRecord>;

export const RemarkRecord = Type.Object(
  {
    id: Id,
    severity: Type.Enum(['contradiction', 'misprint', 'doubt']),
    text: FourLanguages,
    entities: Type.Optional(Type.Array(Id, { uniqueItems: true })),
    figures: Type.Optional(Type.Array(Id, { uniqueItems: true })),
    cite: Cite,
  },
  { ...closed, title: 'Remark' },
);
export type RemarkRecord = Static<typeof RemarkRecord>;

export const DataSetHeader = Type.Object(
  {
    id: Id,
    version: Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Number()]),
    title: FourLanguages,
    note: Type.Optional(FourLanguages),
    asOf: Type.Optional(Type.String({ format: 'date', description: 'Facts as of this day.' })),
    licence: Type.Optional(Type.String({ minLength: 1 })),
    simulated: Type.Optional(Type.Boolean()),
    headline: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: 12,
        uniqueItems: true,
        description: 'Ids of figures of the set that the start page shows, in this order.',
      }),
    ),
  },
  { ...closed, title: 'Data set' },
);
export type DataSetHeader = Static<typeof DataSetHeader>;

/** Folder of a data set → the schema of one record in it. */
export const RECORDS = {
  entities: EntityRecord,
  relations: RelationRecord,
  figures: FigureRecord,
  remarks: RemarkRecord,
} as const satisfies { readonly [folder: string]: TSchema };
export type RecordFolder = keyof typeof RECORDS;
export const RECORD_FOLDERS = Object.keys(RECORDS) as readonly RecordFolder[];

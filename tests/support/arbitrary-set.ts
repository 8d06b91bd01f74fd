/** Arbitrary data sets without mistakes, on the test vocabulary, for property tests. */
import fc from 'fast-check';
import type {
  Cite,
  DataSetHeader,
  EntityRecord,
  FigureRecord,
  FourLanguages,
  RelationRecord,
  RemarkRecord,
  StatementRecord,
} from '#wire/data-set.ts';
import type { Files } from './data-set.ts';

export interface SetModel {
  readonly header: DataSetHeader;
  readonly entities: readonly EntityRecord[];
  readonly relations: readonly RelationRecord[];
  readonly figures: readonly FigureRecord[];
  readonly remarks: readonly RemarkRecord[];
}

/** Entities of every set, by kind: few, so that records meet in the same places. */
const IDS: { readonly [kind: string]: readonly string[] } = {
  country: ['country-a', 'country-b'],
  region: ['region-a', 'region-b', 'region-c'],
  city: ['city-a', 'city-b', 'city.c'],
  organisation: ['plant-1', 'plant-2'],
  event: ['fair-2021'],
  product: ['milk'],
  source: ['atlas', 'note-1', 'note-2'],
};
const KIND_OF = new Map(Object.entries(IDS).flatMap(([kind, ids]) => ids.map((id) => [id, kind])));

const LANGUAGE = fc.constantFrom('fr', 'en', 'ru', 'be');
// Texts that tempt: quotes, colons, line ends, tabs, backslashes, words that YAML takes for others, any script.
export const anyText = fc
  .oneof(
    fc.constantFrom(
      'no',
      '2021',
      'a: b # c',
      '"',
      "l'eau",
      'a\tb',
      'a\nb',
      '\\N',
      '\\',
      '{x}',
      '- y',
      'Могилёв',
      '😀',
      '%',
      '|',
      '>',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  )
  .filter((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'));
const four: fc.Arbitrary<FourLanguages> = fc.record({ fr: anyText, en: anyText, ru: anyText, be: anyText });

const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('2990-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
export const writtenPeriod: fc.Arbitrary<string | number> = fc.oneof(
  fc.integer({ min: 1000, max: 9000 }),
  date,
  date.map((day) => day.slice(0, 7)),
  date.map((day) => `${day.slice(0, 4)}-Q3`),
  date.map((day) => `${day.slice(0, 4)}/..`),
  date.map((day) => `../${day}`),
  fc.tuple(date, date).map((days) => days.toSorted().join('/')),
);
export const decimalText = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    fc.option(fc.stringMatching(/^\d{1,3}$/), { nil: null }),
  )
  .map(([whole, rest]) => (rest === null ? String(whole) : `${whole}.${rest}`));

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 });
}

/** Without the fields that are undefined, as a file has it. */
function tidy<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

const source = fc.constantFrom(...(IDS.source as string[]));
const cite: fc.Arbitrary<Cite> = fc
  .record({ source, locator: optional(anyText), near: optional(source), doubt: optional(four) })
  .map(tidy) as fc.Arbitrary<Cite>;
const rank = fc.constantFrom('preferred' as const, 'normal' as const, 'deprecated' as const);
const qualifiers = fc.oneof(
  fc.record({ note: four }),
  fc.record({ round: fc.integer() }),
  fc.record({ round: fc.integer(), note: four }),
);
const said = {
  valid: optional(writtenPeriod),
  validInferred: optional(fc.boolean()),
  rank: optional(rank),
  cite,
};

const value: fc.Arbitrary<Pick<StatementRecord, 'property' | 'value' | 'lang' | 'state'>> = fc.oneof(
  fc.record({ property: fc.constantFrom('name', 'alias', 'description'), lang: LANGUAGE, value: anyText }),
  fc.record({ property: fc.constant('as-printed'), value: anyText }),
  fc.record({ property: fc.constant('unnamed'), value: fc.boolean() }),
  fc.record({
    property: fc.constant('website'),
    value: fc.constantFrom('https://a.example/?q=1#x', 'http://b.example'),
  }),
  fc.record({
    property: fc.constantFrom('website', 'description'),
    state: fc.constantFrom('unknown', 'none'),
  }),
) as fc.Arbitrary<Pick<StatementRecord, 'property' | 'value' | 'lang' | 'state'>>;
const OF_KIND: { readonly [kind: string]: fc.Arbitrary<Pick<StatementRecord, 'property' | 'value'>> } = {
  country: fc.record({ property: fc.constant('code'), value: anyText }),
  region: fc.record({
    property: fc.constant('coordinates'),
    value: fc.tuple(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
    ),
  }),
  city: fc.oneof(
    fc.record({ property: fc.constant('founded'), value: writtenPeriod }),
    fc.record({ property: fc.constant('altitude'), value: decimalText }),
  ),
  organisation: fc.oneof(
    fc.record({ property: fc.constant('staff'), value: fc.maxSafeInteger() }),
    fc.record({ property: fc.constant('type'), value: fc.constantFrom('company', 'authority') }),
  ),
  event: fc.record({ property: fc.constant('held'), value: writtenPeriod }),
  source: fc.record({ property: fc.constant('weight'), value: fc.integer({ min: -2, max: 2 }) }),
};

function statement(kind: string): fc.Arbitrary<StatementRecord> {
  const own = OF_KIND[kind];
  return fc
    .tuple(own ? fc.oneof(value, own) : value, fc.record({ ...said, qualifiers: optional(qualifiers) }))
    .map(([what, how]) => tidy({ ...what, ...how })) as fc.Arbitrary<StatementRecord>;
}

/** Two records are the same statement when they say the same; the order of fields and the form of years aside. */
function distinct<T>(list: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc.uniqueArray(list, { maxLength: most, selector: (record) => JSON.stringify(record) });
}

function entity(id: string): fc.Arbitrary<EntityRecord> {
  const kind = KIND_OF.get(id) as string;
  return distinct(statement(kind), 6).map((statements) =>
    tidy({ id, kind, statements: statements.length > 0 ? statements : undefined }),
  ) as fc.Arbitrary<EntityRecord>;
}

const RELATIONS = [
  ['located-in', ['city', 'region', 'organisation', 'event'], ['country', 'region', 'city']],
  ['twin-of', ['region', 'city'], ['region', 'city']],
  ['takes-part-in', ['country', 'organisation'], ['event']],
  ['makes', ['organisation'], ['product']],
] as const;

const relation: fc.Arbitrary<RelationRecord> = fc
  .constantFrom(...RELATIONS)
  .chain(([id, from, to]) => {
    const ids = (kinds: readonly string[]) =>
      fc.constantFrom(...kinds.flatMap((kind) => IDS[kind] as string[]));
    const end = fc.oneof(
      { weight: 9, arbitrary: fc.record({ to: ids(to) }) },
      fc.record({ state: fc.constantFrom('unknown', 'none') }),
    );
    const extra = id === 'twin-of' ? optional(qualifiers) : optional(fc.record({ note: four }));
    return fc
      .tuple(
        fc.record({ from: ids(from), relation: fc.constant(id) }),
        end,
        fc.record({ ...said, qualifiers: extra }),
      )
      .map(([what, where, how]) => tidy({ ...what, ...where, ...how }) as RelationRecord);
  })
  .filter(({ from, to }) => from !== to);

const place = fc.constantFrom('country-a', 'country-b', 'region-a');
const form = fc.oneof(
  fc.record({ form: fc.constant('level'), unit: fc.constantFrom('USD', 'tonne'), value: decimalText }),
  fc.record({
    form: fc.constant('percent'),
    unit: fc.constant('percent'),
    value: decimalText,
    base: optional(writtenPeriod),
  }),
  fc.record({
    form: fc.constant('share'),
    unit: fc.constant('percent'),
    fraction: fc.constantFrom('1/3', '2/3', '1/2'),
  }),
  fc.record({
    form: fc.constant('ratio'),
    unit: fc.constant('times'),
    value: decimalText,
    step: fc.constantFrom('0.1', '1'),
  }),
  fc.record({
    form: fc.constant('rank'),
    unit: fc.constant('rank'),
    value: fc.integer({ min: 1, max: 99 }).map(String),
  }),
  fc.record({
    form: fc.constant('level'),
    unit: fc.constant('USD'),
    state: fc.constantFrom('unknown', 'none', 'not_due'),
  }),
);
/** Figures on few cells, so that they meet. */
export const anyFigure: fc.Arbitrary<Omit<FigureRecord, 'id'>> = fc
  .tuple(
    fc.record({
      measure: fc.constantFrom('exports', 'imports', 'turnover', 'balance'),
      area: place,
      partner: optional(place),
      product: optional(fc.constant('milk')),
      period: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom<string | number>(2021, '2021-01/2021-08') },
        optional(writtenPeriod),
      ),
      periodInferred: optional(fc.boolean()),
      basis: optional(fc.constantFrom('', 'fob', 'mirror')),
      baseInferred: optional(fc.boolean()),
      wording: optional(fc.constantFrom('exact', 'about', 'more_than', 'at_least', 'almost', 'up_to')),
      kind: optional(fc.constantFrom('actual', 'target', 'forecast', 'capacity')),
      rank: optional(rank),
      reason: optional(four),
      derived: optional(fc.boolean()),
      note: optional(four),
      ofWhat: optional(
        fc.oneof(
          fc.record({ measure: fc.constant('exports'), area: place }),
          fc.record({ among: four }),
          fc.record({ among: place }),
        ),
      ),
      cite,
    }),
    form,
  )
  .map(([what, how]) => tidy({ ...what, ...how }) as Omit<FigureRecord, 'id'>);

/** An arbitrary set with the given id; ids of figures and remarks begin with it. */
export function anySet(id: string): fc.Arbitrary<SetModel> {
  const header = fc
    .record({
      id: fc.constant(id),
      version: fc.oneof(anyText, fc.integer({ min: 0, max: 99 })),
      title: four,
      note: optional(four),
      asOf: optional(date),
      licence: optional(anyText),
      simulated: optional(fc.boolean()),
    })
    .map(tidy) as fc.Arbitrary<DataSetHeader>;
  const entities = fc.tuple(...[...KIND_OF.keys()].map(entity));
  const figures = fc
    .array(anyFigure, { maxLength: 12 })
    .map((list) => list.map((figure, i) => ({ ...figure, id: `${id}-f${i}` })));
  const remark = fc.record({
    severity: fc.constantFrom('contradiction' as const, 'misprint' as const, 'doubt' as const),
    text: four,
    entities: optional(fc.subarray(['country-a', 'city-b', 'milk'])),
    cite,
  });
  const remarks = fc
    .array(remark, { maxLength: 3 })
    .map((list) => list.map((one, i) => tidy({ ...one, id: `${id}-r${i}` })) as RemarkRecord[]);
  return fc
    .record({ header, entities, relations: distinct(relation, 10), figures, remarks })
    .map((model) => ({
      ...model,
      header: withHeadline(model.header, model.figures.slice(0, model.remarks.length + 1)),
      remarks: model.remarks.map((one, i) => {
        const figure = model.figures[i];
        return figure ? { ...one, figures: [figure.id] } : one;
      }),
    }));
}

/** Puts some figures on the start page, the last first. */
function withHeadline(header: DataSetHeader, figures: readonly FigureRecord[]): DataSetHeader {
  return figures.length < 2 ? header : { ...header, headline: figures.map(({ id }) => id).reverse() };
}

/** The files of a set: some JSON, some JSON Lines, some YAML, as the formats mix in real sets. */
export function filesOf(model: SetModel): Files {
  const lines = (records: readonly unknown[]): string =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const files: { [name: string]: string } = {
    'dataset.json': JSON.stringify(model.header),
    'entities/all.jsonl': lines(model.entities),
  };
  if (model.relations.length > 0) files['relations/all.json'] = JSON.stringify(model.relations);
  // JSON is YAML.
  if (model.figures.length > 0) files['figures/all.yaml'] = JSON.stringify(model.figures, null, 1);
  if (model.remarks.length > 0) files['remarks/all.json'] = JSON.stringify(model.remarks);
  return files;
}

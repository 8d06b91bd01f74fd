/** What several requests and responses share. All schemas are TypeBox: they validate, type and document. */
import { type Static, type TSchema, Type } from 'typebox';

export const LanguageCode = Type.Enum(['fr', 'en', 'ru', 'be'], {
  description: 'fr, en, ru or be; without it Accept-Language decides, then English.',
});

/** Ids of entities, figures, sources: lower-case words joined by hyphens. */
export const Id = Type.String({ minLength: 1, maxLength: 200, pattern: '^[a-z0-9][a-z0-9._:-]*$' });

export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'A month, 2021-08.' });
export const Day = Type.String({ format: 'date', description: 'A day, 2021-10-01.' });

export const Decimal = Type.String({
  pattern: '^-?\\d+(\\.\\d+)?$',
  description: 'A decimal number as text, never a float.',
});

/** Both ends inclusive: months where the span is whole months ('2021-01' to '2021-08'), else days; null: open. */
export const PeriodOut = Type.Object(
  { from: Type.Union([Type.String(), Type.Null()]), to: Type.Union([Type.String(), Type.Null()]) },
  { description: 'A span with inclusive ends: whole months as YYYY-MM, else days; null is open.' },
);
export type PeriodOut = Static<typeof PeriodOut>;

export const Names = Type.Object({
  fr: Type.String(),
  en: Type.String(),
  ru: Type.String(),
  be: Type.String(),
});

export const NameLanguage = Type.Optional(
  Type.String({
    description: 'Of a source whose title is not in the reader’s language: the language it is in.',
  }),
);

/** A reference to an entity, with its name in the reader's language. */
export const Ref = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  nameLang: NameLanguage,
});
export type Ref = Static<typeof Ref>;

export const NullableRef = Type.Union([Ref, Type.Null()]);

/** Where a statement stands. Texts are in the reader's language. */
export const Citation = Type.Object({
  source: Type.String({ description: 'Id of the source: note-48, article-08.' }),
  sourceName: Type.String(),
  sourceLang: NameLanguage,
  locator: Type.String({ description: 'Place in the source: article 8, note 48.' }),
  near: Type.Union([Ref, Type.Null()], { description: 'Probably from this source, printed nearby.' }),
  doubt: Type.Union([Type.String(), Type.Null()]),
});
export type Citation = Static<typeof Citation>;

/** The query that every list takes. */
export const ListQuery = {
  lang: Type.Optional(LanguageCode),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 2000, description: 'The nextCursor of the page before.' })),
  format: Type.Optional(
    Type.Enum(['json', 'csv'], {
      description: 'csv: all rows as a table, as with Accept: text/csv; limit and cursor are then ignored.',
    }),
  ),
};

/** The query of what is not a list. */
export const LanguageQuery = Type.Object({ lang: Type.Optional(LanguageCode) });

export function listOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    total: Type.Integer(),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  });
}

/** Problem details, RFC 9457, with Kirmash's own code. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), reason: Type.String() }), {
        description: 'Which fields are wrong, and why.',
      }),
    ),
  },
  { $id: 'Problem', description: 'Problem details (RFC 9457).' },
);
export type Problem = Static<typeof Problem>;

/** Accreditation: applications, documents, decisions, certificates: what crosses the network. */
import { type Static, Type } from 'typebox';
import { Day, Id, LanguageCode, NullableRef } from './common.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Line = (maximum: number) => Type.String({ maxLength: maximum, pattern: '^[^\\p{Cc}]*$' });
const Time = Type.String({ description: 'ISO 8601, UTC.' });
const Numbered = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const Sections = Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), { maxItems: 31, uniqueItems: true });
const Reason = Type.String({ minLength: 3, maxLength: 2000 });

export const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, two letters.' });
export const Region = Type.String({ pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$', description: 'ISO 3166-2.' });

export const MEMBER_ROLES = ['member', 'broker', 'guest'] as const;
export const DOCUMENT_KINDS = ['registration', 'power', 'tax', 'deposit', 'production', 'other'] as const;
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'returned',
  'accredited',
  'refused',
  'withdrawn',
] as const;
export const LACKS = [
  'name',
  'address',
  'country',
  'region',
  'resident',
  'tax-number',
  'tax-number-form',
  'role',
  'sections',
  'representative',
  'rules',
  'document-registration',
  'document-power',
  'document-expired',
  'power-expiry',
] as const;
export const STANDINGS = ['accredited', 'suspended', 'withdrawn'] as const;
const Role = Type.Enum([...MEMBER_ROLES]);

export const ApplicationContent = Type.Object(
  {
    organisation: Type.Optional(
      Type.Union([Id, Type.Null()], { description: 'Entity of the registry; null: it has none.' }),
    ),
    name: Type.Optional(Line(250)),
    address: Type.Optional(Line(500)),
    country: Type.Optional(Country),
    region: Type.Optional(orNull(Region)),
    resident: Type.Optional(Type.Boolean({ description: 'Of the country of the exchange.' })),
    taxNumber: Type.Optional(Line(40)),
    role: Type.Optional(Role),
    sell: Type.Optional(Sections),
    buy: Type.Optional(Sections),
    representative: Type.Optional(Line(120)),
    position: Type.Optional(Line(120)),
    phone: Type.Optional(Line(40)),
    affiliates: Type.Optional(Type.String({ maxLength: 2000 })),
    acceptsRules: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ApplicationContent = Static<typeof ApplicationContent>;

export const BeginIn = Type.Object(
  {
    participant: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, description: 'Renewal or change: whose.' }),
    ),
    content: Type.Optional(ApplicationContent),
  },
  closed,
);
export const ContentIn = Type.Object({ content: ApplicationContent }, closed);

export const DocumentOut = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum([...DOCUMENT_KINDS]),
  name: Type.String(),
  mediaType: Type.String(),
  size: Type.Integer({ description: 'Bytes.' }),
  expires: orNull(Day),
  uploaded: Time,
});
export const DocumentQuery = Type.Object(
  {
    kind: Type.Enum([...DOCUMENT_KINDS]),
    name: Type.String({ minLength: 1, maxLength: 250 }),
    expires: Type.Optional(Day),
    lang: Type.Optional(LanguageCode),
  },
  closed,
);

export const ApplicationOut = Type.Object({
  id: Type.Integer(),
  participant: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Whose it is, or who came of it; null: nobody yet.',
  }),
  state: Type.Enum([...APPLICATION_STATES]),
  content: ApplicationContent,
  organisation: NullableRef,
  countryName: orNull(Type.String()),
  regionName: orNull(Type.String()),
  documents: Type.Array(DocumentOut),
  lacks: Type.Array(Type.Enum([...LACKS]), {
    description: 'What is missing before it may be submitted.',
  }),
  created: Time,
  submitted: orNull(Time),
  due: Type.Union([Day, Type.Null()], { description: 'The last day for the decision.' }),
  workingDaysLeft: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Until then, by the calendar of the exchange; negative where that is past.',
  }),
  decided: orNull(Time),
  reason: orNull(Type.String()),
  certificate: orNull(Type.String()),
  simulated: Type.Boolean(),
});
export type ApplicationOut = Static<typeof ApplicationOut>;
export const ApplicationsOut = Type.Object({ items: Type.Array(ApplicationOut) });
export type ApplicationsOut = Static<typeof ApplicationsOut>;

export const QueueQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(APPLICATION_STATES.filter((state) => state !== 'draft'))),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    lang: Type.Optional(LanguageCode),
  },
  closed,
);
export const QueueOut = Type.Object({ items: Type.Array(ApplicationOut), total: Type.Integer() });
export type QueueOut = Static<typeof QueueOut>;

export const CheckOut = Type.Object({
  check: Type.Enum(['tax-number', 'duplicates', 'documents', 'registry', 'residence', 'sanctions']),
  outcome: Type.Enum(['passed', 'look', 'failed'], {
    description: 'look: for a person to judge. failed: not to be accredited so.',
  }),
  found: Type.Array(Type.String()),
});
export const HitOut = Type.Object({
  name: Type.String({ description: 'The name that was looked up.' }),
  subject: Type.String({ description: 'The same, as names are compared: decisions are remembered by it.' }),
  entry: Type.String({ description: 'Id in the list.' }),
  entryName: Type.String(),
  schema: Type.String(),
  countries: Type.Array(Type.String()),
  likeness: Type.Number({ description: '0 to 1.' }),
  decision: orNull(Type.Enum(['same', 'other'])),
  reason: orNull(Type.String()),
});
export const HitIn = Type.Object(
  {
    subject: Type.String({ minLength: 1, maxLength: 2000 }),
    entry: Type.String({ minLength: 1, maxLength: 500 }),
    decision: Type.Enum(['same', 'other']),
    reason: Reason,
  },
  closed,
);
export const SanctionListOut = Type.Object({
  list: orNull(Type.Object({ name: Type.String(), dated: Day, entries: Type.Integer(), loaded: Time })),
  state: Type.Enum(['none', 'fresh', 'old', 'stale'], {
    description: 'old: to be renewed. stale: nobody is accredited before it is.',
  }),
});
export type SanctionListOut = Static<typeof SanctionListOut>;
export const SanctionQuery = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 120 }), dated: Day, lang: Type.Optional(LanguageCode) },
  closed,
);
export const CaseOut = Type.Object({
  application: ApplicationOut,
  applicant: Type.Union([Type.Object({ name: Type.String(), email: Type.String() }), Type.Null()]),
  checks: Type.Array(CheckOut),
  hits: Type.Array(HitOut),
});
export type CaseOut = Static<typeof CaseOut>;

export const DecisionIn = Type.Object(
  {
    decision: Type.Enum(['accredit', 'refuse', 'return']),
    reason: Type.Optional(Reason),
    until: Type.Optional(Type.String({ format: 'date', description: 'Last day; a year unless given.' })),
    group: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: 'Beneficial group; 0: its own.' }),
    ),
  },
  closed,
);
export const StandingIn = Type.Object({ standing: Type.Enum([...STANDINGS]), reason: Reason }, closed);
export const PowerIn = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254, description: 'Of the account of the trader.' }),
    until: Day,
  },
  closed,
);
export const ClientIn = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 250, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' }),
    country: Country,
    taxNumber: Type.String({ minLength: 1, maxLength: 40 }),
    resident: Type.Boolean(),
  },
  closed,
);
export const EndIn = Type.Object({ reason: Reason }, closed);

export const AccreditedOut = Type.Object({
  participant: Type.Integer(),
  organisation: NullableRef,
  name: Type.String(),
  certificate: Type.String(),
  role: Role,
  resident: Type.Boolean(),
  country: Country,
  countryName: Type.String(),
  regionName: orNull(Type.String()),
  sell: Type.Array(Type.Integer()),
  buy: Type.Array(Type.Integer()),
  since: Day,
  until: Day,
  standing: Type.Enum([...STANDINGS]),
  reason: orNull(Type.String()),
  workingDaysLeft: Type.Integer(),
  powers: Type.Array(
    Type.Object({
      trader: Type.Integer(),
      name: Type.String(),
      until: Day,
      ended: Type.Boolean(),
    }),
  ),
  clients: Type.Array(
    Type.Object({
      client: Type.Integer(),
      name: Type.String(),
      country: Country,
      taxNumber: Type.String(),
      resident: Type.Boolean(),
      ended: Type.Boolean(),
    }),
  ),
  simulated: Type.Boolean(),
});
export type AccreditedOut = Static<typeof AccreditedOut>;
export const AccreditedList = Type.Object({ items: Type.Array(AccreditedOut) });
export type AccreditedList = Static<typeof AccreditedList>;

export const CertificateOut = Type.Object({
  certificate: Type.String(),
  name: Type.String(),
  countryName: Type.String(),
  regionName: orNull(Type.String()),
  role: Role,
  resident: Type.Boolean(),
  sell: Type.Array(Type.Integer()),
  buy: Type.Array(Type.Integer()),
  since: Day,
  until: Day,
  state: Type.Enum(['valid', 'expired', 'suspended', 'withdrawn']),
  asOf: Time,
  simulated: Type.Boolean(),
});
export type CertificateOut = Static<typeof CertificateOut>;

export const TermsOut = Type.Object({
  countries: Type.Array(Type.Object({ code: Country, name: Type.String() })),
  sections: Type.Array(Type.Integer()),
  home: Type.String({ description: 'Country of the exchange.' }),
  requiredDocuments: Type.Array(Type.Enum([...DOCUMENT_KINDS])),
  uploadBytes: Type.Integer(),
  simulated: Type.Boolean(),
});
export type TermsOut = Static<typeof TermsOut>;
export const RegionsOut = Type.Object({
  items: Type.Array(Type.Object({ code: Region, name: Type.String() })),
});
export type RegionsOut = Static<typeof RegionsOut>;

export const ApplicationParam = Type.Object({ application: Numbered });
export const DocumentParam = Type.Object({ application: Numbered, document: Numbered });
export const ParticipantParam = Type.Object({ participant: Numbered });
export const TraderParam = Type.Object({ participant: Numbered, trader: Numbered });
export const ClientParam = Type.Object({ participant: Numbered, client: Numbered });

/** Accounts, people, roles, the audit log: what crosses the network. */
import { type Static, Type } from 'typebox';
import { Id, LanguageCode, ListQuery, Ref } from './common.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Time = Type.String({ description: 'ISO 8601, UTC.' });

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });
export const PersonName = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$',
});
export const Password = Type.String({ minLength: 10, maxLength: 128 });
/** A password that was set before: whatever its length, it is right or wrong. */
const Given = Type.String({ minLength: 1, maxLength: 256 });
const Code = Type.String({ minLength: 6, maxLength: 24 });
const Token = Type.String({ minLength: 8, maxLength: 2000 });

const closed = { additionalProperties: false };

export const SignUpIn = Type.Object(
  { name: PersonName, email: Email, password: Password, language: Type.Optional(LanguageCode) },
  closed,
);
export const LogInIn = Type.Object(
  {
    email: Email,
    password: Given,
    remember: Type.Optional(
      Type.Boolean({ description: 'false: the cookie ends with the browser. true unless given.' }),
    ),
  },
  closed,
);
export const EmailIn = Type.Object({ email: Email }, closed);
export const ResetIn = Type.Object({ token: Token, newPassword: Password }, closed);
export const TokenIn = Type.Object({ token: Token }, closed);
export const ChangePasswordIn = Type.Object({ currentPassword: Given, newPassword: Password }, closed);
export const ProfileIn = Type.Object(
  { name: Type.Optional(PersonName), language: Type.Optional(LanguageCode) },
  closed,
);
export const PasswordIn = Type.Object({ password: Given }, closed);
export const TotpIn = Type.Object(
  {
    code: Code,
    trustDevice: Type.Optional(
      Type.Boolean({ description: 'No code is asked for on this device for 30 days.' }),
    ),
  },
  closed,
);
export const CodeIn = Type.Object({ code: Code }, closed);
export const Nothing = Type.Object({}, closed);

export const Done = Type.Object({ done: Type.Literal(true) });
export const LogInOut = Type.Object({
  secondFactor: Type.Boolean({ description: 'true: nobody is logged in before a code is given.' }),
});
export const TwoFactorOut = Type.Object({
  uri: Type.String({ description: 'otpauth: address for the authenticator app, shown once.' }),
  recoveryCodes: Type.Array(Type.String(), { description: 'Each works once, shown once.' }),
});
export type TwoFactorOut = Static<typeof TwoFactorOut>;
export const RecoveryCodesOut = Type.Object({ recoveryCodes: Type.Array(Type.String()) });

export const ROLE_NAMES = [
  'analyst',
  'editor',
  'steward',
  'trader',
  'head',
  'broker',
  'operator',
  'clearing',
  'auditor',
  'administrator',
] as const;
export const RoleName = Type.Enum([...ROLE_NAMES]);
export type RoleName = (typeof ROLE_NAMES)[number];

export const AreaOut = Type.Object(
  {
    sections: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 100 })),
    territories: Type.Optional(Type.Array(Id, { maxItems: 100 })),
  },
  { additionalProperties: false, description: 'Where the role holds; empty: everywhere.' },
);

export const MembershipOut = Type.Object({
  id: Type.Integer(),
  role: RoleName,
  organisation: Type.Union([Ref, Type.Null()], { description: 'Null for roles of the exchange.' }),
  area: AreaOut,
});
export type MembershipOut = Static<typeof MembershipOut>;

export const PersonOut = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  language: LanguageCode,
  twoFactor: Type.Boolean(),
  simulated: Type.Boolean({ description: 'One of the people of the demo.' }),
});

export const ActingOut = Type.Object({
  role: Type.Enum(['trader', 'operator', 'reader']),
  trader: Type.Integer({ description: '0: none.' }),
  participant: Type.Integer({ description: '0: all.' }),
});

export const DEMO_ROLES = [
  'seller',
  'buyer',
  'broker',
  'head',
  'operator',
  'clearing',
  'auditor',
  'analyst',
  'editor',
  'steward',
  'administrator',
] as const;
export const DemoRole = Type.Enum([...DEMO_ROLES]);
export type DemoRole = (typeof DEMO_ROLES)[number];

export const AccountOut = Type.Object({
  person: orNull(PersonOut),
  memberships: Type.Array(MembershipOut),
  actions: Type.Array(Type.String(), {
    description:
      'What one may do, in the words of docs/reference/permissions.md; of some things only one’s own.',
  }),
  acting: Type.Union([ActingOut, Type.Null()], { description: 'For whom one acts in the market.' }),
  callers: Type.Array(ActingOut, {
    description: 'All for whom one may act; the header x-acting-as chooses a trader.',
  }),
  mayEnterAs: Type.Array(DemoRole, {
    description: 'People of the demo as whom anybody may enter; else empty.',
  }),
});
export type AccountOut = Static<typeof AccountOut>;

export const EnterIn = Type.Object({ role: DemoRole }, closed);

export const SessionOut = Type.Object({
  id: Type.String(),
  begun: Time,
  used: Time,
  expires: Time,
  address: orNull(Type.String()),
  program: orNull(Type.String({ description: 'What the browser says of itself.' })),
  current: Type.Boolean(),
});
export const SessionsOut = Type.Object({ items: Type.Array(SessionOut) });
export type SessionsOut = Static<typeof SessionsOut>;

export const KeyOut = Type.Object({
  id: Type.Integer(),
  label: Type.String(),
  scopes: Type.Array(Type.String()),
  trader: Type.Union([Type.Integer(), Type.Null()]),
  created: Time,
  expires: orNull(Time),
  revoked: orNull(Time),
});
export const KeysOut = Type.Object({
  items: Type.Array(KeyOut),
  scopes: Type.Array(Type.String(), { description: 'What a new key of yours may be given.' }),
  traders: Type.Array(Type.Integer(), { description: 'As which trader it may act.' }),
});
export type KeysOut = Static<typeof KeysOut>;
export type KeyOut = Static<typeof KeyOut>;
export const KeyIn = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 30 }),
    days: Type.Integer({ minimum: 1, maximum: 365, description: 'After so many days it expires.' }),
    trader: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    password: Given,
  },
  closed,
);
export const IssuedOut = Type.Object({
  key: KeyOut,
  secret: Type.String({ description: 'Shown this once.' }),
});

const PeopleMembership = Type.Object({
  ...MembershipOut.properties,
  since: Time,
  until: orNull(Time),
  ended: Type.Boolean(),
});
export const PeopleItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  verified: Type.Boolean({ description: 'The mailbox is proved to be the person’s.' }),
  twoFactor: Type.Boolean(),
  created: Time,
  closed: orNull(Time),
  simulated: Type.Boolean(),
  lastSeen: orNull(Time),
  memberships: Type.Array(PeopleMembership),
});
export type PeopleItem = Static<typeof PeopleItem>;
export const PeopleList = Type.Object({
  items: Type.Array(PeopleItem),
  total: Type.Integer(),
  nextCursor: orNull(Type.String()),
});
export type PeopleList = Static<typeof PeopleList>;
export const PeopleQuery = Type.Object({
  ...ListQuery,
  q: Type.Optional(Type.String({ maxLength: 120, description: 'Part of a name or an address.' })),
  organisation: Type.Optional(Id),
  role: Type.Optional(RoleName),
});

export const GrantIn = Type.Object(
  {
    role: RoleName,
    organisation: Type.Optional(Id),
    area: Type.Optional(AreaOut),
    until: Type.Optional(Type.String({ format: 'date', description: 'The day after the last.' })),
  },
  closed,
);
export const InviteIn = Type.Object(
  { name: PersonName, email: Email, language: Type.Optional(LanguageCode), ...GrantIn.properties },
  closed,
);
export const InvitedOut = Type.Object({
  id: Type.String(),
  membership: MembershipOut,
});

export const MailItem = Type.Object({
  id: Type.Integer(),
  written: Time,
  recipient: Type.String(),
  kind: Type.String(),
  subject: Type.String(),
  body: orNull(Type.String({ description: 'Null once it was sent.' })),
  sent: orNull(Time),
  failure: orNull(Type.String()),
});
export type MailItem = Static<typeof MailItem>;
export const MailList = Type.Object({
  items: Type.Array(MailItem),
  total: Type.Integer(),
  nextCursor: orNull(Type.String()),
  sends: Type.Boolean({ description: 'Whether mail leaves this machine.' }),
});
export type MailList = Static<typeof MailList>;
export const MailQuery = Type.Object({ limit: ListQuery.limit, cursor: ListQuery.cursor });

export const AuditItem = Type.Object({
  id: Type.Integer(),
  at: Time,
  actor: orNull(Type.String()),
  actorName: orNull(Type.String()),
  accessKey: orNull(Type.Integer()),
  via: Type.Enum(['web', 'key', 'command-line', 'system']),
  address: orNull(Type.String()),
  action: Type.String(),
  subjectKind: orNull(Type.String()),
  subject: orNull(Type.String()),
  subjectName: orNull(Type.String()),
  organisation: orNull(Ref),
  before: Type.Unknown(),
  after: Type.Unknown(),
  reason: orNull(Type.String()),
});
export type AuditItem = Static<typeof AuditItem>;
export const AuditList = Type.Object({
  items: Type.Array(AuditItem),
  total: Type.Integer(),
  nextCursor: orNull(Type.String()),
});
export type AuditList = Static<typeof AuditList>;
export const AuditQuery = Type.Object({
  ...ListQuery,
  actor: Type.Optional(Type.String({ maxLength: 64, description: 'Id of the person who acted.' })),
  action: Type.Optional(
    Type.String({
      maxLength: 60,
      pattern: '^[a-z.-]+$',
      description: 'role.granted, or role for all of roles.',
    }),
  ),
  subject: Type.Optional(Type.String({ maxLength: 200, description: 'Id of whom or what it is about.' })),
  organisation: Type.Optional(Id),
  from: Type.Optional(Type.String({ format: 'date', description: 'The first day, UTC.' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'The last day, UTC.' })),
});

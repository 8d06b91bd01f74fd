-- People: accounts and sessions (kept by better-auth), who belongs to which organisation in which role, keys of
-- people, the log of what was done, and mail. Everything about a person is here and nowhere else: journal and
-- statements carry opaque ids.

create table person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  language text not null default 'en',
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed timestamptz,                          -- from then on nobody can be logged in as this person
  simulated boolean not null default false     -- one of the demo: nobody where the market is real
);

create table person_session (
  id text primary key,
  person text not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_session_person on person_session (person);

create table person_account (
  id text primary key,
  person text not null references person on delete cascade,
  account text not null,
  provider text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,                               -- Argon2id hash with its salt and parameters
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_account_person on person_account (person);

create table person_verification (
  id text primary key,
  identifier text not null,                    -- hash of what was sent by mail
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_verification_identifier on person_verification (identifier);

create table person_two_factor (
  id text primary key,
  person text not null references person on delete cascade,
  secret text not null,                        -- encrypted, as the recovery codes are
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index person_two_factor_person on person_two_factor (person);
create index person_two_factor_secret on person_two_factor (secret);

create table person_rate (
  id text primary key,
  key text not null unique,
  count int not null,
  last_request bigint not null
);

-- Failed log-ins in a row by address, whether or not somebody has it: to tell would tell who has an account.
create table person_lock_out (
  email_hash bytea primary key,
  failures int not null,
  last timestamptz not null,
  locked_until timestamptz
);

-- What Kirmash made up once and must keep: the key that signs cookies and encrypts second factors.
create table access_secret (
  name text primary key,
  value text not null,
  created timestamptz not null default now()
);

create table membership (
  id int generated always as identity primary key,
  person text not null references person on delete cascade,
  organisation text not null,                  -- entity of the registry; '' for roles of the exchange itself
  role text not null check (role in ('analyst', 'editor', 'steward', 'trader', 'head', 'broker', 'operator',
                                     'clearing', 'auditor', 'administrator')),
  area jsonb not null default '{}',            -- {sections?: [number], territories?: [entity]}: empty is everywhere
  since timestamptz not null default now(),
  until timestamptz,                           -- null: until it is ended
  granted_by text,                             -- person; null: the command line
  check (until is null or until >= since),
  check ((role in ('trader', 'head', 'broker')) <= (organisation <> ''))
);
create index membership_person on membership (person);
create index membership_organisation on membership (organisation);

-- The market's numbers of organisations and persons.
create table office_participant (
  market int not null references journal_market,
  participant int not null check (participant > 0),
  organisation text not null,
  primary key (market, participant)
);
create index office_participant_organisation on office_participant (organisation);

create table office_trader (
  market int not null references journal_market,
  trader int not null check (trader > 0),
  person text references person on delete set null,
  participant int not null check (participant > 0),
  primary key (market, trader)
);
create index office_trader_person on office_trader (person);

-- A key of a person does what its person may, within its scopes.
alter table access_key
  alter market drop not null,
  add person text references person on delete cascade,
  add scopes text[],                           -- actions of the permission table; null: all of its role
  drop constraint access_key_role_check,
  drop constraint access_key_check,
  add check (role in ('trader', 'operator', 'person')),
  add check (case role when 'trader' then trader > 0 and market is not null
                       when 'operator' then trader = 0 and market is not null
                       else person is not null and scopes is not null end);
create index access_key_person on access_key (person);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text,                                  -- person; null where nobody is known
  access_key int,
  via text not null check (via in ('web', 'key', 'command-line', 'system')),
  address text,                                -- from where: network address
  action text not null,                        -- 'session.begun', 'role.granted'
  subject_kind text,
  subject text,                                -- whom or what it is about: opaque ids
  organisation text,
  before jsonb,
  after jsonb,
  reason text
);
create index audit_event_at on audit_event (at);
create index audit_event_actor on audit_event (actor, id);
create index audit_event_subject on audit_event (subject_kind, subject, id);
create index audit_event_action on audit_event (action, id);
create trigger audit_event_kept before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_whole before truncate on audit_event for each statement execute function refuse_change();

-- Mail that was written. Where it is sent, its text is dropped; where nothing sends it, an administrator reads it.
create table mail (
  id bigint generated always as identity primary key,
  written timestamptz not null default now(),
  recipient text not null,
  kind text not null,
  language text not null,
  subject text not null,
  body text,
  sent timestamptz,
  failure text                                 -- why the last attempt to send it failed
);
create index mail_written on mail (written);

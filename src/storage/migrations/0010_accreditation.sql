-- Accreditation: applications with their documents, what was decided, who acts by which power, clients of brokers,
-- and the lists of sanctions against which names are looked up.

create table office_application (
  id int generated always as identity primary key,
  market int not null references journal_market,
  applicant text references person on delete set null,
  participant int check (participant > 0),     -- null: of an organisation that is to be accredited; else its renewal or change
  state text not null default 'draft'
    check (state in ('draft', 'submitted', 'returned', 'accredited', 'refused', 'withdrawn')),
  content jsonb not null default '{}',
  created timestamptz not null default now(),
  updated timestamptz not null default now(),
  submitted timestamptz,
  due date,                                    -- last day for the decision
  decided timestamptz,
  decided_by text,                             -- person
  reason text,                                 -- of the refusal, or what is to be put right
  check (state not in ('submitted', 'accredited', 'refused') or (submitted is not null and due is not null)),
  check (state not in ('refused', 'returned') or reason is not null)
);
create index office_application_applicant on office_application (applicant);
create index office_application_state on office_application (market, state, due);
create index office_application_participant on office_application (market, participant);

create table office_document (
  id int generated always as identity primary key,
  application int not null references office_application on delete cascade,
  kind text not null check (kind in ('registration', 'power', 'tax', 'deposit', 'production', 'other')),
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size int not null check (size > 0),
  sha256 bytea not null,
  content bytea not null,
  expires date,                                -- last day on which it holds; null: without end
  uploaded timestamptz not null default now(),
  uploaded_by text                             -- person
);
create index office_document_application on office_document (application);

-- What holds now of each participant; how it came about is in the applications and the audit log.
create table office_accreditation (
  market int not null,
  participant int not null,
  certificate text not null unique,            -- number of the certificate, which anybody may look up
  application int not null references office_application,
  name text not null,
  content jsonb not null,                      -- as in the application that was accepted last
  since date not null,
  until date not null,                         -- last day
  standing text not null default 'accredited' check (standing in ('accredited', 'suspended', 'withdrawn')),
  reason text,                                 -- of the standing
  updated timestamptz not null default now(),
  primary key (market, participant),
  foreign key (market, participant) references office_participant
);

-- By which power a trader acts.
create table office_power (
  market int not null,
  trader int not null,
  document int references office_document,
  name text not null,                          -- whom it names
  until date not null,                         -- last day
  ended timestamptz,
  primary key (market, trader),
  foreign key (market, trader) references office_trader
);

create table office_client (
  market int not null,
  client int not null check (client > 0),
  participant int not null,
  name text not null,
  country text not null,
  tax_number text not null,
  resident boolean not null,
  since timestamptz not null default now(),
  ended timestamptz,
  primary key (market, client),
  foreign key (market, participant) references office_participant
);
create index office_client_participant on office_client (market, participant);

-- What the engine is asked for and what is to be written after it: kept before the command, gone with what is written.
-- What a Kirmash that died left here is finished by the next.
create table office_act (
  market int not null references journal_market,
  key text not null,                           -- idempotency key of the command
  act jsonb not null,
  since timestamptz not null default now(),
  primary key (market, key)
);

create table office_sanction_list (
  id int generated always as identity primary key,
  name text not null,
  dated date not null,                         -- the day of which it is
  entries int not null,
  loaded timestamptz not null default now(),
  loaded_by text                               -- person
);

create table office_sanction_entry (
  list int not null references office_sanction_list on delete cascade,
  entry text not null,                         -- its id in the list
  name text not null,
  schema text not null,                        -- 'Company', 'Person': of FollowTheMoney
  countries text[] not null,
  primary key (list, entry)
);

-- Every name of an entry, folded as names are for comparing.
create table office_sanction_name (
  list int not null,
  entry text not null,
  folded text not null,
  primary key (list, entry, folded),
  foreign key (list, entry) references office_sanction_entry on delete cascade
);
create index office_sanction_name_alike on office_sanction_name using gin (folded gin_trgm_ops);

-- What a person decided of a name and an entry that are alike; it holds for later lists too.
create table office_sanction_hit (
  subject text not null,                       -- folded name
  entry text not null,
  decision text not null check (decision in ('same', 'other')),
  reason text not null,
  decided timestamptz not null default now(),
  decided_by text,                             -- person
  primary key (subject, entry)
);

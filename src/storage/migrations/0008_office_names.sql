-- What the market's numbers are called. The engine knows numbers only; a row here may be missing, and may be changed.

create table office_section (
  market int not null references journal_market,
  section int not null check (section > 0),
  code text not null,                          -- 'TIMBER'
  name jsonb not null,                         -- {fr, en, ru, be}
  primary key (market, section),
  unique (market, code)
);

create table office_instrument (
  market int not null references journal_market,
  instrument int not null check (instrument > 0),
  symbol text not null,                        -- 'PINE-PSK'
  name jsonb not null,                         -- {fr, en, ru, be}
  product text,                                -- entity of the registry, where there is one
  hs text,                                     -- code of the Harmonized System: 4, 6 or more digits
  grade text,                                  -- standard and grade as traders write them
  unit text not null,                          -- UCUM: 'm3', 't', '{piece}'
  lot_size numeric not null check (lot_size > 0), -- units in a lot
  basis text,                                  -- rule of Incoterms 2020: 'FCA'
  place jsonb,                                 -- where: {fr, en, ru, be}
  delivery_days int check (delivery_days >= 0),
  payment_days int check (payment_days >= 0),
  origin text,                                 -- ISO 3166-1 or 3166-2: 'BY', 'RU-PSK'
  primary key (market, instrument),
  unique (market, symbol)
);

create table office_session (
  market int not null references journal_market,
  session int not null check (session > 0),
  title jsonb not null,                        -- {fr, en, ru, be}
  timezone text not null,                      -- of the tz database: 'Europe/Minsk'
  timetable jsonb not null default '[]',       -- [{phase, at}], as announced
  reason jsonb,                                -- why it was halted, extended or cancelled: {fr, en, ru, be}
  primary key (market, session)
);

-- Names that wait for the number that the market is asked for. Written before the command, gone with the names: what
-- a Kirmash that died left here is finished by the next.
create table office_naming (
  market int not null references journal_market,
  key text not null,                           -- idempotency key of the command
  kind text not null check (kind in ('section', 'instrument', 'session')),
  names jsonb not null,
  since timestamptz not null default now(),
  primary key (market, key)
);

-- Keys by which programs reach a market, for one trader or for the operator. The secret itself is nowhere: who reads
-- the database, or a backup of it, gets no key.

create table access_key (
  id int generated always as identity primary key,
  market int not null references journal_market,
  role text not null check (role in ('trader', 'operator')),
  trader int not null check (trader >= 0),     -- the market's number of the trader; 0 for the operator
  label text not null,                         -- what it is for, in the words of who issued it
  hash bytea not null check (octet_length(hash) = 32), -- SHA-256 of the secret's 256 random bits as they are written
  created timestamptz not null default now(),
  expires timestamptz,                         -- null: it does not expire
  revoked timestamptz,
  check ((role = 'operator') = (trader = 0))
);
create index access_key_market on access_key (market, trader);

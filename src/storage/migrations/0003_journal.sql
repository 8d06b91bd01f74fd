-- The journal of each market: frames of commands in one order. Nothing in it is changed or deleted.

create table journal_market (
  id int generated always as identity primary key,
  name text not null unique,
  simulated boolean not null,                  -- copy of what the first frame says
  epoch bigint not null default 0,             -- how often a sequencer took the market over; only the last may write
  created timestamptz not null default now()
);

-- The primary key is the fence: of two sequencers that write the same number, one fails.
-- No foreign key: frames are inserted by selecting from journal_market, and a key would lock its row for each.
create table journal_frame (
  market int not null,
  number bigint not null check (number > 0),
  kind smallint not null,                      -- 1 opening of an epoch, 2 commands; 128 and up may be skipped
  format smallint not null,
  epoch bigint not null,
  time bigint not null,                        -- microseconds since 1970; no frame's is less than that of the one before
  first_command bigint not null,               -- number of its first command; commands are counted from 1
  commands int not null,
  witness_frame bigint not null,               -- the frame that was applied last when this one was sealed, or 0
  witness bytea not null,                      -- digest of the events up to there
  checksum bigint not null,                    -- CRC-32 of the payload
  previous bytea not null,                     -- hash of the frame before, zeros for the first
  hash bytea not null,                         -- SHA-256 over previous, header and payload
  payload bytea not null,
  primary key (market, number)
);
-- Compressing frames would cost the server more than writing them.
alter table journal_frame alter column payload set storage external;

-- State after a frame, so that a start need not replay all. Each can be made again from the frames.
create table journal_snapshot (
  market int not null references journal_market,
  frame bigint not null,
  format smallint not null,
  header text not null,                        -- JSON
  parts int not null,
  bytes bigint not null,                       -- of its parts as stored
  checksum bigint not null,                    -- CRC-32 of the header
  created timestamptz not null default now(),
  primary key (market, frame)
);
create table journal_snapshot_part (
  market int not null,
  frame bigint not null,
  part int not null,
  checksum bigint not null,                    -- CRC-32 of the payload
  payload bytea not null,                      -- compressed
  primary key (market, frame, part),
  foreign key (market, frame) references journal_snapshot on delete cascade
);
alter table journal_snapshot_part alter column payload set storage external;

-- Hashes of the state, recorded by whoever ran the market: a replay must come to the same.
create table journal_hash (
  market int not null references journal_market,
  frame bigint not null,
  command bigint not null,                     -- the last command before the hash was taken
  hash text not null,
  recorded timestamptz not null default now(),
  primary key (market, frame)
);

-- How far each projection of a market into SQL has come; written in the transaction that writes its rows.
create table journal_projection (
  market int not null references journal_market,
  name text not null,
  version int not null,                        -- of the projection's code: another one is built anew
  frame bigint not null default 0,
  updated timestamptz not null default now(),
  primary key (market, name)
);

-- Projections of the market's events. Names are the market's numbers; amounts are in minor units, whole.

create table market_order (
  market int not null references journal_market,
  slot int not null,                           -- slot and generation together are the order's number
  generation int not null,
  command bigint not null,                     -- that submitted it
  submitted bigint not null,                   -- microseconds since 1970
  listing int not null,
  account int not null,
  trader int not null,
  terms int not null,
  price int not null,                          -- ticks
  lots int not null,                           -- as submitted
  remaining int not null,
  state text not null check (state in ('open', 'filled', 'ended')),
  reason int,                                  -- why it ended
  reference bigint not null,
  changed bigint not null,                     -- frame that changed it last
  primary key (market, slot, generation)
);
create index market_order_account on market_order (market, account, command);

create table market_deal (
  market int not null references journal_market,
  contract int not null,
  command bigint not null,
  time bigint not null,                        -- microseconds since 1970
  listing int not null,
  price int not null,                          -- ticks
  lots int not null,
  buy_slot int not null,
  buy_generation int not null,
  sell_slot int not null,
  sell_generation int not null,
  buy_account int not null,
  sell_account int not null,
  aggressor int not null,
  buy_deposit bigint not null,
  sell_deposit bigint not null,
  buy_fee bigint not null,
  sell_fee bigint not null,
  primary key (market, contract)
);
create index market_deal_listing on market_deal (market, listing, contract);
create index market_deal_buyer on market_deal (market, buy_account, contract);
create index market_deal_seller on market_deal (market, sell_account, contract);

create table market_balance (
  market int not null references journal_market,
  account int not null,
  holder int not null,
  participant int not null,
  currency int not null,
  free bigint not null,
  orders bigint not null,                      -- blocked for orders
  contracts bigint not null,                   -- blocked for contracts
  fees_due bigint not null,                    -- owed to the exchange, never above zero
  transit bigint not null,                     -- payments on the way out
  primary key (market, account)
);
create index market_balance_participant on market_balance (market, participant);

create table market_quotation (
  market int not null references journal_market,
  listing int not null,
  instrument int not null,
  command bigint not null,
  time bigint not null,                        -- microseconds since 1970
  deals int not null,
  firm boolean not null,                       -- enough deals for a quotation
  lots bigint not null,
  mean bigint not null,                        -- ten-thousandths of a tick
  primary key (market, listing)
);
create index market_quotation_instrument on market_quotation (market, instrument, listing);

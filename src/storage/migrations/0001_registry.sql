-- The registry: append-only statements, figures and judgements, and the projections that pages read.
-- Nothing is overwritten: what ceases to hold gets `retired`, never a delete or a changed value.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- One act by which something entered the registry: an import, a person's edit, a judgement.
create table recording (
  id bigint generated always as identity primary key,
  author text not null,                        -- opaque id: 'system', or a person's id in access
  kind text not null,                          -- import | edit | judgement
  data_set text,                               -- id of the data set, for imports
  digest text,                                 -- hash of the imported set
  header jsonb,                                -- the description of the data set as imported
  note text,
  recorded timestamptz not null default clock_timestamp()
);

create table data_set (
  id text primary key,
  version text not null,
  title jsonb not null,                        -- {fr, en, ru, be}
  note jsonb,
  as_of date,
  licence text,
  simulated boolean not null default false,
  recording bigint not null references recording,
  digest text not null
);

create table entity (
  id text primary key,
  kind text not null,
  data_set text,
  recording bigint not null references recording,
  retired bigint references recording,         -- no data set lists it any more
  merged_into text references entity           -- projection of the live merge judgements: the last in the chain
);
create index entity_kind on entity (kind);
create index entity_merged on entity (merged_into) where merged_into is not null;

-- Which data set lists which entity, as what. `entity.kind` and `entity.retired` follow from the live listings.
create table listing (
  data_set text not null,
  entity text not null references entity,
  kind text not null,
  recording bigint not null references recording,
  retired bigint references recording
);
create unique index listing_live on listing (data_set, entity) where retired is null;
create index listing_entity on listing (entity);

-- Where a statement stands: a source (an entity of kind 'source') and the place in it.
create table citation (
  id bigint generated always as identity primary key,
  source text not null,                        -- an entity, see citation_references
  locator text not null default '',
  near text,                                   -- 'probably from': the note printed nearby, an entity
  doubt jsonb,                                 -- what is doubtful about the reading: {fr, en, ru, be}
  unique nulls not distinct (source, locator, near, doubt)
);
create index citation_near on citation (near) where near is not null;

-- Properties and relations of entities. A relation has a target, a property has a value.
create table statement (
  id bigint generated always as identity primary key,
  entity text not null,                        -- entity, target, citation, recording: see statement_references
  property text not null,
  relation boolean not null default false,     -- whether `property` names a relation, which has a target
  value jsonb,
  value_state text not null default 'known' check (value_state in ('known', 'unknown', 'none')),
  lang text,
  target text,
  qualifiers jsonb,
  valid daterange,
  valid_inferred boolean not null default false,
  rank text not null default 'normal' check (rank in ('preferred', 'normal', 'deprecated')),
  status text not null default 'accepted' check (status in ('proposed', 'accepted', 'rejected', 'superseded')),
  citation bigint not null,
  data_set text,
  fingerprint bytea not null,                  -- hash of the length-prefixed content, see registry/fingerprint
  recording bigint not null,
  accepted bigint,                             -- the act since which it counts; null: a proposal not accepted
  retired bigint references recording,
  supersedes bigint references statement,
  check (target is null or value is null)
);
create index statement_entity on statement (entity);
create index statement_target on statement (target) where target is not null;
create index statement_citation on statement (citation);
create index statement_data_set on statement (data_set) where data_set is not null;

-- Nothing is overwritten. What is recorded of a statement never changes but for what became of it: status, accepted,
-- retired. What others refer to is never deleted and never gets another id.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'nothing recorded in % is deleted or changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger recording_kept before delete or update on recording for each row execute function refuse_change();
create trigger entity_kept before delete or update of id on entity for each row execute function refuse_change();
create trigger citation_kept before delete or update on citation for each row execute function refuse_change();
create trigger statement_kept before delete or update of id, entity, property, relation, value, value_state, lang,
    target, qualifiers, valid, valid_inferred, rank, citation, data_set, fingerprint, recording, supersedes
  on statement for each row execute function refuse_change();

-- The references of the two large tables are checked a command at a time instead of a row at a time: for a million
-- rows foreign keys cost 22 s of processor time here, this 5 s (docs/decisions/0300-references-by-set.md).
create function check_statement_references() returns trigger language plpgsql as $$
declare
  dangling record;
begin
  select f.entity, f.target, f.citation, f.recording, f.accepted into dangling from fresh f
    left join entity e on e.id = f.entity
    left join entity t on t.id = f.target
    left join citation c on c.id = f.citation
    left join recording r on r.id = f.recording
    left join recording a on a.id = f.accepted
    where e.id is null or c.id is null or r.id is null or (t.id is null and f.target is not null)
      or (a.id is null and f.accepted is not null)
    limit 1;
  if found then
    raise exception 'a statement refers to what is not there: %', dangling using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger statement_references after insert on statement referencing new table as fresh
  for each statement execute function check_statement_references();

create function check_statement_accepted() returns trigger language plpgsql as $$
begin
  if not exists (select from recording where id = new.accepted) then
    raise exception 'there is no recording %', new.accepted using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger statement_accepted before update of accepted on statement for each row
  when (new.accepted is not null) execute function check_statement_accepted();

create function check_citation_references() returns trigger language plpgsql as $$
declare
  dangling record;
begin
  select f.source, f.near into dangling from fresh f
    left join entity s on s.id = f.source
    left join entity n on n.id = f.near
    where s.id is null or (n.id is null and f.near is not null)
    limit 1;
  if found then
    raise exception 'a citation refers to what is not there: %', dangling using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger citation_references after insert on citation referencing new table as fresh
  for each statement execute function check_citation_references();

-- What can be asked: measure, area, partner, product, period, basis.
create table cell (
  id bigint generated always as identity primary key,
  measure text not null,
  area text not null references entity,
  partner text references entity,
  product text references entity,              -- null: all products
  period daterange,                            -- null: the source names none
  basis text not null default '',
  of_what jsonb,                               -- for a share or a rank: of which whole, among which set
  unique nulls not distinct (measure, area, partner, product, period, basis, of_what)
);
create index cell_area on cell (area, measure);
create index cell_partner on cell (partner) where partner is not null;
create index cell_product on cell (product) where product is not null;

-- Who says what of a cell.
create table figure (
  seq bigint generated always as identity primary key,
  id text not null,                            -- stable id within the registry: 'article-01-o9'
  revision int not null default 1,
  cell bigint not null references cell,
  form text not null check (form in ('level', 'percent', 'ratio', 'difference', 'share', 'rank')),
  base daterange,                              -- the period compared with
  base_inferred boolean not null default false,
  value numeric,
  value_state text not null default 'known' check (value_state in ('known', 'unknown', 'none', 'not_due')),
  unit text not null,
  step numeric,                                -- rounding step where the last digit does not tell it
  fraction text,                               -- a fraction in words, '1/3', of which value is the decimal
  low numeric, high numeric,
  low_open boolean not null default false, high_open boolean not null default false,
  wording text not null check (wording in ('exact', 'about', 'more_than', 'at_least', 'almost', 'up_to')),
  kind text not null default 'actual' check (kind in ('actual', 'target', 'forecast', 'capacity')),
  rank text not null default 'normal' check (rank in ('preferred', 'normal', 'deprecated')),
  reason jsonb,
  note jsonb,                                  -- a neutral clarification: {fr, en, ru, be}
  period_inferred boolean not null default false,
  derived boolean not null default false,
  status text not null default 'accepted' check (status in ('proposed', 'accepted', 'rejected', 'superseded')),
  citation bigint not null references citation,
  data_set text,
  fingerprint bytea not null,
  recording bigint not null references recording,
  accepted bigint references recording,        -- the act since which it counts; null: a proposal not accepted
  retired bigint references recording
);
create unique index figure_revision on figure (id, revision);
create unique index figure_live on figure (id) where retired is null;
create index figure_cell on figure (cell);
create trigger figure_kept before delete or update of seq, id, revision, cell, form, base, base_inferred, value,
    value_state, unit, step, fraction, wording, kind, rank, reason, note, period_inferred, derived, citation, data_set,
    fingerprint, recording
  on figure for each row execute function refuse_change();
create index figure_citation on figure (citation);

-- A person's or a program's judgement on what is recorded. Reverting is another judgement.
create table judgement (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('merge', 'accept', 'reject', 'revert')),
  subject text not null,                       -- entity merged away, or 'statement:12', 'figure:article-01-o9'
  object text,                                 -- entity merged into; id of the judgement reverted
  reason text not null,
  recording bigint not null references recording,
  reverted_by bigint references judgement
);
create index judgement_subject on judgement (subject);
create trigger judgement_kept before delete or update of id, kind, subject, object, reason, recording on judgement
  for each row execute function refuse_change();

-- A remark of the reference data about entities and figures: a contradiction, a misprint, an open doubt.
create table remark (
  seq bigint generated always as identity primary key,
  id text not null,
  severity text not null check (severity in ('contradiction', 'misprint', 'doubt')),
  text jsonb not null,
  entities text[] not null default '{}',
  figures text[] not null default '{}',
  citation bigint not null references citation,
  data_set text,
  fingerprint bytea not null,
  recording bigint not null references recording,
  retired bigint references recording
);
create unique index remark_live on remark (id) where retired is null;
create index remark_entities on remark using gin (entities);

-- Reads a written period ('2021', '2021-Q3', '2021-08', '2021-10-01', 'A/B' with both ends inclusive, '..' open) as
-- base/period.ts does. Errors: anything else, which no statement holds.
create function written_period(written text) returns daterange language plpgsql immutable strict as $$
declare
  first text := split_part(written, '/', 1);
  last text := case when position('/' in written) > 0 then split_part(written, '/', 2) else first end;
begin
  return daterange(
    case
      when first = '..' then null
      when first ~ '^\d{4}$' then make_date(first::int, 1, 1)
      when first ~ '^\d{4}-Q[1-4]$' then make_date(left(first, 4)::int, right(first, 1)::int * 3 - 2, 1)
      when first ~ '^\d{4}-\d{2}$' then (first || '-01')::date
      else first::date
    end,
    case
      when last = '..' then null
      when last ~ '^\d{4}$' then make_date(last::int + 1, 1, 1)
      when last ~ '^\d{4}-Q[1-4]$' then
        (make_date(left(last, 4)::int, right(last, 1)::int * 3 - 2, 1) + interval '3 months')::date
      when last ~ '^\d{4}-\d{2}$' then ((last || '-01')::date + interval '1 month')::date
      else last::date + 1
    end);
end $$;

-- Projection: what a page of an entity and the lists show. Rebuilt from the tables above at any time.
create table entity_view (
  id text primary key,
  kind text not null,
  type text,
  name jsonb not null,                         -- best name in each language
  aliases text[] not null default '{}',
  current jsonb not null default '{}',         -- property → list of current values
  places text[] not null default '{}',         -- places it lies in or concerns, for the filter by place
  period daterange,
  latitude double precision, longitude double precision,
  relations int not null default 0,
  figures int not null default 0,
  statements int not null default 0,
  doubts int not null default 0,
  folded text not null default '',             -- all names folded to plain Latin, for prefix and trigram search
  search tsvector not null default ''
);
create index entity_view_kind on entity_view (kind, type);
create index entity_view_places on entity_view using gin (places);
create index entity_view_search on entity_view using gin (search);
create index entity_view_folded on entity_view using gin (folded gin_trgm_ops);

-- Projection: per cell the best figure and the verdict of the conflict check; identities beside it.
create table cell_check (
  cell bigint primary key references cell,
  best text,                                   -- figure id
  conflict text not null check (conflict in ('holds', 'fails', 'cannot_tell')),
  sources int not null default 0
);
create table identity_check (
  id bigint generated always as identity primary key,
  identity text not null,                      -- 'turnover', 'balance', 'parts'
  verdict text not null check (verdict in ('holds', 'fails', 'cannot_tell')),
  scope text not null check (scope in ('source', 'best')),
  source text references entity,
  cells bigint[] not null,
  figures text[] not null,
  low numeric, high numeric                    -- the interval of the sum that should hold zero
);
create index identity_check_cells on identity_check using gin (cells);

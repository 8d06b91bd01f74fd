-- Indexes and the dictionary that questions of readers need.

-- Lists sorted by name in the reader's language.
create index entity_view_name_fr on entity_view ((coalesce(name->>'fr', '')) collate "fr-x-icu", id);
create index entity_view_name_en on entity_view ((coalesce(name->>'en', '')) collate "en-x-icu", id);
create index entity_view_name_ru on entity_view ((coalesce(name->>'ru', '')) collate "ru-x-icu", id);
create index entity_view_name_be on entity_view ((coalesce(name->>'be', '')) collate "be-x-icu", id);

-- Lists sorted by how much is said of a thing.
create index entity_view_relations on entity_view (relations);
create index entity_view_figures on entity_view (figures);

create index remark_figures on remark using gin (figures);
create index citation_source on citation (source);

-- What a recording added and retired. Rows lie in the order of their recordings, so a block range index is enough.
create index statement_recording on statement using brin (recording);
create index figure_recording on figure using brin (recording);
create index statement_retired on statement (retired) where retired is not null;
create index figure_retired on figure (retired) where retired is not null;
create index identity_check_figures on identity_check using gin (figures);

-- The dictionary by which mistyped words are corrected: every folded word of every name. Words whose last name is
-- gone may stay: they only cost a correction that finds nothing.
create table search_word (word text primary key);
create index search_word_similar on search_word using gin (word gin_trgm_ops);
create index search_word_beginning on search_word (word text_pattern_ops);

create function remember_words() returns trigger language plpgsql as $$
begin
  insert into search_word
    select distinct word from changed, string_to_table(translate(changed.folded, '|', ' '), ' ') as word
    where length(word) between 3 and 60
  on conflict do nothing;
  return null;
end $$;
create trigger entity_view_words_inserted after insert on entity_view
  referencing new table as changed for each statement execute function remember_words();
create trigger entity_view_words_updated after update on entity_view
  referencing new table as changed for each statement execute function remember_words();
insert into search_word
  select distinct word from entity_view, string_to_table(translate(folded, '|', ' '), ' ') as word
  where length(word) between 3 and 60;

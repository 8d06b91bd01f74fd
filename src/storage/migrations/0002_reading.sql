-- Indexes and the dictionary that questions of readers need.

-- Lists sorted by name in the reader's language.
create index entity_view_name_fr on entity_view ((coalesce(name->>'fr', '')) collate "fr-x-icu", id);
create index entity_view_name_en on entity_view ((coalesce(name->>'en', '')) collate "en-x-icu", id);
create index entity_view_name_ru on entity_view ((coalesce(name->>'ru', '')) collate "ru-x-icu", id);
create index entity_view_name_be on entity_view ((coalesce(name->>'be', '')) collate "be-x-icu", id);

create index entity_merged_into on entity (merged_into) where merged_into is not null;
create index remark_figures on remark using gin (figures);
create index citation_source on citation (source);

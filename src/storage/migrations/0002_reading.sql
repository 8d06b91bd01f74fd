-- Indexes and the dictionary that questions of readers need.

-- Lists sorted by name in the reader's language.
create index entity_view_name_fr on entity_view ((coalesce(name->>'fr', '')) collate "fr-x-icu", id);
create index entity_view_name_en on entity_view ((coalesce(name->>'en', '')) collate "en-x-icu", id);
create index entity_view_name_ru on entity_view ((coalesce(name->>'ru', '')) collate "ru-x-icu", id);
create index entity_view_name_be on entity_view ((coalesce(name->>'be', '')) collate "be-x-icu", id);

create index remark_figures on remark using gin (figures);
create index citation_source on citation (source);

-- What a recording added and retired. Rows lie in the order of their recordings, so a block range index is enough.
create index statement_recording on statement using brin (recording);
create index figure_recording on figure using brin (recording);
create index statement_retired on statement (retired) where retired is not null;
create index figure_retired on figure (retired) where retired is not null;
create index identity_check_figures on identity_check using gin (figures);

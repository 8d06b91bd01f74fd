-- What is invented: entities that simulated data sets alone list. Lists, search and counts leave them out; their own
-- pages, and whatever names them, show them as before.

alter table entity_view add simulated boolean not null default false;

-- Mistyped words are corrected to words of what can be found.
create or replace function remember_words() returns trigger language plpgsql as $$
begin
  insert into search_word
    select distinct word from changed, string_to_table(translate(changed.folded, '|', ' '), ' ') as word
    where length(word) between 3 and 60 and not changed.simulated
  on conflict do nothing;
  return null;
end $$;

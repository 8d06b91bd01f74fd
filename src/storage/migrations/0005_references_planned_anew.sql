-- The references of statements and citations are checked as before, by a plan made for the rows at hand. The plan of
-- the first command of a session was kept for all: one made for three rows looked a million up one by one, and with
-- `limit 1` the planner chose that even for the million, since it hoped to find a fault soon. Where there is none, as
-- nearly always, all rows are read: 9.5 s then, 1.3 s by hashing.
create or replace function check_statement_references() returns trigger language plpgsql as $$
declare
  dangling record;
  found_one boolean := false;
begin
  for dangling in execute
    'select f.entity, f.target, f.citation, f.recording, f.accepted from fresh f
      left join entity e on e.id = f.entity
      left join entity t on t.id = f.target
      left join citation c on c.id = f.citation
      left join recording r on r.id = f.recording
      left join recording a on a.id = f.accepted
      where e.id is null or c.id is null or r.id is null or (t.id is null and f.target is not null)
        or (a.id is null and f.accepted is not null)'
  loop
    found_one := true;
    exit;
  end loop;
  if found_one then
    raise exception 'a statement refers to what is not there: %', dangling using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create or replace function check_citation_references() returns trigger language plpgsql as $$
declare
  dangling record;
  found_one boolean := false;
begin
  for dangling in execute
    'select f.source, f.near from fresh f
      left join entity s on s.id = f.source
      left join entity n on n.id = f.near
      where s.id is null or (n.id is null and f.near is not null)'
  loop
    found_one := true;
    exit;
  end loop;
  if found_one then
    raise exception 'a citation refers to what is not there: %', dangling using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

-- The figures that a data set wants on the start page, in order; empty: chosen by rule.
alter table data_set add column headline text[] not null default '{}';

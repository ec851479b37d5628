-- grain: one row per row asked for of a charge file's table
-- unit and sign: source_row counts records of the file from 1; part counts charges of its record
-- source: row_gap; row_indexes as texts
-- depends on: row_gap
-- checks: the gaps below the rows are only summed; an order of gaps is made of few
with
place as materialized (
  select distinct cast(index_text as bigint) as row_index
  from (select unnest($row_indexes) as index_text)
),
span as materialized (
  select min(row_index) as first_index, max(row_index) as last_index from place
),
gap as materialized (
  select rowid_from, cast(sum(skipped) as bigint) as skipped
  from row_gap
  where
    source_file_id = $source_file_id and rowid_from <= (select last_index from span)
  group by rowid_from
),
below as (
  select cast(coalesce(sum(skipped), 0) as bigint) as skipped
  from gap
  where rowid_from < (select first_index from span)
),
running as (
  select rowid_from, cast(sum(skipped) over (order by rowid_from) as bigint) as skipped
  from gap
  where rowid_from >= (select first_index from span)
),
further as (
  select rowid_from, rowid_from - row_number() over (order by rowid_from) as run
  from gap
  where rowid_from > 0 and skipped < 0
),
run as (
  select run, min(rowid_from) as first_further from further group by run
)
select
  place.row_index,
  place.row_index + 2 + below.skipped + coalesce(running.skipped, 0) as source_row,
  coalesce(place.row_index - run.first_further + 2, 1) as part
from place
cross join below
asof left join running on place.row_index >= running.rowid_from
left join further on further.rowid_from = place.row_index
left join run on run.run = further.run
order by place.row_index

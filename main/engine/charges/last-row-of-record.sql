-- grain: one row: the last row that a record of a charge file could have in its table
-- unit and sign: rows of the table from 0
-- source: row_gap
-- depends on: row_gap
-- checks: source_row counts records of the file from 1; whoever asks looks whether the row is its
with
gap as (
  select rowid_from, sum(skipped) as skipped
  from row_gap
  where source_file_id = $source_file_id
  group by rowid_from
),
running as (
  select rowid_from, sum(skipped) over (order by rowid_from) as missing from gap
)
select
  $source_row - 2 - cast(coalesce(arg_max(missing, rowid_from), 0) as bigint) as row_index
from running
where rowid_from + 2 + missing <= $source_row

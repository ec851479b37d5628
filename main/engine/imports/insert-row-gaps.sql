-- grain: one row per run of records missing from a charge table
-- unit and sign: counts of records; -1 where a file has no header
-- source: the import job; lists of equal length
-- depends on: row_gap
-- checks: record = rowid + 2 + the sum of skipped up to the rowid
insert into row_gap (source_file_id, rowid_from, skipped)
with
listed as (
  select unnest($rowids) as rowid_from, unnest($skipped) as skipped
)
select $source_file_id, cast(rowid_from as bigint), cast(skipped as bigint)
from listed

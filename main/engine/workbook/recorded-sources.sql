-- grain: one row per active file
-- unit and sign: counts of records
-- source: source_file
-- depends on: nothing
-- checks: ordered by what the files are, so that a close done again records the same
select
  file_name,
  sha256,
  format,
  dataset,
  mapping,
  columns,
  records_rejected
from source_file
where is_active
order by file_name, sha256, mapping, source_file_id

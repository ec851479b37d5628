-- grain: one row per record that could not be read
-- unit and sign: none
-- source: the import job; lists of equal length, empty text for null
-- depends on: reject
-- checks: as many rows as the file's count of rejected records
insert into reject (
  source_file_id, line, byte_offset, column_name, code, reason, remedy, raw_text
)
with
listed as (
  select
    unnest($lines) as line,
    unnest($offsets) as byte_offset,
    unnest($columns) as column_name,
    unnest($codes) as code,
    unnest($reasons) as reason,
    unnest($remedies) as remedy,
    unnest($texts) as raw_text
)
select
  $source_file_id,
  cast(line as bigint),
  cast(nullif(byte_offset, '') as bigint),
  nullif(column_name, ''),
  code,
  reason,
  remedy,
  raw_text
from listed

-- grain: one row per rejected record of an active file
-- unit and sign: none
-- source: reject, source_file
-- depends on: nothing
-- checks: none
select
  source_file.file_name,
  reject.line,
  reject.column_name,
  reject.code,
  reject.reason,
  reject.remedy,
  reject.raw_text
from reject
inner join source_file using (source_file_id)
where source_file.is_active
order by source_file.file_name, reject.line, reject.column_name nulls first, reject.code

-- grain: one row per rejected record of one file
-- unit and sign: none
-- source: reject
-- depends on: reject
-- checks: in file order
select line, byte_offset, column_name, code, reason, remedy, raw_text
from reject
where source_file_id = $source_file_id
order by line, column_name
limit $limit offset $offset

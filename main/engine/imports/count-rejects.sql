-- grain: one row
-- unit and sign: count of records
-- source: reject
-- depends on: reject
-- checks: none
select count(*) as total
from reject
where source_file_id = $source_file_id

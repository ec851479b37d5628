-- grain: one row per file that is known to overlap another
-- unit and sign: none
-- source: finding
-- depends on: finding
-- checks: distinct, by id
select distinct source_file_id
from finding
where code = 'file-overlaps' and source_file_id is not null
order by source_file_id

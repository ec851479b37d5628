-- grain: one row per placed file
-- unit and sign: none
-- source: file_placement
-- depends on: nothing
-- checks: none
select source_file_id, has_parts, has_later
from file_placement
order by source_file_id

-- grain: one row per active file with driver quantities of a month
-- unit and sign: none
-- source: active_driver_quantity
-- depends on: active_driver_quantity
-- checks: none
select distinct source_file_id
from active_driver_quantity
where period = $period
order by source_file_id

-- grain: one row per driver and period a driver file covers
-- unit and sign: none
-- source: driver_quantity
-- depends on: driver_quantity
-- checks: distinct
select distinct concat_ws('|', driver, period) as covered
from driver_quantity
where source_file_id = $source_file_id

-- grain: one row per quantity of either file
-- unit and sign: the driver's unit
-- source: driver_quantity
-- depends on: driver_quantity
-- checks: a quantity is its driver, target and period
select
  source_file_id = $source_file_id as is_after,
  period, '' as currency, quantity as amount,
  concat_ws('|', driver, target, period) as said,
  concat_ws(' · ', driver, target) as line
from driver_quantity
where source_file_id in ($other_file_id, $source_file_id)

-- grain: one row per file that gives the driver's quantity for the target
-- unit and sign: unit of the driver
-- source: active_driver_quantity, source_file
-- depends on: active_driver_quantity
-- checks: none
select
  source_file.file_name,
  min(active_driver_quantity.source_row) as source_row,
  max(active_driver_quantity.unit) as unit,
  sum(active_driver_quantity.quantity) as quantity
from active_driver_quantity
join source_file using (source_file_id)
where driver = $driver and target = $target and period = $period
group by source_file.file_name
order by source_file.file_name

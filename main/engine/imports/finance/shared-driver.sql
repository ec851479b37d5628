-- grain: at most one row: quantities of a driver file for which another one has a quantity as well
-- unit and sign: lines
-- source: driver_quantity
-- depends on: driver_quantity
-- checks: a quantity is its driver, target and period
with
theirs as (
  select distinct driver, target, period
  from driver_quantity
  where source_file_id = $other_file_id
),
mine as (
  select driver, target, period
  from driver_quantity
  semi join theirs using (driver, target, period)
  where source_file_id = $source_file_id
)
select null as currency, count(*) as lines, null as amount
from mine
having count(*) > 0

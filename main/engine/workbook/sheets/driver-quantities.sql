-- grain: one row per driver and target of the period
-- unit and sign: the driver's own unit
-- source: active_driver_quantity
-- depends on: active_driver_quantity
-- checks: none
select driver, target, cast(sum(quantity) as decimal(38, 12)) as quantity
from active_driver_quantity
where period = $period
group by driver, target
order by driver, target

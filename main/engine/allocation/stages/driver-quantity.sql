-- grain: one row per target the driver names in the period
-- unit and sign: unit of the driver
-- source: active_driver_quantity
-- depends on: active_driver_quantity
-- checks: rows of withdrawn files are absent
with
quantity as (
  select target, sum(quantity) as quantity
  from active_driver_quantity
  where driver = $driver and period = $period
  group by target
)
select * from quantity order by target

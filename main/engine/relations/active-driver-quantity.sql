-- grain: one row per driver, target and period of an active file
-- unit and sign: the driver's own unit
-- source: driver_quantity
-- depends on: source_file, driver_quantity
-- checks: rows of withdrawn or superseded files are absent
create or replace view active_driver_quantity as
with
active as (
  select source_file_id
  from source_file
  where is_active
),
kept as (
  select driver_quantity.*
  from driver_quantity
  semi join active using (source_file_id)
)
select * from kept

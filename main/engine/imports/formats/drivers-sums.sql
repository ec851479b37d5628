-- grain: one row
-- unit and sign: sums over all units, for comparison with the file's texts only
-- source: driver_quantity
-- depends on: driver_quantity
-- checks: compared with the exact sums of the texts by the import
select
  count(*) as records,
  coalesce(sum(quantity), 0) as quantity
from driver_quantity
where source_file_id = $source_file_id

-- grain: one row
-- unit and sign: sums over all units, for comparison with the file's texts only
-- source: exchange_rate
-- depends on: exchange_rate
-- checks: compared with the exact sums of the texts by the import
select
  count(*) as records,
  coalesce(sum(rate), 0) as rate
from exchange_rate
where source_file_id = $source_file_id

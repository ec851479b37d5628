-- grain: the latest run of a period, or no row
-- unit and sign: none
-- source: reconciliation_run
-- depends on: nothing
-- checks: one row at most
select
  run_id,
  currency,
  input_hash
from reconciliation_run
where period = $period
order by sequence desc, run_id
limit 1

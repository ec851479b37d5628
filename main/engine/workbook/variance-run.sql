-- grain: at most one row, a stored decomposition
-- unit and sign: the run's currency
-- source: variance_run
-- depends on: variance_run
-- checks: none
select
  run_id,
  parameters,
  opening,
  closing
from variance_run
where run_id = $run_id

-- grain: the run asked for
-- unit and sign: none
-- source: reconciliation_run
-- depends on: nothing
-- checks: one row
select
  period,
  currency,
  tolerance,
  materiality_absolute,
  materiality_percent
from reconciliation_run
where run_id = $run_id

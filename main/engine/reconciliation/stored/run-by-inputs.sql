-- grain: the run of these inputs, or no row
-- unit and sign: none
-- source: reconciliation_run
-- depends on: nothing
-- checks: one row at most, because the run id is a hash of the inputs
select run_id
from reconciliation_run
where run_id = $run_id

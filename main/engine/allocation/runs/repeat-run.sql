-- grain: one row
-- unit and sign: none
-- source: allocation_run
-- depends on: allocation_run
-- checks: only the place in the history moves: the run was asked for again
update allocation_run set sequence = $sequence where run_id = $run_id

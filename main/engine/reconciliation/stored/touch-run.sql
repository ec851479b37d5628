-- grain: the run that was asked for again, now the latest of its period
-- unit and sign: none
-- source: reconciliation_run
-- depends on: nothing
-- checks: only its place in the history changes
update reconciliation_run
set sequence = $sequence
where run_id = $run_id

-- grain: the run that was asked for again, now the latest of its months
-- unit and sign: none
-- source: variance_run
-- depends on: variance_run
-- checks: only its place in the history changes
update variance_run
set sequence = $sequence
where run_id = $run_id

-- grain: one row per run
-- unit and sign: none
-- source: the allocate job
-- depends on: allocation_run
-- checks: run_id is the hash of inputs and rules
insert into allocation_run (run_id, period, rule_set_id, input_hash, sequence, findings)
values ($run_id, $period, $rule_set_id, $input_hash, $sequence, $findings)

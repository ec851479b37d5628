-- grain: at most one row
-- unit and sign: none
-- source: allocation_run
-- depends on: allocation_run
-- checks: none
select run_id, period, rule_set_id, input_hash, findings
from allocation_run
where period = $period
order by sequence desc
limit 1

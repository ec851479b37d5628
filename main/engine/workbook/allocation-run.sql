-- grain: at most one row, an allocation run with its rules
-- unit and sign: none
-- source: allocation_run, allocation_rule_set
-- depends on: allocation_run
-- checks: none
select
  allocation_run.run_id,
  allocation_run.rule_set_id,
  allocation_rule_set.text,
  allocation_run.findings
from allocation_run
inner join allocation_rule_set using (rule_set_id)
where allocation_run.run_id = $run_id

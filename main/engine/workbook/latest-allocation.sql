-- grain: at most one row, the period's latest allocation run with its rules
-- unit and sign: none
-- source: allocation_run, allocation_rule_set
-- depends on: allocation_run
-- checks: none
with
latest as (
  select run_id, rule_set_id, findings
  from allocation_run
  where period = $period
  order by sequence desc, run_id
  limit 1
)
select latest.run_id, latest.rule_set_id, allocation_rule_set.text, latest.findings
from latest
inner join allocation_rule_set using (rule_set_id)
